#include <gtest/gtest.h>

#include "hall/mall_kit.h"

// A newer file in the middle of the day.

namespace gerai::hall {
namespace {

using enum StepState;

constexpr Instant next_midnight = midnight + 24h;

TEST(NewerFile, LeavesAVisitTheCountersItHasAndGivesTheNewOnesToo) {
    DatedHall hall{mall_with({{"birth"}, {"family"}})};
    hall.open_all();
    const VisitIndex before = hall.at(nine).issue({birth});

    hall.configure(mall_with({{"family"}, {"birth", "family"}}));
    const VisitIndex after = hall.at(nine + 1min).issue({hall.newest("birth")});

    EXPECT_EQ(hall.order_at(one), std::vector{before});
    EXPECT_EQ(hall.order_at(two), (std::vector{before, after}));
}

TEST(NewerFile, TakesTheOldestVisitsFromACounterThatOnlyAnEarlierFileNamed) {
    DatedHall hall{mall_with({{"birth"}, {"family"}})};
    hall.open_all();
    const VisitIndex oldest = hall.at(nine).issue({birth});
    hall.configure(mall_with({{"birth"}, {"birth", "family"}}));
    const VisitIndex middle = hall.issue({hall.newest("birth")});
    ASSERT_EQ(hall.order_at(two), (std::vector{oldest, middle}));

    hall.configure(mall_with({{"birth"}, {"family"}}));
    const VisitIndex newest = hall.issue({hall.newest("birth")});

    EXPECT_EQ(hall.order_at(one), (std::vector{oldest, middle, newest}));
    EXPECT_EQ(hall.order_at(two), std::vector{middle});
}

TEST(NewerFile, ChangesNothingForAServiceWhoseCountersStay) {
    DatedHall hall{mall_with({{"birth"}, {"family"}})};
    hall.open_all();
    const ServiceIndex before = hall.newest("birth");

    hall.configure(mall_with({{"birth"}, {"family"}, {"family"}}));

    EXPECT_EQ(hall.newest("birth"), before);
    EXPECT_NE(hall.newest("family"), family);
}

TEST(NewerFile, TakesAServiceOffWithoutLosingThoseWhoWaitForIt) {
    const mall::Mall before = mall_with({{"birth"}, {"family"}});
    DatedHall hall{before};
    hall.open_all();
    const VisitIndex visit = hall.at(nine).issue({birth});

    hall.configure(without(before, "birth"));

    EXPECT_EQ(hall.why_not(wish({birth})), Refusal::service_not_offered);
    EXPECT_EQ(hall.why_not(IssuePaper{1, nine, "", wish({birth})}), Refusal::service_not_offered);
    EXPECT_EQ(hall.serve(one), visit);
}

TEST(NewerFile, LetsACounterThatGoesServeOutItsQueue) {
    DatedHall hall{mall_with({{"birth"}, {"birth"}})};
    hall.open_all();
    const VisitIndex visit = hall.at(nine).issue({birth});

    hall.configure(mall_with({{}, {"birth"}}));
    const VisitIndex after = hall.at(nine + 1min).issue({hall.newest("birth")});

    EXPECT_EQ(hall.order_at(one), std::vector{visit});
    EXPECT_EQ(hall.order_at(two), (std::vector{visit, after}));
}

TEST(NewerFile, FreesAStepThatIsForACounterThatGoes) {
    DatedHall hall{mall_with({{"birth"}, {"birth"}})};
    hall.open_all();
    const VisitIndex visit = hall.at(nine).issue({birth});
    hall.call(two);
    hall.transfer(two, one);

    hall.configure(mall_with({{}, {"birth"}}));

    EXPECT_EQ(hall.call(two), visit);
    EXPECT_EQ(hall.why_not(TransferToCounter{{two}, one}), Refusal::not_given_here);
}

TEST(NewerFile, AddsACounterThatIsClosedAtFirst) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.open_all();
    const VisitIndex visit = hall.at(nine).issue({birth});

    hall.configure(mall_with({{"birth"}, {"birth"}}));

