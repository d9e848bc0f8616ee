#include "plan/staffing/shifts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "plan/staffed_halls.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

/// Whether the shifts are of the kinds that there may be, and none begins at a counter before the
/// one before it has ended.
void expect_to_be_worked(const ShiftPlan& plan, const ShiftKinds& kinds) {
    std::map<hall::CounterIndex, std::size_t> until;
    Staffing seen(plan.counters.size(), std::vector<int>(plan.counters.front().size(), 0));
    for (const WorkedShift& one : plan.roster) {
        EXPECT_NE(std::ranges::find(kinds, one.shift), kinds.end());
        EXPECT_GE(one.shift.from, until[one.counter]);
        until[one.counter] = one.shift.to;
        for (std::size_t i = one.shift.from; i < one.shift.to; ++i) {
            if (one.shift.covers(i)) ++seen[one.pool][i];
        }
    }
    for (std::size_t pool = 0; pool < seen.size(); ++pool) {
        for (std::size_t i = 0; i < seen[pool].size(); ++i) {
            if (plan.counters[pool][i] == 0) continue;  // A break of the mall.
            EXPECT_EQ(seen[pool][i], plan.counters[pool][i]);
        }
    }
    EXPECT_EQ(counted(plan.hours), plan.counters);
}

TEST(ShiftPlan, KeepsThePromiseWithoutGoingUpAndDown) {
    const Model model = day_with(20min, 60min, 24);
    StaffingWish wish = quick();
    wish.shifts = flexible_shifts(open_half_hours(model.rules));
    const auto plan = plan_staffing(model, wish);
    ASSERT_TRUE(plan && plan->shifts);
    expect_to_be_worked(*plan->shifts, wish.shifts);
    for (const PromisedCell& one : plan->shifts->cells) {
        EXPECT_EQ(one.keeping, Keeping::kept) << one.cell.from;
    }
    // The plan without shifts is left as it is beside it.
    EXPECT_EQ(plan->counters[0].size(), 16);
    EXPECT_GE(plan->shifts->counter_half_hours(), plan->counter_half_hours());
    // As a least cover of the plan without shifts would cost, at most.
    const auto cover = least_cover(wish.shifts, plan->counters[0], 24);
    EXPECT_LE(plan->shifts->counter_half_hours(), cover->cost);
}

TEST(ShiftPlan, HasEveryCounterOpenAllDayWhereThatIsAllThereIs) {
    const Model model = day_with(8min, 60min, 12);
    StaffingWish wish = quick(20, 50);
    wish.shifts = whole_day_shifts(open_half_hours(model.rules));
    const auto plan = plan_staffing(model, wish);
    ASSERT_TRUE(plan && plan->shifts);
    expect_to_be_worked(*plan->shifts, wish.shifts);
    const auto& counters = plan->shifts->counters[0];
    EXPECT_EQ(std::ranges::count(counters, counters.front()), 16);
    // Other days confirm it, which may ask for one more.
    EXPECT_LE(counters.front(), std::ranges::max(plan->counters[0]) + 1);
    EXPECT_EQ(plan->shifts->roster.size(), static_cast<std::size_t>(counters.front()));
}

TEST(ShiftPlan, LeavesOutTheBreakOfTheMall) {
    const Model model = two_agencies();
    StaffingWish wish = quick();
    wish.shifts = flexible_shifts(open_half_hours(model.rules));
    const auto plan = plan_staffing(model, wish);
    ASSERT_TRUE(plan && plan->shifts);
    expect_to_be_worked(*plan->shifts, wish.shifts);
    for (const auto& pool : plan->shifts->counters) {
        EXPECT_EQ(pool[4], 0);
        EXPECT_EQ(pool[5], 0);
        EXPECT_GE(pool[3], 1);
    }
    EXPECT_EQ(plan->shifts->counter_half_hours(), counter_half_hours(plan->shifts->counters));
}

TEST(ShiftPlan, KeepsOpenWhatNoOtherCounterGives) {
    Model model = day_with(8min, 60min, 1);
    model.rules = endless(3, {{{0}, {1}}, {{0}, {1}}, {{1}, {2}}, {{0}}, {{0}}}).rules;
    model.rules.opening = {{start + 8h, start + 16h}};
    model.rules.has_capacity_stop = false;
    model.rules.ends_at = start + 24h;
    model.services.assign(3, model.services.front());
    StaffingWish wish = quick(20, 50);
    wish.shifts = flexible_shifts(open_half_hours(model.rules));
    const auto plan = plan_staffing(model, wish);
    ASSERT_TRUE(plan && plan->shifts);
    ASSERT_EQ(plan->pools[0].at_least, 2);
    expect_to_be_worked(*plan->shifts, wish.shifts);
    for (std::size_t place = 0; place < 2; ++place) {
        const auto& hours = plan->shifts->hours[0][place];
        EXPECT_EQ(std::ranges::count(hours, true), 16) << place;
    }
}

TEST(ShiftPlan, LeavesAPoolAsItIsThatNoShiftsCover) {
    const Model model = day_with(8min, 60min, 12);
    StaffingWish wish = quick(20, 50);
    wish.shifts = {{.from = 0, .to = 8, .cost = 8}};  // Nobody works in the afternoon.
    const auto plan = plan_staffing(model, wish);
    ASSERT_TRUE(plan && plan->shifts);
    EXPECT_EQ(plan->shifts->uncovered, std::vector<std::size_t>{0});
    EXPECT_TRUE(plan->shifts->roster.empty());
    EXPECT_EQ(plan->shifts->counters, plan->counters);
    EXPECT_EQ(plan->shifts->counter_half_hours(), plan->counter_half_hours());
}

TEST(ShiftPlan, IsTheSameOnAnyNumberOfThreads) {
    const Model model = two_agencies();
    StaffingWish wish = quick(20, 50);
    wish.shifts = flexible_shifts(open_half_hours(model.rules));
    wish.is_reviewed = true;
    const auto one = plan_staffing(model, wish);
    wish.threads = 3;
    const auto three = plan_staffing(model, wish);
    EXPECT_EQ(one->shifts->hours, three->shifts->hours);
    EXPECT_EQ(one->evaluations, three->evaluations);
    EXPECT_EQ(one->shifts->cells.front().lower_bound, three->shifts->cells.front().lower_bound);
    const auto same = [](Estimate first, Estimate second) {
        return first.value == second.value && first.margin == second.margin;
    };
    EXPECT_TRUE(
        same(one->review->use.all.utilisation_in_all, three->review->use.all.utilisation_in_all));
    EXPECT_TRUE(same(one->review->more_visitors.all.fall, three->review->more_visitors.all.fall));
    ASSERT_EQ(one->review->one_more.size(), three->review->one_more.size());
    for (std::size_t i = 0; i < one->review->one_more.size(); ++i) {
        EXPECT_TRUE(same(one->review->one_more[i].in_time, three->review->one_more[i].in_time));
    }
}

}  // namespace

}  // namespace gerai::plan
