#include "app/planning/comparison_tables.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <boost/json/array.hpp>

#include "app/planning/outlook_tables.h"
#include "core/csv.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
using plan::Difference;
using plan::Paired;
using plan::PairedRow;

constexpr double percent = 100;

std::string with_sign(double value, int decimals) {
    const std::string text = fmt::format("{:+.{}f}", value, decimals);
    const bool is_nothing = text.find_first_of("123456789") == std::string::npos;
    return is_nothing ? text.substr(1) : text;
}

/// Agencies at which somebody comes in either of two models.
std::vector<std::size_t> visited(const Difference& difference) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < difference.agencies.size(); ++i) {
        const Paired& steps = difference.agencies[i].steps;
        if (steps.before > 0 || steps.after > 0) places.push_back(i);
    }
    return places;
}

std::string promised(const ComparedMalls& compared) {
    const auto wait = std::chrono::duration_cast<std::chrono::minutes>(compared.mall.promise.wait);
    return fmt::format("{} min", wait.count());
}

std::string number(const std::optional<double>& value, double scale, int decimals) {
    return value ? fmt::format("{:.{}f}", *value * scale, decimals) : "-";
}

/// Before, and how much more or less; before and after where only one of them is something.
std::string cell(const Paired& figure, double scale, int decimals) {
    const std::string before = number(figure.before, scale, decimals);
    if (!figure.before && !figure.after) return before;
    if (!figure.difference) return before + " -> " + number(figure.after, scale, decimals);
    return fmt::format("{} {} ±{:.{}f}", before,
                       with_sign(figure.difference->value * scale, decimals),
                       figure.difference->margin * scale, decimals);
}

std::string line_of(std::string_view name, const PairedRow& row) {
    return fmt::format("{:<24.24} {:>18} {:>18} {:>18} {:>17} {:>16}\n", name,
                       cell(row.service_level, percent, 1), cell(row.wait_minutes, 1, 1),
                       cell(row.p90_minutes, 1, 1), cell(row.left, percent, 1),
                       cell(row.utilisation, percent, 0));
}

/// Whether both are the same, to the last visitor; or nothing on both sides.
bool is_same(const Paired& figure) {
    if (!figure.difference) return figure.before == figure.after;
    return figure.difference->value == 0 && figure.difference->margin == 0;
}

bool is_same(const PairedRow& row) {
    return std::ranges::all_of(plan::paired_figures,
                               [&](const auto& one) { return is_same(row.*one.second); });
}

struct FigureUnit {
    double scale = 1;
    int decimals = 1;
    std::string_view word;
};

/// `called within 15 min: 81.0 -> 90.2 %, +9.2 (+7.4 to +11.0)`, and whether that may be nothing.
std::string sentence(const std::string& what, const Paired& figure, const FigureUnit& unit) {
    const auto change = [&](double value) { return with_sign(value * unit.scale, unit.decimals); };
    std::string text =
        fmt::format("{}: {} -> {}{}", what, number(figure.before, unit.scale, unit.decimals),
                    number(figure.after, unit.scale, unit.decimals), unit.word);
    if (!figure.difference) return text;
    if (is_same(figure)) return text + ", the same";
    text += fmt::format(", {} ({} to {})", change(figure.difference->value), change(figure.low()),
                        change(figure.high()));
    return figure.is_sure() ? text : text + ", which may be nothing";
}

bool is_without_effect(const Difference& difference) {
    return is_same(difference.visits) && is_same(difference.refused) &&
           is_same(difference.overtime_minutes) && is_same(difference.all) &&
           std::ranges::all_of(difference.agencies,
                               [](const PairedRow& row) { return is_same(row); });
}

