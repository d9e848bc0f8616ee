#include "hall/capacity.h"

#include <gtest/gtest.h>

#include "hall/hall_kit.h"

namespace gerai::hall {
namespace {

// birth takes 10 min, family 6 min, health 4 min; closing is at 16.00.

Rules limited(std::vector<std::vector<ServiceIndex>> counters) {
    Rules rules = rules_with(std::move(counters));
    rules.has_capacity_stop = true;
    return rules;
}

constexpr Refused birth_is_full{Refusal::capacity_reached, birth.value};

TEST(Capacity, IsReachedWhenAServiceWouldEndAfterClosing) {
    Hall hall{limited({{birth}})};

    EXPECT_EQ(hall.at(four - 10min + 1us).refusal(wish({birth})), birth_is_full);
    hall.at(four - 10min).issue({birth});
}

TEST(Capacity, DoesNotEndAtMidnightInAMallThatStaysOpen) {
    Rules rules = limited({{birth}});
    rules.opening = {{midnight, midnight + 24h}};
    rules.is_open_through_end = true;
    Hall hall{rules};

    hall.at(midnight + 24h - 1min).issue({birth});
    hall.issue({birth});
}

TEST(Capacity, CountsTheWorkOfThoseWhoWait) {
    Hall hall{limited({{birth}})};
    hall.at(four - 30min).issue({birth});
    hall.issue({birth});
    hall.issue({birth});

    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);
}

TEST(Capacity, CountsWhoIsOnHoldButNotWhoIsWithAClerk) {
    Hall hall = Hall::open(limited({{birth}}));
    hall.at(four - 20min).issue({birth});
    hall.issue({birth});
    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);
    hall.call(one);
    hall.start(one);
    EXPECT_FALSE(refuses_issue(hall.day, birth, hall.now));

    hall.hold(one);

    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);
}

TEST(Capacity, HasTheClosingToleranceOnTop) {
    Rules rules = limited({{birth}});
    rules.closing_tolerance = 30min;
    Hall hall{rules};
    hall.at(four - 1us);
    hall.issue({birth});
    hall.issue({birth});

    hall.issue({birth});  // 29 min 59 s and some after closing.
    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);
}

TEST(Capacity, LeavesBreaksOut) {
    Rules rules = limited({{birth}});
    rules.opening = {{eight, noon}, {noon + 1h, noon + 1h + 30min}};
    Hall hall{rules};

    // 15 min before the break and 30 after it: four of ten minutes.
    hall.at(noon - 15min);
    for (int i = 0; i < 4; ++i) hall.issue({birth});
    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);
}

TEST(Capacity, CountsFromTheEndOfTheBreakWithinIt) {
    Rules rules = limited({{birth}});
    rules.opening = {{eight, noon}, {noon + 1h, noon + 1h + 20min}};
    Hall hall{rules};
    hall.at(noon + 30min).issue({birth});
    hall.issue({birth});

    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);
}

TEST(Capacity, IsSharedByTheCountersOfAServiceOpenOrNot) {
    Hall hall{limited({{birth}, {birth}})};
    hall.act(Open{.at = {one}});
    hall.at(four - 10min);

    // Two counters have 20 minutes between them.
    hall.issue({birth});
    hall.issue({birth});
    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);
}

TEST(Capacity, SharesTheWorkOfEachStepEquallyAmongItsCounters) {
    // Birth at one and two, family at two and three: half of each family falls on those of birth.
    Hall hall{limited({{birth}, {birth, family}, {family}})};
    hall.at(four - 10min);
    hall.issue({family});
    hall.issue({family});

    // (2 x 6 / 2 + 10) / 2 = 8 min: goes. (2 x 6 / 2 + 10 + 10) / 2 = 13 min: does not.
    hall.issue({birth});
    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);
    // (2 x 6 + 10 / 2 + 6) / 2 = 11 min 30 s: neither.
    EXPECT_EQ(hall.refusal(wish({family})), (Refused{Refusal::capacity_reached, family.value}));
}

TEST(Capacity, CountsAStepForOneCounterAloneWhole) {
    Hall hall = Hall::open(limited({{birth}, {birth}}));
    hall.at(four - 12min).issue({birth});
    hall.call(one);
    hall.transfer(one, two);

    // (10 + 10) / 2 = 10 min, then (10 + 10 + 10) / 2 = 15 min.
    hall.issue({birth});
    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);
    hall.call(two);
    EXPECT_EQ(hall.day.bound_work(two), Duration{0});
    EXPECT_FALSE(refuses_issue(hall.day, birth, hall.now));
}

TEST(Capacity, RefusesTheWholeVisitAndNamesTheServiceThatIsFull) {
    Hall hall{limited({{birth}, {health}})};
    hall.at(four - 5min);

    EXPECT_EQ(hall.refusal(wish({health, birth})), birth_is_full);
    EXPECT_TRUE(hall.day.visits().empty());
    hall.issue({health});
}

TEST(Capacity, IsReadyAgainWhenSomebodyLeaves) {
    Hall hall{limited({{birth}})};
    const VisitIndex visit = hall.at(four - 10min).issue({birth});
    EXPECT_EQ(hall.refusal(wish({birth})), birth_is_full);

    hall.cancel(visit);

    hall.issue({birth});
}

TEST(Capacity, IsWithoutEndWhereOpeningIs) {
    Rules rules = limited({{birth}});
    rules.opening = {{Instant::min(), Instant::max()}};
    rules.services[birth.value].mean = 1000h;
    Hall hall{rules};

    for (int i = 0; i < 100; ++i) hall.at(nine).issue({birth});
}

TEST(Capacity, SaysThatADayWithoutHoursIsClosed) {
    Rules rules = limited({{birth}});
    rules.opening.clear();
    const Hall hall{rules};

    EXPECT_EQ(refuses_issue(hall.day, birth, nine).refused(), Refused{Refusal::closed});
}

TEST(Capacity, SaysWhatNobodyGivesToday) {
    const Hall hall{limited({{birth}})};

    EXPECT_EQ(refuses_issue(hall.day, health, nine).refused(),
              (Refused{Refusal::service_not_offered, health.value}));
}

}  // namespace
}  // namespace gerai::hall
