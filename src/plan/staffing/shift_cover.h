#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

/// Which shifts cover a need at least cost. Half-hours count from the first opening of the hall.
namespace gerai::plan {

/// A way to work a part of a day.
struct Shift {
    std::size_t from = 0;
    std::size_t to = 0;                 ///< Beyond the last half-hour.
    std::optional<std::size_t> rest{};  ///< A half-hour within it in which its counter is paused.
    int cost = 0;                       ///< Half-hours that are paid; at least 1.

    [[nodiscard]] bool holds(std::size_t half_hour) const {
        return from <= half_hour && half_hour < to;
    }
    [[nodiscard]] bool covers(std::size_t half_hour) const {
        return holds(half_hour) && rest != half_hour;
    }
    friend bool operator==(const Shift&, const Shift&) = default;
};

/// Which shifts there may be on a day. `open` says of each half-hour whether the hall is open in
/// it; what a shift costs are those that it covers.
using ShiftKinds = std::vector<Shift>;

/// From the first opening to the last closing, and nothing else.
ShiftKinds whole_day_shifts(const std::vector<bool>& open);

/// The whole day, the half of it before its break and the half after (or its middle, where there is
/// no break), and four hours from every full hour on, cut off where the day begins and ends; none
/// with less than two open hours.
ShiftKinds flexible_shifts(const std::vector<bool>& open);

/// How often each kind of shift is worked.
struct Cover {
    std::vector<int> times;  ///< By kind.
    int cost = 0;
    bool is_least = true;  ///< False: the search was cut off, and a cheaper one may exist.
};

/// The cheapest cover of `needs` (counters, by half-hour) by shifts of which at most `at_once` hold
/// a counter at any time; of those that cost the same one with the fewest shifts. Nothing where
/// there is no cover.
///
/// Least c x with A x >= needs is solved by branch and bound on its linear relaxation. Shifts
/// without a rest are rows of consecutive ones: their relaxation is whole-numbered by itself, and
/// nothing has to be branched on.
std::optional<Cover> least_cover(std::span<const Shift> kinds, std::span<const int> needs,
                                 int at_once);

/// How many counters are open in each half-hour.
std::vector<int> covered_by(const Cover& cover, std::span<const Shift> kinds,
                            std::size_t half_hours);

}  // namespace gerai::plan
