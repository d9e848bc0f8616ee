#include "measure/wait_memory.h"

#include <algorithm>

#include "measure/erlang.h"

namespace gerai::measure {

namespace {

/// Of waits longer than an age there are fewer; this many still make a law.
constexpr std::size_t enough_beyond_age = 10;

std::size_t bin_of_ahead(const Line& line) {
    if (line.is_free()) return 0;
    constexpr std::array<std::uint32_t, 7> last{0, 1, 2, 4, 7, 15, 31};
    return 1 + static_cast<std::size_t>(std::ranges::lower_bound(last, line.ahead) - last.begin());
}

std::size_t bin_of_oldest(const Line& line) {
    constexpr std::array last{0.0, 1.0 / 6, 1.0 / 3, 2.0 / 3, 4.0 / 3};
    const double means = line.service_mean > Duration{}
                             ? static_cast<double>(line.oldest.count()) /
                                   static_cast<double>(line.service_mean.count())
                             : 0;
    return static_cast<std::size_t>(std::ranges::lower_bound(last, means) - last.begin());
}

bool is_enough(const Samples& samples, double age) {
    if (samples.size() < WaitMemory::enough) return false;
    return samples.calls_beyond(age) >= (age > 0 ? enough_beyond_age : WaitMemory::enough);
}

/// The Erlang law of a wait that is longer than `age` already; nothing far in its tail.
std::optional<Quantiles> planned(int calls, const Quantiles& shares, double age) {
    constexpr double hardly = 0.999;
    const double over = erlang_cdf(calls, age * calls);
    if (over > hardly) return std::nullopt;
    Quantiles values{};
    std::ranges::transform(shares, values.begin(), [&](double share) {
        return erlang_quantile(calls, over + share * (1 - over)) / calls;
    });
    return values;
}

Duration duration_of(double seconds) {
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>{seconds});
}

}  // namespace

WaitStart::WaitStart(const Line& line)
    : ahead_bin(bin_of_ahead(line)),
      oldest_bin(bin_of_oldest(line)),
      calls(static_cast<int>(line.ahead) + 1),
      planned(std::max(1.0, line.seconds_between_calls()) * calls) {}

std::optional<WaitRange> WaitMemory::range(const WaitStart& start, double age) const {
    constexpr double median = 0.5;
    // Where a counter is free there is nothing to learn the width from: the call comes at once.
    const Levels levels = start.is_free() ? Levels{} : levels_;
    const auto found = quantiles(start, {levels.low(), median, levels.high()}, age / start.planned);
    if (!found) return std::nullopt;
    const double low = std::max((*found)[0] * start.planned, age);
    const double high = std::max((*found)[2] * start.planned, low);
    return WaitRange{.low = duration_of(low),
                     .median = duration_of(std::clamp((*found)[1] * start.planned, low, high)),
                     .high = duration_of(high)};
}

std::optional<Quantiles> WaitMemory::quantiles(const WaitStart& start, const Quantiles& shares,
                                               double age) const {
    const Samples& alike = by_start_[start.ahead_bin][start.oldest_bin];
    if (is_enough(alike, age)) return alike.quantiles(shares, age);
    const Samples& as_many = by_ahead_[start.ahead_bin];
    if (is_enough(as_many, age)) return as_many.quantiles(shares, age);
    if (!start.is_free() && is_enough(all_, age)) return all_.quantiles(shares, age);
    return planned(start.calls, shares, age);
}

void WaitMemory::learn(const WaitStart& start, double seconds, bool was_called) {
    const EndedWait wait{static_cast<float>(seconds / start.planned), was_called};
    by_start_[start.ahead_bin][start.oldest_bin].add(wait);
    by_ahead_[start.ahead_bin].add(wait);
    if (!start.is_free()) all_.add(wait);
}

void WaitMemory::judge(const WaitRange& promised, Duration wait, bool was_called) {
    const bool is_above = wait > promised.high;
    // Who left before the end of the range may have been called within it or not.
    if (!was_called && !is_above) return;
    levels_.note(was_called && wait < promised.low, is_above);
}

}  // namespace gerai::measure