    ASSERT_EQ(hall.day.desks().size(), 2U);
    EXPECT_EQ(hall.state(two), CounterState::closed);
    hall.act(Open{.at = {two}});
    EXPECT_EQ(hall.call(two), visit);
}

TEST(NewerFile, KeepsTheChoiceOfACounterThatOffersNotAll) {
    DatedHall hall{mall_with({{"birth", "family"}, {"birth"}})};
    hall.act(Open{{one}, {birth}});
    hall.act(Open{.at = {two}});

    hall.configure(mall_with({{"birth", "family"}, {"birth", "family"}}));
    const VisitIndex visit = hall.at(nine).issue({hall.newest("family")});

    EXPECT_EQ(hall.call(one), VisitIndex{});
    EXPECT_EQ(hall.call(two), visit);
}

TEST(NewerFile, KeepsTheOrderThatAVisitWasIssuedWith) {
    const mall::Mall free = mall_with({{"birth"}, {"family"}});
    DatedHall hall{free};
    hall.open_all();
    const VisitIndex before = hall.at(nine).issue({birth, family});

    hall.configure(with_order(free, "birth", "family"));
    hall.at(nine + 1min).issue({hall.newest("birth"), hall.newest("family")});

    EXPECT_EQ(hall.order_at(two), std::vector{before});
}

TEST(NewerFile, CountsTheOlderVisitsInTheCapacity) {
    DatedHall hall{mall_with({{"birth"}, {"family"}})};
    hall.at(four - 20min).issue({birth});

    hall.configure(mall_with({{"birth"}, {"birth", "family"}}));

    // Ten minutes are shared by one and two: (10 + 10) / 2, and with family at two alone 5 + 10.
    hall.at(four - 12min);
    EXPECT_EQ(hall.why_not(wish({hall.newest("family")})), Refusal::capacity_reached);
    hall.issue({hall.newest("birth")});
}

TEST(NewerFile, GivesWhoRejoinsAPlaceAmongThoseOfEveryEdition) {
    DatedHall hall{mall_with({{"birth"}, {"family"}})};
    hall.open_all();
    const VisitIndex absent = hall.at(nine).issue({birth});
    hall.call(one);
    hall.no_show(one);
    hall.at(nine + 1min).issue({birth});
    hall.configure(mall_with({{"birth"}, {"birth"}}));
    for (int i = 2; i < 6; ++i) hall.at(nine + i * 1min).issue({hall.newest("birth")});

    hall.rejoin(absent);

    EXPECT_EQ(hall.step(absent, birth).e, nine + 3min);
}

TEST(NewerFile, KnowsAServiceAgainInATransferWhateverItsEdition) {
    DatedHall hall{mall_with({{"birth"}, {"family"}})};
    hall.open_all();
    hall.at(nine).issue({birth, family});
    hall.configure(mall_with({{"birth", "family"}, {"family"}}));
    hall.call(one);

    EXPECT_EQ(hall.why_not(TransferToService{{one}, hall.newest("family")}),
              Refusal::already_waiting);
}

TEST(NewerFile, CountsItsEditionsAsOneSkill) {
    DatedHall hall{mall_with({{"birth"}, {"birth", "family"}, {"birth"}})};
    hall.open_all();
    hall.configure(mall_with({{"birth"}, {"birth", "family"}}));
    hall.configure(mall_with({{"birth"}, {"birth", "family"}, {"birth"}}));
    hall.pause(one);
    hall.pause(three);
    hall.act(Open{.at = {three}});
    const VisitIndex visit = hall.at(nine).issue({hall.newest("birth")});

    EXPECT_EQ(idle_counter_for(hall.day, hall.step_of(visit, hall.newest("birth"))), three);
}

TEST(NewerFile, HoldsBackOrFreesThoseWhoWaitForANoShowWithTheNewHours) {
    mall::Mall until_ten = with_order(mall_with({{"birth"}, {"family"}}), "birth", "family");
    mall::Mall until_four = until_ten;
    until_ten.hours.fill({{8h, 10h}});
    DatedHall hall{until_four};
    hall.open_all();
    const VisitIndex visit = hall.at(nine).issue({birth, family});
    hall.call(one);
    hall.no_show(one);

    hall.at(nine + 2h).configure(until_ten);
    EXPECT_EQ(hall.call(two), visit);
    hall.undo(two);
    hall.configure(until_four);
    EXPECT_EQ(hall.call(two), VisitIndex{});
    hall.rejoin(visit);
}

TEST(NewerFile, KeepsRatesClassesAndNumbers) {
    mall::Mall newer = mall_with({{"birth"}});
    newer.dispatch.rates = {{"none", 7}};
    newer.priority_classes = {"infant", "elderly"};
    DatedHall hall{mall_with({{"birth"}})};
    hall.at(nine).issue({birth});

    hall.configure(newer);

    EXPECT_EQ(hall.day.rules().classes.size(), 3U);
    EXPECT_EQ(hall.day.rules().classes[0].rate, 1);
    EXPECT_EQ(hall.day.at(hall.issue({birth})).number.value, 2U);
    hall.begin(tomorrow, next_midnight);
    EXPECT_EQ(hall.day.rules().classes.size(), 4U);
    EXPECT_EQ(hall.day.rules().classes[0].rate, 7);
}

TEST(NewerFile, IsRefusedWhereANewAgencyWouldGiveTheNumbersOfThePaperRoll) {
    const auto with_new_agency = [](const std::string& prefix) {
        mall::Mall newer = mall_with({{"birth"}});
        newer.paper_prefix = "Q";
        newer.agencies.push_back({.id = "tax", .prefix = prefix});
        return std::make_shared<const mall::Mall>(std::move(newer));
    };
    const DatedHall hall{mall_with({{"birth"}})};
    const auto decided = [&](const Day& day, const std::string& prefix) {
        return decide(day, Configure{9, "", with_new_agency(prefix)}, hall.now);
    };

    EXPECT_EQ(decided(hall.day, "P"), std::unexpected(Refused{Refusal::prefix_of_paper, 2}));
    EXPECT_TRUE(decided(hall.day, "T"));
    EXPECT_TRUE(decided(Day{}, "P"));  // No date has begun.
}

TEST(NewerFile, LetsANewAgencyGoOnWithTheNumbersOfItsPrefix) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.at(nine).issue({birth});
    mall::Mall newer = mall_with({{"birth"}});
    newer.agencies[0].id = "registry";
    newer.booths[0].tenants[0].agency = "registry";
    for (mall::Service& service : newer.services) {
        if (service.agency == "civil") service.agency = "registry";
    }
    newer.services[0].id = "birth-certificate";
    newer.counters[0].services = {"birth-certificate"};

    hall.configure(newer);
    const VisitIndex visit = hall.issue({hall.newest("birth-certificate")});

    EXPECT_EQ(hall.day.at(visit).number.value, 2U);
}

}  // namespace
}  // namespace gerai::hall
