#include "plan/study/funnel.h"

#include <gtest/gtest.h>

#include <cmath>

#include "measure/made_bundle.h"

namespace gerai::plan {

namespace {

using measure::made_bundle;

TEST(Funnel, HasTheExactLimitsOfTheBinomialLaw) {
    struct Row {
        std::int64_t count;
        std::array<double, 4> limits;
    };
    for (const Row& row : {Row{50, {.739872, .800277, .966137, .996119}},
                           Row{100, {.791643, .832281, .949619, .975821}},
                           Row{400, {.849684, .868370, .927189, .942119}}}) {
        constexpr std::array<double, 4> levels{.001, .025, .975, .999};
        for (std::size_t i = 0; i < levels.size(); ++i) {
            EXPECT_NEAR(funnel_limit(.9, row.count, levels[i]), row.limits[i], 5.1e-7)
                << row.count << ' ' << levels[i];
        }
    }
}

TEST(Funnel, TellsWilsonsRangeOfAShare) {
    const ShareRange range = wilson({.part = 85, .whole = 100});

    EXPECT_NEAR(range.low, .767164, 5.1e-7);
    EXPECT_NEAR(range.high, .906940, 5.1e-7);
    EXPECT_EQ(wilson({}).high, 1);
}

TEST(Funnel, WidensTheLimitsOfAnIndexByHowMuchMallsDiffer) {
    const ShareRange limits = index_limits(80, 12, 144, std::sqrt(3.0), 2);

    EXPECT_NEAR(limits.low, 76, 1e-12);
    EXPECT_NEAR(limits.high, 84, 1e-12);
}

TEST(Funnel, DrawsInTheOuterTenthsBeforeItJudgesOverDispersion) {
    const std::vector<double> z{-9, -2, -1, 0, 0, 0, 0, 1, 2, 30};

    EXPECT_EQ(winsorised(z), (std::vector<double>{-2, -2, -1, 0, 0, 0, 0, 1, 2, 2}));
    const std::vector<double> errors(10, .01);
    const OverDispersion found = over_dispersion(z, errors);
    EXPECT_TRUE(found.is_known);
    EXPECT_NEAR(found.phi, 1.8, 1e-12);
    EXPECT_NEAR(found.limit, 1.6918978, 1e-7);  // The chi-square law of 9 at 95 %: 16.918978.
    // (18 - 9) / (10 w - w), with w = 10,000.
    EXPECT_NEAR(found.tau, .01, 1e-12);
    EXPECT_FALSE(over_dispersion({{9., -9.}}, {{.01, .01}}).is_known);
}

/// Malls of one service, each with that many of a thousand in time.
std::vector<measure::Bundle> malls_with(const std::vector<int>& in_time) {
    std::vector<measure::Bundle> malls;
    for (std::size_t i = 0; i < in_time.size(); ++i) {
        malls.push_back(made_bundle(std::string{"mall-"} + static_cast<char>('z' - i),
                                    {{"ktp", 480, 510, 1'000, in_time[i]}}));
    }
    return malls;
}

TEST(Funnel, SaysWhoIsOutsideAndOrdersByName) {
    const Funnel told =
        funnel(malls_with({900, 901, 899, 905, 895, 902, 898, 900, 940, 860, 900, 900}));

    EXPECT_TRUE(told.dispersion.is_known);
    EXPECT_FALSE(told.dispersion.is_seen());
    EXPECT_NEAR(told.share, .9, 1e-9);
    ASSERT_EQ(told.malls.size(), 12);
    EXPECT_EQ(told.malls.front().mall, "mall-o");
    EXPECT_EQ(told.malls.back().mall, "mall-z");
    EXPECT_EQ(told.malls[3].mall, "mall-r");
    EXPECT_EQ(told.malls[3].place, Place::much_better);
    EXPECT_EQ(told.malls[2].place, Place::much_worse);
    EXPECT_EQ(told.malls.back().place, Place::expected);
    EXPECT_NEAR(told.malls[3].shrunken, .9, 1e-9);  // No difference between malls is seen.
}

TEST(Funnel, WidensTheLimitsWhereMallsDifferMoreThanChance) {
    const Funnel told = funnel(malls_with({800, 820, 840, 860, 880, 900, 920, 940, 960, 980}));

    EXPECT_TRUE(told.dispersion.is_seen());
    for (const FunnelMall& mall : told.malls) EXPECT_EQ(mall.place, Place::expected) << mall.mall;
}

TEST(Funnel, HasTheLimitsOfChanceAloneUnderTenMalls) {
    const Funnel told = funnel(malls_with({900, 930, 870}));

    EXPECT_FALSE(told.dispersion.is_known);
    EXPECT_NEAR(told.malls[0].limits[1], funnel_limit(.9, 1'000, .025), 1e-12);
    EXPECT_EQ(told.malls[1].place, Place::much_better);
}

TEST(Funnel, ComparesNothingWherePromisesDiffer) {
    auto malls = malls_with({900, 800});
    malls[0].mall.promised_wait_seconds = 1'200;

    const Funnel told = funnel(malls);

    EXPECT_TRUE(told.promises_differ);
    EXPECT_TRUE(told.malls.empty());
}

/// How likely each number in time is of visitors with these chances, exactly.
std::vector<double> law_of(const std::vector<double>& chances) {
    std::vector<double> law{1};
    for (const double p : chances) {
        law.push_back(0);
        for (std::size_t i = law.size() - 1; i > 0; --i) {
            law[i] = law[i] * (1 - p) + law[i - 1] * p;
        }
        law[0] *= 1 - p;
    }
    return law;
}

/// Below which it lies with that probability, interpolated between the steps.
double quantile_of(const std::vector<double>& law, double q) {
    double sum = 0;
    std::size_t r = 0;
    while (sum + law[r] <= q) sum += law[r++];
    return static_cast<double>(r) - (sum + law[r] - q) / law[r];
}

/// A mall that is mostly asked for what is hard, beside one that is asked for what is easy.
std::vector<measure::Bundle> hard_beside_easy(int hard_in_time) {
    return {made_bundle("hard", {{"easy", 480, 510, 10, 9}, {"hard", 480, 510, 400, hard_in_time}}),
            made_bundle("plain", {{"easy", 480, 510, 3'990, 3'791}, {"hard", 480, 510, 400, 216}})};
}

TEST(Funnel, HasLimitsThatAgreeWithItsZWhereTheMixIsHard) {
    const Funnel told = funnel(hard_beside_easy(184));

    const FunnelMall& hard = told.malls[0];
    EXPECT_NEAR(hard.z, -1.6, .05);
    EXPECT_EQ(hard.place, Place::expected);
    EXPECT_LT(hard.limits[1], hard.ratio);
    EXPECT_GT(hard.limits[2], told.share);
    EXPECT_EQ(funnel(hard_beside_easy(150)).malls[0].place, Place::much_worse);
}

TEST(Funnel, HasLimitsCloseToThoseOfTheExactLawOfAMix) {
    const auto malls = hard_beside_easy(184);
    std::vector<double> chances(400, .5);
    chances.resize(410, .95);
    const auto law = law_of(chances);
    const double scale = funnel(malls).share / (400 * .5 + 10 * .95);

    const auto limits = funnel(malls).malls[0].limits;

    constexpr std::array<double, 4> levels{.001, .025, .975, .999};
    for (std::size_t i = 0; i < levels.size(); ++i) {
        EXPECT_NEAR(limits[i] / scale, quantile_of(law, levels[i]), .05) << levels[i];  // Visitors.
    }
}

TEST(Funnel, TakesWhatAlwaysHappensForNoChance) {
    // Of one service everybody is in time, and of another nobody: neither says anything.
    const std::vector<measure::Bundle> malls{
        made_bundle("a", {{"always", 480, 510, 40, 40}, {"never", 480, 510, 30, 0}}),
        made_bundle("b", {{"always", 480, 510, 60, 60}, {"never", 480, 510, 10, 0}}),
        made_bundle("c", {{"never", 480, 510, 10, 0}})};

    const Funnel told = funnel(malls);

    EXPECT_EQ(told.malls[2].ratio, 0);  // Of nobody's.
    for (const FunnelMall& mall : told.malls) {
        EXPECT_EQ(mall.z, 0);
        EXPECT_NE(mall.place, Place::much_worse) << mall.mall;
        EXPECT_NE(mall.place, Place::much_better) << mall.mall;
        for (const double limit : mall.limits) EXPECT_NEAR(limit, told.share, 1e-9) << mall.mall;
    }
}

TEST(Funnel, AdjustsForTheMix) {
    // Everybody is as good at each service; one has more of the hard one.
    const std::vector<measure::Bundle> malls{
        made_bundle("a", {{"easy", 480, 510, 100, 95}, {"hard", 480, 510, 900, 540}}),
        made_bundle("b", {{"easy", 480, 510, 900, 855}, {"hard", 480, 510, 100, 60}})};

    const Funnel told = funnel(malls);

    EXPECT_NEAR(told.malls[0].raw.share(), .635, 1e-9);
    EXPECT_NEAR(told.malls[1].raw.share(), .915, 1e-9);
    EXPECT_NEAR(told.malls[0].ratio, told.malls[1].ratio, 1e-9);
    EXPECT_NEAR(told.malls[0].z, 0, 1e-9);
}

}  // namespace

}  // namespace gerai::plan
