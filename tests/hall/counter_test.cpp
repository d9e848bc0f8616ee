#include <gtest/gtest.h>

#include "hall/hall_kit.h"

namespace gerai::hall {
namespace {

using enum CounterState;

std::uint32_t about(CounterState state) { return static_cast<std::uint32_t>(state); }

/// All acts of a counter.
std::vector<Command> acts_at(AtCounter at, VisitIndex visit) {
    return {Open{at, {}},
            Close{at},
            Pause{at},
            ChooseServices{at, {birth}},
            Call{at},
            CallNumber{at, visit},
            Recall{at},
            Start{at},
            Finish{at},
            RecordNoShow{at},
            Hold{at, ""},
            Resume{at, visit},
            TransferToService{at, birth},
            TransferToCounter{at, two},
            SendOn{at, birth},
            Undo{at}};
}

// --- open, close, pause

TEST(Counter, IsClosedUntilItIsOpenedAndOffersAllThatItGives) {
    Hall hall{rules_with({{birth, family}})};
    hall.at(nine).issue({birth});
    EXPECT_EQ(hall.refusal(Call{{one}}), (Refused{Refusal::wrong_counter_state, about(closed)}));

    hall.at(nine + 1min).act(Open{.at = {one}});

    EXPECT_EQ(hall.state(one), open);
    EXPECT_EQ(hall.day.at(one).since, nine + 1min);
    EXPECT_TRUE(hall.day.offers(one, birth));
    EXPECT_TRUE(hall.day.offers(one, family));
}

TEST(Counter, OffersTheServicesThatItsClerkChoseAndNoOther) {
    Hall hall{rules_with({{birth, family}})};
    hall.act(Open{{one}, {family}});
    hall.at(nine).issue({birth});
    const VisitIndex visit = hall.at(nine + 1min).issue({family});
    EXPECT_EQ(hall.order_at(one), std::vector{visit});

    hall.act(ChooseServices{{one}, {birth, family, birth}});

    EXPECT_EQ(hall.day.at(one).offers, (std::vector{birth, family}));
    EXPECT_EQ(hall.order_at(one).size(), 2U);
}

TEST(Counter, OffersOnlyWhatTheFileGivesIt) {
    Hall hall{rules_with({{birth}, {}})};

    EXPECT_EQ(hall.refusal(Open{{one}, {health}}),
              (Refused{Refusal::not_given_here, health.value}));
    EXPECT_EQ(hall.refusal(Open{{one}, {no_such_service}}),
              (Refused{Refusal::unknown_service, no_such_service.value}));
    EXPECT_EQ(hall.why_not(Open{{two}, {}}), Refusal::no_services);
    hall.act(Open{.at = {one}});
    EXPECT_EQ(hall.why_not(ChooseServices{{one}, {}}), Refusal::no_services);
    EXPECT_EQ(hall.why_not(ChooseServices{{one}, {family}}), Refusal::not_given_here);
}

TEST(Counter, OpensClosesAndPausesFromEveryStateButItsOwn) {
    Hall hall{rules_with({{birth}})};

    EXPECT_EQ(hall.why_not(Close{{one}}), Refusal::wrong_counter_state);
    EXPECT_EQ(hall.why_not(Pause{{one}}), Refusal::wrong_counter_state);
    hall.act(Open{.at = {one}});
    EXPECT_EQ(hall.why_not(Open{.at = {one}}), Refusal::wrong_counter_state);
    hall.pause(one);
    EXPECT_EQ(hall.why_not(Pause{{one}}), Refusal::wrong_counter_state);
    EXPECT_EQ(hall.refusal(Call{{one}}), (Refused{Refusal::wrong_counter_state, about(paused)}));
    hall.close(one);
    EXPECT_EQ(hall.state(one), closed);
}

TEST(Counter, OpensAgainAfterAPauseWithTheServicesThatItHad) {
    Hall hall{rules_with({{birth, family}})};
    hall.act(Open{{one}, {family}});
    hall.pause(one);

    hall.act(Open{.at = {one}});

    EXPECT_EQ(hall.day.at(one).offers, std::vector{family});
}

TEST(Counter, OpensAfterClosingWithAllServices) {
    Hall hall{rules_with({{birth, family}})};
    hall.act(Open{{one}, {family}});
    hall.close(one);

    hall.act(Open{.at = {one}});

    EXPECT_EQ(hall.day.at(one).offers, (std::vector{birth, family}));
}

TEST(Counter, IsClosingUntilItsStepHasEnded) {
    Hall hall = Hall::open(rules_with({{birth}}));
    hall.at(nine).issue({birth});
    hall.issue({birth});
    hall.call(one);

    hall.close(one);

    EXPECT_EQ(hall.state(one), closing);
    EXPECT_EQ(hall.day.at(one).becomes, closed);
    hall.start(one);
    EXPECT_EQ(hall.state(one), closing);
    hall.finish(one);
    EXPECT_EQ(hall.state(one), closed);
    EXPECT_EQ(hall.refusal(Call{{one}}), (Refused{Refusal::wrong_counter_state, about(closed)}));
}

TEST(Counter, KeepsWhatItIsToBecomeAndMayChangeIt) {
    Hall hall = Hall::open(rules_with({{birth}}));
    hall.at(nine).issue({birth});
    hall.call(one);
    hall.pause(one);
    EXPECT_EQ(hall.why_not(Pause{{one}}), Refusal::wrong_counter_state);
    hall.close(one);
    EXPECT_EQ(hall.why_not(Close{{one}}), Refusal::wrong_counter_state);
    hall.pause(one);

    hall.no_show(one);

    EXPECT_EQ(hall.state(one), paused);
}

TEST(Counter, StaysOpenWhenItsClosingIsRevoked) {
    Hall hall = Hall::open(rules_with({{birth}}));
    hall.at(nine).issue({birth});
    hall.call(one);
    hall.close(one);

    hall.act(Open{.at = {one}});
    hall.no_show(one);

    EXPECT_EQ(hall.state(one), open);
}

TEST(Counter, CompletesItsClosingByWhateverEmptiesIt) {
    const auto ends = [](auto act) {
        Hall hall = Hall::open(rules_with({{birth}, {birth, family}}));
        const VisitIndex visit = hall.at(nine).issue({birth});
        hall.call(one);
        hall.close(one);
        act(hall, visit);
        return hall.state(one);
    };

    EXPECT_EQ(ends([](Hall& hall, VisitIndex visit) { hall.cancel(visit); }), closed);
    EXPECT_EQ(ends([](Hall& hall, VisitIndex) { hall.no_show(one); }), closed);
    EXPECT_EQ(ends([](Hall& hall, VisitIndex) { hall.transfer(one, family); }), closed);
    EXPECT_EQ(ends([](Hall& hall, VisitIndex) { hall.transfer(one, two); }), closed);
    EXPECT_EQ(ends([](Hall& hall, VisitIndex) {
                  hall.start(one);
                  hall.hold(one);
              }),
              closed);
    EXPECT_EQ(ends([](Hall& hall, VisitIndex) {
                  hall.start(one);
                  hall.send_on(one, family);
              }),
              closed);
}

TEST(Counter, IsUnknownToEveryActThatNamesAnotherOne) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});

    for (const Command& act : acts_at({no_such_counter}, visit)) {
        EXPECT_EQ(hall.why_not(act), Refusal::unknown_counter) << act.index();
    }
    EXPECT_EQ(hall.why_not(TakeSession{no_such_counter, "a"}), Refusal::unknown_counter);
    hall.call(one);
    EXPECT_EQ(hall.why_not(TransferToCounter{{one}, no_such_counter}), Refusal::unknown_counter);
}

