#include <gtest/gtest.h>

#include "hall/day_picture.h"
#include "hall/hall_kit.h"

namespace gerai::hall {
namespace {

using enum CounterState;

/// A visit for birth, at counter one, with two more counters and one more visitor around.
struct Mistake {
    Hall hall = Hall::open(rules_with({{birth}, {birth, family}, {health}}));
    VisitIndex visit = hall.at(nine).issue({birth, health});
    VisitIndex other = hall.at(nine + 1min).issue({birth});
};

Step without_order_of_visit(Step step) {
    step.next = {};
    return step;
}

/// Everything about a step but which step follows it in the visit.
std::string picture_of(const Hall& hall, StepIndex step) {
    return picture(without_order_of_visit(hall.day.at(step)));
}

/// The step at counter one is what it was before the act once the act is undone.
void expect_restores(Mistake& mistake, const Command& act, Act name) {
    Hall& hall = mistake.hall;
    hall.at(nine + 3min);
    const bool is_call = name == Act::call;
    const StepIndex step = is_call ? hall.step_of(mistake.visit, birth) : hall.day.at(one).current;
    const std::string before = picture_of(hall, step);
    const CounterState state_before = hall.state(one);
    const auto order_before = hall.order_at(two);
    hall.act(act);
    ASSERT_NE(picture_of(hall, step), before);

    const auto undone = hall.at(nine + 3min + 30s).act_as<Undone>(Undo{{one}});

    EXPECT_EQ(undone.act, name);
    EXPECT_EQ(undone.restored, hall.day.at(step).state);
    EXPECT_EQ(picture_of(hall, step), before);
    EXPECT_EQ(hall.day.at(one).current, is_call ? StepIndex{} : step);
    EXPECT_EQ(hall.state(one), state_before);
    EXPECT_EQ(hall.order_at(two), order_before);
}

TEST(Undo, TakesBackACall) {
    Mistake mistake;

    expect_restores(mistake, Call{{one}}, Act::call);

    EXPECT_TRUE(mistake.hall.day.calls().empty());
    EXPECT_EQ(mistake.hall.order_at(three), std::vector{mistake.visit});
}

TEST(Undo, TakesBackAStart) {
    Mistake mistake;
    mistake.hall.call(one);

    expect_restores(mistake, Start{{one}}, Act::start);
}

TEST(Undo, TakesBackAFinish) {
    Mistake mistake;
    mistake.hall.call(one);
    mistake.hall.start(one);

    expect_restores(mistake, Finish{{one}}, Act::finish);
}

TEST(Undo, TakesBackANoShow) {
    Mistake mistake;
    mistake.hall.call(one);

    expect_restores(mistake, RecordNoShow{{one}}, Act::no_show);
}

TEST(Undo, TakesBackAHold) {
    Mistake mistake;
    mistake.hall.call(one);
    mistake.hall.start(one);

    expect_restores(mistake, Hold{{one}, "berkas"}, Act::hold);
}

TEST(Undo, TakesBackATransferAndEndsTheStepThatItMade) {
    Mistake mistake;
    mistake.hall.call(one);

    expect_restores(mistake, TransferToService{{one}, family}, Act::transfer);

    EXPECT_EQ(mistake.hall.state(mistake.visit, family), StepState::cancelled);
    EXPECT_EQ(mistake.hall.step(mistake.visit, family).outcome, Outcome::undone);
}

TEST(Undo, TakesBackATransferToACounter) {
    Mistake mistake;
    mistake.hall.call(one);

    expect_restores(mistake, TransferToCounter{{one}, two}, Act::transfer);

    EXPECT_EQ(mistake.hall.day.queues().bound_to(two), 0U);
}

TEST(Undo, TakesBackASendOnAndEndsTheStepThatItMade) {
    Mistake mistake;
    mistake.hall.call(one);
    mistake.hall.start(one);

    expect_restores(mistake, SendOn{{one}, family}, Act::send_on);

    EXPECT_EQ(mistake.hall.step(mistake.visit, family).outcome, Outcome::undone);
}

TEST(Undo, TakesBackTheCallOfANoShowWithItsRejoin) {
    Mistake mistake;
    Hall& hall = mistake.hall;
    hall.call(one);
    hall.no_show(one);
    hall.at(nine + 5min).call_by_number(one, mistake.visit);
    ASSERT_EQ(hall.day.at(mistake.visit).rejoins, 1);

    hall.undo(one);

    EXPECT_EQ(hall.state(mistake.visit, birth), StepState::no_show);
    EXPECT_EQ(hall.day.at(mistake.visit).rejoins, 0);
    hall.rejoin(mistake.visit);
}

TEST(Undo, TakesBackTheCallOfAStepForThisCounterAlone) {
    Mistake mistake;
    Hall& hall = mistake.hall;
    hall.call(one);
    hall.transfer(one, two);
    EXPECT_EQ(hall.call(two), mistake.visit);

    hall.undo(two);

    EXPECT_EQ(hall.order_at(one), std::vector{mistake.other});
    EXPECT_EQ(hall.call(two), mistake.visit);
}

TEST(Undo, MakesAClosingCounterClosingAgain) {
    Mistake mistake;
    Hall& hall = mistake.hall;
    hall.call(one);
    hall.start(one);
    hall.close(one);
    hall.finish(one);
    ASSERT_EQ(hall.state(one), closed);

    hall.undo(one);

    EXPECT_EQ(hall.state(one), closing);
    EXPECT_EQ(hall.day.at(one).becomes, closed);
    EXPECT_EQ(hall.state(mistake.visit, birth), StepState::serving);
    hall.finish(one);
    EXPECT_EQ(hall.state(one), closed);
}

TEST(Undo, IsPossibleForThirtySeconds) {
    Mistake mistake;
    mistake.hall.at(nine + 2min).call(one);

    EXPECT_EQ(mistake.hall.at(nine + 2min + 30s + 1us).why_not(Undo{{one}}),
              Refusal::too_late_to_undo);
    mistake.hall.at(nine + 2min + 30s).undo(one);
}

TEST(Undo, IsFinal) {
    Mistake mistake;
    EXPECT_EQ(mistake.hall.why_not(Undo{{one}}), Refusal::nothing_to_undo);
    mistake.hall.call(one);
    mistake.hall.undo(one);

    EXPECT_EQ(mistake.hall.why_not(Undo{{one}}), Refusal::nothing_to_undo);
}

TEST(Undo, TakesBackOnlyTheLastAct) {
    Mistake mistake;
    mistake.hall.call(one);
    mistake.hall.start(one);

    mistake.hall.undo(one);

    EXPECT_EQ(mistake.hall.state(mistake.visit, birth), StepState::called);
    EXPECT_EQ(mistake.hall.why_not(Undo{{one}}), Refusal::nothing_to_undo);
}

TEST(Undo, IsForbiddenOnceTheCounterOrTheVisitWasTouched) {
    const auto after = [](auto act) {
        Mistake mistake;
        mistake.hall.call(one);
        mistake.hall.no_show(one);
        act(mistake);
        return mistake.hall.why_not(Undo{{one}});
    };

    EXPECT_EQ(after([](Mistake& mistake) { mistake.hall.pause(one); }), Refusal::touched_since);
    EXPECT_EQ(after([](Mistake& mistake) { mistake.hall.act(ChooseServices{{one}, {birth}}); }),
              Refusal::touched_since);
    EXPECT_EQ(after([](Mistake& mistake) { mistake.hall.rejoin(mistake.visit); }),
              Refusal::touched_since);
    EXPECT_EQ(after([](Mistake& mistake) { mistake.hall.cancel(mistake.visit); }),
              Refusal::touched_since);
    EXPECT_EQ(after([](Mistake& mistake) { mistake.hall.call(three); }), Refusal::touched_since);
    EXPECT_EQ(
        after([](Mistake& mistake) { mistake.hall.act(ChangePriority{mistake.visit, elderly}); }),
        Refusal::touched_since);
}

TEST(Undo, StaysForbiddenWhenWhatTouchedItWasUndoneItself) {
    Mistake mistake;
    Hall& hall = mistake.hall;
    hall.call(one);
    hall.no_show(one);
    hall.call(three);
    hall.undo(three);

    EXPECT_EQ(hall.why_not(Undo{{one}}), Refusal::touched_since);
}

TEST(Undo, IsForbiddenAfterARecallOrARating) {
    Mistake called;
    called.hall.call(one);
    called.hall.act(Recall{{one}});
    EXPECT_EQ(called.hall.why_not(Undo{{one}}), Refusal::touched_since);

    Mistake rated;
    rated.hall.call(one);
    rated.hall.start(one);
    rated.hall.finish(one);
    rated.hall.act(Rate{rated.hall.step_of(rated.visit, birth), 4, {}});
    EXPECT_EQ(rated.hall.why_not(Undo{{one}}), Refusal::touched_since);
}

TEST(Undo, IsNotDisturbedByOthers) {
    Mistake mistake;
    mistake.hall.call(one);
    mistake.hall.issue({birth});
    mistake.hall.call(two);

    mistake.hall.undo(one);

    EXPECT_EQ(mistake.hall.state(mistake.visit, birth), StepState::waiting);
}

TEST(Undo, EndsWithTheDate) {
    Mistake mistake;
    mistake.hall.call(one);
    mistake.hall.act(CloseDay{});

    EXPECT_EQ(mistake.hall.why_not(Undo{{one}}), Refusal::too_late_to_undo);
}

}  // namespace
}  // namespace gerai::hall
