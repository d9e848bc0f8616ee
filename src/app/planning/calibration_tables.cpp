#include "app/planning/calibration_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <cmath>

#include "plan/calibration/json.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
using plan::Calibration;
using plan::CheckVerdict;
using plan::FitCheck;
using plan::Fitted;
using plan::Origin;
using plan::ServiceFit;

constexpr double percent = 100;
constexpr double seconds_a_minute = 60;
constexpr std::array weekday_names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::string_view word_for(Origin origin) {
    switch (origin) {
        case Origin::measured: return "";
        case Origin::agency: return "of its agency";
        case Origin::mall: return "of the mall";
        case Origin::planned: return "plan";
    }
    return {};
}

std::string with_interval(const Fitted& fitted, double scale, int decimals) {
    if (!fitted.is_measured()) return fmt::format("{:.{}f}", fitted.value * scale, decimals);
    return fmt::format("{:.{}f} ({:.{}f}-{:.{}f})", fitted.value * scale, decimals,
                       fitted.low * scale, decimals, fitted.high * scale, decimals);
}

std::string dates_of(const Calibration& calibration) {
    std::string text;
    for (std::size_t i = 0; i < calibration.dates.size(); ++i) {
        if (calibration.dates[i] == 0) continue;
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", weekday_names.at(i),
                            calibration.dates[i]);
    }
    return text;
}

std::string heading(const CalibratedMall& calibrated) {
    const Calibration& found = calibrated.calibration;
    if (found.all_dates() == 0) return calibrated.mall.name + ": no dates on which anybody came\n";
    return fmt::format("{}, {} date{} from {} to {} ({})\n", calibrated.mall.name,
                       found.all_dates(), found.all_dates() == 1 ? "" : "s",
                       gerai::to_string(found.from), gerai::to_string(found.to), dates_of(found));
}

/// What is too little, and what stands in for it.
std::string lacks(const Calibration& found) {
    std::string text;
    if (!found.is_long_enough()) {
        text += fmt::format("{} of {} dates: arrivals and clerks are those of the mall's file\n",
                            found.all_dates(), plan::fewest_dates);
    }
    int pooled = 0;
    int planned = 0;
    for (const ServiceFit& fit : found.services) {
        pooled +=
            fit.median_seconds.origin == Origin::agency || fit.median_seconds.origin == Origin::mall
                ? 1
                : 0;
        planned += fit.median_seconds.is_measured() ? 0 : 1;
    }
    if (pooled + planned > 0) {
        text += fmt::format(
            "{} services have fewer than {} times: {} take those of their agency or of the mall, "
            "{} "
            "the file's\n",
            pooled + planned, plan::fewest_samples, pooled, planned);
    }
    return text;
}

std::string line_of(const ServiceFit& fit) {
    const double trimmed = fit.ended > 0 ? fit.trimmed / fit.ended : 0;
    return fmt::format(
        "{:<24.24} {:>8.0f} {:>7.0f} {:>9.1f} {:>19} {:>17} {:>14}  {}\n", fit.service, fit.visits,
        fit.ended, trimmed * percent, with_interval(fit.median_seconds, 1 / seconds_a_minute, 1),
        with_interval(fit.sigma, 1, 2), with_interval(fit.second_service, percent, 0),
        word_for(fit.median_seconds.origin));
}

std::string services_of(const Calibration& found) {
    std::string text =
        fmt::format("{:<24} {:>8} {:>7} {:>9} {:>19} {:>17} {:>14}  {}\n", "service", "visits",
                    "times", "% < 10 s", "median min", "sigma", "% two services", "times are");
    for (const ServiceFit& fit : found.services) {
        if (fit.visits + fit.as_second + fit.ended > 0) text += line_of(fit);
    }
    return text;
}

std::string line_of(std::string_view name, const Fitted& fitted, double scale, int decimals,
                    std::string_view unit) {
    return fmt::format("{:<32} {:>22} {:<8} {:>9.0f}  {}\n", name,
                       with_interval(fitted, scale, decimals), unit, fitted.observations,
                       word_for(fitted.origin));
}

Fitted day_factor_cv(const Calibration& found) {
    Fitted cv = found.day_variance;
    for (double Fitted::* part : {&Fitted::value, &Fitted::low, &Fitted::high}) {
        cv.*part = std::sqrt(cv.*part);
    }
    return cv;
}

