#include <gtest/gtest.h>

#include <array>
#include <map>

#include "plan/textbook.h"

namespace gerai::plan {
namespace {

constexpr hall::ServiceIndex reception{0};
constexpr hall::ServiceIndex desk_a{1};
constexpr hall::ServiceIndex desk_b{2};
constexpr hall::ServiceIndex cashier{3};

/// A hall where people are sent on; an hour is the unit.
Model jackson_hall() {
    std::vector<std::vector<hall::ServiceIndex>> counters;
    counters.insert(counters.end(), 2, {reception});
    counters.insert(counters.end(), 5, {desk_a});
    counters.insert(counters.end(), 4, {desk_b});
    counters.insert(counters.end(), 2, {cashier});
    Model model = endless(4, counters);
    model.services = {
        {Exponential{units(1 / 40.0)}, {{desk_a, .5}, {desk_b, .35}}},
        {Exponential{units(1 / 7.5)}, {{cashier, .6}, {desk_b, .1}}},
        {Exponential{units(1 / 6.0)}, {{cashier, .7}, {desk_a, .05}}},
        {Exponential{units(1 / 30.0)}},
    };
    model.streams = {steady(55)};
    return model;
}

/// Mean time in the hall of those who came in the window, all that they were sent to included.
double mean_time_inside(const SimulatedDay& day, Interval window) {
    struct Stay {
        Instant from;
        Instant to;
    };
    std::map<hall::VisitIndex, Stay> stays;
    for (const auto& record : day.records) {
        if (record.e < window.from || record.e >= window.to) continue;
        Stay& stay = stays[record.visit];
        stay.from = record.e;
        stay.to = std::max(stay.to, *record.ended_at);
    }
    double sum = 0;
    for (const auto& [visit, stay] : stays) sum += in_seconds(stay.to - stay.from);
    return sum / static_cast<double>(stays.size());
}

TEST(Exact, HallWhereOneIsSentOnIsAsJacksonSays) {
    struct Row {
        double arrivals;
        double wait;  // Minutes.
        double inside;
        double counters;
        double utilisation;
    };
    constexpr auto rows = std::to_array<Row>({{55.000000, 1.344444, 2.607407, 2, .687500},
                                              {28.605528, 3.269433, 5.372801, 5, .762814},
                                              {22.110553, 26.396240, 13.412350, 4, .921273},
                                              {32.640704, .840702, 1.545375, 2, .544012}});
    const Stretch stretch = stretch_for({.warm_up = 60, .cool_down = 60}, 4e7, 55);
    const auto seen = seen_in(jackson_hall(), stretch, [&](const SimulatedDay& day) {
        const Interval window = stretch.window();
        std::vector<double> found;
        double inside = 0;
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            const auto came = came_in(day, window, {i});
            const double serving = mean_serving(day, window, {i});
            const double here = mean_waiting(day, window, {i}) + serving;
            found.push_back(static_cast<double>(came.size()) / stretch.measured);
            found.push_back(60 * mean_wait(came));
            found.push_back(here);
            found.push_back(serving / rows[i].counters);
            inside += here;
        }
        found.push_back(inside);
        found.push_back(60 * mean_time_inside(day, window));
        return found;
    });
    std::vector<Exact> exact;
    for (const Row& row : rows) {
        exact.push_back({"arrivals", row.arrivals});
        exact.push_back({"mean wait", row.wait});
        exact.push_back({"mean number inside", row.inside});
        exact.push_back({"utilisation", row.utilisation});
    }
    exact.push_back({"mean number in the hall", 22.937934});
    exact.push_back({"mean time in the hall", 25.023201});
    expect_agreement(seen, exact);
}

}  // namespace
}  // namespace gerai::plan
