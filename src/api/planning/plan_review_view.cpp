#include "api/planning/plan_review_view.h"

#include <algorithm>
#include <set>

namespace gerai::api {

namespace {

constexpr std::size_t places_max = 10;

const plan::StaffingReview& review_of(const ToldPlan& told) { return *told.plan.review; }

PlanUse view_of(const plan::Use& use) {
    return {.service_level = use.service_level,
            .level_in_opening = use.level_in_opening,
            .wait_minutes = use.wait_minutes,
            .utilisation = use.utilisation_in_all,
            .overtime_minutes = use.overtime_minutes};
}

/// Of the plan that is to be run: in shifts, if there is one.
std::vector<plan::PromisedCell> broken_in(const ToldPlan& told) {
    const auto& kept = told.plan.shifts ? told.plan.shifts->cells : told.plan.cells;
    return review_of(told).more_visitors.broken(kept);
}

/// The first place of each pool, in their order.
std::vector<PlannedChange> places_of(const ToldPlan& told,
                                     const std::vector<plan::CounterChange>& all) {
    std::vector<PlannedChange> places;
    std::set<std::size_t> named;
    for (const plan::CounterChange& one : all) {
        if (places.size() == places_max) break;
        if (!named.insert(one.pool).second) continue;
        places.push_back({.pool = id_of_pool(told, one.pool),
                          .from = told.half_hours[one.half_hour],
                          .in_time = one.in_time});
    }
    return places;
}

}  // namespace

PlanReview review_of_plan(const ToldPlan& told) {
    const plan::StaffingReview& review = review_of(told);
    const plan::MoreVisitors& more = review.more_visitors;
    return {.use = view_of(review.use.all),
            .more_visitors = {.more = more.more,
                              .service_level = more.all.service_level,
                              .fall = more.all.fall,
                              .broken = static_cast<std::int64_t>(broken_in(told).size())},
            .one_more = places_of(told, review.one_more),
            .one_fewer = places_of(told, review.one_fewer)};
}

PoolReview review_of_pool(const ToldPlan& told, std::size_t pool) {
    const plan::StaffingReview& review = review_of(told);
    const plan::Use& use = review.use.pools[pool];
    const plan::MoreVisitors::Part& more = review.more_visitors.pools[pool];
    PoolReview view{.use = view_of(use),
                    .utilisation = {use.utilisation.begin(), use.utilisation.end()},
                    .service_level_with_more = more.service_level,
                    .fall = more.fall,
                    .broken = {}};
    for (const plan::PromisedCell& one : broken_in(told)) {
        if (one.cell.pool != pool) continue;
        view.broken.push_back({.from = told.half_hours[one.cell.from],
                               .half_hours = static_cast<std::int64_t>(one.cell.to - one.cell.from),
                               .service_level = one.service_level});
    }
    return view;
}

}  // namespace gerai::api
