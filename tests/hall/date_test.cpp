#include <gtest/gtest.h>

#include "hall/mall_kit.h"

namespace gerai::hall {
namespace {

using enum StepState;

constexpr Instant next_midnight = midnight + 24h;

// --- a date that is ended by hand

/// One visitor in each state that can be; counters one, two and three have one each in hand, and
/// four none.
struct Evening {
    DatedHall hall{mall_with({{"birth"}, {"birth"}, {"birth"}, {"birth"}})};
    VisitIndex finished, held, absent, called_one, serving_one, waits;

    Evening() {
        hall.open_all();
        hall.at(nine);
        finished = hall.issue({birth});
        hall.serve(one);
        held = hall.issue({birth});
        hall.call(one);
        hall.start(one);
        hall.hold(one);
        absent = hall.issue({birth});
        hall.call(one);
        hall.no_show(one);
        called_one = hall.issue({birth});
        hall.call(one);
        serving_one = hall.issue({birth});
        hall.call(two);
        hall.start(two);
        waits = hall.issue({birth});
    }
};

TEST(CloseDay, EndsWhoWaitsIsOnHoldOrDidNotRejoin) {
    Evening evening;

    evening.hall.at(four).act(CloseDay{});

    for (const VisitIndex visit : {evening.held, evening.absent, evening.waits}) {
        EXPECT_EQ(evening.hall.state(visit, birth), no_show);
        EXPECT_EQ(evening.hall.step(visit, birth).outcome, Outcome::day_ended);
    }
    EXPECT_EQ(evening.hall.state(evening.finished, birth), done);
    EXPECT_EQ(evening.hall.state(evening.called_one, birth), called);
    EXPECT_EQ(evening.hall.state(evening.serving_one, birth), serving);
}

TEST(CloseDay, IssuesNoMoreAndTakesNobodyBack) {
    Evening evening;
    evening.hall.at(noon).act(CloseDay{});

    EXPECT_EQ(evening.hall.why_not(wish({birth})), Refusal::date_closed);
    EXPECT_EQ(evening.hall.why_not(IssuePaper{1, nine, "", wish({birth})}), Refusal::date_closed);
    EXPECT_EQ(evening.hall.why_not(CloseDay{}), Refusal::date_closed);
    EXPECT_EQ(evening.hall.why_not(Rejoin{evening.absent}), Refusal::nothing_to_rejoin);
    EXPECT_EQ(evening.hall.why_not(Rate{evening.hall.step_of(evening.finished, birth), 4, {}}),
              Refusal::not_rateable);
}

TEST(CloseDay, LetsWhatIsInHandOnlyComeToItsEnd) {
    Evening evening;
    DatedHall& hall = evening.hall;
    hall.at(four).act(CloseDay{});

    EXPECT_EQ(hall.why_not(Hold{{two}, ""}), Refusal::date_closed);
    EXPECT_EQ(hall.why_not(TransferToService{{two}, birth}), Refusal::date_closed);
    EXPECT_EQ(hall.why_not(TransferToCounter{{two}, three}), Refusal::date_closed);
    EXPECT_EQ(hall.why_not(SendOn{{two}, birth}), Refusal::date_closed);
    hall.act(Recall{{one}});
    hall.start(one);
    hall.finish(one);
    hall.finish(two);
    EXPECT_EQ(hall.why_not(Call{{one}}), Refusal::nobody_waits);
}

TEST(CloseDay, IsTheLastChanceToCome) {
    Evening evening;
    DatedHall& hall = evening.hall;
    hall.at(four).act(CloseDay{});

    hall.no_show(one);

    EXPECT_EQ(hall.step(evening.called_one, birth).outcome, Outcome::day_ended);
    EXPECT_EQ(hall.why_not(Rejoin{evening.called_one}), Refusal::nothing_to_rejoin);
    EXPECT_EQ(hall.why_not(CallNumber{{one}, evening.called_one}), Refusal::no_step_here);
}

TEST(CloseDay, IsNotRepeatedByTheNextDate) {
    Evening evening;
    evening.hall.at(four).act(CloseDay{});

    const Events events = next_date(evening.hall.day, tomorrow, next_midnight);

    ASSERT_EQ(events.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<DayBegan>(events.front().what));
}

// --- the next date

TEST(NextDate, BeginsWithNothingButTheFile) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.open_all();
    hall.act(TakeSession{one, "pagi"});
    hall.at(nine).issue({birth});
    hall.issue_paper(7, nine, {birth});

    hall.begin(tomorrow, next_midnight + 8h);

