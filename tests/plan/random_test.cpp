#include "plan/random.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "plan/law.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

constexpr int many = 200'000;

/// The mean and the coefficient of variation of many draws.
struct Sample {
    double mean{};
    double variation{};
};

template <class Draw>
Sample sample(Draw&& drawn) {
    double sum = 0;
    double squares = 0;
    for (std::uint32_t i = 0; i < many; ++i) {
        const double value = drawn(Random{Key{1}.of(i), Purpose::service});
        sum += value;
        squares += value * value;
    }
    const double mean = sum / many;
    return {mean, std::sqrt(squares / many - mean * mean) / mean};
}

Sample sample(const Law& law) {
    return sample([&](Random random) { return in_seconds(draw(law, random)); });
}

TEST(Random, IsTheSameOnEveryMachine) {
    // Computed by another program as well.
    const Key visitor = Key{2026}.of(11).of(3).of(7);
    Random random{visitor, Purpose::service, 2};
    EXPECT_EQ(random.next(), 11067508388013362723U);
    EXPECT_EQ(random.next(), 3112732159452555439U);
    EXPECT_EQ((Random{visitor, Purpose::patience}.next()), 14215206073363846749U);
    EXPECT_EQ((Random{Key{0}, Purpose::arrival}.next()), 9639420846141804449U);
}

TEST(Random, DiffersByEverythingThatNamesADraw) {
    const Key visitor = Key{1}.of(2).of(3);
    const auto first = Random{visitor, Purpose::service}.next();
    EXPECT_NE(first, (Random{visitor, Purpose::service, 1}.next()));
    EXPECT_NE(first, (Random{visitor, Purpose::patience}.next()));
    EXPECT_NE(first, (Random{Key{1}.of(3).of(2), Purpose::service}.next()));
    EXPECT_NE(first, (Random{Key{2}.of(2).of(3), Purpose::service}.next()));
}

TEST(Random, ChoosesByWeight) {
    std::array<int, 3> chosen{};
    for (std::uint32_t i = 0; i < many; ++i) {
        Random random{Key{5}.of(i), Purpose::route};
        ++chosen.at(random.place_by_weight(std::array{1.0, 0.0, 3.0}));
    }
    EXPECT_NEAR(chosen[0], many / 4, many / 200);
    EXPECT_EQ(chosen[1], 0);
}

TEST(Random, HasDayFactorsOfMeanOne) {
    for (const double variation : {.15, .8, 1.5}) {
        const Sample factors = sample([&](Random random) { return random.factor(variation); });
        EXPECT_NEAR(factors.mean, 1, .02);
        EXPECT_NEAR(factors.variation, variation, .03);
    }
    EXPECT_EQ((Random{Key{1}, Purpose::day_factor}.factor(0)), 1);
}

TEST(Laws, HaveTheirMeanAndVariation) {
    struct Row {
        Law law;
        double mean;
        double variation;
    };
    const std::vector<Row> rows{
        {Fixed{8min}, 480, 0},
        {Exponential{8min}, 480, 1},
        {log_normal(8min, .8), 480, .8},
        {Stages{2, 8min}, 480, std::sqrt(.5)},
        {Between{0s, 16min}, 480, 1 / std::sqrt(3)},
        {Normal{8min, 4min}, 480, .5},
        {Seen{{4min, 12min}}, 480, .5},
    };
    for (const Row& row : rows) {
        const Sample drawn = sample(row.law);
        EXPECT_NEAR(in_seconds(mean(row.law)), row.mean, 1e-5);
        EXPECT_NEAR(drawn.mean, row.mean, 5);
        EXPECT_NEAR(drawn.variation, row.variation, .02);
    }
}

TEST(Laws, GiveNothingThatIsLongerThanALifetime) {
    const LogNormal endless{.median = 15min, .sigma = 1e6};
    for (std::uint32_t i = 0; i < 100; ++i) {
        const Duration drawn = draw(endless, Random{Key{9}.of(i), Purpose::service});
        EXPECT_GE(drawn, Duration{0});
        EXPECT_LE(drawn, std::chrono::years{100});
    }
    EXPECT_GT(from_seconds(1e300), std::chrono::years{90});
}

TEST(Laws, GoThroughTheQuantilesOfAMallFile) {
    const Law law = log_normal_through(10min, 20min);
    int above = 0;
    for (std::uint32_t i = 0; i < many; ++i) {
        above += draw(law, Random{Key{9}.of(i), Purpose::service}) > 20min ? 1 : 0;
    }
    EXPECT_NEAR(above, many / 10, many / 200);
}

}  // namespace
}  // namespace gerai::plan
