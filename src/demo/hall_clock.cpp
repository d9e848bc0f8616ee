#include "demo/hall_clock.h"

#include <algorithm>
#include <cmath>

namespace gerai::demo {

using namespace std::chrono_literals;

void HallClock::set(Instant hall_now, double rate, Machine::time_point heard) {
    hall_ = hall_now;
    if (rate > 0) rate_ = rate;
    heard_ = heard;
}

Instant HallClock::at(Machine::time_point machine) const {
    const std::chrono::duration<double, std::micro> passed = machine - heard_;
    return hall_ + Duration{std::llround(passed.count() * rate_)};
}

HallClock::Machine::duration HallClock::machine_time(Duration hall_time) const {
    const std::chrono::duration<double, std::micro> machine{static_cast<double>(hall_time.count()) /
                                                            rate_};
    return std::chrono::duration_cast<Machine::duration>(machine);
}

awaitable<void> HallClock::sleep_until(Instant instant) const {
    constexpr Machine::duration look_again = 1s;
    while (true) {
        const Instant reached = now();
        if (reached >= instant) co_return;
        co_await pause_for(io_, std::min(machine_time(instant - reached) + 1us, look_again));
    }
}

awaitable<void> HallClock::sleep_for(Duration hall_time) const {
    co_await sleep_until(now() + hall_time);
}

}  // namespace gerai::demo