TEST(Counter, CannotActOnAStepWithoutOneNorCallWithOne) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    for (const Command& act :
         {Command{Recall{{one}}}, Command{Start{{one}}}, Command{Finish{{one}}},
          Command{RecordNoShow{{one}}}, Command{Hold{{one}, ""}},
          Command{TransferToService{{one}, birth}}, Command{TransferToCounter{{one}, two}},
          Command{SendOn{{one}, birth}}}) {
        EXPECT_EQ(hall.why_not(act), Refusal::counter_idle) << act.index();
    }
    hall.call(one);

    EXPECT_EQ(hall.why_not(Call{{one}}), Refusal::counter_busy);
    EXPECT_EQ(hall.why_not(CallNumber{{one}, visit}), Refusal::counter_busy);
    EXPECT_EQ(hall.why_not(Resume{{one}, visit}), Refusal::counter_busy);
}

// --- sessions

TEST(Session, IsNeededAtACounterOnceSomebodyHasIt) {
    Hall hall{rules_with({{birth}})};
    hall.act(Open{.at = {one}});  // Nobody has it yet.
    hall.act(TakeSession{one, "pagi"});
    const VisitIndex visit = hall.at(nine).issue({birth});

    for (const Command& act : acts_at({one, "siang"}, visit)) {
        EXPECT_EQ(hall.why_not(act), Refusal::taken_over) << act.index();
    }
    EXPECT_EQ(hall.why_not(Call{{one}}), Refusal::taken_over);
    hall.act(Call{{one, "pagi"}});
}

