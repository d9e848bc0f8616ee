#include "plan/law_beyond.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace gerai::plan {

namespace {

double normal_beyond(double z) { return std::erfc(z / std::numbers::sqrt2) / 2; }

/// A standard normal value beyond `z`: by rejection below the middle, and by Marsaglia's tail
/// method (1964) above it.
double draw_normal_beyond(double z, Random& random) {
    if (z <= 0) {
        while (true) {
            const double value = random.normal();
            if (value > z) return value;
        }
    }
    while (true) {
        const double value = std::sqrt(z * z + 2 * random.exponential());
        if (random.share() * value <= z) return value;
    }
}

/// How many deviations a time lies above the median.
double deviations(const LogNormal& law, Duration time) {
    return std::log(in_seconds(time) / in_seconds(law.median)) / law.sigma;
}

/// Chances that so many stages are over after `passed`, the last not included, up to a factor.
std::vector<double> stages_over(const Stages& law, Duration passed) {
    const double stages = law.count * in_seconds(passed) / in_seconds(law.mean);
    std::vector<double> chances;
    double chance = 1;
    for (int i = 0; i < law.count; ++i) {
        chances.push_back(chance);
        chance *= stages / (i + 1);
    }
    return chances;
}

/// What takes no time, or varies by nothing, is a fixed time.
bool is_fixed(const LogNormal& law) { return law.sigma <= 0 || law.median <= Duration{0}; }

struct Surviving {
    Duration passed;

    double operator()(const Fixed& law) const { return law.value > passed ? 1 : 0; }
    double operator()(const Exponential& law) const {
        if (law.mean <= Duration{0}) return 0;
        return std::exp(-in_seconds(passed) / in_seconds(law.mean));
    }
    double operator()(const LogNormal& law) const {
        if (is_fixed(law)) return (*this)(Fixed{law.median});
        return normal_beyond(deviations(law, passed));
    }
    double operator()(const Stages& law) const {
        if (law.mean <= Duration{0}) return 0;
        double sum = 0;
        for (const double chance : stages_over(law, passed)) sum += chance;
        return sum * std::exp(-law.count * in_seconds(passed) / in_seconds(law.mean));
    }
    double operator()(const Between& law) const {
        if (passed >= law.to) return 0;
        if (passed <= law.from) return 1;
        return in_seconds(law.to - passed) / in_seconds(law.to - law.from);
    }
    double operator()(const Normal& law) const {
        if (law.deviation <= Duration{0}) return (*this)(Fixed{law.mean});
        return normal_beyond(in_seconds(passed - law.mean) / in_seconds(law.deviation));
    }
    double operator()(const Seen& law) const {
        const auto longer =
            std::ranges::count_if(law.values, [&](Duration one) { return one > passed; });
        return static_cast<double>(longer) / static_cast<double>(law.values.size());
    }
};

struct DrawingRest {
    Duration passed;
    Random& random;

    Duration operator()(const Fixed& law) const {
        return std::max(law.value - passed, Duration{0});
    }
    Duration operator()(const Exponential& law) const {
        return from_seconds(in_seconds(law.mean) * random.exponential());
    }
    Duration operator()(const LogNormal& law) const {
        if (is_fixed(law)) return (*this)(Fixed{law.median});
        const double z = draw_normal_beyond(deviations(law, passed), random);
        const double time = in_seconds(law.median) * std::exp(law.sigma * z);
        return std::max(from_seconds(time) - passed, Duration{0});
    }
    Duration operator()(const Stages& law) const {
        if (law.mean <= Duration{0}) return Duration{0};
        const auto chances = stages_over(law, passed);
        const auto over = static_cast<int>(random.place_by_weight(chances));
        double sum = 0;
        for (int i = over; i < law.count; ++i) sum += random.exponential();
        return from_seconds(in_seconds(law.mean) * sum / law.count);
    }
    Duration operator()(const Between& law) const {
        const Duration from = std::max(law.from, passed);
        if (from >= law.to) return std::max(law.to - passed, Duration{0});
        return from - passed + from_seconds(in_seconds(law.to - from) * random.share());
    }
    Duration operator()(const Normal& law) const {
        if (law.deviation <= Duration{0}) return (*this)(Fixed{law.mean});
        const double from = in_seconds(passed - law.mean) / in_seconds(law.deviation);
        const double time = in_seconds(law.deviation) * draw_normal_beyond(from, random);
        return std::max(law.mean + from_seconds(time) - passed, Duration{0});
    }
    Duration operator()(const Seen& law) const {
        std::vector<Duration> longer;
        std::ranges::copy_if(law.values, std::back_inserter(longer),
                             [&](Duration one) { return one > passed; });
        if (longer.empty()) return Duration{0};
        const auto place = random.share() * static_cast<double>(longer.size());
        return longer[static_cast<std::size_t>(place)] - passed;
    }
};

}  // namespace

double share_beyond(const Law& law, Duration passed) {
    return std::visit(Surviving{std::max(passed, Duration{0})}, law);
}

Duration draw_rest(const Law& law, Duration passed, Random random) {
    if (passed <= Duration{0}) return std::max(draw(law, random), Duration{0});
    return std::visit(DrawingRest{passed, random}, law);
}

}  // namespace gerai::plan
