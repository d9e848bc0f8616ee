#include "app/planning/forecast_tables.h"

#include <fmt/chrono.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <cmath>

namespace gerai::app {

namespace {

namespace json = boost::json;
using State = plan::Forecast::State;

constexpr double percent = 100;

std::string_view word_of(State state) {
    switch (state) {
        case State::foretold: return "foretold";
        case State::closed: return "closed";
        case State::over: return "over";
        case State::stopped: return "stopped";
    }
    return {};
}

std::string_view word_of(plan::Risk risk) {
    switch (risk) {
        case plan::Risk::low: return "low";
        case plan::Risk::likely: return "likely";
        case plan::Risk::high: return "high";
    }
    return {};
}

std::string_view word_of(Clockwork clockwork) {
    switch (clockwork) {
        case Clockwork::machine: return "machine";
        case Clockwork::trial: return "trial";
        case Clockwork::last_event: return "last_event";
    }
    return {};
}

/// Times as the mall's clocks show them.
class Times {
public:
    explicit Times(const mall::Mall& mall) : zone_(*TimeZone::named(mall.time_zone)) {}

    [[nodiscard]] std::string whole(Instant at) const { return to_rfc3339(at, zone_); }
    [[nodiscard]] std::string clock(Instant at) const { return whole(at).substr(11, 5); }

private:
    TimeZone zone_;
};

const std::string& name_of(const ForetoldHall& foretold, hall::AgencyIndex agency) {
    return foretold.rules.agencies[agency.value].id;
}

int number_of(const ForetoldHall& foretold, hall::CounterIndex counter) {
    return foretold.rules.counters[counter.value].number;
}

std::string why_empty(const ForetoldHall& foretold) {
    const Times times{foretold.mall};
    return fmt::format(
        "{}, {}: {} at {}, so nothing is foretold.\n", foretold.mall.name,
        gerai::to_string(foretold.date),
        foretold.forecast.state == State::closed ? "the hall is closed" : "no half-hour is left",
        times.clock(foretold.forecast.from));
}

std::string head_of(const ForetoldHall& foretold, const Times& times) {
    const plan::Forecast& told = foretold.forecast;
    std::string text = fmt::format(
        "{}, {:%A, %Y-%m-%d}: the rest of the day from {} on, {} days played\n", foretold.mall.name,
        std::chrono::sys_days{foretold.date}, times.clock(told.from), told.days);
    if (foretold.clockwork == Clockwork::last_event) {
        text += "The trial's clock is not known; that is when something last happened.\n";
    }
    text += fmt::format(
        "{:.0f} visits so far where {:.0f} were expected; from now on {:.2f} times the plan\n"
        "The last leaves at {}, between {} and {} in eight cases of ten\n",
        told.came, told.expected, told.factor, times.clock(told.last_leaves.median),
        times.clock(told.last_leaves.low), times.clock(told.last_leaves.high));
    if (told.unserved >= 1) {
        text += fmt::format("{:.0f} will find nobody who serves them\n", told.unserved);
    }
    return text;
}

/// The median and the long wait, and a mark where the promise is in danger.
std::string cell_of(const plan::ForecastHalfHour& one) {
    if (one.steps == 0) return "-";
    const std::string_view mark = one.risk == plan::Risk::high     ? "!"
                                  : one.risk == plan::Risk::likely ? "?"
                                                                   : "";
    return fmt::format("{:.0f}/{:.0f}{}", one.wait_minutes.median, one.wait_minutes.high, mark);
}

std::string grid_of(const ForetoldHall& foretold, const Times& times) {
    const auto& agencies = foretold.forecast.agencies;
    if (agencies.empty()) return {};
    std::string text = fmt::format("\n{:<24}", "waits in minutes");
    for (const auto& one : agencies.front().half_hours) {
        text += fmt::format(" {:>8}", times.clock(one.at));
    }
    text += "\n";
    for (const plan::AgencyForecast& agency : agencies) {
        text += fmt::format("{:<24.24}", name_of(foretold, agency.agency));
        for (const auto& one : agency.half_hours) text += fmt::format(" {:>8}", cell_of(one));
        text += "\n";
    }
    return text +
           "Of those who come in a half-hour one half waits longer than the first figure, "
           "one in ten\nlonger than the second. ? the promise is likely missed, ! almost "
           "surely; never in a break,\nwhen no counter would help.\n";
}

/// Share of those who come until the end, but not in a break, that is expected to be called in
/// time; 1 where nobody comes.
double rest_of(const plan::AgencyForecast& agency) {
    double steps = 0;
    double late = 0;
    for (const plan::ForecastHalfHour& one : agency.half_hours) {
        if (one.is_break) continue;
        steps += one.steps;
        late += one.late;
    }
    return steps > 0 ? 1 - late / steps : 1;
}

/// Where few come, no half-hour alone is likely to miss the promise, and the rest of the day may.
std::string short_in_all(const ForetoldHall& foretold) {
    constexpr std::size_t names_max = 6;
    const plan::Forecast& told = foretold.forecast;
    std::vector<std::string> names;
    for (const plan::AgencyForecast& agency : told.agencies) {
        const double share = rest_of(agency);
        const bool is_told = std::ranges::find(told.troubles, agency.agency,
                                               &plan::Trouble::agency) != told.troubles.end();
        if (share >= foretold.target.share || is_told) continue;
        names.push_back(
            fmt::format("{} {:.0f} %", name_of(foretold, agency.agency), percent * share));
    }
    if (names.empty()) return {};
    const std::size_t beyond = names.size() - std::min(names.size(), names_max);
    names.resize(names.size() - beyond);
    std::string text =
        fmt::format("Fewer over the rest of the day, though in no half-hour likely: {}",
                    fmt::join(names, ", "));
    if (beyond > 0) text += fmt::format(" and {} more", beyond);
    return text + ".\n";
}

std::string troubles_of(const ForetoldHall& foretold, const Times& times) {
    const plan::Forecast& told = foretold.forecast;
    const auto within =
        std::chrono::duration_cast<std::chrono::minutes>(foretold.target.wait).count();
    if (told.troubles.empty()) {
        return fmt::format(
            "\nIn no half-hour is an agency likely to call fewer than {:.0f} % within {} min.\n",
            percent * foretold.target.share, within);
    }
    std::string text = fmt::format("\nLikely fewer than {:.0f} % called within {} min:\n",
                                   percent * foretold.target.share, within);
    for (const plan::Trouble& one : told.troubles) {
        text += fmt::format("  {:<24.24} from {}: {:.0f} too late\n", name_of(foretold, one.agency),
                            times.clock(one.at), one.late);
    }
    text += told.advice.empty() ? "No closed counter is sure to help.\n" : "What would help:\n";
    for (const plan::Advice& one : told.advice) {
        text += fmt::format("  open counter {} ({}): {:.1f} ±{:.1f} more called in time\n",
                            number_of(foretold, one.counter), name_of(foretold, one.agency),
                            one.gain.value, one.gain.margin);
    }
    return text;
}

json::object to_json(const plan::Range& range) {
    return {{"low", range.low}, {"median", range.median}, {"high", range.high}};
}

json::object to_json(const plan::ForecastHalfHour& one, const Times& times) {
    json::object object{
        {"at", times.whole(one.at)}, {"steps", one.steps},   {"service_level", one.service_level},
        {"late", one.late},          {"chance", one.chance}, {"risk", word_of(one.risk)},
        {"is_break", one.is_break}};
    object["waiting"] = to_json(one.waiting);
    object["wait_minutes"] = to_json(one.wait_minutes);
    return object;
}

json::array agencies_as_json(const ForetoldHall& foretold, const Times& times) {
    json::array agencies;
    for (const plan::AgencyForecast& agency : foretold.forecast.agencies) {
        json::array half_hours;
        for (const auto& one : agency.half_hours) half_hours.push_back(to_json(one, times));
        json::object object{{"agency", name_of(foretold, agency.agency)}};
        object["half_hours"] = std::move(half_hours);
        agencies.push_back(std::move(object));
    }
    return agencies;
}

json::array troubles_as_json(const ForetoldHall& foretold, const Times& times) {
    json::array troubles;
    for (const plan::Trouble& one : foretold.forecast.troubles) {
        troubles.push_back({{"agency", name_of(foretold, one.agency)},
                            {"at", times.whole(one.at)},
                            {"risk", word_of(one.risk)},
                            {"chance", one.chance},
                            {"late", one.late}});
    }
    return troubles;
}

json::array advice_as_json(const ForetoldHall& foretold) {
    json::array advice;
    for (const plan::Advice& one : foretold.forecast.advice) {
        advice.push_back({{"counter", number_of(foretold, one.counter)},
                          {"agency", name_of(foretold, one.agency)},
                          {"gain", {{"value", one.gain.value}, {"margin", one.gain.margin}}}});
    }
    return advice;
}

}  // namespace

std::string to_table(const ForetoldHall& foretold) {
    if (foretold.forecast.state != State::foretold) return why_empty(foretold);
    const Times times{foretold.mall};
    return head_of(foretold, times) + grid_of(foretold, times) + troubles_of(foretold, times) +
           short_in_all(foretold) + '\n' + to_sentence(foretold.basis);
}

json::object to_json(const ForetoldHall& foretold) {
    const plan::Forecast& told = foretold.forecast;
    const Times times{foretold.mall};
    json::object object{{"mall", foretold.mall.id},
                        {"date", gerai::to_string(foretold.date)},
                        {"state", word_of(told.state)},
                        {"computed_at", times.whole(told.from)},
                        {"clock", word_of(foretold.clockwork)},
                        {"days", told.days},
                        {"basis", to_json(foretold.basis)}};
    object["agencies"] = agencies_as_json(foretold, times);
    object["troubles"] = troubles_as_json(foretold, times);
    object["advice"] = advice_as_json(foretold);
    if (told.state != State::foretold) return object;
    object["visits"] = {{"came", told.came}, {"expected", told.expected}, {"factor", told.factor}};
    object["last_leaves"] = {{"low", times.whole(told.last_leaves.low)},
                             {"median", times.whole(told.last_leaves.median)},
                             {"high", times.whole(told.last_leaves.high)}};
    object["overtime_minutes"] = to_json(told.overtime_minutes);
    object["unserved"] = told.unserved;
    return object;
}

}  // namespace gerai::app
