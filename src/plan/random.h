#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// Randomness that is looked up, not drawn from a stream. Each draw is named by who it is for and
/// what it decides, so that two runs of a seed show the same visitors to two different malls,
/// whatever these make of them, and no draw depends on the order in which others were made.
namespace gerai::plan {

/// The finaliser of SplitMix64: each bit of the answer hangs on all bits of the question.
constexpr std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

/// Whom draws are for: a seed, a day of it, a population of that day, one of this population.
class Key {
public:
    explicit Key(std::uint64_t seed) : value_(mixed(seed + step)) {}

    /// The key of one part of what this is the key of.
    [[nodiscard]] Key of(std::uint64_t part) const {
        Key key = *this;
        key.value_ = mixed(value_ + step * (part + 1));
        return key;
    }

    [[nodiscard]] std::uint64_t value() const { return value_; }

    /// From one number of SplitMix64 to the next: 2^64 over the golden ratio.
    static constexpr std::uint64_t step = 0x9e3779b97f4a7c15;

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
/// integers are the same everywhere; what goes through a logarithm is the same on one machine. A
/// visitor makes a dozen draws, hence inline.
class Random {
public:
    Random(Key whom, Purpose purpose, std::uint32_t nth = 0)
        : state_(mixed(whom.value() ^
                       (std::uint64_t{nth} << 8U | static_cast<std::uint64_t>(purpose)))) {}

    std::uint64_t next() {
        state_ += Key::step;
        return mixed(state_);
    }

    /// Between 0 and 1, both left out.
    double share() {
        constexpr double two_to_53 = 9007199254740992.0;
        return (static_cast<double>(next() >> 11U) + 0.5) / two_to_53;
    }

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
