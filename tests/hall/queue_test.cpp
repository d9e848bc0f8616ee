#include <gtest/gtest.h>

#include "hall/hall_kit.h"

namespace gerai::hall {
namespace {

using enum StepState;

// --- every queue at once

TEST(Visit, WaitsInAllItsQueuesFromCheckIn) {
    Hall hall = Hall::open(rules_with({{birth}, {family}, {health}}));
    const VisitIndex visit = hall.at(nine).issue({birth, family, health});

    EXPECT_EQ(hall.order_at(one), std::vector{visit});
    EXPECT_EQ(hall.order_at(two), std::vector{visit});
    EXPECT_EQ(hall.order_at(three), std::vector{visit});
}

TEST(Visit, IsPassedOverWhileItIsServedElsewhereAndKeepsItsPlace) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex first = hall.at(nine).issue({birth, family});
    const VisitIndex second = hall.at(nine + 1min).issue({family});
    const VisitIndex third = hall.at(nine + 2min).issue({family});
    hall.at(nine + 3min).call(one);

    EXPECT_EQ(hall.call(two), second);
    hall.start(one);
    hall.finish(one);
    hall.no_show(two);

    EXPECT_EQ(hall.order_at(two), (std::vector{first, third}));
}

TEST(Visit, IsPassedOverFromItsCallOnAndFreeAgainWhenItIsOnHold) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);
    EXPECT_EQ(hall.call(two), VisitIndex{});
    hall.start(one);
    EXPECT_EQ(hall.call(two), VisitIndex{});

    hall.hold(one);

    EXPECT_EQ(hall.call(two), visit);
    EXPECT_EQ(hall.refusal(Resume{{one}, visit}), (Refused{Refusal::busy_elsewhere, two.value}));
}

TEST(Visit, KeepsWaitingElsewhereWhenItDoesNotComeToOneCounter) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);

    hall.no_show(one);

    EXPECT_EQ(hall.call(two), visit);
}

// --- services that wait for others

TEST(After, WaitsForItsPredecessorAndKeepsThePlaceThatItEarned) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}}), birth, family));
    const VisitIndex first = hall.at(nine).issue({family, birth});
    const VisitIndex second = hall.at(nine + 1min).issue({family});
    EXPECT_EQ(hall.order_at(two), std::vector{second});

    hall.serve(one);

    EXPECT_EQ(hall.order_at(two), (std::vector{first, second}));
}

TEST(After, BindsOnlyServicesOfTheSameVisit) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}}), birth, family));
    const VisitIndex alone = hall.at(nine).issue({family});
    hall.issue({birth});

    EXPECT_EQ(hall.order_at(two), std::vector{alone});
}

TEST(After, WaitsForOneOnHoldAndNotForOneThatEndedWithoutSuccess) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}}), birth, family));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.start(one);
    hall.hold(one);
    EXPECT_EQ(hall.why_not(CallNumber{{two}, visit}), Refusal::waits_for_others);
    hall.resume(one, visit);

    hall.act(Finish{{one}, Outcome::not_completed});

    EXPECT_EQ(hall.call(two), visit);
}

TEST(After, IsNotFreedByANoShowThatMayStillRejoin) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}}), birth, family));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.no_show(one);

    EXPECT_EQ(hall.call(two), VisitIndex{});
    hall.at(nine + 5min).rejoin(visit);
    EXPECT_EQ(hall.call(two), VisitIndex{});
    hall.serve(one);
    EXPECT_EQ(hall.call(two), visit);
}

TEST(After, IsFreedByANoShowThatHasNoRejoinsLeft) {
    Rules rules = with_order(rules_with({{birth}, {family}}), birth, family);
    rules.max_rejoins = 0;
    Hall hall = Hall::open(rules);
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);

    hall.no_show(one);

    EXPECT_EQ(hall.call(two), visit);
}

TEST(After, IsFreedWhenTheLastRejoinIsUsedUp) {
    Rules rules = with_order(rules_with({{birth}, {family}}), birth, family);
    rules.max_rejoins = 1;
    Hall hall = Hall::open(rules);
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.no_show(one);
    hall.rejoin(visit);
    hall.call(one);

    hall.no_show(one);

    EXPECT_EQ(hall.call(two), visit);
}