TEST(Session, IsTakenOverOnlyOnPurpose) {
    Hall hall{rules_with({{birth}})};
    hall.act(TakeSession{one, "pagi"});
    EXPECT_EQ(hall.why_not(TakeSession{one, "siang"}), Refusal::session_exists);

    hall.act(TakeSession{one, "siang", true});

    EXPECT_EQ(hall.why_not(Open{.at = {one, "pagi"}}), Refusal::taken_over);
    hall.act(Open{.at = {one, "siang"}});
}

TEST(Session, IsNotAskedOfTheManager) {
    Hall hall{rules_with({{birth}})};
    hall.act(TakeSession{one, "pagi"});

    hall.act(Open{.at = {one, "", false}});
}

// --- hold and resume

TEST(Hold, FreesTheCounterAndTheStepResumesAtAnyIdleOneThatOffersIt) {
    Hall hall = Hall::open(rules_with({{birth}, {birth}, {family}}));
    const VisitIndex held = hall.at(nine).issue({birth});
    const VisitIndex next = hall.issue({birth});
    hall.call(one);
    hall.start(one);

    hall.hold(one);

    EXPECT_EQ(hall.call(one), next);
    EXPECT_EQ(hall.why_not(Resume{{three}, held}), Refusal::no_step_here);
    hall.resume(two, held);
    EXPECT_EQ(hall.state(held, birth), StepState::serving);
    EXPECT_EQ(hall.step(held, birth).counter, two);
    hall.finish(two);
}

TEST(Resume, NeedsAnOpenCounter) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex held = hall.at(nine).issue({birth});
    hall.call(one);
    hall.start(one);
    hall.hold(one);
    hall.pause(one);

    EXPECT_EQ(hall.refusal(Resume{{one}, held}),
              (Refused{Refusal::wrong_counter_state, about(paused)}));
}

// --- transfer and send on

TEST(Transfer, EndsTheStepAndAnotherWaitsWithTheSameTime) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    const VisitIndex later = hall.at(nine + 1min).issue({family});
    hall.at(nine + 2min).call(one);

    const StepIndex made = hall.transfer(one, family);

    EXPECT_EQ(hall.state(visit, birth), StepState::cancelled);
    EXPECT_EQ(hall.step(visit, birth).outcome, Outcome::transferred);
    EXPECT_EQ(hall.day.at(made).e, nine);
    EXPECT_EQ(hall.order_at(two), (std::vector{visit, later}));
}