    EXPECT_EQ(hall.day.date(), tomorrow);
    EXPECT_FALSE(hall.day.is_closed());
    EXPECT_TRUE(hall.day.visits().empty());
    EXPECT_EQ(hall.state(one), CounterState::closed);
    EXPECT_EQ(hall.day.find_visit("B", 1), std::nullopt);
    hall.act(Open{.at = {one}});
    const VisitIndex visit = hall.issue({birth});
    EXPECT_EQ(hall.day.at(visit).number.value, 1U);
    hall.issue_paper(7, hall.now, {birth});
}

TEST(NextDate, MayBeDaysLater) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.open_all();
    hall.at(nine).issue({birth});

    hall.begin(2026y / 11 / 30, midnight + 5 * 24h + 9h);

    EXPECT_EQ(hall.day.date(), 2026y / 11 / 30);
    EXPECT_EQ(hall.issue({birth}), VisitIndex{0});
}

TEST(NextDate, CarriesWhatIsInHandWithItsOwnBusinessDate) {
    Evening evening;
    DatedHall& hall = evening.hall;

    hall.begin(tomorrow, next_midnight + 5min);

    ASSERT_EQ(hall.day.visits().size(), 2U);
    const VisitIndex called_then = hall.day.find_visit("B", 4).value();
    const VisitIndex served_then = hall.day.find_visit("B", 5).value();
    EXPECT_EQ(hall.day.business_date_of(hall.day.at(called_then)), today);
    EXPECT_EQ(hall.day.prefix_of(hall.day.at(called_then)), "B");
    EXPECT_EQ(hall.day.at(called_then).issued_at, nine);
    EXPECT_EQ(hall.state(called_then, birth), called);
    EXPECT_EQ(hall.state(served_then, birth), serving);
    EXPECT_EQ(hall.state(one), CounterState::closing);
    EXPECT_EQ(hall.state(three), CounterState::closed);
}

TEST(NextDate, LetsACarriedStepOnlyComeToItsEnd) {
    Evening evening;
    DatedHall& hall = evening.hall;
    hall.begin(tomorrow, next_midnight + 5min);
    const VisitIndex called_then = hall.day.find_visit("B", 4).value();

    EXPECT_EQ(hall.why_not(Hold{{two}, ""}), Refusal::carried_over);
    EXPECT_EQ(hall.why_not(TransferToService{{two}, birth}), Refusal::carried_over);
    EXPECT_EQ(hall.why_not(TransferToCounter{{two}, three}), Refusal::carried_over);
    EXPECT_EQ(hall.why_not(SendOn{{two}, birth}), Refusal::carried_over);
    EXPECT_EQ(hall.why_not(Cancel{called_then, ""}), Refusal::nothing_to_cancel);
    hall.act(Recall{{one}});
    hall.start(one);
    EXPECT_EQ(hall.why_not(Undo{{one}}), Refusal::carried_over);
    hall.finish(one);
    EXPECT_EQ(hall.state(called_then, birth), done);
    EXPECT_EQ(hall.state(one), CounterState::closed);
}

TEST(NextDate, TakesNobodyBackFromTheDateBefore) {
    Evening evening;
    DatedHall& hall = evening.hall;
    hall.begin(tomorrow, next_midnight + 5min);
    const VisitIndex called_then = hall.day.find_visit("B", 4).value();

    hall.no_show(one);
    hall.act(Open{.at = {one}});

    EXPECT_EQ(hall.why_not(Rejoin{called_then}), Refusal::nothing_to_rejoin);
    EXPECT_EQ(hall.why_not(CallNumber{{one}, called_then}), Refusal::no_step_here);
}

TEST(NextDate, KeepsTheOldNumberFindableUntilTodayHasIt) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.open_all();
    const VisitIndex before = hall.at(nine).issue({birth});
    hall.call(one);
    hall.begin(tomorrow, next_midnight + 8h);
    ASSERT_EQ(hall.day.find_visit("B", 1), before);

    const VisitIndex fresh = hall.issue({birth});

    EXPECT_EQ(hall.day.find_visit("B", 1), fresh);
    EXPECT_EQ(hall.day.at(fresh).number.value, 1U);
}

TEST(NextDate, EndsTheOtherStepsOfACarriedVisit) {
    DatedHall hall{mall_with({{"birth"}, {"family"}})};
    hall.open_all();
    hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.start(one);

    hall.begin(tomorrow, next_midnight);

    const VisitIndex carried{0};
    EXPECT_EQ(hall.state(carried, birth), serving);
    EXPECT_EQ(hall.state(carried, family), no_show);
    EXPECT_EQ(hall.step(carried, family).outcome, Outcome::day_ended);
}

