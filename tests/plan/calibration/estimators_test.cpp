#include "plan/calibration/estimators.h"

#include <gtest/gtest.h>

#include <cmath>

#include "plan/random.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

constexpr Instant eight{Duration{8h}};

Interval between(Duration from, Duration to) { return {eight + from, eight + to}; }

/// As often as a Poisson variable of that mean comes to.
double poisson(double mean, Random& random) {
    double count = -1;
    for (double sum = 0; sum < mean; sum += random.exponential()) ++count;
    return std::max(count, 0.0);
}

TEST(Estimators, TakeAShareFromCountsAndWhatWasThoughtBefore) {
    const Fitted share = beta_share(6, 80, 2, 18);

    EXPECT_DOUBLE_EQ(share.value, 8.0 / 100);
    EXPECT_NEAR(share.low, 0.035534, 1e-6);  // Quantiles of Beta(8, 92).
    EXPECT_NEAR(share.high, 0.140269, 1e-6);
    EXPECT_EQ(share.observations, 80);
}

TEST(Estimators, GiveEveryWayHalfAVisitorBeforeAnyIsSeen) {
    const auto shares = dirichlet_shares(std::vector<double>{9, 0, 1});

    EXPECT_DOUBLE_EQ(shares[0], 9.5 / 11.5);
    EXPECT_DOUBLE_EQ(shares[1], 0.5 / 11.5);
    EXPECT_DOUBLE_EQ(shares[2], 1.5 / 11.5);
}

TEST(Estimators, CountTimeThatNobodySawTheEndOfAsWatched) {
    const Fitted mean = exponential_mean(400, 10);

    EXPECT_DOUBLE_EQ(mean.value, 40);
    EXPECT_NEAR(mean.low, 800 / 34.169607, 1e-4);  // Chi-square of 20 degrees.
    EXPECT_NEAR(mean.high, 800 / 9.590777, 1e-4);
}

TEST(Estimators, GiveAMeanStudentsInterval) {
    const Fitted mean = mean_of(std::vector<double>{1, 2, 3, 4, 5});

    EXPECT_DOUBLE_EQ(mean.value, 3);
    EXPECT_NEAR(mean.high - mean.low, 2 * 2.776445 * std::sqrt(2.5 / 5), 1e-5);
}

TEST(Estimators, ThinkOfAHalfHourAsOfThoseBesideIt) {
    const std::vector<ArrivalCell> row{{10, 10}, {40, 10}, {30, 10}};

    const auto rates = arrival_rates(row, std::vector<double>(3, 5), 0);

    EXPECT_DOUBLE_EQ(rates[0].value, (5 * 4.0 + 10) / (5 + 10));
    EXPECT_DOUBLE_EQ(rates[1].value, (5 * 2.0 + 40) / (5 + 10));
    EXPECT_DOUBLE_EQ(rates[2].value, (5 * 4.0 + 30) / (5 + 10));
    EXPECT_TRUE(rates[1].holds(3.5));
}

TEST(Estimators, TakeWhatIsNotBesideAnythingAsItIs) {
    const auto rates = arrival_rates(std::vector<ArrivalCell>{{30, 10}}, std::vector<double>{5}, 0);

    EXPECT_DOUBLE_EQ(rates[0].value, 3);
}

TEST(Estimators, KeepAnIntervalForAHalfHourInWhichNobodyCame) {
    const auto rates = arrival_rates(std::vector<ArrivalCell>{{0, 50}}, std::vector<double>{5}, 0);

    EXPECT_EQ(rates[0].value, 0);
    EXPECT_EQ(rates[0].low, 0);
    EXPECT_NEAR(rates[0].high, 5.0239 / 2 / 50, 1e-4);  // Gamma(1/2), as chi-square of one degree.
}

TEST(Estimators, WidenTheIntervalOfAHalfHourByWhatDaysDiffer) {
    const std::vector<ArrivalCell> row{{400, 100}};
    const auto width = [&](double day_variance) {
        const Fitted rate = arrival_rates(row, std::vector<double>{0}, day_variance).front();
        return rate.high - rate.low;
    };

    EXPECT_NEAR(width(.25) / width(0), std::sqrt(1 + .25 * 4), 0.01);
}

