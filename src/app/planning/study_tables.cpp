#include "app/planning/study_tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/json/array.hpp>
#include <cmath>
#include <ranges>

#include "app/planning/study_words.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
using plan::CounterPlan;
using plan::PracticePlan;
using plan::Study;
using plan::StudyRow;

constexpr double percent = 100;

std::string clock_of(int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

std::string number(std::optional<double> value, double scale, int decimals) {
    return value ? fmt::format("{:.{}f}", *value * scale, decimals) : "-";
}

std::string line_of(const plan::StudiedMall& mall, char letter) {
    return fmt::format("{}: {}, {}, {} to {}, {} date{}\n", letter, mall.name,
                       word_for(mall.source), to_string(mall.period.from),
                       to_string(mall.period.to), mall.period.dates,
                       mall.period.dates == 1 ? "" : "s");
}

std::string line_of(const StudyRow& row) {
    const FigureWords& words = words_for(row.figure);
    return fmt::format("{:<22} {:>9} {:>9}  {}\n", words.label,
                       number(row.first, words.scale, words.decimals),
                       number(row.second, words.scale, words.decimals), words.explains);
}

std::string rates_of(const measure::BundlePractices& practices) {
    std::vector<std::string> rates;
    for (const auto& one : practices.rates) {
        rates.push_back(fmt::format("{} {}", one.class_, one.rate));
    }
    return fmt::format("{}", fmt::join(rates, ", "));
}

std::string section(const Study& study, std::string_view heading) {
    std::string text;
    for (const StudyRow& row : study.rows) {
        if (heading_of(row.figure) == heading) text += line_of(row);
    }
    return text;
}

std::string rates_section(const Study& study) {
    const std::string first = rates_of(study.first.practices);
    const std::string second = rates_of(study.second.practices);
    if (first == second) {
        return fmt::format("Both let classes gain at the same rates: {}.\n", first);
    }
    return fmt::format("Rates at which classes gain, A: {}; B: {}.\n", first, second);
}

std::string adjusted_section(const Study& study) {
    std::string text =
        "\nAdjusted for the mix: within cells of one service and the same half-hours, which both "
        "have.\n";
    if (study.level) {
        const auto& level = *study.level;
        text += fmt::format(
            "{:<22} {:>9.1f} {:>9.1f}  A less B: {:+.1f} points ({:+.1f} to {:+.1f}), z {:.1f}, "
            "{} cells; as if visitors of one day were independent, which makes it look surer than "
            "it is.\n",
            "% in time", level.first * percent, level.second * percent,
            level.difference() * percent, level.low * percent, level.high * percent, level.z,
            level.cells);
    }
    if (study.waits) {
        text += fmt::format(
            "{:<22} {:>9.1f} {:>9.1f}  Of those who were called; bundles hold no spread of waits, "
            "so there is no margin.\n",
            "mean wait, min", study.waits->first, study.waits->second);
    }
    if (!study.level && !study.waits) text += "Nothing can be compared: see below.\n";
    return text;
}

std::string line_of(std::string_view name, const CounterPlan& plan, const PracticePlan& all) {
    return fmt::format(
        "{:<34} {:>7.1f} {:>15} {:>9} {:>9.1f} {:>13}\n", name, plan.counter_hours,
        fmt::format("{:.1f} to {:.1f}", plan.counter_hours_low, plan.counter_hours_high),
        all.present_counter_hours > 0
            ? fmt::format("{:+.0f} %",
                          (plan.counter_hours / all.present_counter_hours - 1) * percent)
            : "-",
        plan.services_a_counter,
        fmt::format("{:.1f} ±{:.1f}", plan.service_level.value * percent,
                    plan.service_level.margin * percent));
}

/// Nothing is asked while the hall is closed.
std::optional<double> asked_at(const PracticePlan& plan, std::size_t half_hour) {
    if (!plan.is_open[half_hour]) return std::nullopt;
    return plan.asked[half_hour];
}

std::string half_hours_table(const PracticePlan& plan) {
    std::string text =
        fmt::format("\n{:<7} {:>5} {:>7} {:>9} {:>10} {:>10} {:>10} {:>10}\n", "", "own", "pooled",
                    "one pool", "% own", "% pooled", "% asked", "% of B");
    for (std::size_t i = 0; i < plan.from_minutes.size(); ++i) {
        text += fmt::format(
            "{:<7} {:>5} {:>7} {:>9} {:>10} {:>10} {:>10} {:>10}\n", clock_of(plan.from_minutes[i]),
            plan.own.counters[i], plan.pooled.counters[i], plan.one_pool[i],
            number(plan.own.level_by_half_hour[i], percent, 1),
            number(plan.pooled.level_by_half_hour[i], percent, 1),
            number(asked_at(plan, i), percent, 1), number(plan.other_by_half_hour[i], percent, 1));
    }
    return text;
}

/// The first of them, and how many more there are.
std::string some_of(const std::vector<std::string>& agencies) {
    constexpr std::size_t named = 3;
    if (agencies.size() <= named) return fmt::format("{}", fmt::join(agencies, ", "));
    return fmt::format("{} and {} more", fmt::join(agencies | std::views::take(named), ", "),
                       agencies.size() - named);
}

std::string not_enough(const CounterPlan& plan, std::string_view name) {
    if (plan.is_enough) return {};
    return fmt::format(
        "With {} those that A has do not suffice at {}: all that help are open there.\n", name,
        some_of(plan.short_agencies));
}

std::string pooled_line(const PracticePlan& plan) {
    constexpr std::string_view name = "each gives all of its agency";
    if (plan.is_pooled_already) return fmt::format("{:<34} is so already\n", name);
    return line_of(name, plan.pooled, plan);
}

std::string plan_section(const PracticePlan& plan) {
    std::string text = fmt::format(
        "\nA's own visitors, hours and agencies; called within {:g} min in each half-hour as many "
        "as "
        "in B then (column \"asked\"), {:.1f} % of B's day.\nPresent roster: {:.1f} counter-hours "
        "a day.\n\n{:<34} {:>7} {:>15} {:>9} "
        "{:>9} "
        "{:>13}\n",
        plan::in_seconds(plan.target.wait) / 60, plan.level_of_other * percent,
        plan.present_counter_hours, "", "hours", "of the repeats", "to now", "services",
        "% in time");
    text += line_of("counters as they are", plan.own, plan);
    text += pooled_line(plan);
    text += fmt::format(
        "{:<34} {:>7.1f}  what Erlang's formula asks for; played days may do with fewer\n",
        "if all were one pool", plan.one_pool_counter_hours);
    text += not_enough(plan.own, "counters as they are");
    if (!plan.is_pooled_already) text += not_enough(plan.pooled, "pooled counters");
    text += half_hours_table(plan);
    return text +
           "Counter-hours are of open counters a day, their range that of plans on other days; "
           "services is what an open counter gives. Not shown: shifts, training, what it costs, "
           "and "
           "whether B's visitors would come to A.\n";
}

std::string caveats_section(const Study& study) {
    std::string text;
    for (const plan::StudyCaveat& caveat : study.caveats) {
        if (caveat.what == plan::Caveat::investment) continue;
        text += sentence_of(caveat.what);
        if (!caveat.names.empty()) {
            text += fmt::format(" (at most {:.1f} % of {} steps): {}.",
                                caveat.share.value_or(0) * percent,
                                caveat.what == plan::Caveat::too_few_at_once ? "one's" : "its",
                                fmt::join(caveat.names, " "));
        }
        text += '\n';
    }
    return text;
}

}  // namespace

