#include "api/planning/forecast_view.h"

#include <cassert>

namespace gerai::api {

namespace {

ForecastState state_of(plan::Forecast::State state) {
    switch (state) {
        case plan::Forecast::State::foretold: return ForecastState::foretold;
        case plan::Forecast::State::closed: return ForecastState::closed;
        case plan::Forecast::State::over: return ForecastState::over;
        case plan::Forecast::State::stopped: break;
    }
    assert(false && "what was stopped is not told");
    std::unreachable();
}

ForecastHalfHour half_hour_of(const plan::ForecastHalfHour& one, const TimeZone& zone) {
    return {.at = {one.at, zone},
            .waiting = one.waiting,
            .wait_minutes = one.wait_minutes,
            .steps = one.steps,
            .service_level = one.service_level,
            .late = one.late,
            .chance = one.chance,
            .risk = one.risk,
            .is_break = one.is_break};
}

}  // namespace

ForecastView view_of_forecast(const plan::Forecast& forecast, const hall::Day& day,
                              const PlannedMall& planned, const ModelFit& fit) {
    const TimeZone zone = planned.zone();
    const hall::Rules& rules = day.rules();
    const auto id_of = [&](hall::AgencyIndex agency) { return rules.agencies[agency.value].id; };
    ForecastView view{.computed_at = {forecast.from, zone},
                      .state = state_of(forecast.state),
                      .days = forecast.days,
                      .promise = {.within_seconds = planned.mall->promise.wait.count(),
                                  .share = planned.mall->promise.share},
                      .model_fit = fit,
                      .came = forecast.came,
                      .expected = forecast.expected,
                      .factor = forecast.factor,
                      .last_leaves = {},
                      .overtime_minutes = forecast.overtime_minutes,
                      .unserved = forecast.unserved,
                      .agencies = {},
                      .troubles = {},
                      .advice = {}};
    if (view.state == ForecastState::foretold) {
        const plan::RangeOfTime& last = forecast.last_leaves;
        view.last_leaves = ForecastTimes{{last.low, zone}, {last.median, zone}, {last.high, zone}};
    }
    for (const plan::AgencyForecast& one : forecast.agencies) {
        ForecastAgency& agency = view.agencies.emplace_back();
        agency.agency = id_of(one.agency);
        name_agency(agency, *planned.mall);
        for (const auto& half_hour : one.half_hours) {
            agency.half_hours.push_back(half_hour_of(half_hour, zone));
        }
    }
    for (const plan::Trouble& one : forecast.troubles) {
        view.troubles.push_back({.agency = id_of(one.agency),
                                 .at = {one.at, zone},
                                 .risk = one.risk,
                                 .chance = one.chance,
                                 .late = one.late});
    }
    for (const plan::Advice& one : forecast.advice) {
        view.advice.push_back({.counter = rules.counters[one.counter.value].number,
                               .agency = id_of(one.agency),
                               .gain = one.gain});
    }
    return view;
}

}  // namespace gerai::api
