#include "plan/law.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace gerai::plan {

namespace {

constexpr double z90 = 1.2815515655446004;  // The standard normal law at 0.9.

/// To the nearest microsecond. What would be longer than a lifetime is one: it can still be added
/// to a moment.
Duration microseconds(double count) {
    constexpr double a_lifetime = 3e15;
    const double whole = std::clamp(count, -a_lifetime, a_lifetime);
    // To the nearest, as std::llround does by a call: every draw of a time comes by here.
    return Duration{static_cast<Duration::rep>(whole + std::copysign(0.5, whole))};
}

/// A multiple of a duration.
Duration times(Duration duration, double factor) {
    return microseconds(static_cast<double>(duration.count()) * factor);
}

struct Drawing {
    Random& random;

    Duration operator()(const Fixed& law) const { return law.value; }
    Duration operator()(const Exponential& law) const {
        return times(law.mean, random.exponential());
    }
    Duration operator()(const LogNormal& law) const {
        return times(law.median, std::exp(law.sigma * random.normal()));
    }
    Duration operator()(const Stages& law) const {
        double sum = 0;
        for (int i = 0; i < law.count; ++i) sum += random.exponential();
        return times(law.mean, sum / law.count);
    }
    Duration operator()(const Between& law) const {
        return law.from + times(law.to - law.from, random.share());
    }
    Duration operator()(const Normal& law) const {
        return law.mean + times(law.deviation, random.normal());
    }
    Duration operator()(const Seen& law) const {
        assert(!law.values.empty());
        const auto count = static_cast<double>(law.values.size());
        return law.values[static_cast<std::size_t>(random.share() * count)];
    }
};

struct Averaging {
    Duration operator()(const Fixed& law) const { return law.value; }
    Duration operator()(const Exponential& law) const { return law.mean; }
    Duration operator()(const LogNormal& law) const {
        return times(law.median, std::exp(law.sigma * law.sigma / 2));
    }
    Duration operator()(const Stages& law) const { return law.mean; }
    Duration operator()(const Between& law) const { return law.from + (law.to - law.from) / 2; }
    Duration operator()(const Normal& law) const { return law.mean; }
    Duration operator()(const Seen& law) const {
        assert(!law.values.empty());
        const Duration sum = std::accumulate(law.values.begin(), law.values.end(), Duration{});
        return sum / static_cast<std::int64_t>(law.values.size());
    }
};

}  // namespace

LogNormal log_normal(Duration mean, double variation) {
    const double squared = std::log1p(variation * variation);
    return {.median = times(mean, std::exp(-squared / 2)), .sigma = std::sqrt(squared)};
}

LogNormal log_normal_through(Duration p50, Duration p90) {
    return {.median = p50, .sigma = std::log(in_seconds(p90) / in_seconds(p50)) / z90};
}

Duration draw_varying(const Law& law, Random random) { return std::visit(Drawing{random}, law); }

Duration mean(const Law& law) { return std::visit(Averaging{}, law); }

Duration from_seconds(double seconds) { return microseconds(seconds * 1e6); }

double in_seconds(Duration duration) { return static_cast<double>(duration.count()) / 1e6; }

}  // namespace gerai::plan
