#include "hall/dispatch.h"

#include <gtest/gtest.h>

#include <array>

#include "hall/hall_kit.h"

namespace gerai::hall {
namespace {

Rules with_rescue(Rules rules, Duration after) {
    rules.rescue_after = after;
    return rules;
}

// --- accumulating priority

TEST(Order, IsThatOfCheckInWithinAClass) {
    Hall hall = Hall::open(rules_with({{birth, family}}));
    const VisitIndex first = hall.at(nine).issue({family});
    const VisitIndex second = hall.at(nine + 1min).issue({birth});
    const VisitIndex third = hall.at(nine + 2min).issue({family});

    EXPECT_EQ(hall.at(nine + 3min).order_at(one), (std::vector{first, second, third}));
}

TEST(Order, LetsAClassGainByItsRate) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex early = hall.at(nine).issue({birth});
    const VisitIndex old = hall.at(nine + 15min).issue({birth}, elderly);

    // Four times 4 min 59 s is less than 19 min 59 s; after five minutes it is as much; then more.
    EXPECT_EQ(hall.at(nine + 19min + 59s).order_at(one), (std::vector{early, old}));
    EXPECT_EQ(hall.at(nine + 20min).order_at(one), (std::vector{early, old}));
    EXPECT_EQ(hall.at(nine + 20min + 1us).order_at(one), (std::vector{old, early}));
}

TEST(Order, BreaksTiesByCheckInThenByIssueThenByThePlaceInTheVisit) {
    Hall hall = Hall::open(rules_with({{birth, family}}));
    const VisitIndex first = hall.at(nine).issue({family, birth});
    hall.issue({birth});

    EXPECT_EQ(hall.called(one).step, hall.step_of(first, family));
}

TEST(Order, CallsTheRescuedFirstOldestFirst) {
    Hall hall = Hall::open(with_rescue(rules_with({{birth}}), 45min));
    const VisitIndex early = hall.at(nine).issue({birth});
    const VisitIndex next = hall.at(nine + 1min).issue({birth});
    const VisitIndex old = hall.at(nine + 20min).issue({birth}, elderly);

    EXPECT_EQ(hall.at(nine + 45min - 1us).order_at(one), (std::vector{old, early, next}));
    EXPECT_EQ(hall.at(nine + 45min).order_at(one), (std::vector{early, old, next}));
    EXPECT_EQ(hall.at(nine + 46min).order_at(one), (std::vector{early, next, old}));
}

TEST(Order, MayBeAbsolute) {
    Rules rules = rules_with({{birth}});
    rules.order = Order::absolute;
    Hall hall = Hall::open(rules);
    const VisitIndex early = hall.at(nine).issue({birth});
    const VisitIndex old = hall.at(nine + 2h).issue({birth}, elderly);
    const VisitIndex older = hall.at(nine + 3h).issue({birth}, elderly);

    EXPECT_EQ(hall.order_at(one), (std::vector{old, older, early}));
}

TEST(Order, RescuesUnderAbsolutePriorityToo) {
    Rules rules = with_rescue(rules_with({{birth}}), 45min);
    rules.order = Order::absolute;
    Hall hall = Hall::open(rules);
    const VisitIndex early = hall.at(nine).issue({birth});
    const VisitIndex old = hall.at(nine + 40min).issue({birth}, elderly);

    EXPECT_EQ(hall.at(nine + 44min).order_at(one), (std::vector{old, early}));
    EXPECT_EQ(hall.at(nine + 45min).order_at(one), (std::vector{early, old}));
}

TEST(Order, MayTakeSomethingOffForASwitchOfService) {
    Rules rules = rules_with({{birth, family}});
    rules.skill_switch = 5min;
    Hall hall = Hall::open(rules);
    hall.at(nine).issue({birth});
    hall.serve(one);
    const VisitIndex other = hall.at(nine + 1min).issue({family});
    const VisitIndex same = hall.at(nine + 6min).issue({birth});
    hall.at(nine + 10min);

    EXPECT_EQ(candidate_of(hall.day, one, hall.step_of(other, family), hall.now).score,
              Duration{4min}.count());
    EXPECT_EQ(hall.call(one), other);  // A tie, and it is older.
    hall.undo(one);
    EXPECT_EQ(hall.day.at(one).last_service, birth);
    const VisitIndex another = hall.issue({birth});
    hall.cancel(other);
    const VisitIndex younger = hall.at(nine + 12min).issue({family});
    EXPECT_EQ(hall.order_at(one), (std::vector{same, another, younger}));
}

TEST(Order, ServesThePrimaryAgencyWhileOneOfItsStepsIsAboveTheThreshold) {
    Rules rules = rules_with({{birth, health}});
    rules.primary_threshold = Duration{5min}.count();
    Hall hall = Hall::open(rules);
    const VisitIndex guest = hall.at(nine).issue({health});
    const VisitIndex own = hall.at(nine + 10min).issue({birth});

    EXPECT_EQ(hall.at(nine + 15min).order_at(one), (std::vector{guest, own}));
    hall.at(nine + 15min + 1us);
    const Called called = hall.called(one);
    EXPECT_EQ(called.step, hall.step_of(own, birth));
    EXPECT_EQ(called.overtook, hall.step_of(guest, health));
    EXPECT_EQ(called.overtook_reason, PassReason::primary);
}

TEST(Order, ServesThePrimaryAgencyForAnyOfItsStepsAboveTheThreshold) {
    Rules rules = rules_with({{birth, health}});
    rules.order = Order::absolute;
    rules.primary_threshold = Duration{30min}.count();
    Hall hall = Hall::open(rules);
    const VisitIndex own = hall.at(nine).issue({birth});
    const VisitIndex guest = hall.at(nine + 39min).issue({health}, elderly);
    const VisitIndex own_elderly = hall.at(nine + 39min).issue({birth}, elderly);

    // Its first in order, four times one minute, is below; the one behind it is above.
    EXPECT_EQ(hall.at(nine + 40min).order_at(one), (std::vector{own_elderly, own, guest}));
}

TEST(Order, TakesARescuedPrimaryStepForOneAboveAnyThreshold) {
    Rules rules = with_rescue(rules_with({{birth, health}}), 45min);
    rules.primary_threshold = Duration{10h}.count();
    Hall hall = Hall::open(rules);
    const VisitIndex guest = hall.at(nine).issue({health});
    const VisitIndex own = hall.at(nine + 1min).issue({birth});

    EXPECT_EQ(hall.at(nine + 45min).order_at(one), (std::vector{guest, own}));
    EXPECT_EQ(hall.at(nine + 46min).order_at(one), (std::vector{own, guest}));
}

// --- what a call says

TEST(Call, SaysThatItTookTheOldest) {
    Hall hall = Hall::open(rules_with({{birth}}));
    hall.at(nine).issue({birth});
    hall.at(nine + 1min).issue({birth});

    const Called called = hall.at(nine + 2min).called(one);

    EXPECT_EQ(called.rule, CallRule::oldest);
    EXPECT_EQ(called.score, Duration{2min}.count());
    EXPECT_FALSE(called.overtook.exists());
    EXPECT_EQ(called.overtook_reason, PassReason::none);
}

TEST(Call, SaysWhomItOvertookByPriority) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex early = hall.at(nine).issue({birth});
    hall.at(nine + 1min).issue({birth}, elderly);

