#include "plan/forecast/forecast.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "plan/busy_hall.h"
#include "plan/forecast/counter_advice.h"
#include "plan/forecast/rest_of_day.h"

namespace gerai::plan {

namespace {

using namespace std::chrono_literals;
using State = Forecast::State;

constexpr hall::CounterIndex spare_a{5};
constexpr hall::CounterIndex spare_b{6};

Forecast at_ten(const Model& model, std::uint32_t number, const ForecastWish& wish = {}) {
    return forecast(day_at(model, ten, number), ten, model, wish);
}

/// Agency a has so many visitors that its three counters cannot keep up.
Model overrun() {
    Model model = busy_hall();
    model.streams[0].rate.per_hour = {40};
    model.streams[0].candidates_per_hour = 80;
    model.streams[1].rate.per_hour = {4};
    for (Stream& stream : model.streams) stream.who.second_service = 0;
    return model;
}

TEST(Forecast, TellsEachHalfHourFromNowToTheClosing) {
    const Forecast told = at_ten(busy_hall(), 0);

    EXPECT_EQ(told.state, State::foretold);
    ASSERT_EQ(told.agencies.size(), 2U);
    for (const AgencyForecast& agency : told.agencies) {
        ASSERT_EQ(agency.half_hours.size(), 4U);
        for (std::size_t i = 0; i < 4; ++i) {
            const ForecastHalfHour& one = agency.half_hours[i];
            EXPECT_EQ(one.at, ten + i * 30min);
            EXPECT_LE(one.waiting.low, one.waiting.median);
            EXPECT_LE(one.waiting.median, one.waiting.high);
            EXPECT_LE(one.wait_minutes.low, one.wait_minutes.high);
            EXPECT_NEAR(one.late, one.steps * (1 - one.service_level), .2);
            EXPECT_EQ(one.risk, risk_of(one.chance));
        }
    }
    EXPECT_GE(told.last_leaves.high, told.last_leaves.low);
    EXPECT_GT(told.last_leaves.median, twelve - 30min);
    EXPECT_EQ(told.unserved, 0);
}

TEST(Forecast, CountsThoseWhoCameBeforeInTheHalfHourThatRuns) {
    const Model model = busy_hall();
    const Instant now = ten + 29min;
    const hall::Day day = day_at(model, now, 0);

    const Forecast told = forecast(day, now, model, {});

    EXPECT_EQ(told.agencies[0].half_hours.front().at, ten);
    const auto came = std::ranges::count_if(day.steps(), [](const hall::Step& step) {
        return step.service == first_service && step.e >= ten;
    });
    EXPECT_NEAR(told.agencies[0].half_hours.front().steps, static_cast<double>(came), 2);
}

TEST(Forecast, OfADayThatIsOverSaysSo) {
    const Model model = busy_hall();
    const hall::Day day = day_at(model, ten, 0);
    EXPECT_EQ(forecast(day, twelve, model, {}).state, State::over);
    EXPECT_TRUE(forecast(day, twelve, model, {}).agencies.empty());

    Made ended{model.rules, eight};
    ended.does(hall::CloseDay{});
    EXPECT_EQ(forecast(ended.day, ten, model, {}).state, State::closed);

    hall::Rules holiday = model.rules;
    holiday.opening.clear();
    EXPECT_EQ(forecast(hall::Day{holiday, any_date}, ten, model, {}).state, State::closed);
}

TEST(Forecast, EndsWhenItIsTold) {
    std::stop_source stop;
    stop.request_stop();
    const Model model = busy_hall();
    const hall::Day day = day_at(model, ten, 0);
    EXPECT_EQ(forecast(day, ten, model, {}, stop.get_token()).state, State::stopped);
}

TEST(Forecast, IsTheSameOnAnyNumberOfThreads) {
    const Model model = overrun();
    const Forecast one = at_ten(model, 0, {.days = 20});
    const Forecast three = at_ten(model, 0, {.days = 20, .threads = 3});
    const ForecastHalfHour& last = one.agencies[0].half_hours.back();
    const ForecastHalfHour& same = three.agencies[0].half_hours.back();
    EXPECT_EQ(last.waiting.high, same.waiting.high);
    EXPECT_EQ(last.wait_minutes.median, same.wait_minutes.median);
    EXPECT_EQ(last.late, same.late);
    EXPECT_EQ(one.last_leaves.median, three.last_leaves.median);
    ASSERT_EQ(one.advice.size(), three.advice.size());
    EXPECT_EQ(one.advice[0].gain.value, three.advice[0].gain.value);
}

// An overload that nobody leaves ends with the date.
TEST(Forecast, EndsThoughMoreComeThanCanBeServed) {
    Model model = overrun();
    for (Stream& stream : model.streams) stream.who.patience.reset();
    model.streams[0].rate.per_hour = {400};
    model.streams[0].candidates_per_hour = 800;

    const Forecast told = at_ten(model, 0, {.days = 20, .counters_tried = 0});

    EXPECT_GT(told.agencies[0].half_hours.back().waiting.low, 500);
    EXPECT_EQ(told.agencies[0].half_hours.back().risk, Risk::high);
    EXPECT_GT(told.unserved, 500);
    EXPECT_LE(told.last_leaves.high, model.rules.ends_at);
}

TEST(Forecast, KnowsThatNobodyServesAnAgency) {
    const Model model = busy_hall();
    const hall::Day day = day_at(model, ten, 0);
    const auto only_a = [&] {
        auto duties = present_of(day, ten, model).duties;
        std::erase_if(duties, [](const Duty& duty) { return duty.counter.value > 2; });
        return duties;
    }();
    Made hall{model.rules, eight};
    for (std::uint32_t i = 0; i < 3; ++i) hall.opens({i});
    hall.comes(second_service);

    const Forecast told = forecast(hall.day, ten, model, {.days = 20, .duties = only_a});

    ASSERT_EQ(told.troubles.size(), 1U);
    EXPECT_EQ(told.troubles[0].agency, agency_b);
    EXPECT_EQ(told.troubles[0].at, ten);
    EXPECT_EQ(told.troubles[0].risk, Risk::high);
    EXPECT_GT(told.unserved, 3);
}

// --- is it true?

/// What became of a true day, by the same half-hours.
RestOfDay truth_of(const Model& model, Instant now, std::uint32_t number) {
    const RestGrid grid{model.rules, now};
    RestFold fold{grid, hall::Day{model.rules, model.date}};
    Simulator simulator{model};
    const SimulatedDay day = simulator.run(
        1, number, [&](const auto& event, const auto& after) { fold.note(event, after); });
    return fold.rest(day, model.rules, Target{}.wait);
}

struct Held {
    int inside = 0;
    int all = 0;

