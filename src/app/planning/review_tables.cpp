#include "app/planning/review_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <set>

#include "app/planning/staffing_words.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
using plan::CounterChange;
using plan::PromisedCell;

constexpr double percent = 100;
constexpr std::size_t lines_max = 5;  // Of a list in a text.

const plan::StaffingReview& review_of(const StaffedMall& staffed) { return *staffed.plan.review; }

/// Where more visitors break the promise, the worst first.
std::vector<PromisedCell> broken_in(const StaffedMall& staffed) {
    const auto& plan = staffed.plan;
    auto broken =
        review_of(staffed).more_visitors.broken(plan.shifts ? plan.shifts->cells : plan.cells);
    std::ranges::stable_sort(
        broken, {}, [](const PromisedCell& one) { return one.service_level.value - one.target; });
    return broken;
}

std::string use_as_text(const StaffedMall& staffed) {
    const plan::Use& all = review_of(staffed).use.all;
    return fmt::format(
        "{} % are called in time{}, after {} min on average. Clerks are with a visitor for {} % of "
        "their time, and the last service ends {} min after closing.\n",
        with_margin(all.service_level, percent),
        all.level_in_opening ? fmt::format(" ({} % without those who come in the break)",
                                           with_margin(*all.level_in_opening, percent))
                             : "",
        with_margin(all.wait_minutes), with_margin(all.utilisation_in_all, percent),
        with_margin(all.overtime_minutes));
}

std::string more_visitors_as_text(const StaffedMall& staffed) {
    const plan::MoreVisitors& more = review_of(staffed).more_visitors;
    const auto broken = broken_in(staffed);
    std::string text = fmt::format(
        "With {:g} % more visitors {} % are called in time, {} points fewer; {}\n",
        more.more * percent, with_margin(more.all.service_level, percent),
        with_margin(more.all.fall, percent),
        broken.empty()
            ? "none of the promises that are kept is broken."
            : fmt::format("of the promises that are kept {} would be broken, first of all:",
                          broken.size()));
    const Hours hours{staffed};
    for (std::size_t i = 0; i < std::min(broken.size(), lines_max); ++i) {
        text += fmt::format("  {} from {}: {} %\n", name_of(staffed, broken[i].cell.pool),
                            hours.from(broken[i].cell.from),
                            with_margin(broken[i].service_level, percent));
    }
    return text;
}

/// The first of each pool.
std::string changes_as_text(const StaffedMall& staffed, const std::vector<CounterChange>& changes) {
    const Hours hours{staffed};
    std::string text;
    std::set<std::size_t> told;
    for (const CounterChange& one : changes) {
        if (told.size() == lines_max) break;
        if (!told.insert(one.pool).second) continue;
        text += fmt::format("  {} at {}: {:+.2f} ±{:.2f}\n", name_of(staffed, one.pool),
                            hours.from(one.half_hour), one.in_time.value, one.in_time.margin);
    }
    return text;
}

json::object use_as_json(const plan::Use& use) {
    json::object object{{"service_level", to_json(use.service_level)},
                        {"wait_minutes", to_json(use.wait_minutes)},
                        {"utilisation", to_json(use.utilisation_in_all)},
                        {"overtime_minutes", to_json(use.overtime_minutes)}};
    if (use.level_in_opening) object["level_in_opening"] = to_json(*use.level_in_opening);
    return object;
}

json::object part_as_json(const plan::MoreVisitors::Part& part) {
    return {{"service_level", to_json(part.service_level)}, {"fall", to_json(part.fall)}};
}

json::array changes_as_json(const StaffedMall& staffed, const std::vector<CounterChange>& changes) {
    const Hours hours{staffed};
    json::array all;
    for (const CounterChange& one : changes) {
        all.push_back(json::object{{"agency", agency_of(staffed, one.pool)},
                                   {"counter", numbers_of(staffed, one.pool).front()},
                                   {"from", hours.from(one.half_hour)},
                                   {"in_time", to_json(one.in_time)}});
    }
    return all;
}

}  // namespace

std::string review_as_text(const StaffedMall& staffed) {
    std::string text = use_as_text(staffed) + more_visitors_as_text(staffed);
    const plan::StaffingReview& review = review_of(staffed);
    if (!review.one_more.empty()) {
        text += "One counter more for half an hour helps most here (people in time a day):\n" +
                changes_as_text(staffed, review.one_more);
    }
    if (!review.one_fewer.empty()) {
        text += "One fewer for half an hour harms least here:\n" +
                changes_as_text(staffed, review.one_fewer);
    }
    return text;
}

json::object review_as_json(const StaffedMall& staffed) {
    const plan::StaffingReview& review = review_of(staffed);
    json::object more = part_as_json(review.more_visitors.all);
    more["more"] = review.more_visitors.more;
    more["broken"] = broken_in(staffed).size();
    json::object all = use_as_json(review.use.all);
    all["more_visitors"] = std::move(more);
    all["one_more"] = changes_as_json(staffed, review.one_more);
    all["one_fewer"] = changes_as_json(staffed, review.one_fewer);
    return all;
}

json::object review_as_json(const StaffedMall& staffed, std::size_t pool) {
    const Hours hours{staffed};
    const plan::StaffingReview& review = review_of(staffed);
    json::array half_hours;
    for (std::size_t i = 0; i < hours.count(); ++i) {
        half_hours.push_back(
            json::object{{"from", hours.from(i)},
                         {"utilisation", to_json(review.use.pools[pool].utilisation[i])}});
    }
    json::array broken;
    for (const PromisedCell& one : broken_in(staffed)) {
        if (one.cell.pool != pool) continue;
        broken.push_back(json::object{{"from", hours.from(one.cell.from)},
                                      {"half_hours", one.cell.to - one.cell.from},
                                      {"service_level", to_json(one.service_level)}});
    }
    json::object more = part_as_json(review.more_visitors.pools[pool]);
    more["broken"] = std::move(broken);
    json::object all = use_as_json(review.use.pools[pool]);
    all["half_hours"] = std::move(half_hours);
    all["more_visitors"] = std::move(more);
    return all;
}

}  // namespace gerai::app
