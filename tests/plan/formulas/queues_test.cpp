#include "plan/formulas/queues.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "measure/erlang.h"

// The tables were computed by two programs that share nothing with this one; half a unit of their
// last digit is allowed.

namespace gerai::plan {
namespace {

constexpr double sixth_digit = 0.51e-6;

TEST(Queues, GiveErlangBAndErlangC) {
    struct Row {
        Queue queue;
        double b;
        double c;
        double waiting;
        double wait;
        double t;
        double within;
    };
    const auto rows = std::to_array<Row>({
        {{0.5, 1, 1}, .333333, .500000, .500000, 1.000000, 1, .696735},
        {{0.9, 1, 1}, .473684, .900000, 8.100000, 9.000000, 1, .185646},
        {{1.6, 1, 2}, .329897, .711111, 2.844444, 1.777778, 1, .523328},
        {{4.5, 1, 5}, .243021, .762493, 6.862439, 1.524986, .5, .406170},
        {{8, 1, 10}, .121661, .409180, 1.636721, .204590, .25, .751820},
        {{9, 1, 10}, .167963, .668732, 6.018584, .668732, .25, .479191},
        {{27, 1, 30}, .081880, .471408, 4.242675, .157136, .1, .650772},
        {{140, 1, 150}, .028234, .303529, 4.249411, .030353, .1, .888338},
        {{30, 7.5, 5}, .199067, .554113, 2.216450, .073882, .25, .915024},
        {{60, 7.5, 10}, .121661, .409180, 1.636721, .027279, .25, .990377},
        {{300, 7.5, 45}, .054301, .340706, 2.725649, .009085, .25, .999971},
    });
    for (const Row& row : rows) {
        const double load = row.queue.arrivals / row.queue.service;
        EXPECT_NEAR(erlang_b(load, row.queue.counters), row.b, sixth_digit);
        EXPECT_NEAR(row.queue.share_that_waits(), row.c, sixth_digit);
        EXPECT_NEAR(row.queue.mean_waiting(), row.waiting, sixth_digit);
        EXPECT_NEAR(row.queue.mean_wait(), row.wait, sixth_digit);
        EXPECT_NEAR(row.queue.share_within(row.t), row.within, sixth_digit);
    }
}

TEST(Queues, GiveErlangA) {
    struct Row {
        ImpatientQueue::Rates rates;
        double waits;
        double leaves;
        double waiting;
        double wait;
        double wait_of_served;
        double utilisation;
        double t;
        double beyond;
    };
    const auto rows = std::to_array<Row>({
        {{10, 1, .5, 10}, .619655, .103913, 2.078264, .207826, .199581, .896087, .1, .516591},
        {{9, 1, .1, 10}, .577987, .030437, 2.739311, .304368, .299403, .872607, .25, .391177},
        {{12, 1, .25, 10}, .925599, .181083, 8.691961, .724330, .759914, .982701, .25, .824737},
        {{100, 1, 1, 100}, .513299, .039861, 3.986100, .039861, .038917, .960139, .05, .321901},
        {{30, 7.5, 4.0 / 3, 5},
         .472089,
         .045989,
         1.034753,
         .034492,
         .032993,
         .763209,
         .25,
         .014087},
        {{300, 7.5, 2, 40}, .673444, .042916, 6.437471, .021458, .021274, .957084, .25, 0},
    });
    for (const Row& row : rows) {
        const ImpatientQueue queue{row.rates};
        EXPECT_NEAR(queue.share_that_waits(), row.waits, sixth_digit);
        EXPECT_NEAR(queue.share_that_leaves(), row.leaves, sixth_digit);
        EXPECT_NEAR(queue.mean_waiting(), row.waiting, sixth_digit);
        EXPECT_NEAR(queue.mean_wait(), row.wait, sixth_digit);
        EXPECT_NEAR(queue.mean_wait_of_served(), row.wait_of_served, sixth_digit);
        EXPECT_NEAR(queue.utilisation(), row.utilisation, sixth_digit);
        EXPECT_NEAR(queue.share_beyond(row.t), row.beyond, sixth_digit);
    }
}

TEST(Queues, GiveOneCounterWithTimesOfAnyLaw) {
    const auto log_normal = [](double variation) {
        const double second = 1 + variation * variation;
        return Moments{1, second, second * second * second};
    };
    struct Row {
        Moments service;
        std::array<double, 3> wait;
        std::array<double, 3> square;
    };
    const auto rows = std::to_array<Row>({
        {{1, 1, 1}, {.5, 2, 4.5}, {.833333, 9.333333, 43.5}},
        {{1, 1.5, 3}, {.75, 3, 6.75}, {2.125, 22, 100.125}},
        {{1, 2, 6}, {1, 4, 9}, {4, 40, 180}},
        {{1, 4.0 / 3, 2}, {.666667, 2.666667, 6}, {1.555556, 16.888889, 78}},
        {log_normal(.8), {.82, 3.28, 7.38}, {2.815115, 27.398059, 122.161632}},
        {log_normal(1.5), {1.625, 6.5, 14.625}, {16.723958, 130.270833, 530.765625}},
    });
    constexpr auto loads = std::to_array({.5, .8, .9});
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < loads.size(); ++i) {
            const GeneralQueue queue{loads[i], row.service};
            EXPECT_NEAR(queue.mean_wait(), row.wait[i], sixth_digit);
            EXPECT_NEAR(queue.mean_square_wait(), row.square[i], sixth_digit);
        }
    }
}

