#include "plan/scenario/paired.h"

#include <gtest/gtest.h>

#include <cmath>

#include "plan/random.h"

namespace gerai::plan {
namespace {

using Values = std::vector<double>;

/// Exponential values of mean 1, day by day, the same for the same seed.
std::vector<Values> exponential_days(std::uint64_t seed, std::size_t days, int a_day) {
    std::vector<Values> all(days);
    for (std::size_t day = 0; day < days; ++day) {
        Random random{Key{seed}.of(day), Purpose::patience};
        for (int i = 0; i < a_day; ++i) all[day].push_back(random.exponential());
    }
    return all;
}

TEST(Paired, HasNoDifferenceOfTheSame) {
    const Values one{3, 5, 4, 8};
    const Values wholes{1, 2, 3, 4};
    for (const DailyFigure& figure : {daily_mean(one), daily_ratio(one, wholes),
                                      daily_quantile(exponential_days(1, 4, 9), .9)}) {
        const Paired same = paired(figure, figure);
        EXPECT_EQ(same.difference->value, 0);
        EXPECT_EQ(same.difference->margin, 0);
        EXPECT_NEAR(same.gain->value, 0, 1e-12);
        EXPECT_FALSE(same.is_sure());
    }
}

TEST(Paired, KnowsADifferenceByThoseOfTheDays) {
    // Differences 1, 3, 2: mean 2, deviation 1; t(0.975, 2) = 4.302653.
    const Paired one = paired(daily_mean(Values{10, 20, 60}), daily_mean(Values{11, 23, 62}));
    EXPECT_NEAR(one.difference->value, 2, 1e-12);
    EXPECT_NEAR(one.difference->margin, 4.302653 / std::sqrt(3), 1e-6);
    EXPECT_LT(one.gain->value, .001);
}

TEST(Paired, AgreesWithTheMarginsOfOneModel) {
    const Values parts{8, 9, 14, 7};
    const Values wholes{10, 12, 15, 11};
    const Estimate alone = ratio_over_days(parts, wholes);
    const Paired beside_none =
        paired(daily_ratio(Values(4, 0), wholes), daily_ratio(parts, wholes));
    EXPECT_NEAR(beside_none.difference->value, alone.value, 1e-12);
    EXPECT_NEAR(beside_none.difference->margin, alone.margin, 1e-12);
    EXPECT_NEAR(beside_none.gain->value, 1, 1e-12);
}

TEST(Paired, HasNoGainWhereNothingVaries) {
    EXPECT_FALSE(paired(daily_mean(Values{1, 1, 1}), daily_mean(Values{2, 2, 2})).gain);
}

TEST(Paired, IsNothingWhereNobodyIsThereToBeMeasured) {
    const DailyFigure of_nobody = daily_ratio(Values{0, 0}, Values{0, 0});
    const DailyFigure of_some = daily_ratio(Values{1, 3}, Values{2, 4});
    EXPECT_FALSE(of_nobody.value);
    EXPECT_FALSE(daily_quantile(std::vector<Values>(3), .9).value);

    for (const Paired& pair :
         {paired(of_some, of_nobody), paired(of_nobody, of_some), paired(of_nobody, of_nobody)}) {
        EXPECT_FALSE(pair.difference);
        EXPECT_FALSE(pair.gain);
        EXPECT_FALSE(pair.is_sure());
    }
    EXPECT_EQ(paired(of_some, of_nobody).before, 4.0 / 6);
    EXPECT_FALSE(paired(of_some, of_nobody).after);
}

TEST(Paired, TellsDaysThatGoAgainstEachOtherFromUnrelatedOnes) {
    Values days;
    Values against;
    Values unrelated;
    for (std::size_t i = 0; i < 100; ++i) {
        Random random{Key{5}.of(i), Purpose::patience};
        days.push_back(random.normal());
        against.push_back(-days.back() + random.normal());
        unrelated.push_back(random.normal());
    }
    const Paired opposed = paired(daily_mean(days), daily_mean(against));
    EXPECT_GT(opposed.gain->value, 1.5);
    EXPECT_GT(opposed.gain->at_least, 1);
    EXPECT_LT(paired(daily_mean(days), daily_mean(unrelated)).gain->at_least, 1);
}

TEST(Paired, KnowsHowSureAQuantileIs) {
    constexpr std::size_t days = 100;
    constexpr int a_day = 100;
    constexpr int tries = 200;
    const double exact = std::log(10);
    const double deviation = std::sqrt(.9 * .1 / (days * a_day)) / .1;  // The density there is 0.1.
    int held = 0;
    double margins = 0;
    for (std::uint64_t seed = 0; seed < tries; ++seed) {
        const DailyFigure figure = daily_quantile(exponential_days(seed, days, a_day), .9);
        const Paired one = paired(daily_mean(Values(days, 0)), figure);
        held += one.low() <= exact && exact <= one.high() ? 1 : 0;
        margins += one.difference->margin;
    }
    EXPECT_NEAR(held, .95 * tries, 3.66 * std::sqrt(.95 * .05 * tries));
    EXPECT_NEAR(margins / tries / (1.984 * deviation), 1, .1);
}

}  // namespace
}  // namespace gerai::plan
