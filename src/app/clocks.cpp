#include "app/clocks.h"

namespace gerai::app {

namespace {

constexpr std::chrono::minutes disagreement_max{5};

Duration between(const Reading& earlier, const Reading& later) {
    return std::chrono::duration_cast<Duration>(later.steady - earlier.steady);
}

}  // namespace

Reading read_machine() {
    return {std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()),
            std::chrono::steady_clock::now().time_since_epoch()};
}

RealClock::RealClock(ReadMachine read) : read_(read), start_(read()) {}

Duration RealClock::elapsed() const { return between(start_, read_()); }

bool RealClock::is_sane() const {
    const Reading now = read_();
    const Duration apart = (now.wall - start_.wall) - between(start_, now);
    return std::chrono::abs(apart) <= disagreement_max;
}

TrialClock::TrialClock(Instant start, double speed, ReadMachine read)
    : read_(read), speed_(speed), start_(read()), base_(start.time_since_epoch().count()) {}

Duration TrialClock::run() const {
    const auto real = static_cast<double>(between(start_, read_()).count());
    return Duration{static_cast<std::int64_t>(real * speed_)};
}

Instant TrialClock::now() const { return Instant{Duration{base_.load()} + run()}; }

Duration TrialClock::elapsed() const { return now().time_since_epoch(); }

void TrialClock::jump_to(Instant later) {
    const Duration missing = later - now();
    if (missing > Duration{0}) base_ += missing.count();
}

}  // namespace gerai::app
