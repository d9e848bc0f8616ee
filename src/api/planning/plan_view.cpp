#include "api/planning/plan_view.h"

#include <algorithm>
#include <numeric>

#include "api/planning/plan_review_view.h"
#include "api/planning/plan_shift_view.h"
#include "api/planning/told_plan.h"
#include "plan/law.h"

namespace gerai::api {

namespace {

std::vector<PlannedHalfHour> half_hours_of(const ToldPlan& told, std::size_t pool) {
    std::vector<PlannedHalfHour> all;
    for (std::size_t i = 0; i < told.half_hours.size(); ++i) {
        const plan::StaffedHalfHour& one = told.plan.half_hours[pool][i];
        all.push_back({.from = told.half_hours[i],
                       .counters = one.counters,
                       .steps = one.steps,
                       .service_level = one.service_level,
                       .wait_minutes = one.wait_minutes});
    }
    return all;
}

Nullable<PlannedShortage> shortage_of(const ToldPlan& told, std::size_t pool) {
    const auto& all = told.plan.shortages;
    const auto found = std::ranges::find(all, pool, &plan::Shortage::pool);
    if (found == all.end()) return {};
    PlannedShortage view{.service_level = found->service_level,
                         .lower_bound = found->lower_bound,
                         .needed = {},
                         .counters = {found->counters.begin(), found->counters.end()}};
    if (!found->counters.empty()) view.needed = found->needed();
    return view;
}

PlannedPool pool_of(const ToldPlan& told, std::size_t at) {
    const plan::Pool& pool = told.plan.pools[at];
    const hall::Rules& rules = told.model.rules;
    PlannedPool view;
    view.counters = numbers_of(told, at);
    for (const hall::ServiceIndex one : pool.services) {
        view.services.push_back(rules.services[one.value].id);
    }
    view.agency = rules.agencies[pool.agency.value].id;
    view.id = id_of_pool(told, at);
    name_agency(view, told.mall);
    view.at_least = pool.at_least;
    const auto& counters = told.plan.counters[at];
    view.counter_half_hours = std::accumulate(counters.begin(), counters.end(), 0);
    view.half_hours = half_hours_of(told, at);
    view.cells = cells_of(told, told.plan.cells, at);
    view.shortage = shortage_of(told, at);
    if (told.plan.shifts) view.in_shifts = pool_in_shifts(told, at);
    if (told.plan.review) view.review = review_of_pool(told, at);
    return view;
}

}  // namespace

PlanResult view_of_plan(const PlannedMall& planned, const PlannedModel& played,
                        const plan::StaffingPlan& plan, const plan::StaffingWish& wish,
                        double volume) {
    const ToldPlan told{planned, played.model, plan};
    PlanResult view{.mall = planned.mall->id,
                    .date = played.model.date,
                    .seed = static_cast<std::int64_t>(wish.seed),
                    .volume = volume,
                    .target = wish.target.share,
                    .within_minutes = plan::in_seconds(wish.target.wait) / 60,
                    .search_days = wish.search_days,
                    .confirm_days = wish.confirm_days,
                    .days = wish.confirm_days == 0 ? wish.search_days : wish.confirm_days,
                    .model_fit = played.fit,
                    .counter_half_hours = plan.counter_half_hours(),
                    .mol_max = plan::counter_half_hours(plan.mol_max),
                    .counters = 0,
                    .most_at_once = 0,
                    .cells = counts_of(plan.cells),
                    .half_hours = told.half_hours,
                    .open = open_of(plan.counters),
                    .pools = {},
                    .in_shifts = {},
                    .review = {}};
    view.most_at_once = std::ranges::max(view.open);
    for (std::size_t pool = 0; pool < plan.pools.size(); ++pool) {
        view.pools.push_back(pool_of(told, pool));
        view.counters += static_cast<std::int64_t>(view.pools.back().counters.size());
    }
    if (plan.shifts) view.in_shifts = plan_in_shifts(told);
    if (plan.review) view.review = review_of_plan(told);
    return view;
}

}  // namespace gerai::api
