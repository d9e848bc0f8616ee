#include "api/planning/plan_shift_view.h"

#include <algorithm>
#include <numeric>

namespace gerai::api {

namespace {

const plan::ShiftPlan& shifts_of(const ToldPlan& told) { return *told.plan.shifts; }

PlannedShift view_of(const ToldPlan& told, const plan::WorkedShift& one) {
    return {.pool = id_of_pool(told, one.pool),
            .counter = told.model.rules.counters[one.counter.value].number,
            .from = told.half_hours[one.shift.from],
            .to = told.until(one.shift.to),
            .half_hours = one.shift.cost};
}

/// The shifts of a pool, or its half-hours where no shifts cover them.
std::int64_t paid_in(const plan::ShiftPlan& shifts, std::size_t pool) {
    if (std::ranges::find(shifts.uncovered, pool) != shifts.uncovered.end()) {
        const auto& counters = shifts.counters[pool];
        return std::accumulate(counters.begin(), counters.end(), std::int64_t{0});
    }
    std::int64_t paid = 0;
    for (const plan::WorkedShift& one : shifts.roster) {
        if (one.pool == pool) paid += one.shift.cost;
    }
    return paid;
}

}  // namespace

PlanInShifts plan_in_shifts(const ToldPlan& told) {
    const plan::ShiftPlan& shifts = shifts_of(told);
    PlanInShifts view{.counter_half_hours = shifts.counter_half_hours(),
                      .most_at_once = 0,
                      .cells = counts_of(shifts.cells),
                      .open = open_of(shifts.counters),
                      .roster = {}};
    view.most_at_once = std::ranges::max(view.open);
    for (const plan::WorkedShift& one : shifts.roster) view.roster.push_back(view_of(told, one));
    return view;
}

PoolInShifts pool_in_shifts(const ToldPlan& told, std::size_t pool) {
    const plan::ShiftPlan& shifts = shifts_of(told);
    return {.counter_half_hours = paid_in(shifts, pool),
            .counters = {shifts.counters[pool].begin(), shifts.counters[pool].end()},
            .cells = cells_of(told, shifts.cells, pool)};
}

}  // namespace gerai::api
