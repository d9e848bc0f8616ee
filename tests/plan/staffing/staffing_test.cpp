#include "plan/staffing/staffing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

#include "plan/formulas/queues.h"
#include "plan/staffed_halls.h"
#include "plan/staffing/endless_hall.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

TEST(CounterPools, JoinCountersThatShareServices) {
    hall::Rules rules = endless(4, {{{0}}, {{1}, {2}}, {{0}}, {{2}}, {{1}}, {}, {{3}}}).rules;
    rules.counters[1].agency = {1};
    const auto pools = pools_of(rules);
    ASSERT_EQ(pools.size(), 3);
    EXPECT_EQ(pools[0].counters, (std::vector<hall::CounterIndex>{{0}, {2}}));
    EXPECT_EQ(pools[0].at_least, 1);
    EXPECT_EQ(pools[1].agency, hall::AgencyIndex{1});
    EXPECT_EQ(pools[1].services, (std::vector<hall::ServiceIndex>{{1}, {2}}));
    // The one that gives both, then the two that give both together.
    EXPECT_EQ(pools[1].counters, (std::vector<hall::CounterIndex>{{1}, {3}, {4}}));
    EXPECT_EQ(pools[1].at_least, 1);
    EXPECT_EQ(pools[2].counters, (std::vector<hall::CounterIndex>{{6}}));
}

TEST(CounterPools, OpenTheUnlikeOnesFirst) {
    const auto pools = pools_of(endless(3, {{{0}, {1}}, {{0}, {1}}, {{1}, {2}}}).rules);
    ASSERT_EQ(pools.size(), 1);
    EXPECT_EQ(pools[0].counters, (std::vector<hall::CounterIndex>{{0}, {2}, {1}}));
    EXPECT_EQ(pools[0].at_least, 2);
}

TEST(CounterPools, MakeARosterOfAStaffing) {
    const Model model = two_agencies();
    const auto pools = pools_of(model.rules);
    EXPECT_EQ(open_half_hours(model.rules),
              (std::vector<bool>{true, true, true, true, false, false, true, true, true, true}));
    const auto roster = roster_for({{1, 2, 2, 1, 0, 0, 1, 2, 1, 1}, {1, 1, 1, 1, 0, 0, 1, 1, 1, 1}},
                                   pools, model.rules);
    const auto at = [](double from, double to) {
        return Interval{start + from_seconds(3600 * from), start + from_seconds(3600 * to)};
    };
    const std::vector<Interval> noon{at(10, 11)};
    ASSERT_EQ(roster.size(), 4);
    EXPECT_EQ(roster[0].at, at(8, 13));
    EXPECT_EQ(roster[0].breaks, noon);
    EXPECT_EQ(roster[0].end, AtEnd::serves_out);
    EXPECT_EQ(roster[1].counter, hall::CounterIndex{1});
    EXPECT_EQ(roster[1].at, at(8.5, 9.5));
    EXPECT_EQ(roster[1].end, AtEnd::closes);
    EXPECT_EQ(roster[2].at, at(11.5, 12));
    EXPECT_TRUE(roster[2].breaks.empty());
    EXPECT_EQ(roster[3].counter, hall::CounterIndex{4});
    EXPECT_EQ(roster[3].at, at(8, 13));
}

TEST(CounterPools, HaveMoreCountersLikeThoseThereAre) {
    const Model model = two_agencies();
    const LargerHall larger = with_more_counters(model, pools_of(model.rules), {0, 3});
    ASSERT_EQ(larger.model.rules.counters.size(), 11);
    EXPECT_EQ(larger.pools[1].counters,
              (std::vector<hall::CounterIndex>{{4}, {5}, {6}, {7}, {8}, {9}, {10}}));
    EXPECT_EQ(larger.model.rules.counters[10].gives, model.rules.counters[4].gives);
    EXPECT_EQ(larger.model.rules.counters[10].number, 11);
}

TEST(PooledCells, HoldEnoughToPromiseSomething) {
    const std::vector<bool> open{true, true, true, true, false, true, true};
    const auto cells = pooled_cells({{3, 1, 1, 1, 0, .5, .5}}, open, 2);
    const auto is = [&](std::size_t i, std::size_t from, std::size_t to, bool thin, bool is_open) {
        const PooledCell& one = cells[i];
        return one.from == from && one.to == to && one.is_thin == thin && one.is_open == is_open;
    };
    ASSERT_EQ(cells.size(), 4);
    EXPECT_TRUE(is(0, 0, 1, false, true));
    EXPECT_TRUE(is(1, 1, 4, false, true));  // The rest is with those before it.
    EXPECT_TRUE(is(2, 4, 5, true, false));
    EXPECT_TRUE(is(3, 5, 7, true, true));
}

