#include <gtest/gtest.h>

#include <numeric>

#include "measure/erlang.h"
#include "measure/scores.h"
#include "measure/wait_memory.h"

namespace gerai::measure {

using namespace std::chrono_literals;

namespace {

TEST(Erlang, GivesTheQuantilesOfTheTables) {
    struct Case {
        int k;
        double p;
        double quantile;
    };
    // Half of chi-square with 2k degrees of freedom.
    constexpr std::array cases{
        Case{1, 0.1, 0.10536051566},  Case{1, 0.5, 0.69314718056}, Case{1, 0.9, 2.30258509299},
        Case{2, 0.1, 0.53181160839},  Case{2, 0.9, 3.88972016987}, Case{5, 0.1, 2.43259102596},
        Case{5, 0.5, 4.67090888231},  Case{5, 0.9, 7.99358958605}, Case{10, 0.1, 6.22130460592},
        Case{10, 0.9, 14.2059896947},
    };
    for (const Case& one : cases) {
        EXPECT_NEAR(erlang_quantile(one.k, one.p), one.quantile, 1e-6 * one.quantile)
            << one.k << " " << one.p;
    }
}

TEST(Erlang, ItsQuantilesAreTheInverseOfItsProbabilitiesFarOutToo) {
    for (const int k : {1, 2, 3, 8, 30, many_stages - 1, many_stages, 2'000, 50'000}) {
        const double precision = k < many_stages ? 1e-9 : 2e-4;
        for (const double p : {0.001, 0.1, 0.5, 0.9, 0.999}) {
            EXPECT_NEAR(erlang_cdf(k, erlang_quantile(k, p)), p, precision) << k << " " << p;
        }
    }
}

TEST(Score, IsThatOfTheTextbooks) {
    constexpr std::array samples{1.0, 2.0, 3.0, 4.0};
    EXPECT_DOUBLE_EQ(crps(samples, 2.5), 0.375);
    EXPECT_DOUBLE_EQ(interval_score({10, 20}, 15), 10);
    EXPECT_DOUBLE_EQ(interval_score({10, 20}, 8), 30);
    EXPECT_DOUBLE_EQ(interval_score({10, 20}, 23), 40);
    EXPECT_DOUBLE_EQ(pinball(0.9, 12, 10), 1.8);
    EXPECT_DOUBLE_EQ(pinball(0.9, 8, 10), 0.2);
}

Samples samples_of(std::initializer_list<EndedWait> waits) {
    Samples samples;
    for (const EndedWait wait : waits) samples.add(wait);
    return samples;
}

TEST(Samples, LieBetweenTheirQuantiles) {
    Samples samples;
    for (int i = 1; i <= 9; ++i) samples.add({static_cast<float>(i)});

    EXPECT_EQ(samples.quantiles({0.1, 0.5, 0.9}, 0), (Quantiles{1, 5, 9}));
}

TEST(Samples, ForgetTheOldestOfMoreThanFourHundred) {
    Samples samples;
    for (int i = 0; i < 400; ++i) samples.add({1000.0F, i % 2 == 0});
    for (int i = 0; i < 400; ++i) samples.add({static_cast<float>(i)});

    EXPECT_EQ(samples.size(), Samples::kept);
    EXPECT_EQ(samples.calls_beyond(398.5), 1U);
}

TEST(Samples, OfWaitsThatAreLongerThanAnAgeLeaveTheShorterOut) {
    Samples samples;
    for (int i = 1; i <= 19; ++i) samples.add({static_cast<float>(i)});

    EXPECT_EQ(samples.calls_beyond(10), 9U);
    EXPECT_EQ(samples.quantiles({0.1, 0.5, 0.9}, 10), (Quantiles{11, 15, 19}));
}

// Of four who stayed to 2, one left then, so that each call after weighs 4/3: 1 + 1 + 2 x 3/2.
TEST(Samples, CountCallsByTheShareOfThoseWhoHadNotLeft) {
    const Samples samples = samples_of({{1, true}, {2, true}, {2, false}, {3, true}, {4, true}});

    EXPECT_EQ(samples.quantiles({0.3, 0.5, 0.75}, 0), (Quantiles{2, 3, 4}));
    const Samples without_leaver = samples_of({{1, true}, {2, true}, {3, true}, {4, true}});
    EXPECT_LT(without_leaver.quantiles({0.1, 0.5, 0.9}, 0)[1], 3);
}

TEST(ShownRange, IsRoundedOutwardToFiveMinutesAndNeverOneNumber) {
    struct Case {
        Duration low;
        Duration high;
        ShownRange shown;
    };
    for (const Case& one : {Case{11min, 18min, {10min, 20min}}, Case{10min, 20min, {10min, 20min}},
                            Case{10min, 20min + 1s, {10min, 25min}}, Case{0s, 0s, {0min, 5min}},
                            Case{10min, 10min, {10min, 15min}}, Case{4min, 4min, {0min, 5min}}}) {
        EXPECT_EQ(shown({one.low, one.low, one.high}), one.shown) << one.low << " " << one.high;
    }
}

TEST(ShownRange, IsKeptAtItsEnds) {
    constexpr ShownRange range{10min, 20min};
    EXPECT_EQ(outcome(range, 10min - 1us), Kept::shorter);
    EXPECT_EQ(outcome(range, 10min), Kept::inside);
    EXPECT_EQ(outcome(range, 20min), Kept::inside);
    EXPECT_EQ(outcome(range, 20min + 1us), Kept::longer);
}

TEST(Levels, MoveTowardsTheSideThatWasMissed) {
    Levels levels;
    levels.note(true, false);
    EXPECT_DOUBLE_EQ(levels.low(), 0.1 - 0.9 * Levels::step);
    EXPECT_DOUBLE_EQ(levels.high(), 0.9 - 0.1 * Levels::step);

    Levels other;
    other.note(false, true);
    EXPECT_DOUBLE_EQ(other.low(), 0.1 + 0.1 * Levels::step);
    EXPECT_DOUBLE_EQ(other.high(), 0.9 + 0.9 * Levels::step);
}

TEST(Levels, StayAmongShares) {
    Levels levels;
    for (int i = 0; i < 1000; ++i) levels.note(true, true);
    EXPECT_DOUBLE_EQ(levels.low(), 0.001);
    EXPECT_DOUBLE_EQ(levels.high(), 0.999);
}

// --- what is remembered

/// A queue of two counters where a visitor takes ten minutes.
WaitStart start_with(std::uint32_t ahead, Duration oldest = 0s) {
    return WaitStart{Line{.ahead = ahead, .open = 2, .oldest = oldest, .service_mean = 10min}};
}

TEST(WaitStart, SharesABinWithThoseThatAreAlike) {
    const std::vector<std::size_t> by_ahead{1, 2, 3, 4, 4, 5, 5, 5, 6, 6};
    for (std::uint32_t ahead = 0; ahead < by_ahead.size(); ++ahead) {
        EXPECT_EQ(start_with(ahead).ahead_bin, by_ahead[ahead]) << ahead;
    }
    EXPECT_EQ(start_with(15).ahead_bin, 6U);
    EXPECT_EQ(start_with(16).ahead_bin, 7U);
    EXPECT_EQ(start_with(500).ahead_bin, 8U);
    const std::vector<std::pair<Duration, std::size_t>> by_oldest{
        {0s, 0}, {1s, 1}, {100s, 1}, {101s, 2}, {200s, 2}, {400s, 3}, {800s, 4}, {801s, 5}};
    for (const auto& [oldest, bin] : by_oldest) {
        EXPECT_EQ(start_with(1, oldest).oldest_bin, bin) << oldest;
    }
    EXPECT_TRUE(WaitStart(Line{.ahead = 0, .open = 2, .idle = 1}).is_free());
    EXPECT_FALSE(WaitStart(Line{.ahead = 1, .open = 2, .idle = 1}).is_free());
}

double minutes(Duration duration) {
    return std::chrono::duration<double, std::ratio<60>>{duration}.count();
}

TEST(WaitMemory, BeginsWithThePlan) {
    const auto range = WaitMemory{}.range(start_with(4), 0);

    ASSERT_TRUE(range);
    EXPECT_NEAR(minutes(range->low), 5 * 2.43259, 1e-3);
    EXPECT_NEAR(minutes(range->median), 5 * 4.67091, 1e-3);
    EXPECT_NEAR(minutes(range->high), 5 * 7.99359, 1e-3);
}

TEST(WaitMemory, KnowsFromThePlanThatWhoHasWaitedLongWaitsLonger) {
    // An exponential wait of mean five minutes forgets how long it has lasted.
    const auto range = WaitMemory{}.range(start_with(0), 600);
    ASSERT_TRUE(range);
    EXPECT_NEAR(minutes(range->low), 10 + 5 * 0.1053605, 1e-3);
    EXPECT_NEAR(minutes(range->high), 10 + 5 * 2.302585, 1e-3);

    EXPECT_FALSE(WaitMemory{}.range(start_with(0), 36'000));
}

TEST(WaitMemory, TrustsWaitsOfTheSameStartOnceThereAreForty) {
    WaitMemory memory;
    for (int i = 0; i < 39; ++i) memory.learn(start_with(3), 60, true);
    const auto before = memory.range(start_with(3), 0);
    memory.learn(start_with(3), 60, true);
    const auto after = memory.range(start_with(3), 0);

    EXPECT_GT(before->high, 10min);
    EXPECT_NEAR(minutes(after->low), 1, 1e-6);
    EXPECT_NEAR(minutes(after->high), 1, 1e-6);
}

TEST(WaitMemory, TakesOtherAgesOfTheOldestWhereTheirBinIsThin) {
    WaitMemory memory;
    for (int i = 0; i < 40; ++i) memory.learn(start_with(3, 10min), 60, true);

    EXPECT_NEAR(minutes(memory.range(start_with(3, 1min), 0)->high), 1, 1e-6);
}

TEST(WaitMemory, TakesAllWaitsByTheCallsTheyTookWhereItsOwnAreThin) {
    WaitMemory memory;
    for (int i = 0; i < 40; ++i) memory.learn(start_with(1), 60, true);

    EXPECT_NEAR(minutes(memory.range(start_with(9), 0)->high), 5, 1e-6);
}

TEST(WaitMemory, KeepsOnlyWaitsLongerThanTheAge) {
    WaitMemory memory;
    for (int i = 1; i <= 60; ++i) memory.learn(start_with(3), i * 60.0, true);

    const auto range = memory.range(start_with(3), 40 * 60.0);
    ASSERT_TRUE(range);
    EXPECT_GE(range->low, 40min);
    EXPECT_LE(range->high, 60min);
}

TEST(WaitMemory, WidensWhatWasMissed) {
    WaitMemory memory;
    for (int i = 1; i <= 100; ++i) memory.learn(start_with(3), i * 60.0, true);
    const auto before = memory.range(start_with(3), 0);
    for (int i = 0; i < 5; ++i) memory.judge(*before, 2h, true);
    const auto after = memory.range(start_with(3), 0);

    EXPECT_GT(after->high, before->high);
    EXPECT_LE(after->low, after->median);
    EXPECT_LE(after->median, after->high);
}

TEST(WaitMemory, LearnsFromWhoLeftOnlyThatTheWaitWasLonger) {
    WaitMemory memory;
    for (int i = 1; i <= 100; ++i) memory.learn(start_with(3), i * 60.0, true);
    const auto before = memory.range(start_with(3), 0);
    memory.judge(*before, 1min, false);

    EXPECT_EQ(memory.range(start_with(3), 0), before);
}

// Minutes or days: the method knows no unit of its own.
TEST(WaitMemory, GrowsWithTheTimesOfItsHall) {
    WaitMemory slow;
    WaitMemory fast;
    const auto start_of = [](Duration mean) {
        return WaitStart{Line{.ahead = 3, .open = 2, .oldest = mean / 2, .service_mean = mean}};
    };
    for (int i = 1; i <= 50; ++i) {
        slow.learn(start_of(40min), i * 240.0, true);
        fast.learn(start_of(10min), i * 60.0, true);
    }
    const auto slowly = slow.range(start_of(40min), 480);
    const auto quickly = fast.range(start_of(10min), 120);
    EXPECT_NEAR(minutes(slowly->low), 4 * minutes(quickly->low), 1e-6);
    EXPECT_NEAR(minutes(slowly->high), 4 * minutes(quickly->high), 1e-6);
}

}  // namespace
}  // namespace gerai::measure
