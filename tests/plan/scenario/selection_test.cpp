#include "plan/scenario/selection.h"

#include <gtest/gtest.h>

#include <cmath>

#include "plan/random.h"

namespace gerai::plan {

namespace {

TEST(Selection, HasTheConstantsOfTheTable) {
    struct Row {
        SelectionTerms terms;
        double eta;
        double h_squared;
    };
    for (const auto& [terms, eta, h_squared] :
         {Row{{.rivals = 10, .wrong = .05, .first_days = 10}, .859083, 15.463502},
          Row{{.rivals = 5, .wrong = .05, .first_days = 20}, .237238, 9.015056},
          Row{{.rivals = 20, .wrong = .05, .first_days = 20}, .368638, 14.008242},
          Row{{.rivals = 2, .wrong = .05, .first_days = 10}, .334050, 6.012905}}) {
        EXPECT_NEAR(kn_eta(terms), eta, 5e-7);
        EXPECT_NEAR(kn_h_squared(terms), h_squared, 5e-7);
    }
}

// By hand: of two rivals and n0 = 2 eta is (0.1^-2 - 1) / 2 = 49.5 and h^2 = 99. Their differences
// of 3 and 5 have the variance 2, so after r days a mean may be below by (198 - r) / 2r.
TEST(Selection, LeavesOutWhoIsBelowByMoreThanTheRuleAllows) {
    Selection selection{{.rivals = 2, .wrong = .05, .first_days = 2, .worth = 1}};
    selection.add_day(std::vector{10.0, 7.0});
    selection.add_day(std::vector{10.0, 5.0});
    // 4 is less than 49; it stays 4 on average, and the rule allows as much on day 22.
    while (selection.days() < 21) {
        selection.add_day(std::vector{10.0, 6.0});
        ASSERT_FALSE(selection.is_decided()) << selection.days();
        ASSERT_EQ(selection.best(), 0);
    }
    selection.add_day(std::vector{10.0, 6.0});
    selection.add_day(std::vector{10.0, 6.0});  // (198 - 23) / 46 = 3.8.
    EXPECT_TRUE(selection.is_decided());
    EXPECT_EQ(selection.left(), std::vector<std::size_t>{0});
}

TEST(Selection, KeepsTheBestNineteenTimesInTwenty) {
    // The hardest case: all others are below the best by exactly what matters.
    constexpr int trials = 400;
    int right = 0;
    double days = 0;
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
        Selection selection{{.rivals = 5, .wrong = .05, .first_days = 10, .worth = .5}};
        for (std::uint64_t day = 0; !selection.is_decided(); ++day) {
            const Key today = Key{trial}.of(day);
            // Good and bad days are those of all: common random numbers.
            const double common = 3 * Random{today, Purpose::day_factor}.normal();
            std::vector<double> values;
            for (std::uint64_t rival = 0; rival < 5; ++rival) {
                const double own = Random{today.of(rival), Purpose::service}.normal();
                values.push_back(common + own + (rival == 3 ? .5 : 0));
            }
            selection.add_day(values);
        }
        right += selection.best() == 3 ? 1 : 0;
        days += selection.days();
    }
    EXPECT_GE(right, trials * 95 / 100);
    // Without days in common the differences would vary ten times as much.
    EXPECT_LT(days / trials, 120);
}

TEST(Selection, EndsWithOneEvenAmongThoseThatAreTheSame) {
    Selection selection{{.rivals = 3, .first_days = 5}};
    for (int day = 0; day < 200; ++day) {
        const double value = day % 7;
        selection.add_day(std::vector{value, value, value - 2});
    }
    EXPECT_LE(selection.left().size(), 2);
    EXPECT_EQ(selection.best(), 0);
}

TEST(Selection, GivesDaysToThoseThatAreHardToTellApart) {
    const std::vector<Tried> plans{{1, 1}, {2, 1}, {3, 2}, {4, 3}};
    const auto days = days_by_ocba(plans, 1000);
    ASSERT_EQ(days.size(), 4);
    EXPECT_NEAR(days[0], 280, 1e-9);
    for (std::size_t i = 1; i < 4; ++i) EXPECT_NEAR(days[i], 240, 1e-9);
}

}  // namespace

}  // namespace gerai::plan