    const Called called = hall.at(nine + 10min).called(one);

    EXPECT_EQ(called.rule, CallRule::priority);
    EXPECT_EQ(called.score, Duration{36min}.count());
    EXPECT_EQ(called.overtook, hall.step_of(early, birth));
    EXPECT_EQ(called.overtook_score, Duration{10min}.count());
    EXPECT_EQ(called.overtook_reason, PassReason::lower_score);
}

TEST(Call, SaysThatItRescued) {
    Hall hall = Hall::open(with_rescue(rules_with({{birth}}), 45min));
    hall.at(nine).issue({birth});
    hall.at(nine + 30min).issue({birth}, elderly);

    EXPECT_EQ(hall.at(nine + 45min).called(one).rule, CallRule::rescue);
}

TEST(Call, SaysThatSomebodyWasElsewhere) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex away = hall.at(nine).issue({birth, family});
    hall.at(nine + 1min).issue({family});
    hall.call(one);

    const Called called = hall.called(two);

    EXPECT_EQ(called.rule, CallRule::oldest);
    EXPECT_EQ(called.overtook, hall.step_of(away, family));
    EXPECT_EQ(called.overtook_reason, PassReason::busy_elsewhere);
}

TEST(Call, SaysThatSomebodyWaitsForAnotherService) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}}), birth, family));
    const VisitIndex bound = hall.at(nine).issue({birth, family});
    hall.at(nine + 1min).issue({family});

    const Called called = hall.called(two);

    EXPECT_EQ(called.overtook, hall.step_of(bound, family));
    EXPECT_EQ(called.overtook_reason, PassReason::waits_for);
}

