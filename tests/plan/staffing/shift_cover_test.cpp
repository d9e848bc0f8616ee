#include "plan/staffing/shift_cover.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "plan/staffing/covering_program.h"

namespace gerai::plan {

namespace {

using Needs = std::vector<int>;

bool is_cover(const ShiftKinds& kinds, const std::vector<int>& times, const Needs& needs,
              int at_once) {
    for (std::size_t i = 0; i < needs.size(); ++i) {
        int covering = 0;
        int held = 0;
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            if (kinds[kind].covers(i)) covering += times[kind];
            if (kinds[kind].holds(i)) held += times[kind];
        }
        if (covering < needs[i] || held > at_once) return false;
    }
    return true;
}

/// The least cost of all covers with up to `at_once` of each kind, by trying every one.
std::optional<int> least_by_trying(const ShiftKinds& kinds, const Needs& needs, int at_once) {
    std::optional<int> least;
    std::vector<int> times(kinds.size(), 0);
    while (true) {
        if (is_cover(kinds, times, needs, at_once)) {
            int cost = 0;
            for (std::size_t i = 0; i < kinds.size(); ++i) cost += times[i] * kinds[i].cost;
            if (!least || cost < *least) least = cost;
        }
        std::size_t digit = 0;
        while (digit < times.size() && times[digit] == at_once) times[digit++] = 0;
        if (digit == times.size()) return least;
        ++times[digit];
    }
}

TEST(LinearProgram, IsLeastWhereTheTextbookSaysSo) {
    // Least 2x + 3y with x + y >= 4, x + 3y >= 6, x <= 3: at (3, 1).
    const auto point =
        least_point({.costs = {2, 3}, .rows = {{-1, -1}, {-1, -3}, {1, 0}}, .limits = {-4, -6, 3}});
    ASSERT_TRUE(point);
    EXPECT_NEAR((*point)[0], 3, 1e-9);
    EXPECT_NEAR((*point)[1], 1, 1e-9);
    EXPECT_FALSE(least_point({.costs = {1}, .rows = {{-1}, {1}}, .limits = {-2, 1}}));
}

TEST(ShiftKinds, FillADayWithoutABreak) {
    const auto kinds = flexible_shifts(std::vector<bool>(15, true));  // 08:00 to 15:30.
    const auto is = [&](std::size_t from, std::size_t to, int cost) {
        return std::ranges::find(kinds, Shift{.from = from, .to = to, .cost = cost}) != kinds.end();
    };
    EXPECT_EQ(kinds.size(), 9);
    EXPECT_TRUE(is(0, 15, 15));
    EXPECT_TRUE(is(0, 8, 8));
    EXPECT_TRUE(is(8, 15, 7));
    EXPECT_TRUE(is(0, 4, 4));
    EXPECT_TRUE(is(0, 6, 6));
    EXPECT_TRUE(is(2, 10, 8));
    EXPECT_TRUE(is(4, 12, 8));
    EXPECT_TRUE(is(6, 14, 8));
    EXPECT_TRUE(is(10, 15, 5));
}

TEST(ShiftKinds, DoNotPayForTheBreakOfTheMall) {
    std::vector<bool> open(15, true);
    open[8] = open[9] = false;
    const auto kinds = flexible_shifts(open);
    const auto is = [&](std::size_t from, std::size_t to, int cost) {
        return std::ranges::find(kinds, Shift{.from = from, .to = to, .cost = cost}) != kinds.end();
    };
    EXPECT_TRUE(is(0, 15, 13));
    EXPECT_TRUE(is(0, 8, 8));
    EXPECT_TRUE(is(10, 15, 5));
    EXPECT_TRUE(is(4, 12, 6));
    EXPECT_EQ(whole_day_shifts(open), (ShiftKinds{{.from = 0, .to = 15, .cost = 13}}));
}

TEST(ShiftCover, CostsWhatIsKnown) {
    const ShiftKinds kinds{{.from = 0, .to = 4, .cost = 4},
                           {.from = 0, .to = 2, .cost = 2},
                           {.from = 2, .to = 4, .cost = 2},
                           {.from = 1, .to = 3, .cost = 2}};
    struct Row {
        Needs needs;
        int at_once;
        std::optional<int> cost;
        int shifts;
    };
    for (const auto& [needs, at_once, cost, shifts] :
         {Row{{1, 1, 1, 1}, 1, 4, 1},  // One shift rather than two.
          Row{{1, 2, 2, 1}, 2, 6, 2},
          Row{{2, 3, 3, 0}, 3, 10, 3},            // Two for the whole day, one in the middle.
          Row{{1, 0, 0, 1}, 1, 4, 1},             // A hole is covered too.
          Row{{0, 1, 1, 0}, 1, 2, 1},             //
          Row{{1, 3, 0, 0}, 2, std::nullopt, 0},  // More than there are counters.
          Row{{0, 0, 0, 0}, 1, 0, 0}}) {
        const auto cover = least_cover(kinds, needs, at_once);
        ASSERT_EQ(cover.has_value(), cost.has_value());
        if (!cover) continue;
        EXPECT_TRUE(is_cover(kinds, cover->times, needs, at_once));
        EXPECT_EQ(cover->cost, *cost);
        EXPECT_EQ(std::accumulate(cover->times.begin(), cover->times.end(), 0), shifts);
        EXPECT_TRUE(cover->is_least);
    }
}

TEST(ShiftCover, PutsRestsWhereOthersWork) {
    ShiftKinds kinds;
    for (std::size_t rest = 1; rest < 4; ++rest) {
        kinds.push_back({.from = 0, .to = 5, .rest = rest, .cost = 4});
    }
    // Of four, two would rest at once; of five, two may.
    const auto cover = least_cover(kinds, Needs(5, 3), 5);
    ASSERT_TRUE(cover);
    EXPECT_EQ(cover->cost, 20);
    for (const int open : covered_by(*cover, kinds, 5)) EXPECT_GE(open, 3);
    EXPECT_FALSE(least_cover(kinds, Needs(5, 3), 4));
}

/// Goal: no cover is cheaper than the one that is found. Method: small random kinds, with rests,
/// against every cover that there is.
RC_GTEST_PROP(ShiftCover, IsTheCheapestOfAll, ()) {
    constexpr std::size_t half_hours = 6;
    const auto at_once = *rc::gen::inRange(1, 4);
    const auto needs = *rc::gen::container<Needs>(half_hours, rc::gen::inRange(0, at_once + 1));
    ShiftKinds kinds;
    const auto count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) {
        const auto from = *rc::gen::inRange<std::size_t>(0, half_hours - 1);
        const auto to = *rc::gen::inRange<std::size_t>(from + 1, half_hours + 1);
        Shift one{.from = from, .to = to, .cost = *rc::gen::inRange(1, 8)};
        if (to - from > 2 && *rc::gen::arbitrary<bool>()) {
            one.rest = *rc::gen::inRange(from + 1, to - 1);
        }
        kinds.push_back(one);
    }
    const auto cover = least_cover(kinds, needs, at_once);
    RC_ASSERT(least_by_trying(kinds, needs, at_once) ==
              (cover ? std::optional{cover->cost} : std::nullopt));
    if (cover) RC_ASSERT(is_cover(kinds, cover->times, needs, at_once));
}

}  // namespace

}  // namespace gerai::plan
