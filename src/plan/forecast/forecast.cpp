#include "plan/forecast/forecast.h"

#include <algorithm>
#include <cmath>

#include "measure/figures.h"
#include "plan/forecast/counter_advice.h"
#include "plan/forecast/rest_of_day.h"

namespace gerai::plan {

namespace {

constexpr double likely_from = 0.5;
constexpr double high_from = 0.8;
constexpr double low_share = 0.1;
constexpr double high_share = 0.9;

double minutes(Duration time) { return in_seconds(time) / 60; }

/// The smallest value that at least that share of them does not exceed.
template <class Value>
Value quantile(std::vector<Value>& values, double share) {
    const auto nth = std::max(1.0, std::ceil(share * static_cast<double>(values.size())));
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(nth) - 1;
    std::ranges::nth_element(values, at);
    return *at;
}

/// Zero without values.
Range range_of(std::vector<double> values) {
    if (values.empty()) return {};
    return {quantile(values, low_share), quantile(values, 0.5), quantile(values, high_share)};
}

/// What the days say of one agency and half-hour.
ForecastHalfHour half_hour_of(std::span<const RestOfDay> days, std::uint32_t cell, double target) {
    std::vector<double> waiting;
    double steps = 0;
    double counted = 0;
    double within = 0;
    double missed = 0;
    for (const RestOfDay& day : days) {
        const RestCell& one = day.cells[cell];
        waiting.push_back(one.waiting);
        steps += one.steps;
        counted += one.counted;
        within += one.within;
        if (one.within < target * one.counted) ++missed;
    }
    const auto count = static_cast<double>(days.size());
    const double chance = missed / count;
    return {.waiting = range_of(std::move(waiting)),
            .steps = steps / count,
            .service_level = counted > 0 ? within / counted : 1,
            .late = (counted - within) / count,
            .chance = chance,
            .risk = risk_of(chance)};
}

/// Of all days, by cell.
std::vector<std::vector<double>> waits_by_cell(std::span<const RestOfDay> days, std::size_t cells) {
    std::vector<std::vector<double>> waits(cells);
    for (const RestOfDay& day : days) {
        for (const RestWait& one : day.waits) waits[one.cell].push_back(minutes(one.wait));
    }
    return waits;
}

bool is_of_use(const AgencyForecast& agency) {
    return std::ranges::any_of(agency.half_hours, [](const ForecastHalfHour& one) {
        return one.steps > 0 || one.waiting.high > 0;
    });
}

std::vector<AgencyForecast> agencies_of(std::span<const RestOfDay> days, const RestGrid& grid,
                                        std::size_t agencies, double target) {
    auto waits = waits_by_cell(days, grid.cells());
    std::vector<AgencyForecast> all;
    for (std::uint32_t agency = 0; agency < agencies; ++agency) {
        AgencyForecast one{.agency = {agency}, .half_hours = {}};
        for (std::size_t place = 0; place < grid.half_hours(); ++place) {
            const std::uint32_t cell = grid.cell({agency}, place);
            ForecastHalfHour half_hour = half_hour_of(days, cell, target);
            half_hour.at = grid.from(place);
            half_hour.wait_minutes = range_of(std::move(waits[cell]));
            half_hour.is_break = grid.is_break(place);
            if (half_hour.is_break) half_hour.risk = Risk::low;
            one.half_hours.push_back(half_hour);
        }
        if (is_of_use(one)) all.push_back(std::move(one));
    }
    return all;
}

std::optional<Trouble> trouble_of(const AgencyForecast& agency) {
    const auto first = std::ranges::find_if(
        agency.half_hours, [](const ForecastHalfHour& one) { return one.risk != Risk::low; });
    if (first == agency.half_hours.end()) return std::nullopt;
    Trouble trouble{.agency = agency.agency, .at = first->at};
    for (auto one = first; one != agency.half_hours.end(); ++one) {
        if (one->is_break) continue;
        trouble.chance = std::max(trouble.chance, one->chance);
        trouble.late += one->late;
    }
    trouble.risk = risk_of(trouble.chance);
    return trouble;
}

std::vector<Trouble> troubles_of(const std::vector<AgencyForecast>& agencies) {
    std::vector<Trouble> troubles;
    for (const AgencyForecast& agency : agencies) {
        if (const auto trouble = trouble_of(agency)) troubles.push_back(*trouble);
    }
    std::ranges::stable_sort(troubles, [](const Trouble& one, const Trouble& other) {
        return one.at != other.at ? one.at < other.at : one.late > other.late;
    });
    return troubles;
}

void tell_end(std::span<const RestOfDay> days, Instant closes, Forecast& forecast) {
    std::vector<Instant> ends;
    std::vector<double> overtime;
    for (const RestOfDay& day : days) {
        ends.push_back(std::max(day.last_leaves, forecast.from));
        overtime.push_back(minutes(std::max(day.last_leaves - closes, Duration{0})));
        forecast.unserved += day.unserved;
    }
    forecast.unserved /= static_cast<double>(days.size());
    forecast.last_leaves = {quantile(ends, low_share), quantile(ends, 0.5),
                            quantile(ends, high_share)};
    forecast.overtime_minutes = range_of(std::move(overtime));
}

Forecast::State state_of(const hall::Day& live, Instant now) {
    const hall::Rules& rules = live.rules();
    const bool is_open = live.has_begun() && !live.is_closed() && !rules.opening.empty();
    if (!is_open) return Forecast::State::closed;
    const bool has_end = rules.closes_at() < Instant::max();
    return has_end && now < rules.closes_at() ? Forecast::State::foretold : Forecast::State::over;
}

/// The model of what is still to come: its candidates suffice for as many as today brings, and it
/// ends with the date.
Model model_for(const hall::Day& live, const Model& model) {
    Model fitted = fitted_to(live.rules(), model);
    fitted.until = std::min(fitted.until, live.rules().ends_at);
    return fitted;
}

}  // namespace

Risk risk_of(double chance) {
    if (chance >= high_from) return Risk::high;
    return chance >= likely_from ? Risk::likely : Risk::low;
}

Forecast forecast(const hall::Day& live, Instant now, const Model& model, const ForecastWish& wish,
                  const std::stop_token& stop) {
    now = std::max(now, live.last_at());
    Forecast forecast{.state = state_of(live, now), .from = now};
    if (forecast.state != Forecast::State::foretold) return forecast;

    Model today = model_for(live, model);
    Present present = present_of(live, now, today);
    if (wish.duties) present.duties = *wish.duties;
    widen(today, present.coming);
    forecast.came = present.turnout.came;
    forecast.expected = present.turnout.expected;
    forecast.factor = present.coming.factor;
    forecast.days = wish.days;

    const RestGrid grid{today.rules, now};
    const auto days = rests_of_days(today, present, wish, stop);
    if (!days) return {.state = Forecast::State::stopped, .from = now};
    forecast.agencies = agencies_of(*days, grid, today.rules.agencies.size(), wish.target.share);
    tell_end(*days, today.rules.closes_at(), forecast);
    forecast.troubles = troubles_of(forecast.agencies);
    auto advice = advice_for(forecast.troubles, *days, today, present, wish, stop);
    if (!advice) return {.state = Forecast::State::stopped, .from = now};
    forecast.advice = std::move(*advice);
    return forecast;
}

}  // namespace gerai::plan
