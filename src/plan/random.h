#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// Randomness that is looked up, not drawn from a stream. Each draw is named by who it is for and
/// what it decides, so that two runs of a seed show the same visitors to two different malls,
/// whatever these make of them, and no draw depends on the order in which others were made.
namespace gerai::plan {

/// Whom draws are for: a seed, a day of it, a population of that day, one of this population.
class Key {
public:
    explicit Key(std::uint64_t seed);

    /// The key of one part of what this is the key of.
    [[nodiscard]] Key of(std::uint64_t part) const;

    [[nodiscard]] std::uint64_t value() const { return value_; }

private:
    std::uint64_t value_;
};

/// What draws decide.
enum class Purpose : std::uint8_t {
    day_factor,
    arrival,
    acceptance,
    priority,
    second_service,
    service,
    route,
    patience,
    farewell,
    absence,
    coming_back,
    walking,
    idle_gap,
    unpunctuality,
};

/// The draws for one purpose: SplitMix64 (Steele, Lea and Flood 2014) from where the key leads. The
/// integers are the same everywhere; what goes through a logarithm is the same on one machine.
class Random {
public:
    Random(Key whom, Purpose purpose, std::uint32_t nth = 0);

    std::uint64_t next();

    /// Between 0 and 1, both left out.
    double share();

    bool chance(double probability) { return share() < probability; }

    /// Of mean 1.
    double exponential();

    /// Of mean 0 and deviation 1.
    double normal();

    /// Gamma of mean 1 with that coefficient of variation; 1 where that is zero.
    double factor(double variation);

    /// A place chosen by weight; the weights are not negative, and one at least is above zero.
    std::size_t place_by_weight(std::span<const double> weights);

private:
    std::uint64_t state_;
};

}  // namespace gerai::plan
