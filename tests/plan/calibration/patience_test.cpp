#include "plan/calibration/patience.h"

#include <gtest/gtest.h>

#include <cmath>

#include "plan/formulas/queues.h"
#include "plan/random.h"
#include "plan/textbook.h"

namespace gerai::plan {

namespace {

/// Who came to a queue that everybody leaves without a word, as its calls show it; waits in units.
std::vector<StatusAtCall> calls_of(double arrivals, double leaving, double length) {
    Model model = one_queue(10, Exponential{units(1)});
    model.streams.push_back(steady(arrivals));
    model.streams.front().who.patience = Patience{Exponential{units(1 / leaving)}, 0};
    model.until = at_units(length);
    const SimulatedDay day = Simulator{model}.run(1, 0);
    std::vector<StatusAtCall> calls;
    for (const measure::StepRecord& record : day.records) {
        if (!record.called_at || record.e < at_units(50)) continue;
        calls.push_back({in_seconds(record.wait), record.state == hall::StepState::no_show});
    }
    return calls;
}

struct Row {
    double arrivals;
    double leaving;
    double by_ratio;  ///< What leavers over time waited comes to.
};

class CurrentStatus : public testing::TestWithParam<Row> {};

TEST_P(CurrentStatus, GivesThePatienceThatTheRatioMistakes) {
    const auto [arrivals, leaving, by_ratio] = GetParam();
    const double length = is_full_precision() ? 100'000 : 10'000;
    const auto calls = calls_of(arrivals, leaving, length);
    double gone = 0;
    double waited = 0;
    for (const StatusAtCall& call : calls) {
        gone += call.is_gone ? 1 : 0;
        waited += call.waited;
    }

    const auto mean = patience_by_status(calls);

    ASSERT_TRUE(mean);
    EXPECT_TRUE(mean->holds(1 / leaving)) << mean->low << " to " << mean->high;
    EXPECT_NEAR(1 / mean->value, leaving, leaving * 0.03);
    EXPECT_NEAR(gone / waited, by_ratio, by_ratio * 0.04);
}

// The ratios are those of the exact queue with impatience: leavers over the offered wait.
INSTANTIATE_TEST_SUITE_P(Table, CurrentStatus,
                         testing::Values(Row{10, .5, .429}, Row{12, .25, .216}, Row{9, .1, .095}));

TEST(Patience, IsUnknownWhereNobodyOrEverybodyIsGone) {
    EXPECT_FALSE(patience_by_status(std::vector<StatusAtCall>{{10, false}, {20, false}}));
    EXPECT_FALSE(patience_by_status(std::vector<StatusAtCall>{{10, true}, {20, true}}));
}

TEST(Patience, OfOneCallEachHasAnAnswerOnPaper) {
    // 1 - exp(-w/mean) = 1/4 gone at one and the same wait.
    const std::vector<StatusAtCall> calls{{600, true}, {600, false}, {600, false}, {600, false}};

    EXPECT_NEAR(patience_by_status(calls)->value, -600 / std::log(.75), 1e-3);
}

/// Visits of one service, each called once after an exponential wait and once more if it came back.
std::vector<Staying> stays(const PatienceFit& truth, int count, Random random) {
    std::vector<Staying> all;
    for (int i = 0; i < count; ++i) {
        const double offered = 900 * random.exponential();
        const double patience = truth.mean_seconds.value * random.exponential();
        const bool says = random.chance(truth.says_goodbye.value);
        if (patience < offered) {
            all.push_back(says ? Staying{.until = patience, .ending = Staying::Ending::said_goodbye}
                               : Staying{.until = offered, .ending = Staying::Ending::missed});
        } else if (!random.chance(truth.absent.value)) {
            all.push_back({.seen = offered, .ending = Staying::Ending::stayed, .met = 1});
        } else if (random.chance(truth.comes_back.value)) {
            all.push_back(
                {.seen = offered, .ending = Staying::Ending::stayed, .met = 1, .came_back = 1});
        } else {
            all.push_back({.until = offered, .ending = Staying::Ending::missed});
        }
    }
    return all;
}

TEST(Patience, TellsSilentLeaversFromThoseWhoMissTheirCall) {
    const PatienceFit truth{.mean_seconds = {.value = 3600},
                            .says_goodbye = {.value = .5},
                            .absent = {.value = .05},
                            .comes_back = {.value = .5}};
    int held = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto fit = patience_of(stays(truth, 5000, Random{Key{seed}, Purpose::patience}));
        ASSERT_TRUE(fit);
        held += fit->mean_seconds.holds(truth.mean_seconds.value) ? 1 : 0;
        held += fit->says_goodbye.holds(truth.says_goodbye.value) ? 1 : 0;
        held += fit->absent.holds(truth.absent.value) ? 1 : 0;
        held += fit->comes_back.holds(truth.comes_back.value) ? 1 : 0;
    }
    EXPECT_GE(held, 72);  // Of 80; each on its own is held to 18 of 20 in the whole hall.
}

TEST(Patience, WithoutGoodbyesIsThatOfCurrentStatus) {
    std::vector<Staying> seen;
    std::vector<StatusAtCall> calls;
    Random random{Key{5}, Purpose::patience};
    for (int i = 0; i < 4000; ++i) {
        const double offered = 900 * random.exponential();
        const bool is_gone = 3600 * random.exponential() < offered;
        calls.push_back({offered, is_gone});
        seen.push_back(is_gone
                           ? Staying{.until = offered, .ending = Staying::Ending::missed}
                           : Staying{.seen = offered, .ending = Staying::Ending::stayed, .met = 1});
    }

    const auto all = patience_of(seen);
    const auto status = patience_by_status(calls);

    ASSERT_TRUE(all && status);
    EXPECT_NEAR(all->mean_seconds.value, status->value, status->value * 0.05);
    EXPECT_LT(all->absent.value, 0.02);
    EXPECT_LT(all->says_goodbye.high, 0.02);
}

TEST(Patience, IsUnknownWhereHardlyAnybodyLeaves) {
    std::vector<Staying> seen(1000, {.seen = 600, .ending = Staying::Ending::stayed, .met = 1});
    for (int i = 0; i < 10; ++i) {
        seen.push_back({.until = 600, .ending = Staying::Ending::said_goodbye});
    }

    EXPECT_FALSE(patience_of(seen));
}

}  // namespace

}  // namespace gerai::plan