TEST(Transfer, IsPossibleFromACallAndFromServing) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    hall.at(nine).issue({birth});
    hall.call(one);
    hall.start(one);

    hall.transfer(one, family);

    EXPECT_EQ(hall.call(two), VisitIndex{0});
}

TEST(Transfer, ToOneCounterIsForThatCounterAlone) {
    Hall hall = Hall::open(rules_with({{birth}, {birth}, {birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.call(one);

    hall.transfer(one, three);

    EXPECT_EQ(hall.call(one), VisitIndex{});
    EXPECT_EQ(hall.call(two), VisitIndex{});
    EXPECT_EQ(hall.why_not(CallNumber{{two}, visit}), Refusal::no_step_here);
    EXPECT_EQ(hall.call(three), visit);
}

TEST(Transfer, ToACounterThatClosesIsFreeToAllOfItsService) {
    Hall hall = Hall::open(rules_with({{birth}, {birth}, {birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    const VisitIndex later = hall.at(nine + 1min).issue({birth});
    hall.call(one);
    hall.transfer(one, three);
    hall.pause(three);
    EXPECT_EQ(hall.order_at(two), std::vector{later});

    hall.close(three);

    EXPECT_EQ(hall.order_at(two), (std::vector{visit, later}));
}

TEST(Transfer, ToACounterThatClosesAfterItsStepIsFreeThen) {
    Hall hall = Hall::open(rules_with({{birth}, {birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.issue({birth});
    hall.call(one);
    hall.call(two);
    hall.close(two);
    EXPECT_EQ(hall.refusal(TransferToCounter{{one}, two}),
              (Refused{Refusal::wrong_counter_state, about(closing)}));
    hall.act(Open{.at = {two}});
    hall.transfer(one, two);
    hall.close(two);
    EXPECT_EQ(hall.call(one), VisitIndex{});

    hall.no_show(two);

    EXPECT_EQ(hall.call(one), visit);
}

TEST(Transfer, ToACounterThatStopsOfferingTheServiceIsFreeToTheOthers) {
    Hall hall = Hall::open(rules_with({{birth}, {birth, family}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.call(one);
    hall.transfer(one, two);

    hall.act(ChooseServices{{two}, {family}});

    EXPECT_EQ(hall.call(two), VisitIndex{});
    EXPECT_EQ(hall.call(one), visit);
}

TEST(Transfer, GoesToAnotherCounterThatIsThereAndOffersTheService) {
    Hall hall = Hall::open(rules_with({{birth}, {family}, {birth}}));
    hall.close(three);
    hall.at(nine).issue({birth});
    hall.call(one);

    EXPECT_EQ(hall.why_not(TransferToCounter{{one}, one}), Refusal::not_given_here);
    EXPECT_EQ(hall.refusal(TransferToCounter{{one}, two}),
              (Refused{Refusal::not_given_here, birth.value}));
    EXPECT_EQ(hall.refusal(TransferToCounter{{one}, three}),
              (Refused{Refusal::wrong_counter_state, about(closed)}));
}

TEST(Transfer, GoesToAServiceThatSomebodyGivesAndTheVisitHasNot) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.start(one);

    EXPECT_EQ(hall.refusal(TransferToService{{one}, family}),
              (Refused{Refusal::already_waiting, family.value}));
    EXPECT_EQ(hall.why_not(SendOn{{one}, family}), Refusal::already_waiting);
    EXPECT_EQ(hall.refusal(TransferToService{{one}, health}),
              (Refused{Refusal::service_not_offered, health.value}));
    EXPECT_EQ(hall.why_not(SendOn{{one}, health}), Refusal::service_not_offered);
    EXPECT_EQ(hall.why_not(TransferToService{{one}, no_such_service}), Refusal::unknown_service);
    EXPECT_EQ(hall.why_not(SendOn{{one}, no_such_service}), Refusal::unknown_service);
}

TEST(Transfer, MayGoBackToAServiceThatHasEnded) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.serve(two);
    hall.call(one);

    hall.transfer(one, family);

    EXPECT_EQ(hall.call(two), visit);
}

TEST(Transfer, SkipsTheCapacityStop) {
    Rules rules = rules_with({{birth}, {family}});
    rules.has_capacity_stop = true;
    rules.services[family.value].mean = 8h;
    Hall hall = Hall::open(rules);
    const VisitIndex visit = hall.at(nine).issue({birth});
    ASSERT_EQ(hall.why_not(Issue{.services = {family}, .priority = ordinary}),
              Refusal::capacity_reached);
    hall.call(one);

    hall.transfer(one, family);

    EXPECT_EQ(hall.call(two), visit);
}

TEST(Transfer, NeverMakesStepsWaitInACircle) {
    Rules rules = with_order(rules_with({{birth}, {family}, {health}}), family, health);
    Hall hall = Hall::open(with_order(std::move(rules), birth, family));
    hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.start(one);

    // Health would wait for family, and family for health in the place of birth.
    EXPECT_EQ(hall.why_not(TransferToService{{one}, health}), Refusal::waits_in_a_circle);
    hall.send_on(one, health);  // Birth is done: health waits for family, and that for nobody.
    EXPECT_EQ(hall.serve(two), VisitIndex{0});
    EXPECT_EQ(hall.serve(three), VisitIndex{0});
}

TEST(SendOn, FinishesTheStepAndAnotherWaitsFromCheckIn) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    const VisitIndex later = hall.at(nine + 1min).issue({family});
    hall.call(one);
    EXPECT_EQ(hall.why_not(SendOn{{one}, family}), Refusal::wrong_step_state);
    hall.start(one);

    hall.at(nine + 9min).send_on(one, family);

    EXPECT_EQ(hall.state(visit, birth), StepState::done);
    EXPECT_EQ(hall.step(visit, birth).outcome, Outcome::completed);
    EXPECT_EQ(hall.step(visit, family).e, nine);
    EXPECT_EQ(hall.order_at(two), (std::vector{visit, later}));
}

TEST(SendOn, WaitsFromCheckInEvenAfterARejoinFurtherBack) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);
    hall.at(nine + 5min).issue({birth});
    hall.rejoin(visit);
    hall.call_by_number(one, visit);
    hall.start(one);

    hall.send_on(one, family);

    EXPECT_EQ(hall.step(visit, family).e, nine);
}

// --- calling by number

TEST(CallNumber, CallsOutOfTurnAndSaysSo) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex first = hall.at(nine).issue({birth});
    const VisitIndex second = hall.at(nine + 1min).issue({birth});

    const Called called = hall.at(nine + 2min).call_by_number(one, second);

    EXPECT_EQ(called.rule, CallRule::by_number);
    EXPECT_EQ(called.overtook, hall.step_of(first, birth));
    EXPECT_EQ(called.overtook_reason, PassReason::by_number);
    EXPECT_EQ(called.overtook_score, Duration{2min}.count());
    EXPECT_EQ(called.score, Duration{1min}.count());
}

TEST(CallNumber, CallsNobodyBackWhoHasToWaitForAStepBefore) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}, {health}}), birth, family));
    const VisitIndex visit = hall.at(nine).issue({birth, family, health});
    hall.serve(one);
    hall.call(two);
    hall.no_show(two);
    hall.call(three);
    hall.start(three);
    hall.send_on(three, birth);

    EXPECT_EQ(hall.why_not(CallNumber{{two}, visit}), Refusal::waits_for_others);
    hall.serve(one);
    hall.call_by_number(two, visit);
}

TEST(CallNumber, PassesNobodyWhenItWasItsTurn) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex first = hall.at(nine).issue({birth});
    hall.issue({birth});

    const Called called = hall.call_by_number(one, first);

    EXPECT_EQ(called.rule, CallRule::by_number);
    EXPECT_FALSE(called.overtook.exists());
    EXPECT_EQ(called.overtook_reason, PassReason::none);
}

TEST(CallNumber, TakesTheFirstInOrderOfSeveralStepsHere) {
    Hall hall = Hall::open(with_order(rules_with({{birth, family, health}}), birth, health));
    const VisitIndex visit = hall.at(nine).issue({health, family, birth});

    EXPECT_EQ(hall.call_by_number(one, visit).step, hall.step_of(visit, family));
}

TEST(CallNumber, IsTurnedDownWithTheReason) {
    Hall hall = Hall::open(with_order(rules_with({{birth}, {family}, {health}}), birth, family));
    const VisitIndex visit = hall.at(nine).issue({birth, family});

    EXPECT_EQ(hall.why_not(CallNumber{{two}, visit}), Refusal::waits_for_others);
    EXPECT_EQ(hall.why_not(CallNumber{{three}, visit}), Refusal::no_step_here);
    hall.call(one);
    EXPECT_EQ(hall.refusal(CallNumber{{two}, visit}),
              (Refused{Refusal::busy_elsewhere, one.value}));
    hall.pause(three);
    EXPECT_EQ(hall.why_not(CallNumber{{three}, visit}), Refusal::wrong_counter_state);
}

TEST(CallNumber, CallsANoShowBackAsARejoin) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);

    const Called called = hall.at(nine + 3min).call_by_number(one, visit);

    EXPECT_TRUE(called.is_rejoin);
    EXPECT_EQ(hall.day.at(visit).rejoins, 1);
    EXPECT_EQ(hall.state(visit, birth), StepState::called);
    EXPECT_EQ(hall.step(visit, birth).times_called, 1);
}