TEST(Call, TakesStepsForThisCounterAloneInTheSameOrder) {
    Hall hall = Hall::open(rules_with({{birth}, {birth, family}}));
    const VisitIndex early = hall.at(nine).issue({family});
    const VisitIndex bound = hall.at(nine + 1min).issue({birth});
    const VisitIndex late = hall.at(nine + 2min).issue({birth});
    hall.call(one);
    hall.transfer(one, two);

    EXPECT_EQ(hall.order_at(two), (std::vector{early, bound, late}));
}

// --- who waits at a counter

TEST(WaitingAt, ShowsEverybodyInOrderAndWhatStandsBetween) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family, health}}), birth, family));
    const VisitIndex bound = hall.at(nine).issue({birth, family});
    const VisitIndex away = hall.at(nine + 1min).issue({birth, health});
    const VisitIndex free = hall.at(nine + 2min).issue({health});
    const VisitIndex old = hall.at(nine + 9min).issue({health}, elderly);
    hall.cancel(bound);
    const VisitIndex again = hall.issue({birth, family});
    hall.call(one);
    hall.at(nine + 20min);

    const auto waiting = waiting_at(hall.day, two, hall.now, 100);

    ASSERT_EQ(waiting.size(), 4U);
    EXPECT_EQ(waiting[0].step, hall.step_of(old, health));
    EXPECT_EQ(waiting[0].score, Duration{44min}.count());
    EXPECT_EQ(waiting[0].reason, PassReason::none);
    EXPECT_EQ(waiting[1].step, hall.step_of(away, health));
    EXPECT_EQ(waiting[1].reason, PassReason::busy_elsewhere);
    EXPECT_EQ(waiting[2].step, hall.step_of(free, health));
    EXPECT_EQ(waiting[3].step, hall.step_of(again, family));
    EXPECT_EQ(waiting[3].reason, PassReason::waits_for);
    EXPECT_EQ(waiting_at(hall.day, two, hall.now, 2).size(), 2U);
    EXPECT_EQ(waiting_at(hall.day, two, hall.now, 2)[1].step, hall.step_of(away, health));
}

// --- how many are ahead

TEST(AheadOf, CountsThoseWhoWouldBeCalledBefore) {
    Hall hall = Hall::open(rules_with({{birth, family}, {health}}));
    hall.at(nine).issue({birth});
    hall.at(nine + 1min).issue({family});
    hall.at(nine + 1min).issue({health});
    const VisitIndex visit = hall.at(nine + 2min).issue({birth});
    hall.at(nine + 3min).issue({birth});
    hall.at(nine + 4min).issue({family}, elderly);
    const StepIndex step = hall.step_of(visit, birth);

    EXPECT_EQ(ahead_of(hall.day, step, nine + 4min), 2U);
    EXPECT_EQ(ahead_of(hall.day, step, nine + 10min), 3U);
}

TEST(AheadOf, LeavesOutThoseWhoAreAway) {
    Hall hall = Hall::open(rules_with({{birth}, {health}}));
    hall.at(nine).issue({birth, health});
    const VisitIndex visit = hall.at(nine + 1min).issue({birth});

    hall.call(two);

    EXPECT_EQ(ahead_of(hall.day, hall.step_of(visit, birth), hall.now), 0U);
}

TEST(AheadOf, CountsTheRescuedUnderAbsolutePriority) {
    Rules rules = with_rescue(rules_with({{birth}}), 45min);
    rules.order = Order::absolute;
    Hall hall = Hall::open(rules);
    const VisitIndex early = hall.at(nine).issue({birth});
    const VisitIndex old = hall.at(nine + 40min).issue({birth}, elderly);

    EXPECT_EQ(ahead_of(hall.day, hall.step_of(old, birth), nine + 44min), 0U);
    EXPECT_EQ(ahead_of(hall.day, hall.step_of(old, birth), nine + 45min), 1U);
    EXPECT_EQ(ahead_of(hall.day, hall.step_of(early, birth), nine + 44min), 1U);
    EXPECT_EQ(ahead_of(hall.day, hall.step_of(early, birth), nine + 45min), 0U);
}

