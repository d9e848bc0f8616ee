#include "api/planning/calibration_view.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan/expected_steps.h"
#include "plan/mall_model.h"
#include "plan/study/simulated_bundle.h"

namespace gerai::api {

namespace {

using plan::Fitted;

constexpr double seconds_a_minute = 60;

LearnedFigure figure_of(const Fitted& fitted, double scale = 1) {
    LearnedFigure figure{.value = fitted.value * scale,
                         .low = {},
                         .high = {},
                         .observations = fitted.observations,
                         .origin = fitted.origin};
    if (!fitted.is_measured()) return figure;
    figure.low = fitted.low * scale;
    figure.high = fitted.high * scale;
    return figure;
}

/// As every plan counts them, on the mean of the next five open dates: one who comes for two
/// services is one visit, and who comes for an agency that is not there that day none.
double planned_visits(const mall::Mall& mall, Date after) {
    constexpr std::uint32_t dates_looked_at = 5;
    const auto dates = plan::open_dates(mall, after, dates_looked_at);
    double visits = 0;
    for (const Date date : dates) visits += plan::expected_visits(plan::model_of(mall, date));
    return dates.empty() ? 0 : visits / static_cast<double>(dates.size());
}

/// Of the totals of dates, which differ by chance and by the day factor.
LearnedFigure visits_a_date(const LearnedDays& learned, const mall::Mall& mall) {
    const plan::Calibration& found = learned.calibration;
    if (!found.is_long_enough()) {
        return figure_of(plan::planned(planned_visits(mall, learned.known_to)));
    }
    double visits = 0;
    for (const plan::ServiceFit& fit : found.services) visits += fit.visits;
    const double dates = found.all_dates();
    const double mean = visits / dates;
    const double variance = mean + found.day_variance.value * mean * mean;
    constexpr double of_19_in_20 = 1.959963984540054;
    const double margin = of_19_in_20 * std::sqrt(variance / dates);
    return figure_of({.value = mean,
                      .low = std::max(mean - margin, 0.0),
                      .high = mean + margin,
                      .observations = visits,
                      .origin = plan::Origin::measured});
}

LearnedFigure days_differ(const plan::Calibration& found) {
    Fitted spread = found.day_variance;
    for (double Fitted::* part : {&Fitted::value, &Fitted::low, &Fitted::high}) {
        spread.*part = std::sqrt(spread.*part);
    }
    return figure_of(spread);
}

LearnedFigures figures_of(const LearnedDays& learned, const mall::Mall& mall) {
    const plan::Calibration& found = learned.calibration;
    return {.visits_a_date = visits_a_date(learned, mall),
            .days_differ = days_differ(found),
            .patience_minutes = figure_of(found.patience_seconds, 1 / seconds_a_minute),
            .says_goodbye = figure_of(found.says_goodbye),
            .misses_a_call = figure_of(found.absent),
            .comes_back = figure_of(found.comes_back),
            .back_after_minutes = figure_of(found.back_after_seconds, 1 / seconds_a_minute),
            .clerk_gives_up_after_seconds = figure_of(found.no_show_after_seconds),
            .walk_seconds = figure_of(found.walking_seconds),
            .idle_gap_seconds = figure_of(found.idle_gap_seconds)};
}

std::vector<LearnedService> services_of(const plan::Calibration& found, const mall::Mall& mall) {
    std::vector<LearnedService> services;
    for (const plan::ServiceFit& fit : found.services) {
        const mall::Service* const service = mall.find_service(fit.service);
        if (service == nullptr || fit.visits + fit.as_second + fit.ended <= 0) continue;
        services.push_back({.service = fit.service,
                            .name = service->name,
                            .name_en = service->name_en.empty() ? service->name : service->name_en,
                            .agency = service->agency,
                            .visits = fit.visits,
                            .times = fit.ended,
                            .too_short = fit.trimmed,
                            .median_minutes = figure_of(fit.median_seconds, 1 / seconds_a_minute),
                            .second_service = figure_of(fit.second_service)});
    }
    return services;
}

std::vector<LearnedWeekday> weekdays_of(const plan::Calibration& found) {
    std::vector<LearnedWeekday> weekdays;
    for (std::size_t i = 0; i < found.dates.size(); ++i) {
        if (found.dates[i] == 0) continue;
        LearnedWeekday& one = weekdays.emplace_back();
        one.weekday = static_cast<std::int64_t>(i);
        one.dates = found.dates[i];
        for (const plan::CounterFit& counter : found.counters) {
            if (counter.weekday != one.weekday || counter.open.empty()) continue;
            ++one.counters;
            one.counter_hours += counter.hours.value;  // Within the hours of the mall.
        }
    }
    return weekdays;
}

FitCheckView view_of(const plan::FitCheck& check) {
    if (check.verdict == plan::CheckVerdict::unknown) return {.verdict = check.verdict};
    return {.verdict = check.verdict,
            .value = check.value,
            .low = check.low,
            .high = check.high,
            .observations = check.observations};
}

FitChecks checks_of(const plan::ModelFit& fit) {
    return {.order = view_of(fit.order),
            .order_minutes = fit.order_minutes,
            .half_hours = view_of(fit.half_hours),
            .mean_wait = view_of(fit.mean_wait),
            .service_level = view_of(fit.service_level),
            .dates_held_out = fit.dates_held_out};
}

}  // namespace

ModelFit fit_of(const LearnedDays& learned, std::int64_t version) {
    const plan::Calibration& found = learned.calibration;
    ModelFit fit{.checks_passed = {},
                 .of = plan::ModelFit::checks,
                 .basis = ModelBasis::planning_figures,
                 .calibration = {}};
    if (!found.is_long_enough()) return fit;
    fit.checks_passed = learned.fit.passed();
    fit.basis = ModelBasis::calibration;
    fit.calibration = ModelCalibration{.from = found.from,
                                       .to = found.to,
                                       .dates = found.all_dates(),
                                       .checks_unknown = learned.fit.unknown(),
                                       .is_of_other_file = learned.mall_version != version};
    return fit;
}

CalibrationResult view_of_calibration(const LearnedDays& learned, const mall::Mall& mall) {
    const plan::Calibration& found = learned.calibration;
    CalibrationResult view{.mall = found.mall,
                           .mall_version = learned.mall_version,
                           .from = {},
                           .to = {},
                           .dates = found.all_dates(),
                           .dates_needed = plan::fewest_dates,
                           .dates_needed_for_checks = plan::fewest_dates_for_checks,
                           .model_fit = fit_of(learned, learned.mall_version),
                           .checks = checks_of(learned.fit),
                           .figures = figures_of(learned, mall),
                           .services = services_of(found, mall),
                           .weekdays = weekdays_of(found)};
    if (found.all_dates() == 0) return view;
    view.from = found.from;
    view.to = found.to;
    return view;
}

}  // namespace gerai::api