TEST(After, IsFreedByClosingTimeWhenItWaitsForANoShowAlone) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}}), birth, family));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.no_show(one);
    EXPECT_EQ(hall.at(four - 1us).why_not(Call{{two}}), Refusal::nobody_waits);

    EXPECT_EQ(hall.at(four).call(two), visit);
}

TEST(After, IsHeldAgainWhenTheNoShowIsUndoneAfterClosing) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}}), birth, family));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.at(four - 10s).call(one);
    hall.no_show(one);

    hall.at(four + 10s).undo(one);

    EXPECT_EQ(hall.state(visit, birth), called);
    EXPECT_EQ(hall.call(two), VisitIndex{});
    hall.no_show(one);
    EXPECT_EQ(hall.call(two), visit);
}

TEST(After, PassesToTheStepThatATransferMade) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}, {health}}), birth, family));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);

    hall.transfer(one, health);

    EXPECT_EQ(hall.call(two), VisitIndex{});
    EXPECT_EQ(hall.serve(three), visit);
    EXPECT_EQ(hall.call(two), visit);
}

TEST(After, PassesOnThroughAChainOfTransfers) {
    Hall hall = Hall::open(
        with_order(rules_with({{birth, health}, {family}, {health, birth}}), birth, family));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.transfer(one, health);
    hall.call(three);

    hall.transfer(three, one);

    EXPECT_EQ(hall.call(two), VisitIndex{});
    EXPECT_EQ(hall.serve(one), visit);
    EXPECT_EQ(hall.call(two), visit);
}

TEST(After, WaitsForEachOfTwoPredecessors) {
    Rules rules = with_order(rules_with({{birth}, {family}, {health}}), birth, health);
    Hall hall = Hall::open(with_order(std::move(rules), family, health));
    const VisitIndex visit = hall.at(nine).issue({health, birth, family});

    hall.serve(one);
    EXPECT_EQ(hall.call(three), VisitIndex{});
    hall.serve(two);

    EXPECT_EQ(hall.call(three), visit);
}

TEST(After, NamesWhatAStepWaitsFor) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}}), birth, family));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    const StepIndex step = hall.step_of(visit, family);

    EXPECT_EQ(hall.day.waits_for(step, hall.now), StepList{hall.step_of(visit, birth)});
    hall.serve(one);
    EXPECT_TRUE(hall.day.waits_for(step, hall.now).empty());
}

// --- coming back after a no-show

TEST(Rejoin, StandsBehindTheThirdThatWaitsInItsClass) {
    Rules rules = rules_with({{birth}});
    rules.rejoin_behind = 3;
    Hall hall = Hall::open(rules);
    const VisitIndex absent = hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);
    std::vector<VisitIndex> order;
    for (int i = 1; i <= 5; ++i) order.push_back(hall.at(nine + i * 1min).issue({birth}));
    hall.at(nine + 10min).issue({birth}, elderly);

    hall.rejoin(absent);

    order.insert(order.begin() + 3, absent);
    EXPECT_EQ(hall.step(absent, birth).e, nine + 3min);
    hall.cancel(VisitIndex{6});
    EXPECT_EQ(hall.order_at(one), order);
}

TEST(Rejoin, StandsLastWhereFewerWait) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex absent = hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);
    const VisitIndex present = hall.at(nine + 1min).issue({birth});

    hall.at(nine + 2min).rejoin(absent);

    EXPECT_EQ(hall.order_at(one), (std::vector{present, absent}));
}

TEST(Rejoin, KeepsItsOwnTimeWhereNobodyElseWaits) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex absent = hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);

    hall.at(nine + 2min).rejoin(absent);

    EXPECT_EQ(hall.step(absent, birth).e, nine);
    EXPECT_EQ(hall.call(one), absent);
}

TEST(Rejoin, NeverMovesForward) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex early = hall.at(nine).issue({birth});
    const VisitIndex absent = hall.at(nine + 1min).issue({birth});
    hall.call_by_number(one, absent);
    hall.no_show(one);

    hall.rejoin(absent);

    EXPECT_EQ(hall.step(absent, birth).e, nine + 1min);
    EXPECT_EQ(hall.order_at(one), (std::vector{early, absent}));
}

