#include <fmt/format.h>

#include <boost/json/array.hpp>

#include "app/planning/study_tables.h"
#include "app/planning/study_words.h"
#include "core/json.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
using plan::Funnel;
using plan::FunnelMall;

constexpr double percent = 100;

std::string line_of(const FunnelMall& mall) {
    const auto range = [](double low, double high) {
        return fmt::format("{:.1f} to {:.1f}", low * percent, high * percent);
    };
    return fmt::format("{:<40.40} {:>8} {:>9.1f} {:>15} {:>8.1f} {:>15} {:>15}  {}{}\n", mall.mall,
                       mall.count, mall.raw.share() * percent,
                       range(mall.raw_range.low, mall.raw_range.high), mall.ratio * percent,
                       range(mall.limits[1], mall.limits[2]), range(mall.limits[0], mall.limits[3]),
                       word_for(mall.place),
                       mall.source == measure::BundleSource::journal
                           ? ""
                           : fmt::format(" ({})", word_for(mall.source)));
}

std::string about_dispersion(const Funnel& funnel) {
    const plan::OverDispersion& found = funnel.dispersion;
    if (!found.is_known) {
        return fmt::format(
            "There are {} malls; under {} nobody can tell how much malls differ beyond chance: the "
            "limits are those of chance alone, and narrower than they would be.\n",
            funnel.malls.size(), plan::enough_malls);
    }
    if (!found.is_seen()) {
        return fmt::format(
            "Malls differ no more than chance makes them (phi {:.2f}, limit {:.2f}): the limits "
            "are those of chance alone.\n",
            found.phi, found.limit);
    }
    return fmt::format(
        "Malls differ more than chance makes them (phi {:.2f}, limit {:.2f}): the limits are "
        "widened "
        "by tau {:.2f} points.\n",
        found.phi, found.limit, found.tau * percent);
}

}  // namespace

std::string to_table(const Funnel& funnel) {
    if (funnel.promises_differ) {
        return "The malls count against different promised waits: nothing is compared.\n";
    }
    std::string text = fmt::format(
        "% called within the promised wait; {:.1f} in all\n\n{:<40} "
        "{:>8} {:>9} {:>15} {:>8} {:>15} {:>15}\n",
        funnel.share * percent, "by name", "steps", "own mix", "(95 %, Wilson)", "adjusted",
        "95 % limits", "99.8 % limits");
    for (const FunnelMall& mall : funnel.malls) text += line_of(mall);
    text += "\n" + about_dispersion(funnel);
    return text +
           "Adjusted: what the mall would have with the mix of all, services and half-hours alike "
           "(observed over expected, times all); no share, so that it may be above 100. Chance "
           "takes "
           "visitors as independent of each other, which those of a bad day are not. By name, not "
           "by "
           "rank: within the limits a mall is neither better nor worse than another. Not shown: "
           "why "
           "a mall is outside them.\n";
}

json::object to_json(const Funnel& funnel) {
    json::array malls;
    for (const FunnelMall& mall : funnel.malls) {
        malls.push_back({{"mall", mall.mall},
                         {"source", gerai::json::word(mall.source)},
                         {"steps", mall.count},
                         {"own", mall.raw.share()},
                         {"own_low", mall.raw_range.low},
                         {"own_high", mall.raw_range.high},
                         {"adjusted", mall.ratio},
                         {"z", mall.z},
                         {"limits", json::array(mall.limits.begin(), mall.limits.end())},
                         {"shrunken", mall.shrunken},
                         {"place", word_for(mall.place)}});
    }
    const plan::OverDispersion& found = funnel.dispersion;
    json::object all{{"promises_differ", funnel.promises_differ},
                     {"has_simulated", funnel.has_simulated},
                     {"has_trial", funnel.has_trial},
                     {"share", funnel.share},
                     {"dispersion", json::object{{"is_known", found.is_known},
                                                 {"phi", found.phi},
                                                 {"limit", found.limit},
                                                 {"tau", found.tau}}}};
    all["malls"] = std::move(malls);
    return all;
}

}  // namespace gerai::app