// Known by hand: of days with 2, 4 and 0 steps 1, 4 and 0 were called in time.
TEST(DaySums, KnowTheirErrorByTheDay) {
    DaySums sums;
    sums.add_day({.called = 2, .counted = 2, .within = 1, .wait_seconds = 1800});
    sums.add_day({.called = 4, .counted = 4, .within = 4, .wait_seconds = 600});
    sums.add_day({});
    EXPECT_EQ(sums.steps(), 6);
    EXPECT_DOUBLE_EQ(sums.service_level(), 5.0 / 6);
    const double first = 1 - 2 * 5.0 / 6;
    const double second = 4 - 4 * 5.0 / 6;
    EXPECT_NEAR(sums.error(), std::sqrt(first * first + second * second) / 6, 1e-12);
    EXPECT_NEAR(sums.mean_wait(), 40.0 / 6, 1e-12);
}

TEST(EndlessHall, HasTheOfferedLoadOfTheFormula) {
    const Model model = day_with(20min, 60min, 3);
    const auto pools = pools_of(model.rules);
    const ScoreBoard board{model.rules, pools, 15min};
    const auto endless = endless_hall(model, pools, board, {.days = 60}, {});
    // The greatest in the half-hour, of services of twenty minutes.
    const std::vector<double> rates{12, 24, 36, 42, 40, 34, 26, 18, 16, 22, 28, 30, 24, 18, 10, 4};
    std::vector<double> per_minute;
    for (const double rate : rates) per_minute.push_back(rate / 60);
    const LogNormal law = log_normal(20min, .8);
    const auto survival = [&](double minutes) {
        if (minutes <= 0) return 1.0;
        return std::erfc(std::log(minutes * 60 / in_seconds(law.median)) / law.sigma /
                         std::sqrt(2)) /
               2;
    };
    ASSERT_TRUE(endless);
    EXPECT_NEAR(in_seconds(endless->pools[0].held), 1200, 60);
    for (std::size_t i = 0; i < rates.size(); ++i) {
        double peak = 0;
        for (int look = 0; look <= 6; ++look) {
            const double at = 30.0 * static_cast<double>(i) + 5 * look;
            peak = std::max(peak, offered_load(per_minute, 30, survival, at));
        }
        EXPECT_NEAR(endless->pools[0].peak_load[i], peak, 4 * std::sqrt(peak / 60)) << i;
        EXPECT_NEAR(endless->steps_a_day()[0][i], rates[i] / 2, 4 * std::sqrt(rates[i] / 120)) << i;
        EXPECT_EQ(endless->score.half_hours[0][i].service_level(), 1);
    }
}

TEST(Staffing, FindsAsFewCountersAsTheTable) {
    struct Row {
        Duration service;
        std::optional<Duration> patience;
        int searched;
        int mol_max;
    };
    const bool is_full = is_full_precision();
    for (const auto& [service, patience, searched, mol_max] :
         {Row{8min, 60min, 64, 69}, Row{20min, 60min, 144, 159},
          Row{20min, std::nullopt, 156, 183}}) {
        const Model model = day_with(service, patience, 24);
        StaffingWish wish{.load_days = is_full ? 200U : 60U,
                          .search_days = is_full ? 400U : 60U,
                          .confirm_days = 0,
                          .threads = is_full ? std::thread::hardware_concurrency() : 1};
        const auto plan = plan_staffing(model, wish);
        ASSERT_TRUE(plan);
        EXPECT_NEAR(counter_half_hours(plan->mol_max), mol_max, is_full ? 2 : 4);
        // The table's search found these; a search that goes further may find fewer.
        EXPECT_LE(plan->counter_half_hours(), searched + (is_full ? 2 : 5));
        for (const PromisedCell& cell : plan->cells) {
            EXPECT_GE(cell.service_level.value, .9) << cell.cell.from;
        }
        if (!is_full) return;

        wish.confirm_days = 2000;
        const auto promise = plan_staffing(model, wish);
        EXPECT_LE(promise->counter_half_hours(), mol_max);
        for (const PromisedCell& cell : promise->cells) {
            EXPECT_EQ(cell.keeping, Keeping::kept) << cell.cell.from;
            EXPECT_GE(cell.lower_bound, .9);
        }
    }
}