std::string to_table(const Study& study) {
    std::string text = line_of(study.first, 'A') + line_of(study.second, 'B');
    text += fmt::format("\n1. {}\n{:<22} {:>9} {:>9}\n", management, "", "A", "B");
    text += section(study, management) + rates_section(study);
    text += fmt::format("\n2. {}\n{}\n", investment, about_investment);
    text += fmt::format("\n3. {}\n", operation) + section(study, operation);
    text += adjusted_section(study);
    text += fmt::format("\n4. {}\n", satisfaction) + section(study, satisfaction);
    if (study.plan) {
        text += "\nWhat A would need to do as B does\n" + plan_section(*study.plan);
    }
    return text + "\nWhat cannot be compared, or only with care\n" + caveats_section(study);
}

namespace {

json::value to_json(std::optional<double> value) {
    return value ? json::value(*value) : json::value(nullptr);
}

json::object to_json(const plan::StudiedMall& mall) {
    return {{"id", mall.id},
            {"name", mall.name},
            {"source", gerai::json::word(mall.source)},
            {"from", to_string(mall.period.from)},
            {"to", to_string(mall.period.to)},
            {"dates", mall.period.dates},
            {"file_hash", mall.file_hash},
            {"rates", rates_of(mall.practices)}};
}

json::object to_json(const StudyRow& row) {
    const FigureWords& words = words_for(row.figure);
    return {{"figure", words.key},         {"heading", heading_of(row.figure)},
            {"first", to_json(row.first)}, {"second", to_json(row.second)},
            {"differs", row.differs()},    {"explains", words.explains}};
}

json::array to_json(const std::vector<std::optional<double>>& values) {
    json::array all;
    for (const auto& value : values) all.push_back(to_json(value));
    return all;
}

json::array to_json(const std::vector<int>& values) {
    return json::array(values.begin(), values.end());
}

json::object to_json(const CounterPlan& plan) {
    return {
        {"counters", to_json(plan.counters)},
        {"counter_hours", plan.counter_hours},
        {"counter_hours_low", plan.counter_hours_low},
        {"counter_hours_high", plan.counter_hours_high},
        {"services_a_counter", plan.services_a_counter},
        {"service_level", plan.service_level.value},
        {"service_level_margin", plan.service_level.margin},
        {"level_by_half_hour", to_json(plan.level_by_half_hour)},
        {"cells_kept", plan.cells_kept},
        {"cells_asked", plan.cells_asked},
        {"is_enough", plan.is_enough},
        {"short_agencies", json::array(plan.short_agencies.begin(), plan.short_agencies.end())}};
}

json::object to_json(const PracticePlan& plan) {
    json::array half_hours;
    json::array asked;
    for (std::size_t i = 0; i < plan.from_minutes.size(); ++i) {
        half_hours.emplace_back(clock_of(plan.from_minutes[i]));
        asked.push_back(to_json(asked_at(plan, i)));
    }
    return {{"target_share", plan.target.share},
            {"target_wait_minutes", plan::in_seconds(plan.target.wait) / 60},
            {"level_of_other", plan.level_of_other},
            {"half_hours", std::move(half_hours)},
            {"other_by_half_hour", to_json(plan.other_by_half_hour)},
            {"asked", std::move(asked)},
            {"present_counter_hours", plan.present_counter_hours},
            {"own", to_json(plan.own)},
            {"pooled", to_json(plan.pooled)},
            {"is_pooled_already", plan.is_pooled_already},
            {"one_pool", to_json(plan.one_pool)},
            {"one_pool_counter_hours", plan.one_pool_counter_hours}};
}

json::object adjusted_to_json(const Study& study) {
    json::object all;
    if (study.level) {
        const auto& level = *study.level;
        all["service_level"] = {
            {"first", level.first}, {"second", level.second}, {"difference", level.difference()},
            {"low", level.low},     {"high", level.high},     {"z", level.z},
            {"cells", level.cells}};
    }
    if (study.waits) {
        all["wait_minutes"] = {{"first", study.waits->first}, {"second", study.waits->second}};
    }
    json::array ratios;
    for (const plan::Standardised& one : study.standardised) {
        ratios.push_back({{"observed", one.observed.part},
                          {"of", one.observed.whole},
                          {"expected", one.expected},
                          {"ratio", one.ratio()},
                          {"z", one.z()}});
    }
    all["standardised"] = std::move(ratios);
    return all;
}

}  // namespace