TEST(Rejoin, BringsBackEachAbsentStepToItsOwnQueue) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex absent = hall.at(nine).issue({birth, family});
    for (const CounterIndex counter : {one, two}) {
        hall.call(counter);
        hall.no_show(counter);
    }
    hall.at(nine + 1min).issue({family});

    hall.rejoin(absent);

    EXPECT_EQ(hall.step(absent, birth).e, nine);
    EXPECT_EQ(hall.step(absent, family).e, nine + 1min);
    EXPECT_EQ(hall.day.at(absent).rejoins, 1);
}

TEST(Rejoin, HasALimitForTheVisit) {
    Rules rules = rules_with({{birth}});
    rules.max_rejoins = 2;
    Hall hall = Hall::open(rules);
    const VisitIndex visit = hall.at(nine).issue({birth});
    for (int i = 0; i < 2; ++i) {
        hall.call(one);
        hall.no_show(one);
        hall.rejoin(visit);
    }
    hall.call(one);
    hall.no_show(one);

    EXPECT_EQ(hall.why_not(Rejoin{visit}), Refusal::no_rejoins_left);
    EXPECT_EQ(hall.why_not(CallNumber{{one}, visit}), Refusal::no_rejoins_left);
}

TEST(Rejoin, IsPossibleUntilClosing) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    EXPECT_EQ(hall.why_not(Rejoin{visit}), Refusal::nothing_to_rejoin);
    hall.call(one);
    hall.no_show(one);

    EXPECT_EQ(hall.at(four).why_not(Rejoin{visit}), Refusal::too_late_to_rejoin);
    hall.at(four - 1us).rejoin(visit);
}

// --- priority

TEST(ChangePriority, ChangesTheClassAndKeepsThePlace) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex first = hall.at(nine).issue({birth});
    const VisitIndex second = hall.at(nine + 1min).issue({birth});
    hall.at(nine + 10min);

    hall.act(ChangePriority{second, elderly});

    EXPECT_EQ(hall.step(second, birth).e, nine + 1min);
    EXPECT_EQ(hall.order_at(one), (std::vector{second, first}));
}

TEST(ChangePriority, TakesTheOldPlaceAgainWhenItWasAMistake) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex first = hall.at(nine).issue({birth});
    const VisitIndex second = hall.at(nine + 1min).issue({birth});
    hall.at(nine + 10min).act(ChangePriority{second, elderly});

    hall.act(ChangePriority{second, ordinary});

    EXPECT_EQ(hall.order_at(one), (std::vector{first, second}));
}

TEST(ChangePriority, HoldsForStepsThatAreNotWaitingNowToo) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex absent = hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);
    hall.act(ChangePriority{absent, elderly});
    hall.at(nine + 1min).issue({birth});

    hall.at(nine + 2min).rejoin(absent);

    EXPECT_EQ(hall.step(absent, birth).e, nine);  // Nobody else waits in that class.
    EXPECT_EQ(hall.call(one), absent);
}

TEST(ChangePriority, NeedsAVisitAndAClass) {
    Hall hall{rules_with({{birth}})};
    const VisitIndex visit = hall.at(nine).issue({birth});

    EXPECT_EQ(hall.why_not(ChangePriority{visit, no_such_class}), Refusal::unknown_class);
    EXPECT_EQ(hall.why_not(ChangePriority{no_such_visit, elderly}), Refusal::unknown_visit);
}

TEST(Visit, IsUnknownToEveryActThatNamesAnotherOne) {
    Hall hall = Hall::open(rules_with({{birth}}));

    EXPECT_EQ(hall.why_not(Cancel{no_such_visit, ""}), Refusal::unknown_visit);
    EXPECT_EQ(hall.why_not(Rejoin{no_such_visit}), Refusal::unknown_visit);
    EXPECT_EQ(hall.why_not(CallNumber{{one}, no_such_visit}), Refusal::unknown_visit);
    EXPECT_EQ(hall.why_not(Resume{{one}, no_such_visit}), Refusal::unknown_visit);
}

}  // namespace
}  // namespace gerai::hall
