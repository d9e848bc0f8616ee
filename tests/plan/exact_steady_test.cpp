#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "plan/formulas/queues.h"
#include "plan/textbook.h"

// The simulator against cases whose answer is known. It plays them on the hall itself, through its
// commands, with rules set by hand.

namespace gerai::plan {
namespace {

using measure::StepRecord;

// --- M/M/c

struct Plain {
    const char* name;
    double arrivals;
    double service;
    std::size_t counters;
    double waits;
    double waiting;
    double wait;
    double t;
    double within;
    double customers;
};

class PlainQueue : public testing::TestWithParam<Plain> {};

TEST_P(PlainQueue, IsAsErlangSays) {
    const Plain& row = GetParam();
    Model model = one_queue(row.counters, Exponential{units(1 / row.service)});
    model.streams = {steady(row.arrivals)};
    const double relaxed = 40 / (row.service * static_cast<double>(row.counters) - row.arrivals);
    const Stretch stretch =
        stretch_for({.warm_up = 10 * relaxed, .cool_down = relaxed}, row.customers, row.arrivals);
    const auto seen = seen_in(model, stretch, [&](const SimulatedDay& day) {
        const auto came = came_in(day, stretch.window());
        return std::vector{share_waiting_beyond(came, 0), mean_wait(came),
                           1 - share_waiting_beyond(came, row.t),
                           mean_waiting(day, stretch.window(), first_service)};
    });
    expect_agreement(seen, {{"share that waits", row.waits},
                            {"mean wait", row.wait},
                            {"share within t", row.within, .01, row.within > .99},
                            {"mean number waiting", row.waiting}});
}

// The rows by the hour have an hour for their unit.
INSTANTIATE_TEST_SUITE_P(
    Exact, PlainQueue,
    testing::Values(Plain{"half", 0.5, 1, 1, .500000, .500000, 1.000000, 1, .696735, 1e6},
                    Plain{"nine_tenths", 0.9, 1, 1, .900000, 8.100000, 9.000000, 1, .185646, 8e6},
                    Plain{"two", 1.6, 1, 2, .711111, 2.844444, 1.777778, 1, .523328, 3e6},
                    Plain{"five", 4.5, 1, 5, .762493, 6.862439, 1.524986, .5, .406170, 1e7},
                    Plain{"ten", 8, 1, 10, .409180, 1.636721, .204590, .25, .751820, 5e6},
                    Plain{"ten_full", 9, 1, 10, .668732, 6.018584, .668732, .25, .479191, 1.4e7},
                    Plain{"thirty", 27, 1, 30, .471408, 4.242675, .157136, .1, .650772, 2.4e7},
                    Plain{"many", 140, 1, 150, .303529, 4.249411, .030353, .1, .888338, 1e8},
                    Plain{"hour_5", 30, 7.5, 5, .554113, 2.216450, .073882, .25, .915024, 5e6},
                    Plain{"hour_10", 60, 7.5, 10, .409180, 1.636721, .027279, .25, .990377, 5e6},
                    Plain{"hour_45", 300, 7.5, 45, .340706, 2.725649, .009085, .25, .999971, 3e7}),
    [](const auto& row) { return row.param.name; });

// --- M/M/c+M

struct Impatient {
    const char* name;
    ImpatientQueue::Rates rates;
    double waits;
    double leaves;
    double waiting;
    double wait;
    double wait_of_served;
    double utilisation;
    double t;
    double beyond;
    double customers;
};

class QueueThatPeopleLeave : public testing::TestWithParam<Impatient> {};

TEST_P(QueueThatPeopleLeave, IsAsErlangASays) {
    const Impatient& row = GetParam();
    const auto& [arrivals, service, leaving, counters] = row.rates;
    Model model = one_queue(static_cast<std::size_t>(counters), Exponential{units(1 / service)});
    const hall::ServiceIndex probe = add_probe(model);
    model.streams = {steady(arrivals), steady(arrivals / 4, {0}, probe)};
    model.streams[0].who.patience = patience(1 / leaving);
    const Stretch stretch =
        stretch_for({.warm_up = 40 / leaving, .cool_down = 40 / service}, row.customers, arrivals);
    const auto seen = seen_in(model, stretch, [&](const SimulatedDay& day) {
        const Interval window = stretch.window();
        const auto came = came_in(day, window);
        std::vector<StepRecord> served;
        std::ranges::copy_if(came, std::back_inserter(served),
                             [](const StepRecord& one) { return one.called_at.has_value(); });
        return std::vector{
            share_waiting_beyond(came, 0),
            1 - static_cast<double>(served.size()) / static_cast<double>(came.size()),
            mean_waiting(day, window, first_service),
            mean_wait(came),
            mean_wait(served),
            mean_serving(day, window, first_service) / counters,
            share_waiting_beyond(came_in(day, window, probe), row.t)};
    });
    expect_agreement(seen, {{"share that waits", row.waits},
                            {"share that leaves", row.leaves},
                            {"mean number waiting", row.waiting},
                            {"mean wait", row.wait},
                            {"mean wait of the served", row.wait_of_served},
                            {"utilisation", row.utilisation},
                            {"share offered more than t", row.beyond, .02, row.beyond < .05}});
}

INSTANTIATE_TEST_SUITE_P(Exact, QueueThatPeopleLeave,
                         testing::Values(Impatient{"full",
                                                   {10, 1, .5, 10},
                                                   .619655,
                                                   .103913,
                                                   2.078264,
                                                   .207826,
                                                   .199581,
                                                   .896087,
                                                   .1,
                                                   .516591,
                                                   4e6},
                                         Impatient{"nearly_full",
                                                   {9, 1, .1, 10},
                                                   .577987,
                                                   .030437,
                                                   2.739311,
                                                   .304368,
                                                   .299403,
                                                   .872607,
                                                   .25,
                                                   .391177,
                                                   4e6},
                                         Impatient{"overloaded",
                                                   {12, 1, .25, 10},
                                                   .925599,
                                                   .181083,
                                                   8.691961,
                                                   .724330,
                                                   .759914,
                                                   .982701,
                                                   .25,
                                                   .824737,
                                                   4e6},
                                         Impatient{"many",
                                                   {100, 1, 1, 100},
                                                   .513299,
                                                   .039861,
                                                   3.986100,
                                                   .039861,
                                                   .038917,
                                                   .960139,
                                                   .05,
                                                   .321901,
                                                   8e6},
                                         Impatient{"hour_5",
                                                   {30, 7.5, 4.0 / 3, 5},
                                                   .472089,
                                                   .045989,
                                                   1.034753,
                                                   .034492,
                                                   .032993,
                                                   .763209,
                                                   .25,
                                                   .014087,
                                                   6e6},
                                         Impatient{"hour_40",
                                                   {300, 7.5, 2, 40},
                                                   .673444,
                                                   .042916,
                                                   6.437471,
                                                   .021458,
                                                   .021274,
                                                   .957084,
                                                   .25,
                                                   0,
                                                   8e6}),
                         [](const auto& row) { return row.param.name; });

// --- M/G/1 and D/M/1

struct General {
    const char* name;
    Law time;
    std::array<double, 3> wait;  // By loads of .5, .8 and .9.
    std::array<double, 3> square;
};

constexpr auto loads = std::to_array({.5, .8, .9});

class OneCounter : public testing::TestWithParam<General> {};

TEST_P(OneCounter, IsAsPollaczekAndKhinchineSay) {
    const General& row = GetParam();
    for (std::size_t i = 0; i < loads.size(); ++i) {
        Model model = one_queue(1, row.time);
        model.streams = {steady(loads[i])};
        const double relaxed = 10 / ((1 - loads[i]) * (1 - loads[i]));
        const Stretch stretch =
            stretch_for({.warm_up = 2 * relaxed, .cool_down = relaxed}, 14e6, loads[i]);
        const auto seen = seen_in(model, stretch, [&](const SimulatedDay& day) {
            const auto came = came_in(day, stretch.window());
            double squares = 0;
            for (const StepRecord& record : came) {
                squares += in_seconds(record.wait) * in_seconds(record.wait);
            }
            return std::vector{mean_wait(came), squares / static_cast<double>(came.size())};
        });
        expect_agreement(seen, {{"mean wait", row.wait[i], .01},
                                {"mean square of the wait", row.square[i], .05}});
    }
}

INSTANTIATE_TEST_SUITE_P(
    Exact, OneCounter,
    testing::Values(General{"fixed", Fixed{units(1)}, {.5, 2, 4.5}, {.833333, 9.333333, 43.5}},
                    General{"erlang_2", Stages{2, units(1)}, {.75, 3, 6.75}, {2.125, 22, 100.125}},
                    General{"exponential", Exponential{units(1)}, {1, 4, 9}, {4, 40, 180}},
                    General{"uniform",
                            Between{units(0), units(2)},
                            {.666667, 2.666667, 6},
                            {1.555556, 16.888889, 78}},
                    General{"log_normal",
                            log_normal(units(1), .8),
                            {.82, 3.28, 7.38},
                            {2.815115, 27.398059, 122.161632}},
                    General{"wide_log_normal",
                            log_normal(units(1), 1.5),
                            {1.625, 6.5, 14.625},
                            {16.723958, 130.270833, 530.765625}}),
    [](const auto& row) { return row.param.name; });

TEST(Exact, WaitsForFixedTimesHaveTheirLaw) {
    constexpr auto rows = std::to_array<std::array<double, 2>>(
        {{0, .2}, {.5, .298365}, {1, .445108}, {2, .634520}, {5, .899503}, {10, .988343}});
    Model model = one_queue(1, Fixed{units(1)});
    model.streams = {steady(.8)};
    const Stretch stretch = stretch_for({.warm_up = 2000, .cool_down = 500}, 4e6, .8);
    const auto seen = seen_in(model, stretch, [&](const SimulatedDay& day) {
        const auto came = came_in(day, stretch.window());
        std::vector<double> shares;
        for (const auto& [wait, exact] : rows) {
            shares.push_back(1 - share_waiting_beyond(came, wait));
        }
        return shares;
    });
    std::vector<Exact> exact;
    for (const auto& [wait, share] : rows)
        exact.push_back({"within " + std::to_string(wait), share});
    expect_agreement(seen, exact);
}

TEST(Exact, PunctualAppointmentsWaitAsTheyShould) {
    constexpr auto rows = std::to_array<std::array<double, 2>>(
        {{.7, .876160}, {.8, 1.692731}, {.9, 4.178659}, {.95, 9.172434}});
    for (const auto& [load, wait] : rows) {
        Model model = one_queue(1, Exponential{units(1)});
        const double relaxed = 5 / ((1 - load) * (1 - load));
        const Stretch stretch =
            stretch_for({.warm_up = 2 * relaxed, .cool_down = relaxed}, 12e6, load);
        Appointments punctual{.who = {.service = first_service}, .slots = {}};
        for (double at = 0; at_units(at) < stretch.end(); at += 1 / load) {
            punctual.slots.push_back(at_units(at));
        }
        model.appointments = {punctual};
        const auto seen = seen_in(model, stretch, [&](const SimulatedDay& day) {
            return std::vector{mean_wait(came_in(day, stretch.window()))};
        });
        expect_agreement(seen, {{"mean wait at " + std::to_string(load), wait}});
    }
}

}  // namespace
}  // namespace gerai::plan
