#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string_view>
#include <vector>

#include "plan/service_score.h"
#include "plan/staffing_formulas.h"

/// How many counters of each kind are open in each half-hour, so that a promise is kept in every
/// one of them. Formulas give a beginning (MOL with Erlang A); days that are the same for every
/// staffing (common random numbers) say where a counter has to be added and where one can be spared
/// (Atlason, Epelman and Henderson 2008 call such a search simulation-based); other days, which no
/// step of the search has seen, confirm the promise.
namespace gerai::plan {

struct StaffingWish {
    Target target{};
    std::uint64_t seed = 1;
    std::uint32_t load_days = 200;
    std::uint32_t search_days = 400;
    std::uint32_t confirm_days = 2'000;  ///< 0: nothing is promised.
    double steps_of_a_cell = 2'000;  ///< Half-hours are judged together until so many come in them
                                     ///< in `confirm_days`, or in 2,000 days.
    unsigned threads = 1;            ///< They change nothing.
};

enum class StaffingStage { offered_load, add, trim, confirm, more_counters };

struct StaffingProgress {
    StaffingStage stage{};
    int evaluations = 0;         ///< Of a staffing, so far.
    int counter_half_hours = 0;  ///< Of the staffing as it stands.
};
using StaffingListener = std::function<void(const StaffingProgress&)>;

/// A half-hour of a pool, over the confirming days (those of the search, if there are none).
struct StaffedHalfHour {
    int counters = 0;
    double steps = 0;         ///< A day.
    Estimate service_level;   ///< Share called within the wait.
    double wait_minutes = 0;  ///< Mean of those who were called.
};

enum class Keeping {
    kept,         ///< The lower bound is not below the target.
    thin,         ///< Too few come for a promise.
    a_break,      ///< In a break nobody is called.
    not_kept,     ///< More counters would keep it: see what is short.
    unreachable,  ///< No number of counters would.
};

/// A pooled cell and what is promised of it.
struct PromisedCell {
    PooledCell cell;
    double steps = 0;  ///< A day.
    Estimate service_level;
    double lower_bound = 0;  ///< One-sided, 95 in 100.
    double reachable = 0;    ///< The service level with endlessly many counters.
    Keeping keeping{};
};

/// A pool whose counters are too few.
struct Shortage {
    std::size_t pool{};
    double service_level{};       ///< Of the pooled cell that is farthest from the target,
    double lower_bound{};         ///< and what it surely is.
    std::vector<int> counters{};  ///< By half-hour: what would keep the target; empty: not found.

    /// At once at most; 0 where it was not found.
    [[nodiscard]] int needed() const;
};

struct StaffingPlan {
    std::vector<Pool> pools;
    Staffing counters;
    std::vector<std::vector<StaffedHalfHour>> half_hours;  ///< By pool.
    std::vector<PromisedCell> cells;
    std::vector<Shortage> shortages;
    Staffing mol_max;  ///< What MOL-max with Erlang A says, within the counters that there are.
    int evaluations = 0;

    [[nodiscard]] int counter_half_hours() const;
};

/// The sum over pools and half-hours.
int counter_half_hours(const Staffing& staffing);

/// Plans the clerks of a hall whose day has a beginning and an end; nothing when it was stopped.
/// The roster of the model is not looked at. Nobody is turned away for want of capacity: a plan
/// that did so would look better than it is.
///
/// The same model and wish give the same plan, on any number of threads.
std::optional<StaffingPlan> plan_staffing(const Model& model, const StaffingWish& wish,
                                          const StaffingListener& listener = {},
                                          const std::stop_token& stop = {});

}  // namespace gerai::plan
