#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/time.h"

/// How many counters a pool needs in each half-hour by formulas alone: where a search begins, and
/// what it is compared with. The names are those of the literature: SIPP (stationary independent
/// period by period) takes each half-hour for a queue that has always been so; MOL (modified
/// offered load; Jennings, Mandelbaum, Massey and Whitt 1996) takes instead of the arrivals of the
/// half-hour those that would keep the same number at work as are then at work of endlessly many.
namespace gerai::plan {

/// What is promised: this share is called within this wait.
struct Target {
    Duration wait = std::chrono::minutes{15};
    double share = 0.9;
};

/// How long visitors stay, as a formula knows it: exponential.
struct Pace {
    Duration service{};                  ///< Mean time at a counter.
    std::optional<Duration> patience{};  ///< Mean; unknown: nobody leaves.
};

/// The least counters at which a queue of that load (arrivals times the mean service) in its steady
/// state keeps the target: Erlang A, or Erlang C while patience is unknown. At least one.
int least_counters(double load, const Pace& pace, const Target& target);

/// The same for each half-hour.
std::vector<int> least_counters(const std::vector<double>& loads, const Pace& pace,
                                const Target& target);

/// One pool of like counters on a day that begins empty.
struct Profile {
    Duration cell = std::chrono::minutes{30};
    std::vector<double> per_hour;  ///< Arrivals, by cell.
    Pace pace;
    std::function<double(Duration)> survival{};  ///< Share of services longer than that.
};

/// Counters by cell: each with its own arrivals. What a spreadsheet does; it has too many counters
/// before a peak and misses what comes of it.
std::vector<int> sipp(const Profile& profile, const Target& target);

/// The same with arrivals as they were a mean service before.
std::vector<int> lagged_sipp(const Profile& profile, const Target& target);

/// The mean of the offered load at the minutes of each cell.
std::vector<int> mol_mean(const Profile& profile, const Target& target);

/// The greatest offered load of each cell: on the safe side.
std::vector<int> mol_max(const Profile& profile, const Target& target);

}  // namespace gerai::plan
