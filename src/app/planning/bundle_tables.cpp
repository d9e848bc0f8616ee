#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "app/planning/study_tables.h"
#include "app/planning/study_words.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
using measure::Bundle;
using plan::StudyFigure;

std::size_t cells_in(const Bundle& bundle) {
    std::size_t cells = 0;
    for (const auto& service : bundle.services) cells += service.cells.size();
    for (const auto& others : bundle.others) cells += others.cells.size();
    return cells;
}

std::string line_of(const measure::BundleService& service) {
    std::int64_t steps = 0;
    std::int64_t counted = 0;
    std::int64_t within = 0;
    for (const auto& cell : service.cells) {
        steps += cell.steps;
        counted += cell.counted;
        within += cell.within;
    }
    const auto median = [](const std::optional<measure::BundleTimes>& times) -> std::string {
        if (!times) return "-";
        for (const auto& one : times->quantiles) {
            if (one.percent == 50) {
                return fmt::format("{:.1f}", static_cast<double>(one.seconds) / 60);
            }
        }
        return "-";
    };
    return fmt::format("{:<24.24} {:>8} {:>6} {:>10} {:>12} {:>16}\n", service.id, steps,
                       service.cells.size(),
                       counted == 0 ? "-"
                                    : fmt::format("{:.1f}", 100 * static_cast<double>(within) /
                                                                static_cast<double>(counted)),
                       median(service.wait), median(service.service));
}

}  // namespace

std::string to_table(const Bundle& bundle) {
    std::string text = fmt::format(
        "{} ({}), {}\n{} to {}, {} dates; {:g} % within {:g} min\nmall file {}\nbundle {}\n\n",
        bundle.mall.name, bundle.mall.id, word_for(bundle.source), to_string(bundle.period.from),
        to_string(bundle.period.to), bundle.period.dates, bundle.mall.promised_share * 100,
        static_cast<double>(bundle.mall.promised_wait_seconds) / 60, bundle.mall.file_hash,
        hash_of(bundle));
    for (std::size_t i = 0; i < plan::study_figures; ++i) {
        const auto figure = static_cast<StudyFigure>(i);
        const FigureWords& words = words_for(figure);
        const auto value = figure_of(figure, bundle);
        text +=
            fmt::format("{:<22} {:>9}  {}\n", words.label,
                        value ? fmt::format("{:.{}f}", *value * words.scale, words.decimals) : "-",
                        words.explains);
    }
    text += fmt::format("\n{:<24} {:>8} {:>6} {:>10} {:>12} {:>16}\n", "", "steps", "cells",
                        "% in time", "median wait", "median at counter");
    for (const auto& service : bundle.services) text += line_of(service);
    for (const auto& others : bundle.others) {
        text += fmt::format("{} services of {} alone are of too few, and are one.\n",
                            others.services.size(), others.agency.value_or("the hall"));
    }
    return text +
           fmt::format(
               "\n{} cells, none of fewer than {} steps. No number, visit, clerk or moment is "
               "in it.\n",
               cells_in(bundle), measure::fewest_steps);
}

json::object to_json(const Bundle& bundle) { return json::parse(write_bundle(bundle)).as_object(); }

}  // namespace gerai::app
