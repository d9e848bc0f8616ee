#include "api/planning/study_view.h"

#include "api/planning/planned_mall.h"
#include "plan/law.h"

namespace gerai::api {

namespace {

/// `08:30` of minutes since midnight.
std::string clock_time(int minutes) {
    constexpr int hour = 60;
    const auto two = [](int value) {
        const std::string text = std::to_string(value);
        return text.size() < 2 ? "0" + text : text;
    };
    return two(minutes / hour) + ":" + two(minutes % hour);
}

StudiedMallView view_of(const plan::StudiedMall& mall) {
    return {.id = mall.id,
            .name = mall.name,
            .source = mall.source,
            .period = {.from = mall.period.from, .to = mall.period.to, .dates = mall.period.dates}};
}

CounterNeed view_of(const plan::CounterPlan& plan, const mall::Mall& mall) {
    CounterNeed need{.counters = {plan.counters.begin(), plan.counters.end()},
                     .counter_hours = plan.counter_hours,
                     .counter_hours_low = plan.counter_hours_low,
                     .counter_hours_high = plan.counter_hours_high,
                     .services_a_counter = plan.services_a_counter,
                     .service_level = plan.service_level,
                     .cells_kept = plan.cells_kept,
                     .cells_asked = plan.cells_asked,
                     .is_enough = plan.is_enough,
                     .short_agencies = {}};
    for (const std::string& id : plan.short_agencies) {
        name_agency(need.short_agencies.emplace_back(ShortAgency{.agency = id}), mall);
    }
    return need;
}

PracticePlanView view_of(const plan::PracticePlan& plan, const mall::Mall& mall) {
    PracticePlanView view{
        .target = {.within_seconds = static_cast<std::int64_t>(plan::in_seconds(plan.target.wait)),
                   .share = plan.target.share},
        .level_of_other = plan.level_of_other,
        .half_hours = {},
        .present_counter_hours = plan.present_counter_hours,
        .own = view_of(plan.own, mall),
        .pooled = view_of(plan.pooled, mall),
        .one_pool_counter_hours = plan.one_pool_counter_hours};
    for (const int from : plan.from_minutes) view.half_hours.push_back(clock_time(from));
    return view;
}

}  // namespace

StudyResult view_of_study(const plan::Study& study, const mall::Mall& first, const ModelFit& fit,
                          std::int64_t days) {
    StudyResult view{.first = view_of(study.first),
                     .second = view_of(study.second),
                     .days = study.plan ? days : 0,
                     .model_fit = fit,
                     .rows = {},
                     .half_hours = {},
                     .level = {},
                     .waits = {},
                     .plan = {},
                     .caveats = {}};
    for (const plan::StudyRow& row : study.rows) {
        view.rows.push_back({.figure = row.figure, .first = row.first, .second = row.second});
    }
    for (const plan::StudyHalfHour& one : study.half_hours) {
        view.half_hours.push_back(
            {.from = clock_time(one.from), .first = one.first, .second = one.second});
    }
    if (study.level) {
        view.level = StudyLevel{.first = study.level->first,
                                .second = study.level->second,
                                .low = study.level->low,
                                .high = study.level->high,
                                .cells = study.level->cells};
    }
    if (study.waits) view.waits = StudyWaits{study.waits->first, study.waits->second};
    if (study.plan) view.plan = view_of(*study.plan, first);
    for (const plan::StudyCaveat& one : study.caveats) {
        view.caveats.push_back({.what = one.what, .names = one.names, .share = one.share});
    }
    return view;
}

}  // namespace gerai::api
