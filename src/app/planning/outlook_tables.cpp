#include "app/planning/outlook_tables.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <boost/json/array.hpp>

namespace gerai::app {

namespace {

namespace json = boost::json;
using plan::Estimate;
using plan::Outlook;

constexpr double percent = 100;

/// Agencies at which somebody comes, by their place.
std::vector<std::size_t> visited(const SimulatedMall& simulated) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < simulated.outlook.agencies.size(); ++i) {
        if (simulated.outlook.agencies[i].steps.value > 0) places.push_back(i);
    }
    return places;
}

const hall::Agency& agency_at(const SimulatedMall& simulated, std::size_t place) {
    return simulated.model.rules.agencies[place];
}

std::string promised_wait(const SimulatedMall& simulated) {
    return fmt::format(
        "in {} min",
        std::chrono::duration_cast<std::chrono::minutes>(simulated.mall.promise.wait).count());
}

std::string with_margin(Estimate estimate, double scale, int decimals) {
    return fmt::format("{:.{}f} ±{:.{}f}", estimate.value * scale, decimals,
                       estimate.margin * scale, decimals);
}

std::string with_margin(const std::optional<Estimate>& estimate, double scale, int decimals) {
    return estimate ? with_margin(*estimate, scale, decimals) : "-";
}

std::string minutes(const std::optional<double>& value) {
    return value ? fmt::format("{:.1f}", *value) : "-";
}

std::string line_of(std::string_view name, const Outlook::Row& row) {
    return fmt::format("{:<24.24} {:>12} {:>13} {:>12} {:>7} {:>8} {:>11} {:>11} {:>11}\n", name,
                       with_margin(row.steps, 1, 1), with_margin(row.service_level, percent, 1),
                       with_margin(row.wait_minutes, 1, 1), minutes(row.median_minutes),
                       minutes(row.p90_minutes), with_margin(row.no_shows, percent, 1),
                       with_margin(row.cancelled, percent, 1),
                       with_margin(row.utilisation, percent, 0));
}

/// Agencies whose row has no wait, and why it has none.
std::string nobody_called(const SimulatedMall& simulated) {
    std::string text;
    for (const std::size_t place : visited(simulated)) {
        if (simulated.outlook.agencies[place].wait_minutes) continue;
        text += fmt::format(
            "{}: nobody was called on any of these days; who does not leave waits until the date "
            "ends.\n",
            agency_at(simulated, place).id);
    }
    return text;
}

json::object to_json(Estimate estimate) {
    return {{"value", estimate.value}, {"margin", estimate.margin}};
}

json::value to_json(const std::optional<Estimate>& estimate) {
    if (!estimate) return nullptr;
    return to_json(*estimate);
}

json::value to_json(const std::optional<double>& value) {
    if (!value) return nullptr;
    return *value;
}

json::object to_json(const Outlook::Row& row) {
    return {{"steps", to_json(row.steps)},
            {"service_level", to_json(row.service_level)},
            {"wait_minutes", to_json(row.wait_minutes)},
            {"median_minutes", to_json(row.median_minutes)},
            {"p90_minutes", to_json(row.p90_minutes)},
            {"no_shows", to_json(row.no_shows)},
            {"cancelled", to_json(row.cancelled)},
            {"utilisation", to_json(row.utilisation)}};
}

std::string as_cells(Estimate estimate) {
    return fmt::format("{:.6g},{:.6g}", estimate.value, estimate.margin);
}

std::string as_cells(const std::optional<Estimate>& estimate) {
    return estimate ? as_cells(*estimate) : ",";
}

std::string as_cell(const std::optional<double>& value) {
    return value ? fmt::format("{:.6g}", *value) : std::string{};
}

}  // namespace

std::string to_table(const SimulatedMall& simulated) {
    const Outlook& outlook = simulated.outlook;
    std::string text = fmt::format(
        "{}{}, {} days like {:%A, %Y-%m-%d} (seed {}, volume {:g})\n"
        "{} visits a day, {} without a number; the last ends {} min after closing\n\n",
        simulated.mall.name, simulated.scenario.empty() ? "" : ": " + simulated.scenario,
        outlook.days, std::chrono::sys_days{simulated.model.date}, simulated.seed, simulated.volume,
        with_margin(outlook.visits, 1, 1), with_margin(outlook.refused, 1, 1),
        with_margin(outlook.overtime_minutes, 1, 1));
    text += fmt::format("{:<24} {:>12} {:>13} {:>12} {:>7} {:>8} {:>11} {:>11} {:>11}\n", "",
                        "steps a day", "% " + promised_wait(simulated), "mean wait", "median",
                        "9 in 10", "% no-show", "% left", "% busy");
    for (const std::size_t place : visited(simulated)) {
        text += line_of(agency_at(simulated, place).id, outlook.agencies[place]);
    }
    text += line_of("all", outlook.all);
    return text +
           "\nWaits are minutes of those who were called. ± holds the mean of such days 19 times "
           "in "
           "20, if the model is true.\n" +
           nobody_called(simulated) + to_sentence(simulated.basis) +
           to_text(plan::overloads_of(simulated.model), simulated.model.rules);
}

