#include <gtest/gtest.h>

#include "hall/hall_kit.h"

namespace gerai::hall {
namespace {

std::string number_of(const Hall& hall, VisitIndex visit) {
    const Visit& of = hall.day.at(visit);
    return std::string{hall.day.prefix_of(of)} + "-" + std::to_string(of.number.value);
}

TEST(Number, TakesThePrefixOfTheFirstServiceAndCountsByPrefix) {
    Hall hall{rules_with({{birth, family}, {health}})};
    hall.at(nine);

    EXPECT_EQ(number_of(hall, hall.issue({birth})), "B-1");
    EXPECT_EQ(number_of(hall, hall.issue({health, family})), "C-1");
    EXPECT_EQ(number_of(hall, hall.issue({family, health})), "B-2");
    EXPECT_EQ(number_of(hall, hall.issue({birth})), "B-3");
}

TEST(Number, GoesOnBeyondThreeFigures) {
    Hall hall{rules_with({{birth}})};
    for (int i = 0; i < 1'000; ++i) hall.at(nine + std::chrono::seconds{i}).issue({birth});

    const VisitIndex last = hall.issue({birth});

    EXPECT_EQ(number_of(hall, last), "B-1001");
    EXPECT_EQ(hall.day.find_visit("B", 1'001), last);
    EXPECT_EQ(hall.day.find_visit("B", 1'002), std::nullopt);
    EXPECT_EQ(hall.day.find_visit("B", 0), std::nullopt);
    EXPECT_EQ(hall.day.find_visit("X", 1), std::nullopt);
}

TEST(Number, IsOneSeriesForTwoAgenciesWithTheSamePrefix) {
    Rules rules = rules_with({{birth, health}});
    rules.agencies[1].prefix = "B";
    Hall hall{rules};
    hall.at(nine);

    EXPECT_EQ(number_of(hall, hall.issue({birth})), "B-1");
    EXPECT_EQ(number_of(hall, hall.issue({health})), "B-2");
    EXPECT_EQ(number_of(hall, hall.issue({birth})), "B-3");
    EXPECT_EQ(hall.day.find_visit("B", 2), VisitIndex{1});
}

TEST(Number, KeepsItsCodesChannelAndLanguage) {
    Hall hall{rules_with({{birth}})};
    Code code;
    code.bytes.fill(7);

    hall.at(nine).act(Issue{.services = {birth},
                            .priority = elderly,
                            .channel = Channel::phone,
                            .language = Language::en,
                            .code = code,
                            .short_code = {42}});

    const Visit& visit = hall.day.visits().front();
    EXPECT_EQ(visit.code, code);
    EXPECT_EQ(visit.short_code, ShortCode{42});
    EXPECT_EQ(visit.channel, Channel::phone);
    EXPECT_EQ(visit.language, Language::en);
    EXPECT_EQ(visit.priority, elderly);
    EXPECT_EQ(visit.issued_at, nine);
}

TEST(Number, IsIssuedFromTheFirstOpeningToTheLastClosingTheBreakIncluded) {
    Rules rules = rules_with({{birth}});
    rules.opening = {{eight, noon}, {noon + 1h, four}};
    Hall hall{rules};

    EXPECT_EQ(hall.at(eight - 1us).why_not(wish({birth})), Refusal::closed);
    hall.at(eight).issue({birth});
    hall.at(noon + 30min).issue({birth});
    hall.at(four - 1us).issue({birth});
    EXPECT_EQ(hall.at(four).why_not(wish({birth})), Refusal::closed);
}

TEST(Number, IsNotIssuedOnADayWithoutHours) {
    Rules rules = rules_with({{birth}});
    rules.opening.clear();
    Hall hall{rules};

    EXPECT_EQ(hall.at(nine).why_not(wish({birth})), Refusal::closed);
    EXPECT_EQ(hall.at(nine).why_not(IssuePaper{1, nine, "", wish({birth})}), Refusal::closed);
}

TEST(Number, IsIssuedForKnownServicesAndClassesOnly) {
    Hall hall{rules_with({{birth}})};
    hall.at(nine);

    EXPECT_EQ(hall.why_not(wish({})), Refusal::no_services);
    EXPECT_EQ(hall.refusal(wish({birth, no_such_service})),
              (Refused{Refusal::unknown_service, no_such_service.value}));
    EXPECT_EQ(hall.why_not(wish({birth}, no_such_class)), Refusal::unknown_class);
}

TEST(Number, IsIssuedForServicesThatACounterGivesTodayOpenOrNot) {
    Hall hall{rules_with({{birth}})};  // Closed, as all counters are at first.
    hall.at(nine);

    hall.issue({birth});
    EXPECT_EQ(hall.refusal(wish({birth, health})),
              (Refused{Refusal::service_not_offered, health.value}));
}

TEST(Number, MayBeForTheSameServiceTwice) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex visit = hall.at(nine).issue({birth, birth});

    EXPECT_EQ(hall.serve(one), visit);
    EXPECT_EQ(hall.serve(one), visit);
    EXPECT_EQ(hall.why_not(Call{{one}}), Refusal::nobody_waits);
}

TEST(PaperNumber, StandsAsItIsOnThePaperWithItsTime) {
    Hall hall = Hall::open(rules_with({{birth}}));
    const VisitIndex later = hall.at(nine).issue({birth});

    const VisitIndex paper = hall.at(nine + 5min).issue_paper(17, eight + 30min, {birth});

    EXPECT_EQ(number_of(hall, paper), "P-17");
    EXPECT_EQ(hall.day.find_visit("P", 17), paper);
    EXPECT_EQ(hall.step(paper, birth).e, eight + 30min);
    EXPECT_EQ(hall.order_at(one), (std::vector{paper, later}));
}

TEST(PaperNumber, MayLeaveGapsAndComeInAnyOrderButNotTwice) {
    Hall hall{rules_with({{birth}})};
    hall.at(nine);
    hall.issue_paper(40, nine, {birth});
    hall.issue_paper(12, nine, {birth});

    EXPECT_EQ(hall.why_not(IssuePaper{40, nine, "", wish({birth})}), Refusal::paper_number_used);
}

TEST(PaperNumber, HasATimeBetweenTodaysOpeningAndNow) {
    Hall hall{rules_with({{birth}})};
    hall.at(nine);

    EXPECT_EQ(hall.why_not(IssuePaper{1, nine + 1us, "", wish({birth})}),
              Refusal::paper_time_out_of_range);
    EXPECT_EQ(hall.why_not(IssuePaper{1, eight - 1us, "", wish({birth})}),
              Refusal::paper_time_out_of_range);
    hall.issue_paper(1, eight, {birth});
    hall.issue_paper(2, nine, {birth});
}

TEST(PaperNumber, HasNoTimeAfterClosing) {
    Hall hall{rules_with({{birth}})};
    hall.at(four + 10min);

    EXPECT_EQ(hall.why_not(IssuePaper{1, four, "", wish({birth})}),
              Refusal::paper_time_out_of_range);
    hall.issue_paper(1, four - 1us, {birth});
}

TEST(PaperNumber, IsTakenAfterClosingAndWhenTheDayIsFull) {
    Rules rules = rules_with({{birth}});
    rules.has_capacity_stop = true;
    rules.services[birth.value].mean = 9h;
    Hall hall{rules};
    ASSERT_EQ(hall.at(nine).why_not(wish({birth})), Refusal::capacity_reached);

    hall.issue_paper(1, nine, {birth});
    hall.at(four + 5min).issue_paper(2, four - 5min, {birth});
}

TEST(PaperNumber, NeedsARollAServiceAndADateThatIsNotClosed) {
    Rules rules = rules_with({{birth}});
    Hall hall{rules};
    rules.paper_prefix = "";
    Hall without_roll{rules};
    hall.at(nine);

    EXPECT_EQ(without_roll.at(nine).why_not(IssuePaper{1, nine, "", wish({birth})}),
              Refusal::no_paper_roll);
    EXPECT_EQ(hall.why_not(IssuePaper{1, nine, "", wish({health})}), Refusal::service_not_offered);
    EXPECT_EQ(hall.why_not(IssuePaper{1, nine, "", wish({})}), Refusal::no_services);
    hall.act(CloseDay{});
    EXPECT_EQ(hall.why_not(IssuePaper{1, nine, "", wish({birth})}), Refusal::date_closed);
}

TEST(PaperNumber, SendsOnWithTheTimeOnThePaper) {
    Hall hall = Hall::open(rules_with({{birth}, {family}}));
    const VisitIndex later = hall.at(nine).issue({family});
    const VisitIndex paper = hall.at(nine + 5min).issue_paper(3, eight + 30min, {birth});
    hall.call(one);
    hall.start(one);

    hall.send_on(one, family);

    EXPECT_EQ(hall.order_at(two), (std::vector{paper, later}));
}

}  // namespace
}  // namespace gerai::hall