TEST(NextDate, CarriesAStepOverSeveralDates) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.open_all();
    hall.at(nine).issue({birth});
    hall.call(one);
    hall.start(one);

    hall.begin(tomorrow, next_midnight);
    hall.begin(2026y / 11 / 27, next_midnight + 24h);

    EXPECT_EQ(hall.day.business_date_of(hall.day.at(VisitIndex{0})), today);
    EXPECT_EQ(hall.step(VisitIndex{0}, birth).called_at, nine);
    hall.finish(one);
}

TEST(NextDate, ServesOutAServiceThatIsGoneFromTheFile) {
    const mall::Mall before = mall_with({{"birth"}, {"family"}});
    DatedHall hall{before};
    hall.open_all();
    hall.at(nine).issue({birth});
    hall.call(one);
    hall.configure(without(before, "birth"));

    hall.begin(tomorrow, next_midnight + 8h);

    EXPECT_EQ(hall.why_not(wish({hall.newest("birth")})), Refusal::service_not_offered);
    hall.issue({hall.newest("family")});
    const CounterIndex counter = hall.day.rules().find_counter(1).value();
    EXPECT_FALSE(hall.day.rules().counters[counter.value].is_in_file);
    hall.start(counter);
    hall.finish(counter);
    EXPECT_EQ(hall.state(counter), CounterState::closed);
}

TEST(NextDate, ForgetsAnOldFileOnceNothingOfItIsLeft) {
    const mall::Mall before = mall_with({{"birth"}, {"family"}});
    DatedHall hall{before};
    hall.configure(without(before, "birth"));
    ASSERT_EQ(hall.day.files().size(), 2U);

    hall.begin(tomorrow, next_midnight + 8h);

    EXPECT_EQ(hall.day.files().size(), 1U);
    EXPECT_EQ(hall.day.rules().find_service("birth"), std::nullopt);
}

// --- a mall that is open through midnight

TEST(OpenThroughMidnight, CarriesWhoWaitsAndWhoIsOnHoldInTheirOrder) {
    DatedHall hall{open_all_day(mall_with({{"birth"}}))};
    hall.open_all();
    const VisitIndex held = hall.at(nine).issue({birth});
    hall.call(one);
    hall.start(one);
    hall.hold(one);
    hall.at(nine + 1min).issue({birth});
    hall.at(nine + 2min).issue({birth}, hall.day.rules().find_class("elderly").value());

    hall.begin(tomorrow, next_midnight);

    EXPECT_EQ(hall.state(one), CounterState::open);
    EXPECT_EQ(hall.state(held, birth), on_hold);
    EXPECT_EQ(hall.step(held, birth).held_at, nine);
    EXPECT_EQ(hall.step(VisitIndex{1}, birth).e, nine + 1min);
    EXPECT_EQ(hall.order_at(one), (std::vector{VisitIndex{2}, VisitIndex{1}}));
    EXPECT_EQ(hall.day.at(hall.issue({birth})).number.value, 1U);
    hall.resume(one, held);
}

TEST(OpenThroughMidnight, EndsWhoDidNotRejoin) {
    DatedHall hall{open_all_day(mall_with({{"birth"}, {"family"}}))};
    hall.open_all();
    hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.no_show(one);

    hall.begin(tomorrow, next_midnight);

    EXPECT_EQ(hall.step(VisitIndex{0}, birth).outcome, Outcome::day_ended);
    EXPECT_EQ(hall.why_not(Rejoin{VisitIndex{0}}), Refusal::nothing_to_rejoin);
    EXPECT_EQ(hall.call(two), VisitIndex{0});
}

TEST(OpenThroughMidnight, LetsStepsWaitForTheirPredecessorsStill) {
    DatedHall hall{with_order(open_all_day(mall_with({{"birth"}, {"family"}})), "birth", "family")};
    hall.open_all();
    hall.at(nine).issue({birth, family});

    hall.begin(tomorrow, next_midnight);

    EXPECT_EQ(hall.call(two), VisitIndex{});
    hall.serve(one);
    EXPECT_EQ(hall.call(two), VisitIndex{0});
}