TEST(CallNumber, PrefersAWaitingStepToANoShow) {
    Hall hall = Hall::open(rules_with({{birth, family}}));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.no_show(one);

    const Called called = hall.call_by_number(one, visit);

    EXPECT_EQ(called.step, hall.step_of(visit, family));
    EXPECT_FALSE(called.is_rejoin);
}

TEST(SendOn, AndTransferLeadToNoServiceThatTheNewestFileLeftOut) {
    Rules rules = rules_with({{birth, family}});
    rules.services[family.value].is_offered = false;
    Hall hall = Hall::open(rules);
    hall.at(nine).issue({birth});
    hall.call(one);
    hall.start(one);

    EXPECT_EQ(hall.why_not(SendOn{{one}, family}), Refusal::service_not_offered);
    EXPECT_EQ(hall.why_not(TransferToService{{one}, family}), Refusal::service_not_offered);
}

TEST(Rating, MayBeChangedButNotWithoutEnd) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.serve(one);
    const StepIndex step = hall.day.at(visit).first_step;
    for (int i = 0; i < 20; ++i) {
        const auto events = decide(hall.day, Rate{.step = step, .score = 1 + i % 4}, hall.now);
        ASSERT_TRUE(events);
        for (const Event& event : *events) evolve(hall.day, event);
    }

    EXPECT_EQ(hall.why_not(Rate{.step = step, .score = 4}), Refusal::not_rateable);
    EXPECT_EQ(hall.day.rating_of(step)->score, 4);
}

// The called step leaves a closing counter, which frees the other step that waits for it alone;
// and that one ends as well.
TEST(TransferToCounter, EndsWithAVisitThatIsCancelledAsItsCounterCloses) {
    Hall hall = Hall::open(rules_with({{birth}, {birth, family}}));
    hall.at(nine);
    const VisitIndex visit = hall.issue({birth, family});
    hall.call(one);
    hall.act(TransferToCounter{{one}, two});
    hall.act(CallNumber{{two}, visit});
    hall.act(Close{{two}});

    hall.act(Cancel{visit, ""});

    for (const StepIndex step : hall.day.steps_of(visit)) {
        EXPECT_EQ(hall.day.at(step).state, StepState::cancelled);
    }
    EXPECT_EQ(hall.day.at(two).state, CounterState::closed);
    EXPECT_EQ(hall.day.bound_work(two), Duration{0});
}

}  // namespace
}  // namespace gerai::hall
