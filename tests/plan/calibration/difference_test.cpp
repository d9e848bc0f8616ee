#include "plan/calibration/difference.h"

#include <gtest/gtest.h>

#include <cmath>

#include "plan/calibration/check.h"
#include "plan/known_hall.h"
#include "plan/random.h"

namespace gerai::plan {

namespace {

constexpr double of_a_day = 1;            // Deviation of the mean of a date.
constexpr double of_the_parameters = .4;  // What the fit may be off, on all dates alike.

/// Four weeks of five dates with a hundred calls each.
std::vector<Quotient> days_of(double mean, Random& random) {
    std::vector<Quotient> days;
    for (int i = 0; i < 20; ++i) days.push_back({100 * (mean + of_a_day * random.normal()), 100});
    return days;
}

/// A model that was fitted to other dates, is off by as much as it may be, and is drawn anew for
/// each of a hundred runs.
Difference journal(std::uint64_t seed, double off_by) {
    const mall::Mall mall = read_busy_mall();
    Random random{Key{seed}, Purpose::service};
    const double fitted = 10 + off_by * random.normal();
    const auto observed = days_of(10, random);
    std::vector<std::vector<Quotient>> runs;
    for (int i = 0; i < 100; ++i)
        runs.push_back(days_of(fitted + off_by * random.normal(), random));
    return *observed_less_simulated(open_dates(mall, 20), observed, runs);
}

TEST(ObservedLessSimulated, HoldsNothingInNineJournalsOfTenWhereTheModelIsRight) {
    constexpr int journals = 400;
    for (const double off_by : {0.0, of_the_parameters}) {
        int held = 0;
        double widths = 0;
        for (std::uint64_t seed = 1; seed <= journals; ++seed) {
            const Difference found = journal(seed, off_by);
            held += found.low <= 0 && 0 <= found.high ? 1 : 0;
            widths += found.high - found.low;
        }
        EXPECT_NEAR(held, .9 * journals, .04 * journals) << off_by;
        const double deviation = std::hypot(of_a_day / std::sqrt(20), off_by);
        EXPECT_NEAR(widths / journals, 2 * 1.729 * deviation, .15) << off_by;
    }
}

TEST(ObservedLessSimulated, IsOfTheDatesOnWhichSomebodyIsSimulatedToCome) {
    const mall::Mall mall = read_busy_mall();
    const std::vector<Date> dates = open_dates(mall, 3);
    const std::vector<Quotient> observed{{30, 10}, {50, 10}, {70, 10}};
    const std::vector<std::vector<Quotient>> runs{{{20, 10}, {40, 10}, {0, 0}},
                                                  {{20, 10}, {40, 10}, {0, 0}}};

    const auto two = observed_less_simulated(dates, observed, runs);

    ASSERT_TRUE(two);
    EXPECT_DOUBLE_EQ(two->value, 1);
    EXPECT_DOUBLE_EQ(two->low, 1) << "both dates are off by the same, and so are all runs";
    EXPECT_DOUBLE_EQ(two->observations, 20);
    EXPECT_FALSE(observed_less_simulated(std::span{dates}.first(1), std::span{observed}.first(1),
                                         std::vector<std::vector<Quotient>>{{{20, 10}}}));
}

TEST(Drawn, IsWithinWhatIsKnown) {
    const Calibration found = KnownHall{}.calibration(1);
    constexpr int many = 2000;
    int patience = 0;
    int absent = 0;
    int median = 0;
    for (std::uint64_t i = 0; i < many; ++i) {
        const Calibration one = drawn(found, Key{1}.of(i));
        patience += found.patience_seconds.holds(one.patience_seconds.value) ? 1 : 0;
        absent += found.absent.holds(one.absent.value) ? 1 : 0;
        median += found.services[0].median_seconds.holds(one.services[0].median_seconds.value);
    }
    for (const int held : {patience, absent, median}) EXPECT_NEAR(held, .95 * many, .02 * many);
}

TEST(Drawn, LeavesPlanningFiguresAlone) {
    const Calibration plan = calibrate({}, read_busy_mall());

    EXPECT_EQ(drawn(plan, Key{1}), plan);
}

}  // namespace

}  // namespace gerai::plan