TEST(Queues, GiveWhoWaitsHowLongForFixedTimes) {
    const auto rows = std::to_array<std::array<double, 2>>(
        {{0, .2}, {.5, .298365}, {1, .445108}, {2, .634520}, {5, .899503}, {10, .988343}});
    for (const auto& [wait, share] : rows) {
        EXPECT_NEAR(share_within_of_fixed(.8, wait), share, sixth_digit);
    }
}

TEST(Queues, GiveTheWaitsOfPunctualArrivals) {
    EXPECT_NEAR(mean_wait_of_punctual(.7), .876160, sixth_digit);
    EXPECT_NEAR(mean_wait_of_punctual(.8), 1.692731, sixth_digit);
    EXPECT_NEAR(mean_wait_of_punctual(.9), 4.178659, sixth_digit);
    EXPECT_NEAR(mean_wait_of_punctual(.95), 9.172434, sixth_digit);
}

TEST(Queues, GiveWaitsUnderAbsolutePriority) {
    struct Row {
        PriorityQueue queue;
        std::vector<double> waits;
    };
    const std::vector<Row> rows{
        {{{.2, .6}, 1, 1}, {1, 5}},
        {{{1, 8}, 1, 10}, {.074304, .743035}},
        {{{.9, 8.1}, 1, 10}, {.073487, .734870}},
        {{{3, 27}, 7.5, 5}, {.016061, .080306}},
        {{{.1, .3, .5}, 1, 1}, {1, 1.666667, 15}},
        {{{1, 3, 5}, 1, 10}, {.074304, .123839, 1.114553}},
    };
    for (const Row& row : rows) {
        const auto waits = row.queue.mean_waits();
        for (std::size_t k = 0; k < waits.size(); ++k) {
            EXPECT_NEAR(waits[k], row.waits[k], sixth_digit);
        }
    }
}

TEST(Queues, GiveWhoWaitsHowLongUnderAbsolutePriority) {
    struct Row {
        PriorityQueue queue;
        double t;
        double first;
        double second;
    };
    const std::vector<Row> rows{
        {{{.2, .6}, 1, 1}, 1, .359463, .664777},     {{{.2, .6}, 1, 1}, 3, .072574, .478526},
        {{{1, 8}, 1, 10}, .25, .070484, .529306},    {{{1, 8}, 1, 10}, 1, .000083, .271117},
        {{{.9, 8.1}, 1, 10}, .25, .068744, .528476}, {{{.9, 8.1}, 1, 10}, 1, .000075, .268537},
        {{{3, 27}, 7.5, 5}, .25, .000099, .099672},  {{{3, 27}, 7.5, 5}, .5, 0, .018434},
    };
    for (const Row& row : rows) {
        EXPECT_NEAR(row.queue.share_of_first_beyond(row.t), row.first, sixth_digit);
        EXPECT_NEAR(row.queue.share_of_second_beyond(row.t), row.second, sixth_digit);
    }
    EXPECT_NEAR((PriorityQueue{{1, 3, 5}, 1, 10}.share_of_first_beyond(.5)), .007429, sixth_digit);
}