TEST(AheadOf, BreaksTiesLikeACall) {
    Hall hall = Hall::open(rules_with({{birth}}));
    hall.at(nine + 15min).issue({birth}, elderly);
    const VisitIndex paper = hall.at(nine + 16min).issue_paper(1, nine, {birth});

    // Equal scores: the paper is older, although its place was taken later.
    EXPECT_EQ(ahead_of(hall.day, hall.step_of(paper, birth), nine + 20min), 0U);
    EXPECT_EQ(ahead_of(hall.day, hall.step_of(VisitIndex{0}, birth), nine + 20min), 1U);
}

TEST(AheadOf, IsExactWhereRatesDoNotDivide) {
    Rules rules = rules_with({{birth}});
    rules.classes = {{"none", 2}, {"elderly", 3}};
    Hall hall = Hall::open(rules);
    const Instant now = nine + 30min;
    const auto ahead_with = [&](Duration age_of_other) {
        Hall tried = hall;
        tried.at(now - age_of_other).issue({birth});
        const VisitIndex own = tried.at(now - 10min - 1us).issue({birth}, elderly);
        return ahead_of(tried.day, tried.step_of(own, birth), now);
    };

    // Three times 600 s and a microsecond is between twice 900 s and one, and twice 900 s and two.
    EXPECT_EQ(ahead_with(15min + 1us), 0U);
    EXPECT_EQ(ahead_with(15min + 2us), 1U);
}

TEST(AheadOf, CountsThoseWhoWaitForOneOfTheCountersAlone) {
    Hall hall = Hall::open(rules_with({{birth}, {birth}, {health}}));
    const VisitIndex bound = hall.at(nine).issue({birth});
    const VisitIndex other = hall.at(nine + 1min).issue({birth});
    hall.call(one);

    hall.transfer(one, two);

    EXPECT_EQ(ahead_of(hall.day, hall.step_of(other, birth), hall.now), 1U);
    EXPECT_EQ(ahead_of(hall.day, hall.step_of(bound, birth), hall.now), 0U);
}

TEST(AheadOf, CountsForAStepOfOneCounterOnlyWhoWaitsThere) {
    Hall hall = Hall::open(rules_with({{birth, family}, {birth}}));
    hall.at(nine).issue({family});
    const VisitIndex bound = hall.at(nine + 1min).issue({birth});
    hall.issue({family});
    hall.call_by_number(one, bound);

    hall.transfer(one, two);

    EXPECT_EQ(ahead_of(hall.day, hall.step_of(bound, birth), hall.now), 0U);
}

// --- where a step should go

TEST(IdleCounter, IsThatWithTheFewestServicesThenTheLongestIdle) {
    Hall hall{rules_with({{birth, family}, {birth}, {birth}})};
    for (const CounterIndex counter : {two, one, three}) {
        hall.at(nine + counter.value * 1min).act(Open{.at = {counter}});
    }
    const VisitIndex visit = hall.at(nine + 9min).issue({birth});
    const StepIndex step = hall.step_of(visit, birth);

    EXPECT_EQ(idle_counter_for(hall.day, step), two);
    hall.pause(two);
    EXPECT_EQ(idle_counter_for(hall.day, step), three);
    hall.close(three);
    EXPECT_EQ(idle_counter_for(hall.day, step), one);
    hall.act(ChooseServices{{one}, {family}});
    EXPECT_FALSE(idle_counter_for(hall.day, step).exists());
}

TEST(IdleCounter, IsNoneThatHasAStepAndTheOneThatWasIdleLongest) {
    Hall hall = Hall::open(rules_with({{birth}, {birth}}));
    hall.at(nine).issue({birth});
    hall.serve(one);
    const VisitIndex visit = hall.at(nine + 1min).issue({birth});
    const StepIndex step = hall.step_of(visit, birth);

    EXPECT_EQ(idle_counter_for(hall.day, step), two);
    hall.issue({birth});
    hall.call_by_number(two, VisitIndex{2});
    EXPECT_EQ(idle_counter_for(hall.day, step), one);
}

