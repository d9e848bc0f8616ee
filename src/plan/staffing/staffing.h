#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "plan/staffing/review.h"
#include "plan/staffing/shifts.h"

/// How many counters of each kind are open in each half-hour, so that a promise is kept in every
/// one of them. Formulas give a beginning (MOL with Erlang A); days that are the same for every
/// staffing (common random numbers) say where a counter has to be added and where one can be spared
/// (Atlason, Epelman and Henderson 2008 call such a search simulation-based); other days, which no
/// step of the search has seen, confirm the promise.
namespace gerai::plan {

/// A half-hour of a pool, over the confirming days (those of the search, if there are none).
struct StaffedHalfHour {
    int counters = 0;
    double steps = 0;         ///< A day.
    Estimate service_level;   ///< Share called within the wait.
    double wait_minutes = 0;  ///< Mean of those who were called.
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
    std::optional<ShiftPlan> shifts;       ///< Where kinds of shifts are wished for.
    std::optional<StaffingReview> review;  ///< Of the shifts, or else of the counters.

    [[nodiscard]] int counter_half_hours() const;
};

/// Plans the clerks of a hall whose day has a beginning and an end; nothing when it was stopped.
/// The roster of the model is not looked at. Nobody is turned away for want of capacity: a plan
/// that did so would look better than it is.
///
/// The same model and wish give the same plan, on any number of threads.
std::optional<StaffingPlan> plan_staffing(const Model& model, const StaffingWish& wish,
                                          const StaffingListener& listener = {},
                                          const std::stop_token& stop = {});

}  // namespace gerai::plan