std::string people_of(const Calibration& found) {
    return fmt::format("{:<32} {:>22} {:<8} {:>9}\n", "people", "value (95 %)", "", "seen") +
           line_of("days differ (cv)", day_factor_cv(found), percent, 1, "%") +
           line_of("patience, mean", found.patience_seconds, 1 / seconds_a_minute, 1, "min") +
           line_of("  of leavers, say goodbye", found.says_goodbye, percent, 0, "%") +
           line_of("miss a call, though there", found.absent, percent, 1, "%") +
           line_of("  of them, come back", found.comes_back, percent, 0, "%") +
           line_of("  after, mean", found.back_after_seconds, 1 / seconds_a_minute, 1, "min") +
           line_of("clerk gives up after, mean", found.no_show_after_seconds, 1, 0, "s") +
           line_of("walk to the counter, mean", found.walking_seconds, 1, 0, "s") +
           line_of("idle gap, mean", found.idle_gap_seconds, 1, 0, "s") +
           line_of("counters differ (sd of ln time)", found.counter_spread, 1, 2, "") +
           fmt::format("index of dispersion {:.2f}, p {}\n", found.dispersion_index,
                       found.dispersion_p_value < 0.001
                           ? std::string{"< 0.001"}
                           : fmt::format("{:.3f}", found.dispersion_p_value));
}

std::string counters_of(const Calibration& found) {
    std::string text;
    for (std::size_t weekday = 0; weekday < weekday_names.size(); ++weekday) {
        int counters = 0;
        double hours = 0;
        for (const plan::CounterFit& one : found.counters) {
            if (one.weekday != static_cast<int>(weekday) || one.open.empty()) continue;
            ++counters;
            for (const plan::ClockStretch& open : one.open) hours += (open.to - open.from) / 60.0;
        }
        if (counters > 0) {
            text += fmt::format("{}: {} counters, {:.1f} hours\n", weekday_names.at(weekday),
                                counters, hours);
        }
    }
    return text.empty() ? text : "clerks, as on most dates\n" + text;
}

std::string_view word_for(CheckVerdict verdict) {
    switch (verdict) {
        case CheckVerdict::holds: return "holds";
        case CheckVerdict::fails: return "fails";
        case CheckVerdict::unknown: return "unknown: too few dates";
    }
    return {};
}

std::string fit_of(const plan::ModelFit& fit) {
    std::string text = fmt::format("model fit: {} of {}\n", fit.passed(), plan::ModelFit::checks);
    text += fmt::format("  {:<54} {}\n",
                        fmt::format("calls to whom our order chooses: {:.1f} % of {:.0f}",
                                    fit.order.value * percent, fit.order.observations),
                        word_for(fit.order.verdict));
    const auto line = [&](const FitCheck& check, const std::string& words) {
        const bool is_known = check.verdict != CheckVerdict::unknown;
        text +=
            fmt::format("  {:<54} {}\n", words.substr(0, is_known ? words.npos : words.find(':')),
                        word_for(check.verdict));
    };
    line(fit.half_hours, fmt::format("half-hours inside the 90 % band: {:.0f} % of {:.0f}",
                                     fit.half_hours.value * percent, fit.half_hours.observations));
    line(fit.mean_wait,
         fmt::format("mean wait, seen less simulated: {:+.1f} min ({:+.1f} to {:+.1f})",
                     fit.mean_wait.value, fit.mean_wait.low, fit.mean_wait.high));
    line(fit.service_level,
         fmt::format("called in time, seen less simulated: {:+.1f} points ({:+.1f} to {:+.1f})",
                     fit.service_level.value, fit.service_level.low, fit.service_level.high));
    return text;
}

json::object to_json(const FitCheck& check) {
    json::object one{{"verdict", check.verdict == CheckVerdict::holds   ? "holds"
                                 : check.verdict == CheckVerdict::fails ? "fails"
                                                                        : "unknown"}};
    if (check.verdict == CheckVerdict::unknown) return one;
    one["value"] = check.value;
    one["low"] = check.low;
    one["high"] = check.high;
    one["observations"] = check.observations;
    return one;
}

}  // namespace

std::string to_table(const CalibratedMall& calibrated) {
    const Calibration& found = calibrated.calibration;
    std::string text = heading(calibrated) + lacks(found) + "\n";
    text += services_of(found) + "\n" + people_of(found) + "\n";
    const std::string counters = counters_of(found);
    if (!counters.empty()) text += counters + "\n";
    return text + fit_of(calibrated.fit) +
           "\nIn brackets: the 95 % interval. \"plan\": too little was seen, it is the figure of "
           "the "
           "mall's file.\n";
}

json::object to_json(const CalibratedMall& calibrated) {
    const plan::ModelFit& fit = calibrated.fit;
    json::object checks{{"passed", fit.passed()},
                        {"checks", plan::ModelFit::checks},
                        {"dates_held_out", fit.dates_held_out},
                        {"order_minutes", fit.order_minutes}};
    checks["order"] = to_json(fit.order);
    checks["half_hours"] = to_json(fit.half_hours);
    checks["mean_wait_minutes"] = to_json(fit.mean_wait);
    checks["service_level_points"] = to_json(fit.service_level);
    json::object all{{"mall", calibrated.mall.id}};
    all["fit"] = std::move(checks);
    all["calibration"] = json::parse(plan::to_json_text(calibrated.calibration));
    return all;
}

}  // namespace gerai::app
