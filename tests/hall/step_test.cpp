#include <gtest/gtest.h>

#include <optional>

#include "hall/hall_kit.h"

namespace gerai::hall {
namespace {

using enum StepState;

/// A hall in which the only step of a visit has come to a state, at counter one where it is with
/// one.
struct Life {
    Hall hall = Hall::open(rules_with({{birth}}));
    VisitIndex visit = hall.at(nine).issue({birth});

    explicit Life(StepState state) {
        for (const Command& command : way_to(state)) hall.act(command);
    }

    [[nodiscard]] std::vector<Command> way_to(StepState state) const {
        switch (state) {
            case waiting: return {};
            case called: return {Call{{one}}};
            case serving: return {Call{{one}}, Start{{one}}};
            case done: return {Call{{one}}, Start{{one}}, Finish{{one}}};
            case on_hold: return {Call{{one}}, Start{{one}}, Hold{{one}, ""}};
            case no_show: return {Call{{one}}, RecordNoShow{{one}}};
            case cancelled: return {Cancel{visit, ""}};
        }
        return {};
    }

    [[nodiscard]] StepState state() const { return hall.state(visit, birth); }

    /// The state after a command, or nothing when it was turned down.
    std::optional<StepState> after(const Command& command) {
        const auto events = decide(hall.day, command, hall.now);
        if (!events) return std::nullopt;
        hall.apply(*events);
        return state();
    }
};

constexpr std::array states{waiting, called, serving, done, on_hold, no_show, cancelled};

constexpr std::array acts{"call",   "recall",  "start",  "finish", "hold",
                          "resume", "no_show", "rejoin", "cancel"};

std::array<Command, acts.size()> commands_for(VisitIndex visit) {
    return {Call{{one}},         Recall{{one}},   Start{{one}},
            Finish{{one}},       Hold{{one}, ""}, Resume{{one}, visit},
            RecordNoShow{{one}}, Rejoin{visit},   Cancel{visit, ""}};
}

TEST(Step, FollowsTheLifeWrittenHereAndNothingElse) {
    constexpr auto no = std::nullopt;
    const std::optional<StepState> life[states.size()][acts.size()] = {
        //             call    recall  start    finish  hold     resume   no_show  rejoin   cancel
        /*waiting*/ {called, no, no, no, no, no, no, no, cancelled},
        /*called*/ {no, called, serving, no, no, no, no_show, no, cancelled},
        /*serving*/ {no, no, no, done, on_hold, no, no, no, no},
        /*done*/ {no, no, no, no, no, no, no, no, no},
        /*on_hold*/ {no, no, no, no, no, serving, no, no, cancelled},
        /*no_show*/ {no, no, no, no, no, no, no, waiting, no},
        /*cancelled*/ {no, no, no, no, no, no, no, no, no},
    };

    for (std::size_t from = 0; from < states.size(); ++from) {
        for (std::size_t by = 0; by < acts.size(); ++by) {
            Life of{states[from]};
            ASSERT_EQ(of.state(), states[from]);

            EXPECT_EQ(of.after(commands_for(of.visit)[by]), life[from][by])
                << states[from] << " by " << acts[by];
        }
    }
}

TEST(Step, NamesTheStateThatForbidsAnAct) {
    const Life life{called};
    const Life served{serving};

    EXPECT_EQ(life.hall.refusal(Finish{{one}}),
              (Refused{Refusal::wrong_step_state, static_cast<std::uint32_t>(called)}));
    EXPECT_EQ(served.hall.refusal(Start{{one}}),
              (Refused{Refusal::wrong_step_state, static_cast<std::uint32_t>(serving)}));
}

TEST(Step, CountsItsCallsAndRecalls) {
    Life life{called};

    life.hall.act(Recall{{one}});
    life.hall.act(Recall{{one}});

    EXPECT_EQ(life.hall.step(life.visit, birth).times_called, 3);
}

TEST(Step, KeepsTheTimesOfItsLife) {
    Life life{waiting};

    life.hall.at(nine + 2min).call(one);
    life.hall.at(nine + 3min).start(one);
    life.hall.at(nine + 9min).finish(one);

    const Step& step = life.hall.step(life.visit, birth);
    EXPECT_EQ(step.e, nine);
    EXPECT_EQ(step.called_at, nine + 2min);
    EXPECT_EQ(step.started_at, nine + 3min);
    EXPECT_EQ(step.ended_at, nine + 9min);
    EXPECT_EQ(step.outcome, Outcome::completed);
}

TEST(Step, EndsWithTheOutcomeThatTheClerkGives) {
    Life life{serving};

    life.hall.act(Finish{{one}, Outcome::not_completed});

    EXPECT_EQ(life.hall.step(life.visit, birth).outcome, Outcome::not_completed);
}

TEST(Step, MayBeCancelledWhileTheVisitorIsServedElsewhereAndThatGoesOn) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.start(one);

    hall.cancel(visit);

    EXPECT_EQ(hall.state(visit, birth), serving);
    EXPECT_EQ(hall.state(visit, family), cancelled);
    EXPECT_EQ(hall.why_not(Cancel{visit, ""}), Refusal::nothing_to_cancel);
}

TEST(Step, MayBeRatedOnceItIsDoneAndRatedAnew) {
    Life life{serving};
    const StepIndex step = life.hall.step_of(life.visit, birth);
    EXPECT_EQ(life.hall.why_not(Rate{step, 4, {}}), Refusal::not_rateable);
    EXPECT_EQ(life.hall.day.rating_of(step), nullptr);
    life.hall.finish(one);

    life.hall.act(Rate{step, 2, {"lama"}});
    life.hall.act(Rate{step, 4, {}});

    EXPECT_EQ(life.hall.day.rating_of(step)->score, 4);
    EXPECT_TRUE(life.hall.day.rating_of(step)->reasons.empty());
}

TEST(Step, IsRatedFromOneToFour) {
    const Life life{done};
    const StepIndex step = life.hall.step_of(life.visit, birth);

    EXPECT_EQ(life.hall.why_not(Rate{step, 0, {}}), Refusal::invalid_rating);
    EXPECT_EQ(life.hall.why_not(Rate{step, 5, {}}), Refusal::invalid_rating);
    EXPECT_EQ(life.hall.why_not(Rate{{99}, 4, {}}), Refusal::unknown_step);
}

}  // namespace
}  // namespace gerai::hall