TEST(OpenThroughMidnight, LetsStepsWaitForWhatReplacedTheirPredecessor) {
    DatedHall hall{with_order(open_all_day(mall_with({{"birth"}, {"family"}, {"health"}})), "birth",
                              "family")};
    hall.open_all();
    hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.transfer(one, health);

    hall.begin(tomorrow, next_midnight);

    EXPECT_EQ(hall.call(two), VisitIndex{});
    hall.serve(three);
    EXPECT_EQ(hall.call(two), VisitIndex{0});
}

TEST(OpenThroughMidnight, KeepsAStepForItsCounterAlone) {
    DatedHall hall{open_all_day(mall_with({{"birth"}, {"birth"}}))};
    hall.open_all();
    hall.at(nine).issue({birth});
    hall.call(one);
    hall.transfer(one, two);

    hall.begin(tomorrow, next_midnight);

    EXPECT_EQ(hall.call(one), VisitIndex{});
    EXPECT_EQ(hall.call(two), VisitIndex{0});
}

TEST(OpenThroughMidnight, SendsOnFromCheckInStill) {
    DatedHall hall{open_all_day(mall_with({{"birth"}, {"family"}}))};
    hall.open_all();
    hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);
    hall.at(nine + 5min).issue({birth});
    hall.rejoin(VisitIndex{0});
    hall.begin(tomorrow, next_midnight);
    hall.call_by_number(one, VisitIndex{0});
    hall.start(one);

    hall.send_on(one, family);

    EXPECT_EQ(hall.step(VisitIndex{0}, family).e, nine);
}

TEST(OpenThroughMidnight, IsThatOfBothDates) {
    mall::Mall closed_tomorrow = open_all_day(mall_with({{"birth"}}));
    closed_tomorrow.hours[3].clear();  // Thursday.
    DatedHall hall{closed_tomorrow};
    hall.open_all();
    hall.at(nine).issue({birth});

    hall.begin(tomorrow, next_midnight);

    EXPECT_TRUE(hall.day.visits().empty());
    EXPECT_EQ(hall.state(one), CounterState::closed);
}

// --- what a file gives on a date

TEST(RulesFor, GiveACounterTheServicesOfTodaysTenant) {
    mall::Mall mall = mall_with({{"birth", "family", "health"}});
    mall.booths[0].tenants = {{"civil", {0, 1}}, {"insurance", {2}}};  // Wednesday: insurance.

    const Rules wednesday = rules_for(mall, today);
    const Rules tuesday = rules_for(mall, 2026y / 11 / 24);
    const Rules thursday = rules_for(mall, tomorrow);

    EXPECT_EQ(wednesday.counters[0].gives, std::vector{health});
    EXPECT_EQ(wednesday.agencies[wednesday.counters[0].agency.value].id, "insurance");
    EXPECT_EQ(tuesday.counters[0].gives, (std::vector{birth, family}));
    EXPECT_TRUE(thursday.counters[0].gives.empty());
    EXPECT_FALSE(thursday.counters[0].agency.exists());
}

TEST(RulesFor, TakeTheHoursOfTheDateInTheZoneOfTheMall) {
    mall::Mall mall = mall_with({{"birth"}});
    mall.hours[2] = {{8h, 12h}, {13h, 15h + 30min}};
    mall.holidays = {{tomorrow, "Libur", ""}};

    const Rules wednesday = rules_for(mall, today);

    EXPECT_EQ(wednesday.opening, (std::vector<Interval>{{eight, noon}, {noon + 1h, four - 30min}}));
    EXPECT_EQ(wednesday.closes_at(), four - 30min);
    EXPECT_EQ(wednesday.ends_at, next_midnight);
    EXPECT_FALSE(wednesday.is_open_through_end);
    EXPECT_TRUE(rules_for(mall, tomorrow).opening.empty());
}

TEST(RulesFor, TakeRatesMeansAndLimitsFromTheFile) {
    mall::Mall mall = mall_with({{"birth"}});
    mall.dispatch.rescue_after = 45min;
    mall.closing_tolerance = 30min;

    const Rules rules = rules_for(mall, today);

    EXPECT_EQ(rules.classes[rules.find_class("elderly")->value].rate, 4);
    EXPECT_EQ(rules.classes[rules.find_class("booking")->value].rate, 2);
    EXPECT_EQ(rules.find_class("infant"), std::nullopt);
    EXPECT_EQ(rules.rescue_after, Duration{45min});
    EXPECT_EQ(rules.closing_tolerance, 30min);
    EXPECT_EQ(rules.services[0].mean, 10min);
    EXPECT_TRUE(rules.has_capacity_stop);
    EXPECT_EQ(rules.find_counter(2), std::nullopt);
}

}  // namespace
}  // namespace gerai::hall
