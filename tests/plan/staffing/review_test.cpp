#include "plan/staffing/review.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "plan/staffed_halls.h"
#include "plan/staffing/more_visitors.h"
#include "plan/staffing/use.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

StaffingWish quick_review() {
    StaffingWish wish = quick();
    wish.is_reviewed = true;
    return wish;
}

/// Who comes on a day, source by source.
std::vector<std::vector<Instant>> arrivals_on(const Model& model, std::uint32_t day) {
    Arrivals arrivals{model, Key{1}.of(day)};
    std::vector<std::vector<Instant>> all;
    for (std::uint32_t source = 0; source < arrivals.sources(); ++source) {
        auto& own = all.emplace_back();
        for (auto comer = arrivals.next(source); comer.exists(); comer = arrivals.next(source)) {
            own.push_back(comer.at);
        }
    }
    return all;
}

TEST(MoreVisitors, AreTheSameAndOthersBesideThem) {
    Model model = two_agencies();
    model.day_factor_cv = .15;
    model.appointments = {
        {.who = {.service = first_service}, .slots = std::vector<Instant>(24, start + 9h)}};
    const Model more = with_more_visitors(model, .1);
    double before = 0;
    double beside = 0;
    for (std::uint32_t day = 0; day < 200; ++day) {
        const auto first = arrivals_on(model, day);
        const auto second = arrivals_on(more, day);
        ASSERT_EQ(second.size(), 4);
        EXPECT_EQ(first[0], second[0]);
        EXPECT_EQ(first[1], second[2]);  // Those with an appointment.
        EXPECT_EQ(second[3].size(), 2);  // 2.4, and the nearest whole number of it.
        before += static_cast<double>(first[0].size());
        beside += static_cast<double>(second[1].size());
    }
    EXPECT_NEAR(beside / before, .1, .015);
}

// By hand: from 8:00, 8:20 and 9:50 on, twenty minutes each.
TEST(StaffingReview, KnowsHowBusyClerksAre) {
    const Model model = two_hours({start + 8h, start + 8h + 20min, start + 9h + 50min});
    StaffingWish wish = quick_review();
    wish.confirm_days = 0;
    const auto plan = plan_staffing(model, wish);
    ASSERT_TRUE(plan && plan->review);
    ASSERT_EQ(plan->counters, (Staffing{{1, 1, 1, 1}}));
    const Use& use = plan->review->use.pools[0];
    const std::vector<double> busy{1, 1.0 / 3, 0, 1.0 / 3};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(use.utilisation[i].value, busy[i], 1e-9) << i;
    EXPECT_NEAR(use.utilisation_in_all.value, 50.0 / 120, 1e-9);
    EXPECT_NEAR(use.overtime_minutes.value, 10, 1e-9);
    EXPECT_NEAR(use.overtime_minutes.margin, 0, 1e-9);  // Every day is the same.
    EXPECT_EQ(use.wait_minutes.value, 0);
    EXPECT_EQ(use.service_level.value, 1);
    EXPECT_EQ(plan->review->use.all.overtime_minutes.value, use.overtime_minutes.value);
}

TEST(StaffingReview, CountsWhoFinishesAVisitorAsThere) {
    Model model = two_hours({start + 8h + 20min});
    const auto pools = pools_of(model.rules);
    model.roster = roster_for(Staffing{{1, 0, 0, 0}}, pools, model.rules);
    const UseMeter meter{model, pools};
    const DayUse use = meter.use_on(Simulator{model}.run(1, 0));
    EXPECT_EQ(meter.staffed()[0], (std::vector<double>{1800, 0, 0, 0}));
    EXPECT_EQ(use.busy[0], (std::vector<double>{600, 600, 0, 0}));
    EXPECT_EQ(use.beyond[0], (std::vector<double>{0, 600, 0, 0}));
    EXPECT_EQ(use.overtime[0], 0);
}

TEST(StaffingReview, TellsTheLevelWithoutWhoComesInTheBreak) {
    Model model = two_agencies();
    model.streams[0].rate.per_hour[5] = 12;  // From 10:30: half an hour before anybody calls.
    StaffingWish wish = quick_review();

    const auto plan = plan_staffing(model, wish);

    ASSERT_TRUE(plan && plan->review);
    const Use& all = plan->review->use.all;
    ASSERT_TRUE(all.level_in_opening);
    EXPECT_GT(all.level_in_opening->value, all.service_level.value + .02);
    const auto without = plan_staffing(two_hours({start + 8h}), quick_review());
    ASSERT_TRUE(without && without->review);
    EXPECT_FALSE(without->review->use.all.level_in_opening);
}

TEST(StaffingReview, TellsWhatMoreVisitorsWouldBreak) {
    const auto plan = plan_staffing(day_with(8min, 60min, 12), quick_review());
    ASSERT_TRUE(plan && plan->review);
    const MoreVisitors& more = plan->review->more_visitors;
    const Use& use = plan->review->use.pools[0];
    EXPECT_GT(more.pools[0].fall.value, more.pools[0].fall.margin);
    EXPECT_NEAR(more.pools[0].fall.value, use.service_level.value - more.all.service_level.value,
                1e-12);
    // The same days tell a difference better than others would.
    EXPECT_LT(more.all.fall.margin, more.all.service_level.margin);
    for (const PromisedCell& one : more.broken(plan->cells)) {
        EXPECT_LT(one.service_level.value, .9);
        EXPECT_EQ(plan->cells[one.cell.from].keeping, Keeping::kept);
    }
}

TEST(StaffingReview, TellsWhereOneCounterMoreIsWorthMost) {
    // Four are too few for the peak, and more than enough in the end.
    const auto plan = plan_staffing(day_with(8min, 60min, 4), quick_review());
    ASSERT_TRUE(plan && plan->review);
    const auto& more = plan->review->one_more;
    ASSERT_EQ(more.size(), 1);
    EXPECT_GE(more.front().half_hour, 1);
    EXPECT_LE(more.front().half_hour, 5);
    EXPECT_GT(more.front().in_time.value, 2 * more.front().in_time.margin);

    const auto& fewer = plan->review->one_fewer;
    ASSERT_EQ(fewer.size(), 1);
    EXPECT_GT(fewer.front().in_time.value, -1);
    EXPECT_GE(fewer.front().half_hour, 7);
}

TEST(StaffingReview, LooksForNoMoreWhereNobodyIsLate) {
    const auto plan = plan_staffing(two_hours({start + 9h}), quick_review());
    ASSERT_TRUE(plan && plan->review);
    EXPECT_TRUE(plan->review->one_more.empty());
    EXPECT_TRUE(plan->review->one_fewer.empty());  // The only counter gives all there is.
}

}  // namespace

}  // namespace gerai::plan