TEST(Estimators, TrustNeighboursThatDifferByChanceAlone) {
    Random random{Key{1}, Purpose::arrival};
    std::vector<std::vector<ArrivalCell>> level(20, std::vector<ArrivalCell>(14, {0, 10}));
    std::vector<std::vector<ArrivalCell>> jagged = level;
    for (std::size_t row = 0; row < level.size(); ++row) {
        for (std::size_t i = 0; i < 14; ++i) {
            level[row][i].visits = poisson(30, random);
            jagged[row][i].visits = poisson(i % 2 == 0 ? 10 : 50, random);
        }
    }

    const auto trusting = neighbour_weights(level);
    const auto wary = neighbour_weights(jagged);
    for (std::size_t i = 0; i < 14; ++i) {
        EXPECT_GT(trusting[i], 4);
        EXPECT_LT(wary[i], 0.4);
    }
}

TEST(Estimators, SeeNoDayFactorInPoissonTotals) {
    Random random{Key{2}, Purpose::arrival};
    std::vector<std::vector<double>> totals(5);
    for (auto& weekday : totals) {
        for (int i = 0; i < 12; ++i) weekday.push_back(poisson(200, random));
    }

    const Dispersion found = dispersion_of(totals);

    EXPECT_EQ(found.freedom, 55);
    EXPECT_NEAR(found.index, 1, 0.4);
    EXPECT_GT(found.p_value, 0.05);
    EXPECT_LT(found.variance.low, 1e-9);
}

TEST(Estimators, FindTheDayFactorInTotalsThatDifferMore) {
    int held = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Random random{Key{seed}, Purpose::day_factor};
        std::vector<std::vector<double>> totals(5);
        for (auto& weekday : totals) {
            for (int i = 0; i < 12; ++i) {
                weekday.push_back(poisson(200 * random.factor(.15), random));
            }
        }
        const Dispersion found = dispersion_of(totals);
        EXPECT_LT(found.p_value, 0.001);
        held += found.variance.holds(.15 * .15) ? 1 : 0;
    }
    EXPECT_GE(held, 18);
}

TEST(Estimators, FindALogNormalLawAndItsIntervals) {
    const std::vector<double> logarithms{5, 6, 7};

    const LogNormalFit fit = log_normal_of(logarithms);

    EXPECT_DOUBLE_EQ(fit.median.value, std::exp(6));
    EXPECT_DOUBLE_EQ(fit.sigma.value, 1);
    EXPECT_NEAR(std::log(fit.median.high) - 6, 4.302653 / std::sqrt(3), 1e-5);
    EXPECT_NEAR(fit.sigma.low, std::sqrt(2 / 7.377759), 1e-5);
    EXPECT_NEAR(fit.sigma.high, std::sqrt(2 / 0.050636), 1e-4);
}

TEST(Estimators, TellALogNormalLawFromAnother) {
    Random random{Key{3}, Purpose::service};
    std::vector<double> bell;
    std::vector<double> two_kinds;
    for (int i = 0; i < 1000; ++i) {
        bell.push_back(6 + .6 * random.normal());
        two_kinds.push_back((i % 2 == 0 ? 5 : 7) + .3 * random.normal());
    }

    EXPECT_FALSE(is_not_log_normal(bell));
    EXPECT_TRUE(is_not_log_normal(two_kinds));
}

TEST(Estimators, FindHowMuchCountersDiffer) {
    int held = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Random random{Key{seed}, Purpose::service};
        std::vector<std::vector<double>> counters(8);
        for (auto& counter : counters) {
            const double own = .25 * random.normal();
            for (int i = 0; i < 100; ++i) counter.push_back(own + .6 * random.normal());
        }
        held += spread_between(counters).holds(.25) ? 1 : 0;
    }
    EXPECT_GE(held, 18);
}

TEST(Estimators, KeepAnEmpiricalLawSmall) {
    std::vector<double> samples;
    for (int i = 1000; i > 0; --i) samples.push_back(i);

    const auto values = quantiles_of(samples, 4);

    EXPECT_EQ(values, (std::vector<double>{126, 376, 626, 876}));
}

TEST(Estimators, TakeAGapFarBeyondTheUsualForTimeOff) {
    std::vector<Duration> gaps(99, 1min);
    gaps.push_back(2h);
    const std::vector<Interval> services{between(0min, 10min), between(11min, 20min),
                                         between(60min, 70min), between(71min, 75min)};

    const auto stretches = working_stretches(services, longest_gap_at_work(gaps));

    EXPECT_EQ(stretches, (std::vector<Interval>{between(0min, 20min), between(60min, 75min)}));
}

}  // namespace

}  // namespace gerai::plan
