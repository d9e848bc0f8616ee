#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace gerai::measure {

/// A wait as it ended, in units that its owner chooses.
struct EndedWait {
    float length{};
    bool was_called = true;  ///< False: it left before, so that its wait would have been longer.
};

/// Levels of a range, and the median between them.
using Quantiles = std::array<double, 3>;

/// The last waits of one kind, sorted by length; an older one makes room for a new one.
class Samples {
public:
    static constexpr std::size_t kept = 400;

    void add(EndedWait wait);

    [[nodiscard]] std::size_t size() const { return sorted_.size(); }

    /// How many waits until a call are longer than `age`; all where that is not above zero.
    [[nodiscard]] std::size_t calls_beyond(double age) const;

    /// The quantiles of the time until the call at `shares`, in order, among the waits longer than
    /// `age`. Who left says only that the wait is longer: the law is that of Kaplan and Meier,
    /// which weighs each call by the inverse share of those who had not left before. There must be
    /// a call beyond `age`.
    [[nodiscard]] Quantiles quantiles(const Quantiles& shares, double age) const;

private:
    [[nodiscard]] std::span<const EndedWait> beyond(double age) const;

    std::vector<EndedWait> sorted_;
    std::vector<EndedWait> in_turn_;  // A ring in the order of coming.
    std::size_t oldest_ = 0;
    std::size_t left_ = 0;  // How many of them left.
};

}  // namespace gerai::measure
