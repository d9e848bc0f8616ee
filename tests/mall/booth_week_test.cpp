#include "mall/booth_week.h"

#include <gtest/gtest.h>

#include "mall/forming_kit.h"

namespace gerai::mall {

namespace {

using enum Weekday;
using enum BoothTroubleKind;

std::vector<BoothWeek> weeks_of(std::initializer_list<Agreement> agreements,
                                const Mall& mall = small()) {
    return shared_booths(with_agreements(agreements), mall, today);
}

Agreement at(std::string agency, std::vector<Presence> presence) {
    Agreement agreement = agreement_with(std::move(agency));
    agreement.presence = std::move(presence);
    return agreement;
}

const std::vector<ClockRange> monday_hours{{8h, 12h}, {13h, 15h + 30min}};

TEST(BoothWeek, ShowsABoothThatIsNobodysOnSomeDays) {
    const auto weeks = weeks_of({});

    ASSERT_EQ(weeks.size(), 1);  // Booth b01 is Dukcapil's whenever the mall is open.
    EXPECT_EQ(weeks[0].booth, "b02");
    EXPECT_EQ(weeks[0].uses,
              (std::vector<BoothUse>{{mon, "bnn", monday_hours, true, std::nullopt}}));
    EXPECT_TRUE(weeks[0].troubles.empty());
}

TEST(BoothWeek, ShowsTheAgreementAndItsHoursBesideTheFile) {
    const auto weeks = weeks_of({at("bnn", {in_booth("b02", {mon, wed}, "08:00-12:00")})});

    ASSERT_EQ(weeks.size(), 1);
    EXPECT_EQ(weeks[0].uses, (std::vector<BoothUse>{{mon, "bnn", {{8h, 12h}}, true, "bnn-1"}}));
    EXPECT_TRUE(weeks[0].troubles.empty());
}

TEST(BoothWeek, TellsWhereTheFileHasNobodyThatAnAgreementBrings) {
    const auto weeks =
        weeks_of({at("dukcapil", {in_booth("b01", {mon, fri}), in_booth("b02", {fri})})});

    ASSERT_EQ(weeks.size(), 1);
    EXPECT_EQ(weeks[0].troubles, (std::vector<BoothTrouble>{{fri, not_in_file, {"dukcapil"}}}));
}

TEST(BoothWeek, TellsWhereTheFileHasSomebodyWhoseAgreementIsElsewhere) {
    const auto weeks = weeks_of({at("bnn", {in_booth("b02", {wed})})});

    ASSERT_EQ(weeks.size(), 1);
    EXPECT_EQ(weeks[0].troubles, (std::vector<BoothTrouble>{{mon, not_in_agreement, {"bnn"}}}));
}

TEST(BoothWeek, SaysNothingOfAnAgreementThatNamesNoPlaces) {
    EXPECT_TRUE(weeks_of({at("bnn", {})})[0].troubles.empty());
}

// A register that an older file agreed with may hold two that do not go together any more.
TEST(BoothWeek, TellsTwoAgreementsThatMeetInABooth) {
    const auto weeks = weeks_of(
        {at("bnn", {in_booth("b02", {mon}, "08:00-12:00")}),
         at("dukcapil", {in_booth("b01", {mon, fri}), in_booth("b02", {mon}, "11:00-15:00")})});

    ASSERT_EQ(weeks.size(), 1);
    EXPECT_EQ(weeks[0].troubles, (std::vector<BoothTrouble>{{mon, overlap, {"bnn", "dukcapil"}},
                                                            {mon, not_in_file, {"dukcapil"}}}));
}

TEST(BoothWeek, LooksAtAgreementsInForceAlone) {
    Agreement over = at("dukcapil", {in_booth("b02", {mon})});
    over.ends = 2026y / 6 / 30;

    EXPECT_EQ(weeks_of({over}), weeks_of({}));
}

}  // namespace

}  // namespace gerai::mall