std::string sentences(const ComparedMalls& compared, const Difference& difference) {
    constexpr FigureUnit share{.scale = percent, .decimals = 1, .word = " %"};
    constexpr FigureUnit minutes{.scale = 1, .decimals = 1, .word = " min"};
    constexpr FigureUnit people{.scale = 1, .decimals = 1, .word = ""};
    const PairedRow& all = difference.all;
    std::string text;
    const auto say = [&](const std::string& what, const Paired& figure, const FigureUnit& unit) {
        text += "  " + sentence(what, figure, unit) + "\n";
    };
    say("called within " + promised(compared), all.service_level, share);
    say("mean wait", all.wait_minutes, minutes);
    say("nine of ten wait at most", all.p90_minutes, minutes);
    say("left without being served", all.left, share);
    say("clerks with a visitor", all.utilisation, share);
    say("visits a day", difference.visits, people);
    say("without a number, a day", difference.refused, people);
    say("last one ends after closing", difference.overtime_minutes, minutes);
    if (is_without_effect(difference)) {
        return text +
               "  Nothing changes on such a day: what should change is so already, or has no "
               "tenant "
               "or no visitor then.\n";
    }
    if (all.wait_minutes.gain) {
        text += fmt::format(
            "  (the same visitors on both sides leave {:.0f} % of the variance that the mean "
            "wait's difference would have)\n",
            all.wait_minutes.gain->value * percent);
    }
    return text;
}

std::string table_of(const ComparedMalls& compared, const Difference& difference) {
    std::string text =
        fmt::format("{:<24} {:>18} {:>18} {:>18} {:>17} {:>16}\n", "", "% in " + promised(compared),
                    "mean wait", "9 in 10", "% left", "% busy");
    const auto& agencies = compared.models[difference.from].rules.agencies;
    for (const std::size_t place : visited(difference)) {
        text += line_of(agencies[place].id, difference.agencies[place]);
    }
    return text + line_of("all", difference.all);
}

json::value to_json(const std::optional<plan::Gain>& gain) {
    if (!gain) return nullptr;
    return gain->value;
}

json::object to_json(const Paired& figure) {
    const auto or_null = [](const std::optional<double>& value) {
        return value ? json::value{*value} : json::value{nullptr};
    };
    json::object one{{"from", or_null(figure.before)},
                     {"to", or_null(figure.after)},
                     {"difference", nullptr},
                     {"low", nullptr},
                     {"high", nullptr},
                     {"gain", to_json(figure.gain)}};
    if (figure.difference) {
        one["difference"] = figure.difference->value;
        one["low"] = figure.low();
        one["high"] = figure.high();
    }
    return one;
}

json::object to_json(const PairedRow& row) {
    json::object all;
    for (const auto& [name, figure] : plan::paired_figures) all[name] = to_json(row.*figure);
    return all;
}

json::object to_json(const ComparedMalls& compared, const Difference& difference) {
    json::object all = to_json(difference.all);
    all["visits"] = to_json(difference.visits);
    all["refused"] = to_json(difference.refused);
    all["overtime_minutes"] = to_json(difference.overtime_minutes);
    json::array agencies;
    for (const std::size_t place : visited(difference)) {
        json::object one{{"agency", compared.models[difference.from].rules.agencies[place].id}};
        for (auto& [name, value] : to_json(difference.agencies[place])) one[name] = value;
        agencies.push_back(std::move(one));
    }
    return {{"from", compared.names[difference.from]},
            {"to", compared.names[difference.to]},
            {"all", std::move(all)},
            {"agencies", std::move(agencies)}};
}

std::string as_cell(const std::optional<double>& value) {
    return value ? fmt::format("{:.6g}", *value) : std::string{};
}

/// Which of them keeps the promise best, where there is more than one scenario.
std::string sentence_of_choice(const ComparedMalls& compared) {
    const plan::Choice& choice = compared.comparison.choice;
    std::string names;
    for (const std::size_t one : choice.left) {
        names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", compared.names[one]);
    }
    if (choice.left.size() == 1) {
        return fmt::format(
            "\nMost are called within {} in {}: seen after {} days, and right 19 times in 20 where "
            "no other is within {:g} % of it.\n",
            promised(compared), names, choice.days, plan::Choice::worth * percent);
    }
    return fmt::format(
        "\nAfter {} days it is not decided in which most are called within {}: {}.\n", choice.days,
        promised(compared), names);
}