TEST(Queues, GiveWaitsUnderAccumulatingPriority) {
    struct Row {
        PriorityQueue queue;
        std::vector<double> rates;
        std::vector<double> waits;
    };
    const std::vector<Row> rows{
        {{{.2, .6}, 1, 1}, {2, 1}, {2.6666667, 4.4444444}},
        {{{.2, .6}, 1, 1}, {5, 1}, {1.7142857, 4.7619048}},
        {{{1, 8}, 1, 10}, {2, 1}, {.38716036, .70392792}},
        {{{1, 8}, 1, 10}, {4, 1}, {.23495972, .72295300}},
        {{{1, 8}, 1, 10}, {10, 1}, {.13962526, .73486981}},
        {{{.5, 2, 6.5}, 1, 10}, {10, 2, 1}, {.14208915, .43180764, .78214213}},
        {{{3, 27}, 7.5, 5}, {4, 1}, {.0314390, .0785975}},
        {{{1, 8}, 1, 10}, {1, 1}, {.668732, .668732}},
        {{{1, 8}, 1, 10}, {1e9, 1}, {.074304, .743035}},
    };
    for (const Row& row : rows) {
        const auto waits = accumulating_waits(row.queue, row.rates);
        for (std::size_t k = 0; k < waits.size(); ++k) {
            EXPECT_NEAR(waits[k], row.waits[k], sixth_digit);
        }
    }
}

TEST(Queues, GiveAHallOfSeveralPlaces) {
    const std::vector<Node> nodes{{55, 40, 2, {0, .5, .35, 0}},
                                  {0, 7.5, 5, {0, 0, .1, .6}},
                                  {0, 6, 4, {0, .05, 0, .7}},
                                  {0, 30, 2, {}}};
    struct Row {
        double arrivals;
        double utilisation;
        double waits;
        double wait;  // Minutes.
        double inside;
    };
    const auto rows = std::to_array<Row>({{55.000000, .687500, .560185, 1.344444, 2.607407},
                                          {28.605528, .762814, .484665, 3.269433, 5.372801},
                                          {22.110553, .921273, .831238, 26.396240, 13.412350},
                                          {32.640704, .544012, .383350, .840702, 1.545375}});
    const auto arrivals = arrivals_at(nodes);
    double inside = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Queue queue{arrivals[i], nodes[i].service, nodes[i].counters};
        EXPECT_NEAR(arrivals[i], rows[i].arrivals, sixth_digit);
        EXPECT_NEAR(queue.utilisation(), rows[i].utilisation, sixth_digit);
        EXPECT_NEAR(queue.share_that_waits(), rows[i].waits, sixth_digit);
        EXPECT_NEAR(queue.mean_wait() * 60, rows[i].wait, sixth_digit);
        const double here = queue.mean_waiting() + arrivals[i] / nodes[i].service;
        EXPECT_NEAR(here, rows[i].inside, sixth_digit);
        inside += here;
    }
    EXPECT_NEAR(inside, 22.937934, sixth_digit);
    EXPECT_NEAR(inside / 55 * 60, 25.023201, sixth_digit);
}

TEST(Queues, GiveTheShareThatWaitsAtManyCounters) {
    EXPECT_NEAR(share_that_waits_at(.25), .720932, sixth_digit);
    EXPECT_NEAR(share_that_waits_at(.5), .504539, sixth_digit);
    EXPECT_NEAR(share_that_waits_at(1), .223361, sixth_digit);
    EXPECT_NEAR(share_that_waits_at(1.5), .084690, sixth_digit);
    EXPECT_NEAR(share_that_waits_at(2), .026881, sixth_digit);

    EXPECT_NEAR(share_that_waits_at(-.5, .5), .797925, sixth_digit);
    EXPECT_NEAR(share_that_waits_at(0, .5), .585786, sixth_digit);
    EXPECT_NEAR(share_that_waits_at(.5, .5), .357177, sixth_digit);
    EXPECT_NEAR(share_that_waits_at(0, 1), .500000, sixth_digit);
    EXPECT_NEAR(share_that_waits_at(.5, 1), .308538, sixth_digit);
    EXPECT_NEAR(share_that_waits_at(1, .25), .195088, sixth_digit);
}

