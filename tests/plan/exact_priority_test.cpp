#include <gtest/gtest.h>

#include <array>
#include <numeric>

#include "plan/textbook.h"

// Who goes first, as the hall's own rules decide it, against the waits that theory gives.

namespace gerai::plan {
namespace {

/// One queue of several classes, the first class above all others.
struct Classes {
    std::vector<double> arrivals;
    double service;
    std::size_t counters;
    std::vector<std::int64_t> rates;
};

Model model_of(const Classes& row, hall::Order order) {
    std::vector<hall::PriorityClass> classes;
    for (const std::int64_t rate : row.rates) {
        classes.push_back({"class-" + std::to_string(classes.size()), rate});
    }
    Model model = one_queue(row.counters, Exponential{units(1 / row.service)}, classes);
    model.rules.order = order;
    for (std::uint32_t i = 0; i < row.arrivals.size(); ++i) {
        model.streams.push_back(steady(row.arrivals[i], {i}));
    }
    return model;
}

double all_arrivals(const Classes& row) {
    return std::accumulate(row.arrivals.begin(), row.arrivals.end(), 0.0);
}

Stretch stretch_of(const Classes& row, double customers) {
    const double spare = row.service * static_cast<double>(row.counters) - all_arrivals(row);
    return stretch_for({.warm_up = 200 / spare, .cool_down = 400 / spare}, customers,
                       all_arrivals(row));
}

std::vector<double> mean_waits(const SimulatedDay& day, const Stretch& stretch,
                               std::size_t classes) {
    const auto came = came_in(day, stretch.window());
    std::vector<double> waits;
    for (std::uint32_t i = 0; i < classes; ++i) waits.push_back(mean_wait(of_class(came, {i})));
    return waits;
}

/// What all wait together does not depend on the order.
double mean_over_all(const Classes& row, const std::vector<double>& waits) {
    return std::inner_product(waits.begin(), waits.end(), row.arrivals.begin(), 0.0) /
           all_arrivals(row);
}

struct Absolute {
    const char* name;
    Classes classes;
    std::vector<double> waits;
    double in_order_of_coming;
    struct Tail {
        double t;
        double first;
        double second;
    };
    std::vector<Tail> tails;
    double customers;
};

class AbsolutePriority : public testing::TestWithParam<Absolute> {};

TEST_P(AbsolutePriority, MakesEachClassWaitAsItShould) {
    const Absolute& row = GetParam();
    const Stretch stretch = stretch_of(row.classes, row.customers);
    const auto seen = seen_in(
        model_of(row.classes, hall::Order::absolute), stretch, [&](const SimulatedDay& day) {
            std::vector<double> found = mean_waits(day, stretch, row.waits.size());
            found.push_back(mean_over_all(row.classes, found));
            const auto came = came_in(day, stretch.window());
            for (const auto& tail : row.tails) {
                found.push_back(share_waiting_beyond(of_class(came, {0}), tail.t));
                found.push_back(share_waiting_beyond(of_class(came, {1}), tail.t));
            }
            return found;
        });
    std::vector<Exact> exact;
    for (const double wait : row.waits) exact.push_back({"mean wait of a class", wait});
    exact.push_back({"mean wait of all", row.in_order_of_coming});
    for (const auto& tail : row.tails) {
        exact.push_back(
            {"first beyond t", tail.first, tail.first < .01 ? .5 : .02, tail.first < .1});
        exact.push_back({"second beyond t", tail.second, .02, tail.second < .1});
    }
    expect_agreement(seen, exact);
}

INSTANTIATE_TEST_SUITE_P(
    Exact, AbsolutePriority,
    testing::Values(
        Absolute{"one_counter",
                 {{.2, .6}, 1, 1, {2, 1}},
                 {1, 5},
                 4,
                 {{1, .359463, .664777}, {3, .072574, .478526}},
                 6e6},
        Absolute{"ten",
                 {{1, 8}, 1, 10, {2, 1}},
                 {.074304, .743035},
                 .668732,
                 {{.25, .070484, .529306}, {1, .000083, .271117}},
                 1e7},
        Absolute{"ten_by_tenths",
                 {{.9, 8.1}, 1, 10, {2, 1}},
                 {.073487, .734870},
                 .668732,
                 {{.25, .068744, .528476}, {1, .000075, .268537}},
                 1e7},
        Absolute{"hour",
                 {{3, 27}, 7.5, 5, {2, 1}},
                 {.016061, .080306},
                 .073882,
                 {{.25, .000099, .099672}},
                 1e7},
        Absolute{"three_at_one", {{.1, .3, .5}, 1, 1, {3, 2, 1}}, {1, 1.666667, 15}, 9, {}, 1e7},
        Absolute{"three_at_ten",
                 {{1, 3, 5}, 1, 10, {3, 2, 1}},
                 {.074304, .123839, 1.114553},
                 .668732,
                 {},
                 1.5e7}),
    [](const auto& row) { return row.param.name; });

struct Accumulating {
    const char* name;
    Classes classes;
    std::vector<double> waits;
    double customers;
};

class AccumulatingPriority : public testing::TestWithParam<Accumulating> {};

TEST_P(AccumulatingPriority, MakesEachClassWaitAsItShould) {
    const Accumulating& row = GetParam();
    const Stretch stretch = stretch_of(row.classes, row.customers);
    const auto seen = seen_in(
        model_of(row.classes, hall::Order::accumulating), stretch,
        [&](const SimulatedDay& day) { return mean_waits(day, stretch, row.waits.size()); });
    std::vector<Exact> exact;
    for (const double wait : row.waits) exact.push_back({"mean wait of a class", wait});
    expect_agreement(seen, exact);
}

INSTANTIATE_TEST_SUITE_P(
    Exact, AccumulatingPriority,
    testing::Values(
        Accumulating{"one_by_2", {{.2, .6}, 1, 1, {2, 1}}, {2.6666667, 4.4444444}, 6e6},
        Accumulating{"one_by_5", {{.2, .6}, 1, 1, {5, 1}}, {1.7142857, 4.7619048}, 6e6},
        Accumulating{"ten_by_2", {{1, 8}, 1, 10, {2, 1}}, {.38716036, .70392792}, 1e7},
        Accumulating{"ten_by_4", {{1, 8}, 1, 10, {4, 1}}, {.23495972, .72295300}, 1e7},
        Accumulating{"ten_by_10", {{1, 8}, 1, 10, {10, 1}}, {.13962526, .73486981}, 1e7},
        Accumulating{
            "three", {{.5, 2, 6.5}, 1, 10, {10, 2, 1}}, {.14208915, .43180764, .78214213}, 1e7},
        Accumulating{"hour", {{3, 27}, 7.5, 5, {4, 1}}, {.0314390, .0785975}, 6e6}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace gerai::plan
