#include "api/planning/told_plan.h"

#include <algorithm>

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

std::vector<std::string> half_hours_of(const hall::Rules& rules, const TimeZone& zone) {
    const plan::HalfHours all{rules};
    std::vector<std::string> times;
    for (std::size_t i = 0; i < all.count(); ++i) times.push_back(clock_time(all.from(i), zone));
    return times;
}

}  // namespace

ToldPlan::ToldPlan(const PlannedMall& planned, const plan::Model& played,
                   const plan::StaffingPlan& found)
    : mall(*planned.mall),
      model(played),
      plan(found),
      half_hours(half_hours_of(played.rules, planned.zone())),
      closes_at(clock_time(played.rules.closes_at(), planned.zone())) {}

std::vector<std::int64_t> numbers_of(const ToldPlan& told, std::size_t pool) {
    std::vector<std::int64_t> numbers;
    for (const hall::CounterIndex one : told.plan.pools[pool].counters) {
        numbers.push_back(told.model.rules.counters[one.value].number);
    }
    std::ranges::sort(numbers);
    return numbers;
}

std::string id_of_pool(const ToldPlan& told, std::size_t pool) {
    return told.model.rules.agencies[told.plan.pools[pool].agency.value].id + "-" +
           std::to_string(numbers_of(told, pool).front());
}

std::vector<PlannedCell> cells_of(const ToldPlan& told, const std::vector<plan::PromisedCell>& all,
                                  std::size_t pool) {
    std::vector<PlannedCell> own;
    for (const plan::PromisedCell& one : all) {
        if (one.cell.pool != pool) continue;
        own.push_back({.from = told.half_hours[one.cell.from],
                       .half_hours = static_cast<std::int64_t>(one.cell.to - one.cell.from),
                       .steps = one.steps,
                       .service_level = one.service_level,
                       .lower_bound = one.lower_bound,
                       .reachable = one.reachable,
                       .promise = promise_of(one.keeping)});
    }
    return own;
}

CellCounts counts_of(const std::vector<plan::PromisedCell>& cells) {
    const auto count = [&](Keeping keeping) {
        return std::ranges::count(cells, keeping, &plan::PromisedCell::keeping);
    };
    return {.kept = count(Keeping::kept),
            .thin = count(Keeping::thin),
            .break_ = count(Keeping::a_break),
            .not_kept = count(Keeping::not_kept),
            .unreachable = count(Keeping::unreachable)};
}

std::vector<std::int64_t> open_of(const plan::Staffing& counters) {
    std::vector<std::int64_t> open(counters.front().size(), 0);
    for (const auto& pool : counters) {
        for (std::size_t i = 0; i < open.size(); ++i) open[i] += pool[i];
    }
    return open;
}

}  // namespace gerai::api