TEST(Queues, GiveCountersByTheSquareRoot) {
    struct Row {
        double load;
        std::array<int, 3> counters;
    };
    const auto rows = std::to_array<Row>({{5, {7, 8, 9}},
                                          {10, {12, 14, 15}},
                                          {20, {23, 25, 27}},
                                          {50, {54, 58, 61}},
                                          {100, {105, 110, 115}}});
    for (const Row& row : rows) {
        EXPECT_EQ(counters_for(row.load, .5), row.counters[0]);
        EXPECT_EQ(counters_for(row.load, 1), row.counters[1]);
        EXPECT_EQ(counters_for(row.load, 1.5), row.counters[2]);
    }
}

TEST(Queues, GiveCountersForALoadThatComesAndGoes) {
    // Arrivals 100 + 20 sin t, mean time 1, patience of the same mean: the number in the hall is
    // Poisson of the offered load, and its share at or above the counters is that of who waits.
    constexpr auto loads =
        std::to_array({90.000000, 103.011687, 113.254443, 111.311125, 98.968411, 87.574135});
    struct Cell {
        int counters;
        double waits;
    };
    struct Row {
        double slack;
        std::array<Cell, 6> cells;
    };
    const auto rows = std::to_array<Row>({
        {0,
         {{{90, .514018},
           {104, .474286},
           {114, .484550},
           {112, .486556},
           {99, .512100},
           {88, .496045}}}},
        {.5,
         {{{95, .312805},
           {109, .290355},
           {119, .306874},
           {117, .307215},
           {104, .319624},
           {93, .294867}}}},
        {1,
         {{{100, .158221},
           {114, .150866},
           {124, .167475},
           {122, .166743},
           {109, .168570},
           {97, .169586}}}},
        {1.5,
         {{{105, .065896},
           {119, .066028},
           {130, .065856},
           {128, .064915},
           {114, .074457},
           {102, .070990}}}},
    });
    for (std::size_t t = 0; t < loads.size(); ++t) {
        const auto at = static_cast<double>(t);
        const double load = 100 + 10 * (std::sin(at) - std::cos(at));
        EXPECT_NEAR(load, loads[t], sixth_digit);
        for (const Row& row : rows) {
            const int counters = counters_for(load, row.slack);
            EXPECT_EQ(counters, row.cells[t].counters);
            EXPECT_NEAR(measure::erlang_cdf(counters, load), row.cells[t].waits, sixth_digit);
        }
    }
}

TEST(Queues, GiveTheOfferedLoadOfRatesThatChange) {
    // The same arrivals in cells fine enough, begun so long ago that nobody of then is left.
    constexpr double cell = 0.01;
    constexpr double begun = 8 * std::numbers::pi;
    std::vector<double> rates;
    for (double at = cell / 2; at < begun + 6; at += cell) rates.push_back(100 + 20 * std::sin(at));
    const auto survival = [](double time) { return std::exp(-time); };
    EXPECT_NEAR(offered_load(rates, cell, survival, begun), 90.000000, 1e-3);
    EXPECT_NEAR(offered_load(rates, cell, survival, begun + 2), 113.254443, 1e-3);
    EXPECT_NEAR(offered_load(rates, cell, survival, begun + 5), 87.574135, 1e-3);
}

TEST(Queues, GiveWhatPoolsOfCountersCarry) {
    struct Row {
        int counters;
        std::array<double, 3> carried;  // By mean times of 8, 15 and 30 minutes.
    };
    const auto rows = std::to_array<Row>({
        {1, {2.5714, .8739, .3055}},
        {2, {8.9905, 3.7023, 1.4366}},
        {5, {30.4764, 14.3736, 6.1843}},
        {10, {67.4184, 33.5522, 15.2351}},
        {32, {231.7640, 120.5091, 57.7999}},
        {150, {1116.2654, 591.6551, 292.4104}},
    });
    constexpr auto minutes = std::to_array<double>({8, 15, 30});
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < minutes.size(); ++i) {
            EXPECT_NEAR(arrivals_carried(60 / minutes[i], row.counters, .25, .9), row.carried[i],
                        0.51e-4);
        }
    }
    EXPECT_NEAR(30 * arrivals_carried(7.5, 5, .25, .9), 914.29, .0051);
    EXPECT_NEAR(8 * arrivals_carried(2, 4, .25, .9), 35.95, .0051);
}

}  // namespace
}  // namespace gerai::plan