json::object to_json(const plan::Choice& choice, const std::vector<std::string>& names) {
    json::array may_be_best;
    for (const std::size_t one : choice.left) may_be_best.emplace_back(names[one]);
    return {{"may_be_best", std::move(may_be_best)}, {"days", choice.days}};
}

}  // namespace

std::string to_table(const ComparedMalls& compared) {
    std::string text =
        fmt::format("{}, {} days like {:%A, %Y-%m-%d} (seed {}, volume {:g})\n", compared.mall.name,
                    compared.comparison.days, std::chrono::sys_days{compared.models.front().date},
                    compared.seed, compared.volume);
    for (const Difference& difference : compared.comparison.differences) {
        text += fmt::format("\n{}, beside {}\n", compared.names[difference.to],
                            compared.names[difference.from]);
        text += sentences(compared, difference) + "\n" + table_of(compared, difference);
    }
    if (compared.models.size() > 2) text += sentence_of_choice(compared);
    text +=
        "\nIn each cell: before, and what is added. Waits are minutes of those who were called. "
        "The range holds\nthe difference of such days 19 times in 20, if the model is true.\n" +
        to_sentence(compared.basis);
    for (std::size_t i = 0; i < compared.models.size(); ++i) {
        const std::string found =
            to_text(compared.comparison.overloads[i], compared.models[i].rules);
        if (!found.empty()) text += "\n" + compared.names[i] + ":\n" + found;
    }
    return text;
}

json::object to_json(const ComparedMalls& compared) {
    json::array malls;
    for (std::size_t i = 0; i < compared.names.size(); ++i) {
        malls.push_back(
            {{"name", compared.names[i]},
             {"overloads", to_json(compared.comparison.overloads[i], compared.models[i].rules)}});
    }
    json::array differences;
    for (const Difference& difference : compared.comparison.differences) {
        differences.push_back(to_json(compared, difference));
    }
    return {{"mall", compared.mall.id},
            {"date", gerai::to_string(compared.models.front().date)},
            {"days", compared.comparison.days},
            {"seed", compared.seed},
            {"volume", compared.volume},
            {"basis", to_json(compared.basis)},
            {"malls", std::move(malls)},
            {"differences", std::move(differences)},
            {"choice", to_json(compared.comparison.choice, compared.names)}};
}

std::string to_csv(const ComparedMalls& compared) {
    std::string csv = "from,to,agency,figure,before,after,difference,low,high,gain\n";
    for (const Difference& difference : compared.comparison.differences) {
        const std::string pair = csv_cell(compared.names[difference.from]) + ',' +
                                 csv_cell(compared.names[difference.to]);
        const auto add = [&](std::string_view agency, std::string_view name, const Paired& figure) {
            csv += fmt::format("{},{},{},{},{},", pair, agency, name, as_cell(figure.before),
                               as_cell(figure.after));
            csv += figure.difference
                       ? fmt::format("{:.6g},{:.6g},{:.6g},", figure.difference->value,
                                     figure.low(), figure.high())
                       : ",,,";
            csv += figure.gain ? fmt::format("{:.6g}\n", figure.gain->value) : "\n";
        };
        add("all", "visits", difference.visits);
        add("all", "refused", difference.refused);
        add("all", "overtime_minutes", difference.overtime_minutes);
        for (const auto& [name, figure] : plan::paired_figures) {
            add("all", name, difference.all.*figure);
        }
        for (const std::size_t place : visited(difference)) {
            const std::string& agency = compared.models[difference.from].rules.agencies[place].id;
            for (const auto& [name, figure] : plan::paired_figures) {
                add(agency, name, difference.agencies[place].*figure);
            }
        }
    }
    return csv;
}

std::string to_sentence(const plan::Unsynchronised& pair, const std::vector<std::string>& names) {
    return fmt::format(
        "The days of \"{}\" go against those of \"{}\": their difference in {} varies {:.2f} times "
        "as much as that of unrelated days. The same visitors do not come to both, and no "
        "difference is told.",
        names[pair.to], names[pair.from], pair.figure, pair.gain);
}

}  // namespace gerai::app
