#include "demo/dice.h"

#include <cassert>
#include <cmath>
#include <numeric>

namespace gerai::demo {

namespace {

// FNV-1a; std::hash promises nothing from one library to the next.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char letter : text) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 0x100000001b3;
    }
    return hash;
}

std::mt19937_64 engine_for(std::uint64_t seed, std::string_view purpose) {
    const std::uint64_t hash = hash_of(purpose);
    std::seed_seq mixed{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                        static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32)};
    return std::mt19937_64{mixed};
}

Duration from_seconds(double seconds) { return Duration{std::llround(seconds * 1e6)}; }

double in_seconds(Duration duration) { return static_cast<double>(duration.count()) / 1e6; }

}  // namespace

Dice::Dice(std::uint64_t seed, std::string_view purpose) : engine_(engine_for(seed, purpose)) {}

double Dice::share() {
    constexpr double two_to_53 = 9007199254740992.0;
    return static_cast<double>(engine_() >> 11) / two_to_53;
}

std::size_t Dice::place_in(std::size_t count) {
    assert(count > 0);
    return static_cast<std::size_t>(share() * static_cast<double>(count));
}

std::size_t Dice::place_by_weight(std::span<const double> weights) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    assert(total > 0);
    double left = share() * total;
    std::size_t last = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0) continue;
        last = i;
        if (left < weights[i]) return i;
        left -= weights[i];
    }
    return last;  // Rounding left a crumb.
}

int Dice::poisson(double mean) {
    if (mean <= 0) return 0;
    return std::poisson_distribution<int>{mean}(engine_);
}

double Dice::factor(double variation) {
    if (variation <= 0) return 1;
    const double squared = variation * variation;
    return std::gamma_distribution<double>{1 / squared, squared}(engine_);
}

Duration Dice::between(Duration from, Duration to) {
    return from + from_seconds(in_seconds(to - from) * share());
}

Duration Dice::exponential(Duration mean) {
    return from_seconds(-in_seconds(mean) * std::log(1 - share()));
}

Duration Dice::counter_time(const mall::CounterTime& time) {
    constexpr double z90 = 1.2815515655446004;  // The standard normal law at 0.9.
    const double median = in_seconds(time.p50);
    const double sigma = std::log(in_seconds(time.p90) / median) / z90;
    return from_seconds(median * std::exp(sigma * std::normal_distribution<double>{}(engine_)));
}

}  // namespace gerai::demo
