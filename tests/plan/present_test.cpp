#include "plan/present.h"

#include <gtest/gtest.h>

#include <cmath>

#include "plan/busy_hall.h"

namespace gerai::plan {

namespace {

using namespace std::chrono_literals;
using measure::StepRecord;

constexpr hall::CounterIndex counter_one{0};
constexpr hall::CounterIndex counter_two{1};

// --- what the steps of a day say of themselves

TEST(StepRecorder, KnowsFromTheMiddleOfADayWhatItWouldHaveNoted) {
    const Model model = busy_hall();
    int compared = 0;
    for (std::uint32_t number = 0; number < 10; ++number) {
        Model until_ten = model;
        until_ten.until = ten;
        Simulator simulator{until_ten};
        const hall::Day* day = nullptr;
        const SimulatedDay noted =
            simulator.run(1, number, [&](const hall::Event&, const auto& after) { day = &after; });

        const auto told = measure::StepRecorder::from_the_middle(*day, ten).records(*day, ten);

        ASSERT_EQ(told.size(), noted.records.size());
        for (std::size_t i = 0; i < told.size(); ++i) {
            const StepRecord& expected = noted.records[i];
            if (day->at(expected.visit).rejoins > 0) continue;
            EXPECT_EQ(told[i].first_callable, expected.first_callable) << number << ' ' << i;
            EXPECT_EQ(told[i].wait, expected.wait) << number << ' ' << i;
            EXPECT_EQ(told[i].called_at, expected.called_at) << number << ' ' << i;
            ++compared;
        }
    }
    EXPECT_GT(compared, 500);
}

// --- how busy today is

TEST(Coming, LearnsFromTheDaySoFar) {
    const double before = 1 / (.15 * .15);

    const Coming busy = coming_after({.came = 90, .expected = 60}, ten, .15);

    EXPECT_EQ(busy.from, ten);
    EXPECT_DOUBLE_EQ(busy.factor, (before + 90) / (before + 60));
    EXPECT_DOUBLE_EQ(busy.variation, 1 / std::sqrt(before + 90));
    EXPECT_EQ(coming_after({.came = 90, .expected = 60}, ten, 0).factor, 1);
}

TEST(Coming, CountsThoseWhoCameWithoutAnAppointment) {
    Model model = busy_hall();
    const hall::Day day = day_at(model, ten, 0);
    model.appointments = {{.who = {.service = first_service}, .slots = {eight, ten}}};

    const Turnout turnout = turnout_of(day, ten, model);

    EXPECT_DOUBLE_EQ(turnout.expected, 2 * (27 + 14));
    EXPECT_EQ(turnout.came, static_cast<double>(day.visits().size()) - 1);
}

TEST(Coming, HasCandidatesForADayOfAnyVolume) {
    Model model = busy_hall();
    widen(model, {.factor = 8, .variation = .1});
    EXPECT_DOUBLE_EQ(model.streams[0].candidates_per_hour, 27 * 8 * 1.5);
}

// --- a model in the terms of today's rules

TEST(FittedTo, SpeaksOfTodaysEditionsCountersAndClasses) {
    Model model = busy_hall();
    model.services[0].onward = {{second_service, .5}};
    hall::Rules rules = model.rules;
    rules.classes = {{"none", 1}, {"pregnant", 4}, {"elderly", 4}};
    rules.services[0].is_offered = false;  // A newer file gives it elsewhere.
    rules.services.push_back(
        {.id = rules.services[0].id, .agency = agency_a, .original = first_service});
    rules.services.push_back(
        {.id = "new", .agency = agency_a, .mean = 7min, .original = hall::ServiceIndex{3}});
    rules.counters.erase(rules.counters.begin());

    const Model fitted = fitted_to(rules, model);

    ASSERT_EQ(fitted.services.size(), 4U);
    EXPECT_EQ(mean(fitted.services[2].time), mean(model.services[0].time));
    EXPECT_EQ(fitted.services[0].onward[0].service, second_service);
    EXPECT_EQ(mean(fitted.services[3].time), 7min);
    EXPECT_EQ(fitted.streams[0].who.service, hall::ServiceIndex{2});
    EXPECT_EQ(fitted.streams[0].who.class_weights, (std::vector<double>{8, 0, 2}));
    EXPECT_EQ(fitted.second_weights, (std::vector<double>{0, 1, 1, 0}));
    ASSERT_EQ(fitted.roster.size(), 4U);
    EXPECT_EQ(fitted.roster[0].counter, counter_one);  // What was the second one.
}

// --- who is at the counters

/// Open from eight to twelve, with a break at ten; clerks for both counters.
Model with_a_break() {
    Model model = one_queue(2, Fixed{5min});
    model.rules.opening = {{eight, ten}, {ten + 30min, twelve}};
    for (Duty& duty : model.roster) {
        duty.at = {eight, twelve};
        duty.breaks = {{ten, ten + 30min}};
    }
    return model;
}

std::optional<Duty> duty_of(const std::vector<Duty>& duties, hall::CounterIndex counter) {
    const auto found = std::ranges::find(duties, counter, &Duty::counter);
    if (found == duties.end()) return std::nullopt;
    return *found;
}

TEST(Duties, GoOnWhereACounterIsOpenWithTheBreakToCome) {
    const Model model = with_a_break();
    Made hall{model.rules, eight};
    hall.opens(counter_one);

    for (const auto& roster : {model.roster, std::vector<Duty>{}}) {
        const auto duty = duty_of(duties_from(hall.day, eight + 1h, roster), counter_one);

        ASSERT_TRUE(duty);
        EXPECT_EQ(duty->at, (Interval{eight + 1h, twelve}));
        EXPECT_EQ(duty->breaks, model.roster[0].breaks);
    }
}

TEST(Duties, EndTheBreakOfWhoIsPaused) {
    const Model model = with_a_break();
    Made hall{model.rules, eight};
    hall.opens(counter_one);
    hall.does(hall::Pause{{.counter = counter_one}});

    const auto early = duties_from(hall.day, eight + 1h, model.roster);
    EXPECT_EQ(duty_of(early, counter_one)->at.from, ten + 30min);
    const auto late = duties_from(hall.day, ten + 1h, model.roster);
    EXPECT_FALSE(duty_of(late, counter_one));
}

TEST(Duties, ExpectAClerkWhoIsLateForAWhile) {
    const Model model = with_a_break();
    Made hall{model.rules, eight};
    hall.now = eight + 2min;
    hall.opens(counter_one);
    hall.does(hall::Close{{.counter = counter_one}});

    const auto soon = duties_from(hall.day, eight + 5min, model.roster);
    EXPECT_FALSE(duty_of(soon, counter_one));  // Who has been there and left.
    EXPECT_EQ(duty_of(soon, counter_two)->at.from, eight + 15min);
    EXPECT_FALSE(duty_of(duties_from(hall.day, eight + 20min, model.roster), counter_two));
    const auto before = duties_from(hall.day, eight - 1h, model.roster);
    EXPECT_EQ(duty_of(before, counter_two)->at, model.roster[1].at);
}

// --- days that go on

/// One counter that serves somebody, with so many who wait.
Made one_served(const Model& model, int waiting) {
    Made hall{model.rules, start};
    hall.opens(counter_one);
    hall.comes(first_service);
    hall.serves(counter_one);
    for (int i = 0; i < waiting; ++i) hall.comes(first_service);
    return hall;
}

TEST(Present, ServesWhoIsAtACounterForWhatIsLeft) {
    const Model model = one_queue(1, Fixed{8min});
    const Made hall = one_served(model, 1);

    const SimulatedDay day = Simulator{model, present_of(hall.day, start + 3min, model)}.run(1, 0);

    EXPECT_EQ(day.records[0].ended_at, start + 8min);
    EXPECT_EQ(day.records[1].called_at, start + 8min);
    EXPECT_EQ(day.records[1].wait, 8min);
}

TEST(Present, LetsWhoWasCalledComeOrBeMissed) {
    Model model = one_queue(1, Fixed{8min});
    model.walking = Fixed{1min};
    model.no_show_after = 2min;
    Made hall{model.rules, start};
    hall.opens(counter_one);
    hall.comes(first_service);
    hall.does(hall::Call{{.counter = counter_one}});

    const auto after = [&](Duration passed) {
        return Simulator{model, present_of(hall.day, start + passed, model)}.run(1, 0).records[0];
    };

    EXPECT_EQ(after(30s).started_at, start + 1min);
    // No one walks that long.
    EXPECT_EQ(after(90s).state, hall::StepState::done);
    model.absence.share = .5;
    EXPECT_EQ(after(90s).state, hall::StepState::no_show);
    EXPECT_EQ(after(90s).ended_at, start + 2min);
}

TEST(Present, HoldsWhoIsOnHoldUntilACounterIsFree) {
    Model model = one_queue(1, Fixed{8min});
    model.absence.back_after = Fixed{5min};
    Made hall{model.rules, start};
    hall.opens(counter_one);
    hall.comes(first_service);
    hall.serves(counter_one);
    hall.now += 3min;
    hall.does(hall::Hold{{.counter = counter_one}, "copy"});
    hall.comes(first_service);
    hall.serves(counter_one);

    const SimulatedDay day = Simulator{model, present_of(hall.day, start + 4min, model)}.run(1, 0);

    EXPECT_EQ(day.records[1].ended_at, start + 11min);
    EXPECT_EQ(day.records[0].state, hall::StepState::done);
    EXPECT_EQ(day.records[0].ended_at, start + 16min);
}

TEST(Present, CallsWhoComesBack) {
    Model model = one_queue(1, Fixed{8min});
    model.absence = {.share = 0, .comes_back = 1, .back_after = Fixed{5min}};
    Made hall{model.rules, start};
    hall.opens(counter_one);
    hall.comes(first_service);
    hall.does(hall::Call{{.counter = counter_one}});
    hall.does(hall::RecordNoShow{{.counter = counter_one}});

    const SimulatedDay day = Simulator{model, present_of(hall.day, start + 2min, model)}.run(1, 0);

    EXPECT_EQ(day.records[0].started_at, start + 5min);
    EXPECT_EQ(day.records[0].state, hall::StepState::done);
}

TEST(Present, ActsForWhoeverHasTheSession) {
    const Model model = one_queue(1, Fixed{8min});
    Made hall = one_served(model, 1);
    hall.does(hall::TakeSession{.counter = counter_one, .session = "a clerk's"});

    const SimulatedDay day = Simulator{model, present_of(hall.day, start, model)}.run(1, 0);

    EXPECT_EQ(day.records[1].state, hall::StepState::done);
}

TEST(Present, HasNoMorePatienceThanIsLeft) {
    Model model = one_queue(1, Fixed{1h});
    Stream stream = steady(1e-9);
    stream.who.patience = Patience{Fixed{20min}, 1};
    model.streams = {stream};
    const Made hall = one_served(model, 1);

    const SimulatedDay day = Simulator{model, present_of(hall.day, start + 15min, model)}.run(1, 0);

    EXPECT_EQ(day.records[1].state, hall::StepState::cancelled);
    EXPECT_EQ(day.records[1].ended_at, start + 20min);
}

TEST(Present, SuspectsThatSomeHaveGoneWithoutAWord) {
    Model model = one_queue(1, Fixed{10min});
    Stream stream = steady(1e-9);
    stream.who.patience = Patience{Exponential{10min}, .5};
    model.streams = {stream};
    model.no_show_after = 1min;
    const Made hall = one_served(model, 1);
    const Present present = present_of(hall.day, start + 10min, model);
    Simulator simulator{model, present};

    int missed = 0;
    constexpr int days = 4'000;
    for (std::uint32_t number = 0; number < days; ++number) {
        const auto record = simulator.run(1, number).records[1];
        if (record.state == hall::StepState::no_show) ++missed;
    }

    // Patient with exp(-1); the others have not said goodbye with one half.
    const double patient = std::exp(-1);
    EXPECT_NEAR(missed / double{days}, (1 - patient) / 2 / (patient + (1 - patient) / 2), .03);
}

// With n ahead of one who comes to c busy counters, n + 1 have to leave: Erlang's law of that many
// stages of mean 1 / (c mu).
TEST(Present, MakesTheLastOfALineWaitAsErlangSays) {
    constexpr int counters = 4;
    constexpr int ahead = 7;
    const Model model = one_queue(counters, Exponential{units(1)});
    Made hall{model.rules, start};
    for (std::uint32_t i = 0; i < counters; ++i) {
        hall.opens({i});
        hall.comes(first_service);
        hall.serves({i});
    }
    for (int i = 0; i <= ahead; ++i) hall.comes(first_service);
    Simulator simulator{model, present_of(hall.day, start + units(.5), model)};

    double sum = 0;
    int beyond = 0;
    constexpr int days = 4'000;
    for (std::uint32_t number = 0; number < days; ++number) {
        const auto record = simulator.run(1, number).records.back();
        const Duration wait = *record.called_at - (start + units(.5));
        sum += in_seconds(wait);
        if (wait > units(2)) ++beyond;
    }

    const double stages = ahead + 1;
    EXPECT_NEAR(sum / days, stages / counters,
                3.66 * std::sqrt(stages) / counters / std::sqrt(days));
    double poisson = std::exp(-2.0 * counters);
    double share = 0;
    for (int n = 0; n <= ahead; ++n) {
        share += poisson;
        poisson *= 2.0 * counters / (n + 1);
    }
    EXPECT_NEAR(beyond / double{days}, share, 3.66 * std::sqrt(share * (1 - share) / days));
}

TEST(Present, EndsEverybodyWhoIsInTheHall) {
    const Model model = busy_hall();
    for (std::uint32_t number = 0; number < 10; ++number) {
        const hall::Day now = day_at(model, ten, number);
        const Model today = fitted_to(now.rules(), model);
        Simulator simulator{today, present_of(now, ten, today)};
        for (std::uint32_t play = 0; play < 10; ++play) {
            const SimulatedDay day = simulator.run(2, play);
            ASSERT_GE(day.records.size(), now.steps().size());
            for (const StepRecord& record : day.records) {
                EXPECT_TRUE(record.state == hall::StepState::done ||
                            record.state == hall::StepState::cancelled ||
                            record.state == hall::StepState::no_show);
                EXPECT_TRUE(record.ended_at);
            }
            for (std::size_t i = 0; i < now.steps().size(); ++i) {
                const hall::Step& before = now.steps()[i];
                if (before.state != hall::StepState::done) continue;
                EXPECT_EQ(day.records[i].ended_at, before.ended_at);
            }
        }
    }
}

TEST(Present, AtTheOpeningIsThePlainDay) {
    const Model model = busy_hall();
    const hall::Day empty{model.rules, model.date};
    Simulator plain{model};
    Simulator foretold{model, present_of(empty, eight, model)};
    for (std::uint32_t number = 0; number < 10; ++number) {
        const auto expected = plain.run(3, number).records;
        const auto found = foretold.run(3, number).records;
        ASSERT_EQ(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_EQ(found[i].e, expected[i].e);
            EXPECT_EQ(found[i].called_at, expected[i].called_at);
            EXPECT_EQ(found[i].ended_at, expected[i].ended_at);
        }
    }
}

TEST(Present, GivesTheSameDaysForTheSameSeed) {
    const Model model = busy_hall();
    const Present present = present_of(day_at(model, ten, 0), ten, model);
    Simulator one{model, present};
    Simulator other{model, present};
    static_cast<void>(other.run(1, 6));
    const auto first = one.run(1, 7).records;
    const auto second = other.run(1, 7).records;
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].ended_at, second[i].ended_at);
    }
}

}  // namespace

}  // namespace gerai::plan
