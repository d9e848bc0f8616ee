#pragma once

#include <optional>
#include <vector>

#include "plan/staffing/terms.h"

/// What a plan that was found is like beyond the promise: how busy its clerks are, what more
/// visitors would do to it, where one counter more would help most and one fewer would harm least.
namespace gerai::plan {

/// A pool, or the whole hall, over the days.
struct Use {
    Estimate service_level;
    /// Without those who come in a break, of whom nobody is called before its end: as the promise
    /// is judged. None: the hall has no break.
    std::optional<Estimate> level_in_opening;
    Estimate wait_minutes;                ///< Mean of those who were called.
    std::vector<Estimate> utilisation{};  ///< By half-hour: of the time that clerks were there, and
                                          ///< those who finish a visitor past their time with them,
                                          ///< with a visitor. 0 where nobody is there.
    Estimate utilisation_in_all;          ///< From the first opening to the last closing.
    Estimate overtime_minutes;            ///< From the last closing to the end of the last service.
};

struct StaffingUse {
    std::vector<Use> pools;
    Use all;
};

/// The plan with more visitors; the same, and others beside them.
struct MoreVisitors {
    struct Part {
        Estimate service_level;
        Estimate fall;  ///< Of the service level, on the same days.
    };
    double more = 0;
    Part all;
    std::vector<Part> pools;
    std::vector<PromisedCell> cells;

    /// Cells that the plan kept and of which fewer than promised are called in time now.
    [[nodiscard]] std::vector<PromisedCell> broken(const std::vector<PromisedCell>& kept) const;
};

/// One counter more, or one fewer, in a half-hour of a pool.
struct CounterChange {
    std::size_t pool{};
    std::size_t half_hour{};
    Estimate in_time;  ///< Of the pool's visitors: how many more a day are called in time, whenever
                       ///< on the day; below zero: how many fewer. Paired: on the same days.
};

struct StaffingReview {
    StaffingUse use;
    MoreVisitors more_visitors;
    std::vector<CounterChange> one_more;   ///< The best place of each pool; the most first.
    std::vector<CounterChange> one_fewer;  ///< Likewise; the least loss first.
};

/// Reviews counters that are open at those hours, over the first thousand of `days`, which are at
/// least two. Throws `StaffingStopped`.
///
/// One counter more is tried in all pools at once, half-hour by half-hour, as the search does: they
/// meet only where a visitor goes on from one to another. The first hundred days of the search say
/// where it does most in each pool, and the days of the review what it does there: the best of many
/// that chance has a part in is not as good as it looks. Pools of whose visitors hardly any waits
/// too long are left out. Where all counters are open it is one that the hall does not have.
StaffingReview review_staffing(const StaffingTerms& terms, const Promises& promises,
                               const CounterHours& hours, Replications days);

}  // namespace gerai::plan