json::object to_json(const SimulatedMall& simulated) {
    const Outlook& outlook = simulated.outlook;
    json::array agencies;
    for (const std::size_t place : visited(simulated)) {
        json::object one{{"agency", agency_at(simulated, place).id}};
        for (auto& [name, value] : to_json(outlook.agencies[place])) one[name] = value;
        agencies.push_back(std::move(one));
    }
    json::object all{{"mall", simulated.mall.id},
                     {"date", gerai::to_string(simulated.model.date)},
                     {"days", outlook.days},
                     {"seed", simulated.seed},
                     {"volume", simulated.volume},
                     {"basis", to_json(simulated.basis)},
                     {"visits", to_json(outlook.visits)},
                     {"refused", to_json(outlook.refused)},
                     {"overtime_minutes", to_json(outlook.overtime_minutes)}};
    if (!simulated.scenario.empty()) all["scenario"] = simulated.scenario;
    all["all"] = to_json(outlook.all);
    all["agencies"] = std::move(agencies);
    all["overloads"] = to_json(plan::overloads_of(simulated.model), simulated.model.rules);
    return all;
}

std::string agencies_as_csv(const SimulatedMall& simulated) {
    std::string csv =
        "agency,steps,steps_margin,service_level,service_level_margin,wait_minutes,"
        "wait_minutes_margin,median_minutes,p90_minutes,no_shows,no_shows_margin,cancelled,"
        "cancelled_margin,utilisation,utilisation_margin\n";
    for (const std::size_t place : visited(simulated)) {
        const Outlook::Row& row = simulated.outlook.agencies[place];
        csv += fmt::format("{},{},{},{},{},{},{},{},{}\n", agency_at(simulated, place).id,
                           as_cells(row.steps), as_cells(row.service_level),
                           as_cells(row.wait_minutes), as_cell(row.median_minutes),
                           as_cell(row.p90_minutes), as_cells(row.no_shows),
                           as_cells(row.cancelled), as_cells(row.utilisation));
    }
    return csv;
}

std::string half_hours_as_csv(const SimulatedMall& simulated) {
    const plan::HalfHours half_hours{simulated.model.rules};
    const auto zone = TimeZone::named(simulated.mall.time_zone);
    std::string csv =
        "agency,from,steps,steps_margin,service_level,service_level_margin,wait_minutes,"
        "wait_minutes_margin\n";
    for (const std::size_t place : visited(simulated)) {
        const auto& cells = simulated.outlook.half_hours[place];
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].steps.value == 0) continue;
            csv += fmt::format("{},{},{},{},{}\n", agency_at(simulated, place).id,
                               to_rfc3339(half_hours.from(i), *zone).substr(11, 5),
                               as_cells(cells[i].steps), as_cells(cells[i].service_level),
                               as_cells(cells[i].wait_minutes));
        }
    }
    return csv;
}

std::string to_text(std::span<const plan::Overload> overloads, const hall::Rules& rules) {
    std::string text;
    for (const plan::Overload& one : overloads) {
        text += fmt::format(
            "  {} is asked for {:.1f} hours of work a day and has clerks for {:.1f}, and nobody "
            "leaves:\n  its queue grows all day, and its waits say how long the day is.\n",
            rules.agencies[one.agency.value].id, one.work_hours, one.clerk_hours);
    }
    return text;
}

json::array to_json(std::span<const plan::Overload> overloads, const hall::Rules& rules) {
    json::array all;
    for (const plan::Overload& one : overloads) {
        all.push_back({{"agency", rules.agencies[one.agency.value].id},
                       {"work_hours", one.work_hours},
                       {"clerk_hours", one.clerk_hours}});
    }
    return all;
}

}  // namespace gerai::app