    void note(const Range& range, double truth) {
        ++all;
        if (truth >= range.low && truth <= range.high) ++inside;
    }
    [[nodiscard]] double share() const { return inside / static_cast<double>(all); }
};

TEST(Forecast, HoldsTheTruthAboutEightTimesInTen) {
    const Model model = busy_hall();
    Held waiting;
    Held waits;
    double late = 0;
    double foretold_late = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        const RestGrid grid{model.rules, ten};
        const RestOfDay truth = truth_of(model, ten, number);
        const Forecast told = at_ten(model, number, {.seed = 9, .counters_tried = 0});
        for (const AgencyForecast& agency : told.agencies) {
            for (std::size_t place = 0; place < agency.half_hours.size(); ++place) {
                const RestCell& cell = truth.cells[grid.cell(agency.agency, place)];
                waiting.note(agency.half_hours[place].waiting, cell.waiting);
                late += cell.counted - cell.within;
                foretold_late += agency.half_hours[place].late;
            }
        }
        for (const RestWait& wait : truth.waits) {
            const auto place = wait.cell % grid.half_hours();
            const auto& agency = told.agencies[wait.cell / grid.half_hours()];
            waits.note(agency.half_hours[place].wait_minutes, in_seconds(wait.wait) / 60);
        }
    }
    EXPECT_GE(waiting.share(), .7);
    EXPECT_LE(waiting.share(), .9);
    EXPECT_GE(waits.share(), .7);
    EXPECT_LE(waits.share(), .9);
    EXPECT_NEAR(late / foretold_late, 1, .15);
}

// --- what to do

TEST(Forecast, AdvisesToOpenTheCounterOfTheAgencyInTrouble) {
    const Model model = overrun();

    const Forecast told = at_ten(model, 0);

    ASSERT_FALSE(told.troubles.empty());
    EXPECT_EQ(told.troubles[0].agency, agency_a);
    EXPECT_NE(told.troubles[0].risk, Risk::low);
    EXPECT_GT(told.troubles[0].late, 5);
    ASSERT_EQ(told.advice.size(), 1U);
    EXPECT_EQ(told.advice[0].counter, spare_a);
    EXPECT_EQ(told.advice[0].agency, agency_a);
    EXPECT_GT(told.advice[0].gain.value, told.advice[0].gain.margin);
}

// Who comes in it waits for its end, whatever is opened.
TEST(Forecast, SeesNoTroubleInABreak) {
    Model model = busy_hall();
    for (Stream& stream : model.streams) stream.rate.per_hour = {6};
    const Interval rest{ten + 30min, ten + 60min};
    model.rules.opening = {{model.rules.opening[0].from, rest.from}, {rest.to, twelve}};
    for (Duty& duty : model.roster) duty.breaks = {rest};

    const Forecast told = at_ten(model, 0);

    ASSERT_FALSE(told.agencies.empty());
    const auto& half_hours = told.agencies[0].half_hours;
    EXPECT_FALSE(half_hours[0].is_break);
    ASSERT_TRUE(half_hours[1].is_break);
    EXPECT_FALSE(half_hours[2].is_break);
    EXPECT_GT(half_hours[1].chance, .5) << "half of them wait longer than the promise";
    EXPECT_EQ(half_hours[1].risk, Risk::low);
    EXPECT_TRUE(told.troubles.empty());
}

// Ten minutes before the closing one counter more calls 0.4 ±0.2 more in time.
TEST(Forecast, AdvisesNothingForLessThanOnePerson) {
    const Model model = overrun();
    const auto told_at = [&](Instant when) {
        return forecast(day_at(model, when, 2), when, model, {});
    };

    EXPECT_FALSE(told_at(ten).advice.empty());
    const Forecast late = told_at(twelve - 10min);
    EXPECT_FALSE(late.troubles.empty());
    EXPECT_TRUE(late.advice.empty());
}

TEST(Forecast, AdvisesNothingWhereNothingIsWrong) {
    Model model = busy_hall();
    for (Stream& stream : model.streams) stream.rate.per_hour = {3};

    const Forecast told = at_ten(model, 0);

    EXPECT_TRUE(told.troubles.empty());
    EXPECT_TRUE(told.advice.empty());
}

// The same visitors come to both: with endlessly many days the sign would be sure too, but it is so
// with few because what differs is the counter alone.
TEST(Advice, ComparesTheSameDays) {
    const Model model = overrun();
    const Present present = present_of(day_at(model, ten, 0), ten, model);
    const ForecastWish wish{.days = 20};

    const auto once = rests_of_days(model, present, wish, {});
    const auto again = rests_of_days(model, present, wish, {});

    ASSERT_TRUE(once && again);
    for (std::size_t i = 0; i < once->size(); ++i) {
        EXPECT_EQ((*once)[i].within, (*again)[i].within);
    }
}

TEST(Advice, TriesOneOfEqualCountersAndAPausedOneFirst) {
    Model model = busy_hall();
    for (const auto& gives : {first_service, second_service}) {
        hall::Counter one = model.rules.counters[gives == first_service ? 5 : 6];
        one.number = static_cast<int>(model.rules.counters.size()) + 1;
        model.rules.counters.push_back(one);
    }
    Made hall{model.rules, eight};
    const hall::CounterIndex paused{7};
    hall.opens(paused);
    hall.does(hall::Pause{{.counter = paused}});
    const std::vector<Trouble> troubles{{.agency = agency_b, .late = 3},
                                        {.agency = agency_a, .late = 8}};

    for (std::uint32_t i = 0; i < 5; ++i) hall.opens({i});
    const auto candidates = candidates_for(troubles, hall.day);

    ASSERT_EQ(candidates.size(), 2U);
    EXPECT_EQ(candidates[0].counter, paused);
    EXPECT_EQ(candidates[0].agency, agency_a);
    EXPECT_EQ(candidates[1].counter, spare_b);
}

}  // namespace

}  // namespace gerai::plan
