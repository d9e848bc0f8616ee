#include "api/plan_view.h"

#include <algorithm>
#include <numeric>

#include "plan/law.h"
#include "plan/outcome.h"

namespace gerai::api {

namespace {

using plan::Keeping;

CellPromise promise_of(Keeping keeping) {
    switch (keeping) {
        case Keeping::kept: return CellPromise::kept;
        case Keeping::thin: return CellPromise::thin;
        case Keeping::a_break: return CellPromise::break_;
        case Keeping::not_kept: return CellPromise::not_kept;
        case Keeping::unreachable: return CellPromise::unreachable;
    }
    std::unreachable();
}

/// What a plan is told with.
struct Telling {
    const PlannedMall& planned;
    const plan::Model& model;
    const plan::StaffingPlan& plan;
    std::vector<std::string> half_hours;
};

std::vector<std::string> half_hours_of(const hall::Rules& rules, const TimeZone& zone) {
    const plan::HalfHours all{rules};
    std::vector<std::string> times;
    for (std::size_t i = 0; i < all.count(); ++i) times.push_back(clock_time(all.from(i), zone));
    return times;
}

std::vector<PlannedHalfHour> half_hours_of(const Telling& telling, std::size_t pool) {
    std::vector<PlannedHalfHour> all;
    for (std::size_t i = 0; i < telling.half_hours.size(); ++i) {
        const plan::StaffedHalfHour& one = telling.plan.half_hours[pool][i];
        all.push_back({.from = telling.half_hours[i],
                       .counters = one.counters,
                       .steps = one.steps,
                       .service_level = one.service_level,
                       .wait_minutes = one.wait_minutes});
    }
    return all;
}

std::vector<PlannedCell> cells_of(const Telling& telling, std::size_t pool) {
    std::vector<PlannedCell> all;
    for (const plan::PromisedCell& one : telling.plan.cells) {
        if (one.cell.pool != pool) continue;
        all.push_back({.from = telling.half_hours[one.cell.from],
                       .half_hours = static_cast<std::int64_t>(one.cell.to - one.cell.from),
                       .steps = one.steps,
                       .service_level = one.service_level,
                       .lower_bound = one.lower_bound,
                       .reachable = one.reachable,
                       .promise = promise_of(one.keeping)});
    }
    return all;
}

Nullable<PlannedShortage> shortage_of(const Telling& telling, std::size_t pool) {
    const auto& all = telling.plan.shortages;
    const auto found = std::ranges::find(all, pool, &plan::Shortage::pool);
    if (found == all.end()) return {};
    PlannedShortage view{.service_level = found->service_level,
                         .lower_bound = found->lower_bound,
                         .needed = {},
                         .counters = {found->counters.begin(), found->counters.end()}};
    if (!found->counters.empty()) view.needed = found->needed();
    return view;
}

PlannedPool pool_of(const Telling& telling, std::size_t at) {
    const plan::Pool& pool = telling.plan.pools[at];
    const hall::Rules& rules = telling.model.rules;
    PlannedPool view;
    for (const hall::CounterIndex one : pool.counters) {
        view.counters.push_back(rules.counters[one.value].number);
    }
    std::ranges::sort(view.counters);
    for (const hall::ServiceIndex one : pool.services) {
        view.services.push_back(rules.services[one.value].id);
    }
    view.agency = rules.agencies[pool.agency.value].id;
    view.id = view.agency + "-" + std::to_string(view.counters.front());
    name_agency(view, *telling.planned.mall);
    view.at_least = pool.at_least;
    const auto& counters = telling.plan.counters[at];
    view.counter_half_hours = std::accumulate(counters.begin(), counters.end(), 0);
    view.half_hours = half_hours_of(telling, at);
    view.cells = cells_of(telling, at);
    view.shortage = shortage_of(telling, at);
    return view;
}

CellCounts counts_of(const plan::StaffingPlan& plan) {
    const auto count = [&](Keeping keeping) {
        return std::ranges::count(plan.cells, keeping, &plan::PromisedCell::keeping);
    };
    return {.kept = count(Keeping::kept),
            .thin = count(Keeping::thin),
            .break_ = count(Keeping::a_break),
            .not_kept = count(Keeping::not_kept),
            .unreachable = count(Keeping::unreachable)};
}

/// Counters of all pools, by half-hour.
std::vector<std::int64_t> open_of(const Telling& telling) {
    std::vector<std::int64_t> open(telling.half_hours.size(), 0);
    for (const auto& pool : telling.plan.counters) {
        for (std::size_t i = 0; i < open.size(); ++i) open[i] += pool[i];
    }
    return open;
}

}  // namespace

PlanResult view_of_plan(const PlannedMall& planned, const PlannedModel& played,
                        const plan::StaffingPlan& plan, const plan::StaffingWish& wish,
                        double volume) {
    const Telling telling{planned, played.model, plan,
                          half_hours_of(played.model.rules, planned.zone())};
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
                    .cells = counts_of(plan),
                    .half_hours = telling.half_hours,
                    .open = open_of(telling),
                    .pools = {}};
    view.most_at_once = std::ranges::max(view.open);
    for (std::size_t pool = 0; pool < plan.pools.size(); ++pool) {
        view.pools.push_back(pool_of(telling, pool));
        view.counters += static_cast<std::int64_t>(view.pools.back().counters.size());
    }
    return view;
}

}  // namespace gerai::api
