#include "mall/mall.h"

#include <gtest/gtest.h>

#include "mall_files.h"

namespace gerai::mall {
namespace {

using namespace std::chrono_literals;

TEST(CounterTime, HasTheMeanOfTheLogNormalLawThroughItsQuantiles) {
    // mu = ln 720, sigma = ln(1500/720)/1.2815515655 = 0.5727192, exp(mu + sigma^2/2) = 848.3174 s.
    const CounterTime birth{.p50 = 12min, .p90 = 25min};

    EXPECT_NEAR(std::chrono::duration<double>(birth.mean()).count(), 848.3174, 0.001);
}

TEST(CounterTime, IsItsMedianWhenItNeverVaries) {
    EXPECT_EQ((CounterTime{.p50 = 45s, .p90 = 45s}).mean(), 45s);
}

TEST(Mall, FindsItsThingsByIdAndNothingByAnother) {
    const Mall mall = small();

    EXPECT_EQ(mall.find_agency("bnn")->name, "BNN");
    EXPECT_EQ(mall.find_booth("b02")->floor, 2);
    EXPECT_EQ(mall.find_counter(2)->booth, "b02");
    EXPECT_EQ(mall.find_service("dukcapil-02")->name, "Kartu Keluarga");
    EXPECT_EQ(mall.find_agency("b02"), nullptr);
    EXPECT_EQ(mall.find_booth("bnn"), nullptr);
    EXPECT_EQ(mall.find_counter(3), nullptr);
    EXPECT_EQ(mall.find_service(""), nullptr);
}

TEST(Mall, GivesABoothToItsTenantOfTheWeekday) {
    const Mall mall = small();
    const Booth& shared = *mall.find_booth("b02");

    EXPECT_EQ(mall.tenant_of(shared, 2026y / 11 / 23)->id, "bnn");  // Monday
    EXPECT_EQ(mall.tenant_of(shared, 2026y / 11 / 24), nullptr);
    EXPECT_EQ(mall.tenant_of(shared, 2026y / 11 / 25)->id, "bnn");
}

TEST(Mall, GivesABoothOfOneAgencyToItEveryDay) {
    const Mall mall = small();

    for (const Date date : {2026y / 11 / 23, 2026y / 11 / 28, 2026y / 11 / 29}) {
        EXPECT_EQ(mall.tenant_of(*mall.find_booth("b01"), date)->id, "dukcapil");
    }
}

TEST(Mall, OpensByWeekdayButNotOnAHoliday) {
    const Mall mall = small();
    const std::vector<ClockRange> monday{{8h, 12h}, {13h, 15h + 30min}};

    EXPECT_EQ(mall.hours_on(2026y / 11 / 23), monday);
    EXPECT_EQ(mall.hours_on(2026y / 12 / 18).size(), 1U);  // A Friday.
    EXPECT_TRUE(mall.hours_on(2026y / 12 / 25).empty());   // A Friday and a holiday.
    EXPECT_TRUE(mall.hours_on(2026y / 11 / 24).empty());
    EXPECT_TRUE(mall.hours_on(2026y / 11 / 29).empty());
}

}  // namespace
}  // namespace gerai::mall
