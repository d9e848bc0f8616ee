#include "plan/simulator.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "hall/dispatch.h"
#include "plan/textbook.h"

namespace gerai::plan {

using namespace std::chrono_literals;
using measure::StepRecord;

namespace {

constexpr hall::CounterIndex counter_one{0};
constexpr hall::CounterIndex counter_two{1};

Appointments at_slots(hall::ServiceIndex service, std::vector<Instant> slots) {
    return {.who = {.service = service}, .slots = std::move(slots)};
}

/// Ten visitors an hour for two services at three counters, from eight to twelve.
Model small_hall() {
    Model model = endless(2, {{first_service}, {second_service}, {first_service, second_service}},
                          {{"none", 1}, {"elderly", 4}});
    model.rules.agencies.push_back({"other", "B"});
    model.rules.services[1].agency = {1};
    model.rules.opening = {{start + 8h, start + 12h}};
    model.rules.ends_at = start + 24h;
    for (Duty& duty : model.roster) duty.at = {start + 8h, start + 12h};
    model.services[0].time = log_normal(8min, .8);
    model.services[1].time = Stages{2, 6min};
    for (const hall::ServiceIndex service : {first_service, second_service}) {
        model.streams.push_back({.who = {.service = service,
                                         .class_weights = {8, 2},
                                         .second_service = .3,
                                         .patience = Patience{Exponential{40min}, .5}},
                                 .rate = {start + 8h, 30min, {8, 12, 14, 16, 14, 12, 8, 4, 2}},
                                 .candidates_per_hour = 40});
    }
    model.second_weights = {1, 1};
    model.day_factor_cv = .15;
    model.walking = Between{30s, 2min};
    model.idle_gap = Exponential{40s};
    model.no_show_after = 90s;
    model.absence = {.share = .05, .comes_back = .5, .back_after = Exponential{5min}};
    return model;
}

/// All that a day shows, so that two days may be compared.
std::string picture_of(const SimulatedDay& day) {
    std::string picture = std::to_string(day.refused) + '/' + std::to_string(day.events);
    const auto add = [&](std::optional<Instant> at) {
        picture += ' ' + (at ? std::to_string((*at - start).count()) : "-");
    };
    for (const StepRecord& one : day.records) {
        picture += '\n' + std::to_string(one.visit.value) + ' ' + std::to_string(one.service.value);
        picture += ' ' + std::to_string(one.priority.value) + ' ' +
                   std::to_string(static_cast<int>(one.state)) + ' ' +
                   std::to_string(one.counter.value) + ' ' + std::to_string(one.wait.count());
        add(one.e);
        add(one.called_at);
        add(one.started_at);
        add(one.ended_at);
    }
    return picture;
}

// --- what is exact

TEST(Simulator, GivesTheGoldenVector) {
    const auto arrivals = std::to_array<double>({0, 1, 2, 3, 4, 5, 10});
    const auto times = std::to_array<double>({3, 3, 3, 3, 1, 2, 1});
    std::vector<hall::ServiceIndex> all;
    for (std::uint32_t i = 0; i < times.size(); ++i) all.push_back({i});
    Model model = endless(times.size(), {all, all});
    for (std::uint32_t i = 0; i < times.size(); ++i) {
        model.services[i].time = Fixed{units(times.at(i))};
        model.appointments.push_back(at_slots({i}, {at_units(arrivals.at(i))}));
    }

    const SimulatedDay day = Simulator{model}.run(1, 0);

    const auto starts = std::to_array<double>({0, 1, 3, 4, 6, 7, 10});
    const auto ends = std::to_array<double>({3, 4, 6, 7, 7, 9, 11});
    const auto waits = std::to_array<double>({0, 0, 1, 1, 2, 2, 0});
    ASSERT_EQ(day.records.size(), starts.size());
    for (std::size_t i = 0; i < starts.size(); ++i) {
        EXPECT_EQ(day.records[i].started_at, at_units(starts.at(i)));
        EXPECT_EQ(day.records[i].ended_at, at_units(ends.at(i)));
        EXPECT_EQ(day.records[i].wait, units(waits.at(i)));
    }
}

TEST(Simulator, MakesAllWaitAsLongTogetherInWhateverOrder) {
    std::set<Duration> sums;
    for (const auto& [order, rate] : {std::pair{hall::Order::accumulating, 1},
                                      {hall::Order::accumulating, 4},
                                      {hall::Order::absolute, 2}}) {
        Model model = one_queue(3, Fixed{units(1)}, {{"none", 1}, {"first", rate}});
        model.rules.order = order;
        model.streams = {steady(2), steady(.8, {1})};
        for (Stream& stream : model.streams) {
            stream.rate.cell = 1h;
        }
        Duration sum{};
        for (const StepRecord& record : Simulator{model}.run(1, 0).records) sum += record.wait;
        sums.insert(sum);
    }
    EXPECT_EQ(sums.size(), 1U);
    EXPECT_GT(*sums.begin(), 1000s);
}

/// Areas under the number of visits inside, and stays, by class.
struct Areas {
    std::map<hall::ClassIndex, std::int64_t> inside;
    std::map<hall::ClassIndex, Duration> area;
    std::map<hall::ClassIndex, Duration> stays;
    Instant before = start;