json::object to_json(const Study& study) {
    json::array rows;
    for (const StudyRow& row : study.rows) rows.push_back(to_json(row));
    json::array half_hours;
    for (const plan::StudyHalfHour& one : study.half_hours) {
        half_hours.push_back({{"from", clock_of(one.from)},
                              {"first", to_json(one.first)},
                              {"second", to_json(one.second)}});
    }
    json::array caveats;
    for (const plan::StudyCaveat& one : study.caveats) {
        json::object caveat{{"what", key_of(one.what)}, {"says", sentence_of(one.what)}};
        if (!one.names.empty()) caveat["names"] = json::array(one.names.begin(), one.names.end());
        if (one.share) caveat["share"] = *one.share;
        caveats.push_back(std::move(caveat));
    }
    json::object all{{"first", to_json(study.first)}, {"second", to_json(study.second)}};
    all["figures"] = std::move(rows);
    all["investment"] = about_investment;
    all["half_hours"] = std::move(half_hours);
    all["adjusted"] = adjusted_to_json(study);
    all["plan"] = study.plan ? json::value(to_json(*study.plan)) : json::value(nullptr);
    all["caveats"] = std::move(caveats);
    return all;
}

std::string half_hours_as_csv(const Study& study) {
    std::string csv = "from,service_level_a,service_level_b\n";
    const auto cell = [](std::optional<double> value) {
        return value ? fmt::format("{:.6g}", *value) : "";
    };
    for (const plan::StudyHalfHour& one : study.half_hours) {
        csv += fmt::format("{},{},{}\n", clock_of(one.from), cell(one.first), cell(one.second));
    }
    return csv;
}

}  // namespace gerai::app
