#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "plan/counter_pools.h"
#include "plan/outcome.h"
#include "plan/replicate.h"

/// How well a hall keeps a promise, pool by pool and half-hour by half-hour, over many days. Steps
/// are counted as `measure` does: called within the wait over all issued, leavers included, by the
/// half-hour in which they could first be called.
namespace gerai::plan {

/// The standard normal law at 0.95: what a one-sided bound is so many errors below.
inline constexpr double z95 = 1.6448536269514722;

/// Sums over days. Whole numbers, so that the days may be added in any order.
class DaySums {
public:
    void add_day(const Tally& day);

    [[nodiscard]] std::int64_t steps() const { return steps_; }

    /// Share that was called in time; 1 where nobody came.
    [[nodiscard]] double service_level() const;

    /// Its standard error, clustered by day: of what comes within a day nothing is independent.
    [[nodiscard]] double error() const;

    /// Minutes; of those that were called.
    [[nodiscard]] double mean_wait() const;

private:
    std::int64_t steps_ = 0;
    std::int64_t within_ = 0;
    std::int64_t steps_squared_ = 0;
    std::int64_t within_squared_ = 0;
    std::int64_t steps_by_within_ = 0;
    std::int64_t called_ = 0;
    Duration waits_{};
};

/// Neighbouring half-hours of a pool that are judged together, because one of them alone has too
/// few visitors to promise anything.
struct PooledCell {
    std::size_t pool{};
    std::size_t from{};
    std::size_t to{};      ///< Beyond the last.
    bool is_thin = false;  ///< Too few even together.
    bool is_open = true;   ///< False: a break.
};

/// Joins the half-hours of each pool until as many come as `enough` says, a day; a rest that is too
/// small goes with those before it. A break is never joined with anything.
std::vector<PooledCell> pooled_cells(const std::vector<std::vector<double>>& steps_a_day,
                                     const std::vector<bool>& open, double enough);

struct Score {
    std::vector<std::vector<DaySums>> half_hours;  ///< By pool.
    std::vector<DaySums> cells;                    ///< By pooled cell.
};

/// Counts the days of halls that have the same services, pools and half-hours.
class ScoreBoard {
public:
    ScoreBoard(const hall::Rules& rules, const std::vector<Pool>& pools, Duration promised);

    [[nodiscard]] Score empty(std::span<const PooledCell> cells) const;
    [[nodiscard]] std::vector<std::vector<Tally>> tallies_of(const SimulatedDay& day) const;
    static void add(const std::vector<std::vector<Tally>>& day, std::span<const PooledCell> cells,
                    Score& score);

    /// All days of a model; nothing when it was stopped.
    [[nodiscard]] std::optional<Score> score(const Model& model, const Replications& days,
                                             std::span<const PooledCell> cells,
                                             const std::stop_token& stop) const;

private:
    HalfHours half_hours_;
    std::vector<std::size_t> pool_of_service_;
    std::size_t pools_;
    Duration promised_;
};

}  // namespace gerai::plan