TEST(IdleCounter, IsTheSameInWhateverOrderTheIdleOnesAreNamed) {
    Hall hall = Hall::open(rules_with({{birth}, {birth}, {birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    const StepIndex step = hall.step_of(visit, birth);

    EXPECT_EQ(idle_counter_for(hall.day, step), one);
    EXPECT_EQ(idle_counter_for(hall.day, step, std::array{three, two}), two);
    EXPECT_EQ(idle_counter_for(hall.day, step, std::array{two, three}), two);
}

TEST(IdleCounter, IsTheOneThatAStepIsFor) {
    Hall hall = Hall::open(rules_with({{birth}, {birth, family}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.call(one);
    hall.transfer(one, two);

    EXPECT_EQ(idle_counter_for(hall.day, hall.step_of(visit, birth)), two);
}

// --- who went past

std::vector<VisitIndex> visits_of(const Hall& hall, const std::vector<CallRecord>& calls) {
    std::vector<VisitIndex> visits;
    for (const CallRecord& call : calls) visits.push_back(hall.day.at(call.step).visit);
    return visits;
}

TEST(OvertakersOf, AreTheLaterOnesThatWereCalledBeforeIt) {
    Hall hall = Hall::open(rules_with({{birth}}));
    hall.at(eight + 30min).issue({birth});
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.serve(one);
    const VisitIndex old = hall.at(nine + 1min).issue({birth}, elderly);
    const VisitIndex named = hall.at(nine + 2min).issue({birth});
    hall.at(nine + 10min).serve(one);
    hall.call_by_number(one, named);
    hall.start(one);
    hall.finish(one);
    const StepIndex step = hall.step_of(visit, birth);
    const std::vector overtakers{old, named};
    ASSERT_EQ(visits_of(hall, overtakers_of(hall.day, step)), overtakers);

    hall.serve(one);
    hall.issue({birth}, elderly);
    hall.at(nine + 20min).serve(one);

    EXPECT_EQ(visits_of(hall, overtakers_of(hall.day, step)), overtakers);
    EXPECT_EQ(overtakers_of(hall.day, step)[0].rule, CallRule::priority);
    EXPECT_EQ(overtakers_of(hall.day, step)[1].rule, CallRule::by_number);
}

TEST(OvertakersOf, AreOnlyThoseAtCountersThatGiveItsService) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.at(nine + 1min).issue({family});

    hall.serve(two);

    EXPECT_TRUE(overtakers_of(hall.day, hall.step_of(visit, birth)).empty());
}

TEST(OvertakersOf, AreNotThoseWhoseCallWasUndone) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    const VisitIndex other = hall.at(nine + 1min).issue({birth});
    hall.call_by_number(one, other);

    hall.undo(one);

    EXPECT_TRUE(overtakers_of(hall.day, hall.step_of(visit, birth)).empty());
}

TEST(OvertakersOf, CountFromItsReturnForAStepThatRejoined) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex absent = hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);
    hall.at(nine + 1min).issue({birth});
    hall.at(nine + 2min).serve(one);  // While it was away.
    hall.at(nine + 3min).rejoin(absent);
    const VisitIndex old = hall.at(nine + 4min).issue({birth}, elderly);

    hall.at(nine + 20min).serve(one);

    EXPECT_EQ(visits_of(hall, overtakers_of(hall.day, hall.step_of(absent, birth))),
              std::vector{old});
}

TEST(OvertakersOf, CountForAStepThatWasCalledAndCameBackAtOnce) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex absent = hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);
    hall.rejoin(absent);
    const VisitIndex old = hall.at(nine + 4min).issue({birth}, elderly);

    hall.at(nine + 20min).serve(one);

    EXPECT_EQ(visits_of(hall, overtakers_of(hall.day, hall.step_of(absent, birth))),
              std::vector{old});
}

TEST(OvertakersOf, CountFromTheKeyingInOfAPaperNumber) {
    Hall hall = Hall::open(rules_with({{birth}}));
    hall.at(nine + 1min).issue({birth});
    hall.at(nine + 2min).serve(one);

    const VisitIndex paper = hall.at(nine + 3min).issue_paper(1, nine, {birth});

    EXPECT_TRUE(overtakers_of(hall.day, hall.step_of(paper, birth)).empty());
}

TEST(OvertakersOf, EndWithTheStep) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.at(nine + 1min).issue({birth});
    hall.cancel(visit);

    hall.at(nine + 2min).serve(one);

    EXPECT_TRUE(overtakers_of(hall.day, hall.step_of(visit, birth)).empty());
}

}  // namespace
}  // namespace gerai::hall