TEST(Staffing, KeepsItsPromiseOnDaysThatItHasNotSeen) {
    const Model model = two_agencies();
    const auto plan = plan_staffing(model, quick());
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan->shortages.empty());
    for (const PromisedCell& one : plan->cells) {
        if (!one.cell.is_open) {
            EXPECT_EQ(one.keeping, Keeping::a_break);
            EXPECT_EQ(plan->counters[one.cell.pool][one.cell.from], 0);
        } else if (one.keeping == Keeping::unreachable) {
            // Who comes on from the other agency right before the break waits for its end.
            EXPECT_EQ(one.cell.pool, 1);
            EXPECT_EQ(one.cell.to, 4);
            EXPECT_LT(one.reachable, .9);
        } else if (!one.cell.is_thin) {
            EXPECT_EQ(one.keeping, Keeping::kept) << one.cell.pool << ' ' << one.cell.from;
            EXPECT_GE(one.lower_bound, .9);
        }
    }
    EXPECT_LE(plan->counter_half_hours(), counter_half_hours(plan->mol_max) + 2);
    EXPECT_EQ(plan->half_hours[0][2].counters, plan->counters[0][2]);
    EXPECT_NEAR(plan->half_hours[0][2].steps, 9, 1);
}

TEST(Staffing, KeepsAnotherPromiseInEachHalfHour) {
    const Model model = day_with(8min, 60min, 12);
    StaffingWish wish = quick();
    wish.shares.assign(16, .5);
    std::fill(wish.shares.begin() + 8, wish.shares.end(), .95);
    const auto plan = plan_staffing(model, wish);
    ASSERT_TRUE(plan);
    for (const PromisedCell& one : plan->cells) {
        const double asked = one.cell.to <= 8 ? .5 : .95;
        EXPECT_DOUBLE_EQ(one.target, asked);
        EXPECT_EQ(one.keeping, Keeping::kept) << one.cell.from;
        EXPECT_GE(one.lower_bound, asked);
    }
    // The morning is busier, and yet does with fewer.
    EXPECT_LE(plan->counters[0][3], plan->counters[0][11]);
    EXPECT_LT(plan->cells[3].service_level.value, .9);
}

TEST(Staffing, IsTheSameOnAnyNumberOfThreads) {
    const Model model = two_agencies();
    StaffingWish wish = quick(20, 50);
    const auto one = plan_staffing(model, wish);
    wish.threads = 3;
    const auto three = plan_staffing(model, wish);
    EXPECT_EQ(one->counters, three->counters);
    EXPECT_EQ(one->evaluations, three->evaluations);
    for (std::size_t i = 0; i < one->cells.size(); ++i) {
        EXPECT_EQ(one->cells[i].lower_bound, three->cells[i].lower_bound);
    }
    for (std::size_t i = 0; i < one->half_hours[1].size(); ++i) {
        EXPECT_EQ(one->half_hours[1][i].wait_minutes, three->half_hours[1][i].wait_minutes);
    }
}

TEST(Staffing, SaysWhatATargetWouldNeedThatCannotBeMet) {
    const Model model = day_with(8min, 60min, 4);
    const auto plan = plan_staffing(model, quick());
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->shortages.size(), 1);
    const Shortage& shortage = plan->shortages[0];
    EXPECT_EQ(shortage.pool, 0);
    EXPECT_LT(shortage.service_level, .8);
    EXPECT_LT(shortage.lower_bound, shortage.service_level);
    EXPECT_GE(shortage.needed(), 6);
    EXPECT_LE(shortage.needed(), 8);
    EXPECT_EQ(std::ranges::max(plan->counters[0]), 4);
    EXPECT_EQ(plan->cells[3].keeping, Keeping::not_kept);
    EXPECT_EQ(plan->cells[3].reachable, 1);
}

TEST(Staffing, KnowsWhatNoCounterCanMend) {
    Model model = day_with(8min, 60min, 20);
    // Who comes in the break is called when it is over.
    model.rules.opening = {{start + 8h, start + 11h}, {start + 12h, start + 16h}};
    const auto plan = plan_staffing(model, quick());
    ASSERT_TRUE(plan);
    for (const PromisedCell& one : plan->cells) {
        if (one.cell.is_open) continue;
        EXPECT_EQ(one.keeping, Keeping::a_break);
        EXPECT_LT(one.reachable, .9);
    }
    EXPECT_TRUE(plan->shortages.empty());
}

TEST(Staffing, StopsWhenItIsTold) {
    const Model model = two_agencies();
    std::stop_source source;
    std::vector<StaffingStage> stages;
    const auto stop_at_trim = [&](const StaffingProgress& progress) {
        stages.push_back(progress.stage);
        if (progress.stage == StaffingStage::trim) source.request_stop();
    };
    EXPECT_FALSE(plan_staffing(model, quick(), stop_at_trim, source.get_token()));
    EXPECT_EQ(stages.front(), StaffingStage::offered_load);
    EXPECT_EQ(std::ranges::count(stages, StaffingStage::trim), 1);
    EXPECT_FALSE(plan_staffing(model, quick(), {}, source.get_token()));
}

}  // namespace
}  // namespace gerai::plan
