#include "mall/readiness.h"

#include <gtest/gtest.h>

#include "mall/forming_kit.h"

namespace gerai::mall {

namespace {

using enum FormingStage;

const StageReadiness& of(const Readiness& readiness, FormingStage stage) {
    return readiness.stages[static_cast<std::size_t>(stage)];
}

/// The small mall without a product and a time limit anywhere, and with one where all is told.
Mall small_with_all_told() {
    Mall mall = small();
    for (Service& service : mall.services) {
        service.requirements = {"KTP"};
        service.time_limit = TimeLimit{.value = 1, .unit = TimeUnit::hour};
        service.product = "Surat";
    }
    return mall;
}

Forming all_complete() {
    Forming forming = with_agreements({agreement_with("bnn"), agreement_with("dukcapil")});
    for (std::size_t i = 0; i < forming_stages; ++i) {
        forming.stages.push_back(complete(static_cast<FormingStage>(i)));
    }
    return forming;
}

TEST(Readiness, IsWholeWhenEverythingIsThere) {
    const Readiness whole = readiness(all_complete(), small_with_all_told(), today);

    EXPECT_EQ(whole.percent, 100);
    EXPECT_EQ(whole.next, std::nullopt);
    for (const StageReadiness& stage : whole.stages) EXPECT_TRUE(stage.missing.empty());
}

TEST(Readiness, OfNothingIsWhatTheMallFileAloneTells) {
    const Readiness none = readiness({}, small(), today);

    // Half a stage for the counters; all agencies have them, no service tells all of its standard.
    EXPECT_EQ(of(none, fit_out).measured, (Measured{.have = 2, .of = 2}));
    EXPECT_EQ(of(none, standards).measured, (Measured{.have = 0, .of = 3}));
    EXPECT_EQ(of(none, agreements).measured, (Measured{.have = 0, .of = 2}));
    EXPECT_EQ(none.percent, 4);  // 0.5 of 12.
    EXPECT_EQ(none.next, study);
}

TEST(Readiness, CountsAStageOnlyWhenItIsDoneAndShowsAllThatItMust) {
    StageEntry stage = complete(pilot);
    stage.evidence.pop_back();
    const auto share = [&] {
        return of(readiness(with_stages({stage}), small(), today), pilot).share;
    };
    EXPECT_EQ(share(), 0);

    stage = complete(pilot);
    EXPECT_EQ(share(), 1);

    stage.state = StageState::under_way;
    EXPECT_EQ(share(), 0);
}

TEST(Readiness, SaysWhatAStageLacks) {
    StageEntry stage = complete(pilot);
    stage.evidence.pop_back();
    stage.state = StageState::under_way;

    const auto missing = of(readiness(with_stages({stage}), small(), today), pilot).missing;

    EXPECT_EQ(missing, (std::vector<Missing>{{Lack::exhibit, Exhibit::trouble_list, {}},
                                             {Lack::done, {}, {}}}));
}

TEST(Readiness, AsksForAnAgreementInForceWithEachAgencyButTheHost) {
    Mall mall = small();
    Forming forming = with_agreements(
        {agreement_with("dukcapil"), agreement_with("bnn", 2025y / 1 / 1, 2025y / 12 / 31)});
    const auto stage = [&] { return of(readiness(forming, mall, today), agreements); };

    EXPECT_EQ(stage().measured, (Measured{.have = 1, .of = 2}));
    EXPECT_EQ(stage().missing.front(), (Missing{Lack::agreement, {}, {"bnn"}}));
    EXPECT_DOUBLE_EQ(stage().share, 0.25);

    forming.stages = {complete(agreements)};
    EXPECT_DOUBLE_EQ(stage().share, 0.75);

    mall.agencies[1].kind = AgencyKind::host;
    EXPECT_EQ(stage().measured, (Measured{.have = 1, .of = 1}));
    EXPECT_DOUBLE_EQ(stage().share, 1);
}

TEST(Readiness, AsksForACounterOfTheAgencyForEachOfItsServices) {
    Mall mall = small();
    mall.counters[1].services = {"dukcapil-01"};  // In a booth where its agency never is.

    const auto stage = of(readiness({}, mall, today), fit_out);

    EXPECT_EQ(stage.missing.front(), (Missing{Lack::counter, {}, {"bnn"}}));
}

TEST(Readiness, OfAMallWithoutAgenciesIsNotHalfDone) {
    Mall mall = small();
    mall.agencies.clear();
    mall.services.clear();

    const Readiness empty = readiness({}, mall, today);

    EXPECT_EQ(empty.percent, 0);
    EXPECT_EQ(of(empty, agreements).missing.front(), (Missing{Lack::agreement, {}, {}}));
}

TEST(Readiness, SaysWhichStagesAreLate) {
    StageEntry stage{.stage = pilot, .due = today};
    const auto is_late = [&](Date on) {
        return of(readiness(with_stages({stage}), small(), on), pilot).late;
    };
    EXPECT_FALSE(is_late(today));
    EXPECT_TRUE(is_late(2026y / 11 / 24));

    stage = complete(pilot);
    stage.due = today;
    EXPECT_FALSE(is_late(2026y / 11 / 24));
}

// --- renewals

std::vector<std::string> due_in(const Forming& forming, Date on = today) {
    std::vector<std::string> ids;
    for (const Renewal& renewal : renewals(forming, small(), on)) ids.push_back(renewal.agreement);
    return ids;
}

TEST(Renewals, AreToldNinetyDaysBeforeTheLastDay) {
    const Forming forming = with_agreements({agreement_with("bnn", 2026y / 1 / 1, 2027y / 2 / 21)});

    EXPECT_TRUE(due_in(forming, 2026y / 11 / 22).empty());
    ASSERT_EQ(due_in(forming, 2026y / 11 / 23), std::vector<std::string>{"bnn-1"});
    const Renewal renewal = renewals(forming, small(), 2026y / 11 / 23).front();
    EXPECT_EQ(renewal.days_left, 90);
    EXPECT_EQ(renewal.due, Date{2027y / 2 / 21});
    EXPECT_EQ(renewal.state, AgreementState::in_force);
}

TEST(Renewals, AreDueFromTheNoticeWhereTheAgreementNamesOne) {
    Agreement agreement = agreement_with("bnn", 2026y / 1 / 1, 2027y / 12 / 31);
    agreement.renewal_notice = 2026y / 12 / 23;

    EXPECT_EQ(renewals(with_agreements({agreement}), small(), today).front().days_left, 30);
}

TEST(Renewals, ComeWithTheMostUrgentFirstAndThePastBeforeAll) {
    const Forming forming =
        with_agreements({agreement_with("bnn", 2026y / 1 / 1, 2026y / 12 / 31),
                         agreement_with("dukcapil", 2025y / 1 / 1, 2026y / 6 / 30)});

    EXPECT_EQ(due_in(forming), (std::vector<std::string>{"dukcapil-1", "bnn-1"}));
    EXPECT_LT(renewals(forming, small(), today).front().days_left, 0);
    EXPECT_EQ(renewals(forming, small(), today).front().state, AgreementState::ended);
}

TEST(Renewals, AreDoneWhenALaterAgreementFollowsWithoutAGap) {
    const Agreement old = agreement_with("bnn", 2026y / 1 / 1, 2026y / 12 / 31);
    Agreement next = agreement_with("bnn", 2027y / 1 / 1, 2028y / 12 / 31);
    next.id = "bnn-2";
    EXPECT_TRUE(due_in(with_agreements({old, next})).empty());

    next.begins = 2027y / 1 / 2;
    EXPECT_EQ(due_in(with_agreements({old, next})), std::vector<std::string>{"bnn-1"});
}

// What was there all the while does not go on with what ends.
TEST(Renewals, AreStillDueBesideAnAgreementThatBeganBefore) {
    const Agreement ending = agreement_with("bnn", 2026y / 1 / 1, 2026y / 12 / 15);
    Agreement other = agreement_with("bnn", 2020y / 1 / 1, {});
    other.id = "bnn-2";
    EXPECT_EQ(due_in(with_agreements({ending, other})), std::vector<std::string>{"bnn-1"});

    other.begins = ending.begins;
    EXPECT_EQ(due_in(with_agreements({ending, other})), std::vector<std::string>{"bnn-1"});

    other.begins = 2026y / 12 / 1;
    EXPECT_TRUE(due_in(with_agreements({ending, other})).empty());
}

TEST(Renewals, AreStillDueBesideALaterAgreementOnOtherServicesInOtherBooths) {
    Agreement ending = agreement_with("bnn", 2026y / 1 / 1, 2026y / 12 / 15);
    ending.services = {"bnn-01", "bnn-02"};
    ending.presence = {in_booth("b02", {Weekday::mon})};
    Agreement later = agreement_with("bnn", 2026y / 12 / 16, {});
    later.id = "bnn-2";
    later.services = {"bnn-03"};
    later.presence = {in_booth("b01", {Weekday::mon})};
    const auto is_due = [&] { return !due_in(with_agreements({ending, later})).empty(); };
    EXPECT_TRUE(is_due());

    later.services = {"bnn-03", "bnn-02"};
    EXPECT_FALSE(is_due());

    later.services = {"bnn-03"};
    later.presence = {in_booth("b02", {Weekday::wed})};
    EXPECT_FALSE(is_due());

    later.services = {};  // One that names neither is about the whole agency.
    later.presence = {};
    EXPECT_FALSE(is_due());
}

TEST(Renewals, AreNotAskedForAnEndlessAgreementNorForAnAgencyThatIsGone) {
    EXPECT_TRUE(due_in(with_agreements({agreement_with("bnn", 2020y / 1 / 1, {}),
                                        agreement_with("polda", 2020y / 1 / 1, 2020y / 2 / 1)}))
                    .empty());
}

// --- the example

// The pilot was measured for a month; nothing is known of the rest, and so it does not count.
TEST(Readiness, OfTheExampleIsNoMoreThanIsKnown) {
    const auto example = read_forming(text_of("malls/forming/paser.json")).value();

    const Readiness paser = readiness(example, bundled("paser"), 2026y / 11 / 25);

    EXPECT_EQ(of(paser, coordination).share, 1);
    EXPECT_EQ(of(paser, pilot).share, 1);
    EXPECT_EQ(of(paser, standards).measured, (Measured{.have = 109, .of = 109}));
    EXPECT_TRUE(of(paser, inauguration).late);
    EXPECT_EQ(paser.percent, 25);
}

}  // namespace

}  // namespace gerai::mall