    void note(const hall::Event& event, const hall::Day& day) {
        for (const auto& [priority, number] : inside)
            area[priority] += (event.at - before) * number;
        before = event.at;
        const hall::VisitIndex visit = measure::visit_of(event, day);
        if (!visit.exists()) return;
        const hall::ClassIndex priority = day.at(visit).priority;
        if (std::holds_alternative<hall::Issued>(event.what)) {
            ++inside[priority];
        } else if (is_over(day, visit)) {
            --inside[priority];
            stays[priority] += event.at - day.at(visit).e;
        }
    }

    static bool is_over(const hall::Day& day, hall::VisitIndex visit) {
        const auto steps = day.steps_of(visit);
        return std::ranges::all_of(steps, [&](hall::StepIndex step) {
            const hall::StepState state = day.at(step).state;
            return state == hall::StepState::done || state == hall::StepState::cancelled ||
                   state == hall::StepState::no_show;
        });
    }
};

TEST(Simulator, FulfilsLittlesLawToTheMicrosecond) {
    Model model = small_hall();
    model.absence.comes_back = 0;  // Who comes back has been in the hall twice.
    Areas areas;
    Simulator{model}.run(1, 0, [&](const auto& event, const auto& day) { areas.note(event, day); });

    ASSERT_EQ(areas.area.size(), 2U);
    for (const auto& [priority, area] : areas.area) {
        EXPECT_GT(area, 1h);
        EXPECT_EQ(area, areas.stays[priority]);
        EXPECT_EQ(areas.inside[priority], 0);
    }
}

// --- the same seed, the same day

TEST(Simulator, GivesTheSameDaysOnAnyNumberOfThreads) {
    const Model model = small_hall();
    const auto days_on = [&](unsigned threads) {
        return replicate(model, {.seed = 7, .first = 3, .days = 12, .threads = threads},
                         picture_of);
    };
    const auto days = days_on(1);
    EXPECT_EQ(days, days_on(2));
    EXPECT_EQ(days, days_on(5));
    EXPECT_NE(days[0], days[1]);
    EXPECT_EQ(days[4], picture_of(Simulator{model}.run(7, 7)));
    EXPECT_NE(days[4], picture_of(Simulator{model}.run(8, 7)));
}

TEST(Replicate, HandsOnAFailureOfAnyThread) {
    const Model model = small_hall();
    const auto failing = [](Simulator&, std::uint32_t day) {
        if (day == 5) throw std::runtime_error{"day five"};
    };
    EXPECT_THROW(for_each_day(model, {.days = 20, .threads = 3}, failing), std::runtime_error);
}

TEST(Replicate, EndsAlsoADayThatIsBeingPlayed) {
    Model model = one_queue(1, Fixed{1min});
    model.streams = {{.who = {.service = first_service},
                      .rate = {start, 10h, {5'000}},
                      .candidates_per_hour = 5'000}};
    std::stop_source stop;
    int events = 0;
    const auto stop_at_hundred = [&](const hall::Event&, const hall::Day&) {
        if (++events == 100) stop.request_stop();
    };
    bool is_given = false;
    const auto play = [&](Simulator& simulator, std::uint32_t day) {
        is_given = !simulator.run(1, day, stop_at_hundred).records.empty();
    };

    EXPECT_FALSE(for_each_day(model, {.days = 1}, play, {.stop = stop.get_token()}));

    EXPECT_FALSE(is_given);
    EXPECT_LT(events, 10'000);  // Of more than 50,000.
}

/// Arrival of each visitor, and how long each was served.
std::map<Instant, Duration> visitors_of(const Model& model) {
    std::map<Instant, Duration> visitors;
    for (const StepRecord& one : Simulator{model}.run(1, 0).records) {
        visitors[one.e] = *one.ended_at - *one.started_at;
    }
    return visitors;
}

Model hall_of(std::size_t counters, double per_hour) {
    Model model = one_queue(counters, Exponential{5min});
    model.streams = {{.who = {.service = first_service},
                      .rate = {start, 4h, {per_hour}},
                      .candidates_per_hour = 40}};
    return model;
}

TEST(Simulator, ShowsTheSameVisitorsToTwoPlans) {
    EXPECT_EQ(visitors_of(hall_of(2, 20)), visitors_of(hall_of(5, 20)));
}

TEST(Simulator, AddsVisitorsToThoseOfTheSamePlanWhenMoreCome) {
    const auto before = visitors_of(hall_of(4, 20));
    const auto after = visitors_of(hall_of(4, 25));
    EXPECT_GT(after.size(), before.size());
    EXPECT_TRUE(std::ranges::includes(after, before));
}

// --- who comes

TEST(Simulator, HasDaysWithMoreVisitorsThanOthers) {
    Model model = hall_of(10, 20);
    model.day_factor_cv = .3;
    const auto counts = replicate(model, {.days = 2000}, [](const SimulatedDay& day) {
        return static_cast<double>(day.records.size());
    });
    double sum = 0;
    double squares = 0;
    for (const double count : counts) {
        sum += count;
        squares += count * count;
    }
    const double mean = sum / 2000;
    EXPECT_NEAR(mean, 80, 2);
    // Poisson, and the factor: 80 + (.3 x 80)^2.
    EXPECT_NEAR(squares / 2000 - mean * mean, 80 + 576, 80);
}

TEST(Simulator, LetsSomeComeToAnotherAgencyToo) {
    Model model = small_hall();
    int visits = 0;
    int twice = 0;
    for (std::uint32_t number = 0; number < 40; ++number) {
        const SimulatedDay day = Simulator{model}.run(1, number);
        for (std::size_t i = 0; i < day.records.size(); ++i) {
            if (day.records[i].is_first) ++visits;
            if (day.records[i].is_first) continue;
            ++twice;
            EXPECT_NE(day.records[i].service, day.records[i - 1].service);
        }
    }
    EXPECT_NEAR(twice / static_cast<double>(visits), .3, .03);
}

TEST(Simulator, LetsThoseWithAnAppointmentComeAboutTheirTime) {
    Model model = one_queue(40, Fixed{1min});
    Appointments booked = at_slots(first_service, std::vector<Instant>(400, start + 1h));
    booked.no_show = .2;
    booked.unpunctuality = Normal{-2min, 5min};
    model.appointments = {booked};
    const SimulatedDay day = Simulator{model}.run(1, 0);

    EXPECT_NEAR(static_cast<double>(day.records.size()), 320, 30);
    double sum = 0;
    for (const StepRecord& record : day.records) sum += in_seconds(record.e - (start + 1h));
    EXPECT_NEAR(sum / static_cast<double>(day.records.size()), -120, 60);
}

TEST(Simulator, LetsNobodyInBeforeTheDoorsOpen) {
    Model model = small_hall();
    model.streams.clear();
    model.appointments = {at_slots(first_service, {start + 8h + 1min})};
    model.appointments[0].unpunctuality = Fixed{-10min};
    const SimulatedDay day = Simulator{model}.run(1, 0);
    ASSERT_EQ(day.records.size(), 1U);
    EXPECT_EQ(day.records[0].e, start + 8h);
}

// --- what clerks do

/// Notes whether a counter is idle while somebody could be called there, and time passes.
struct IdleWatch {
    bool is_wrong = false;
    int faults = 0;
    Instant at = start;

    void note(const hall::Event& event, const hall::Day& day) {
        if (is_wrong && event.at > at) ++faults;
        at = event.at;
        is_wrong = false;
        for (std::uint32_t i = 0; i < day.desks().size(); ++i) {
            const hall::Desk& desk = day.desks()[i];
            if (desk.state != hall::CounterState::open || desk.current.exists()) continue;
            if (hall::choose_next(day, {i}, at)) is_wrong = true;
        }
    }
};

TEST(Simulator, KeepsNoCounterIdleWhileSomebodyCanBeCalled) {
    Model model = small_hall();
    model.idle_gap = Fixed{};
    model.roster[2].breaks = {{start + 9h, start + 9h + 20min}};
    model.rules.services[1].after = {first_service};
    for (std::uint32_t number = 0; number < 20; ++number) {
        IdleWatch watch;
        Simulator{model}.run(1, number,
                             [&](const auto& event, const auto& day) { watch.note(event, day); });
        EXPECT_EQ(watch.faults, 0);
    }
}

TEST(Simulator, ServesOutWhoWaitsWhenTheDoorsShut) {
    Model model = small_hall();
    model.streams[0].who.patience.reset();
    model.streams[1].who.patience.reset();
    model.absence = {};
    const SimulatedDay day = Simulator{model}.run(1, 0);

    EXPECT_GT(day.refused, 0U);
    EXPECT_GT(day.ended_at, start + 12h);
    for (const StepRecord& record : day.records) {
        EXPECT_LT(record.e, start + 12h);
        EXPECT_EQ(record.state, hall::StepState::done);
    }
}

TEST(Simulator, KeepsToWalkingAndToTheGapBetweenTwo) {
    Model model = one_queue(1, Fixed{8min});
    model.walking = Fixed{2min};
    model.idle_gap = Fixed{1min};
    model.appointments = {at_slots(first_service, {start, start})};
    const SimulatedDay day = Simulator{model}.run(1, 0);

    EXPECT_EQ(day.records[0].called_at, start);
    EXPECT_EQ(day.records[0].started_at, start + 2min);
    EXPECT_EQ(day.records[0].ended_at, start + 10min);
    EXPECT_EQ(day.records[1].called_at, start + 11min);
    EXPECT_EQ(day.records[1].wait, 11min);
}

TEST(Simulator, GivesAClerkTheBreakAfterTheVisitorInHand) {
    Model model = one_queue(1, Fixed{8min});
    model.roster[0].breaks = {{start + 4min, start + 20min}};
    model.appointments = {at_slots(first_service, {start, start})};
    const SimulatedDay day = Simulator{model}.run(1, 0);

    EXPECT_EQ(day.records[0].ended_at, start + 8min);
    EXPECT_EQ(day.records[1].called_at, start + 20min);
}

TEST(Simulator, EndsABreakThatIsOverBeforeTheVisitorInHandIsServed) {
    Model model = one_queue(1, Fixed{30min});
    model.roster[0].breaks = {{start + 4min, start + 20min}};
    model.appointments = {at_slots(first_service, {start, start})};
    const SimulatedDay day = Simulator{model}.run(1, 0);

    EXPECT_EQ(day.records[1].called_at, start + 30min);
}

TEST(Simulator, ClosesACounterAtTheEndOfAShiftOnceItsVisitorIsServed) {
    Model model = one_queue(2, Fixed{8min});
    model.roster = {
        {.counter = counter_one, .at = {start, start + 10min}, .end = AtEnd::closes},
        {.counter = counter_two, .at = {start + 30min, start + 1h}},
    };
    model.appointments = {at_slots(first_service, {start, start, start})};
    const SimulatedDay day = Simulator{model}.run(1, 0);

    EXPECT_EQ(day.records[1].called_at, start + 8min);
    EXPECT_EQ(day.records[1].ended_at, start + 16min);
    EXPECT_EQ(day.records[2].called_at, start + 30min);
    EXPECT_EQ(day.records[2].counter, counter_two);
}

TEST(Simulator, LetsAClerkGiveOnlyWhatTheDutySays) {
    Model model = endless(2, {{first_service, second_service}});
    model.roster = {
        {.counter = counter_one,
         .at = {start, start + 10min},
         .services = {second_service},
         .end = AtEnd::closes},
        {.counter = counter_one, .at = {start + 10min, start + 1h}},
    };
    model.appointments = {at_slots(first_service, {start}), at_slots(second_service, {start})};
    const SimulatedDay day = Simulator{model}.run(1, 0);

    EXPECT_EQ(day.records[0].called_at, start + 10min);
    EXPECT_EQ(day.records[1].called_at, start);
}

TEST(Simulator, CallsThoseWhoWaitedForOneWhoDidNotComeBackWhenTheDoorsShut) {
    Model model = small_hall();
    model.streams.clear();
    model.rules.services[1].after = {first_service};
    model.second_weights = {0, 1};
    model.appointments = {at_slots(first_service, {start + 9h})};
    model.appointments[0].who.second_service = 1;
    model.absence = {.share = 1};
    std::vector<Instant> calls;
    Simulator{model}.run(1, 0, [&](const hall::Event& event, const hall::Day&) {
        if (std::holds_alternative<hall::Called>(event.what)) calls.push_back(event.at);
    });
    EXPECT_EQ(calls, (std::vector<Instant>{start + 9h, start + 12h}));
}

// --- who leaves

/// One counter, busy for an hour, and one who waits for it for ten minutes at most.
SimulatedDay with_one_who_leaves(double says_goodbye) {
    Model model = endless(2, {{first_service, second_service}});
    model.services[0].time = Fixed{1h};
    model.services[1].time = Fixed{5min};
    model.no_show_after = 2min;
    model.appointments = {at_slots(first_service, {start}),
                          at_slots(second_service, {start + 1min}),
                          at_slots(second_service, {start + 2min})};
    model.appointments[1].who.patience = Patience{Fixed{10min}, says_goodbye};
    return Simulator{model}.run(1, 0);
}

TEST(Simulator, LetsThoseLeaveWhoSayGoodbye) {
    const SimulatedDay day = with_one_who_leaves(1);
    EXPECT_EQ(day.records[1].state, hall::StepState::cancelled);
    EXPECT_EQ(day.records[1].ended_at, start + 11min);
    EXPECT_FALSE(day.records[1].called_at);
    EXPECT_EQ(day.records[2].called_at, start + 1h);
}

TEST(Simulator, LetsTheCallShowThatOneHasLeftWithoutAWord) {
    const SimulatedDay day = with_one_who_leaves(0);
    EXPECT_EQ(day.records[1].state, hall::StepState::no_show);
    EXPECT_EQ(day.records[1].called_at, start + 1h);
    EXPECT_EQ(day.records[2].called_at, start + 1h + 2min);
}

TEST(Simulator, CountsNoPatienceWhileOneIsServed) {
    Model model = endless(2, {{first_service}, {second_service}});
    model.rules.agencies.push_back({"other", "B"});
    model.rules.services[1].agency = {1};
    model.services[0].time = Fixed{30min};
    model.services[1].time = Fixed{34min};
    model.second_weights = {0, 1};
    model.appointments = {at_slots(second_service, {start}), at_slots(first_service, {start})};
    model.appointments[1].who.second_service = 1;
    model.appointments[1].who.patience = Patience{Fixed{5min}, 1};
    const SimulatedDay day = Simulator{model}.run(1, 0);

    EXPECT_EQ(day.records[2].called_at, start + 34min);
    EXPECT_EQ(day.records[2].state, hall::StepState::done);
}

TEST(Simulator, LetsNobodyLeaveFromACounterNorComeBackAfterLeaving) {
    Model model = small_hall();
    for (Stream& stream : model.streams) {
        stream.who.second_service = 1;
        stream.who.patience = Patience{Exponential{15min}, 1};
    }
    model.absence.share = .4;
    model.absence.comes_back = 1;
    int left = 0;
    for (std::uint32_t number = 0; number < 50; ++number) {
        std::vector<hall::StepIndex> called;
        std::set<hall::VisitIndex> gone_for_good;
        Simulator{model}.run(1, number, [&](const hall::Event& event, const hall::Day&) {
            if (const auto* const call = std::get_if<hall::Called>(&event.what)) {
                called.push_back(call->step);
            } else if (const auto* const missed = std::get_if<hall::NoShow>(&event.what)) {
                std::erase(called, missed->step);
            } else if (const auto* const gone = std::get_if<hall::Cancelled>(&event.what)) {
                ++left;
                gone_for_good.insert(gone->visit);
                for (const hall::StepIndex step : gone->steps) {
                    EXPECT_EQ(std::ranges::find(called, step), called.end());
                }
            } else if (const auto* const back = std::get_if<hall::Rejoined>(&event.what)) {
                EXPECT_FALSE(gone_for_good.contains(back->visit));
            }
        });
    }
    EXPECT_GT(left, 100);
}

TEST(Simulator, FindsAsManyGoneWithoutAWordAsErlangASays) {
    // Where it costs a clerk nothing to find out, it is no matter whether people say goodbye.
    Model model = one_queue(10, Exponential{units(1)});
    model.streams = {steady(10)};
    model.streams[0].who.patience = Patience{Exponential{units(2)}, 0};
    const Stretch stretch = stretch_for({.warm_up = 40, .cool_down = 40}, 4e6, 10);
    const auto seen = seen_in(model, stretch, [&](const SimulatedDay& day) {
        const auto came = came_in(day, stretch.window());
        std::vector<StepRecord> served;
        std::ranges::copy_if(came, std::back_inserter(served), [](const StepRecord& one) {
            return one.state == hall::StepState::done;
        });
        return std::vector{
            1 - static_cast<double>(served.size()) / static_cast<double>(came.size()),
            mean_wait(served)};
    });
    expect_agreement(seen, {{"share that is gone", .103913}, {"mean wait of the served", .199581}});
}

TEST(Simulator, CallsAgainWhoMissedACallAndAsks) {
    Model model = one_queue(1, Fixed{1min});
    model.no_show_after = 2min;
    model.absence = {.share = .3, .comes_back = 1, .back_after = Fixed{3min}};
    model.streams = {
        {.who = {.service = first_service}, .rate = {start, 10h, {20}}, .candidates_per_hour = 20}};
    const SimulatedDay day = Simulator{model}.run(1, 0);

    const auto missed =
        std::ranges::count_if(day.records, [](const StepRecord& one) { return one.returns > 0; });
    const auto count = static_cast<double>(day.records.size());
    EXPECT_NEAR(static_cast<double>(missed) / count, .3, .08);
    for (const StepRecord& record : day.records) {
        EXPECT_LE(record.returns, model.rules.max_rejoins);
        const bool is_done = record.state == hall::StepState::done;
        EXPECT_TRUE(is_done || record.returns == model.rules.max_rejoins);
    }
}

}  // namespace
}  // namespace gerai::plan
