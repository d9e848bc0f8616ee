#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "mall_files.h"

namespace gerai::mall {
namespace {

using namespace std::chrono_literals;

double daily_visits(const Mall& mall) {
    return std::accumulate(
        mall.services.begin(), mall.services.end(), 0.0,
        [](double sum, const Service& service) { return sum + service.daily_visits; });
}

int tenants_on(const Mall& mall, Date date) {
    return static_cast<int>(std::ranges::count_if(
        mall.booths, [&](const Booth& booth) { return mall.tenant_of(booth, date) != nullptr; }));
}

TEST(Paser, Has32BoothsOf32AgenciesAnd109Services) {
    const Mall mall = bundled("paser");

    EXPECT_EQ(mall.id, "paser");
    EXPECT_EQ(mall.time_zone, "Asia/Makassar");
    EXPECT_EQ(mall.booths.size(), 32U);
    EXPECT_EQ(mall.agencies.size(), 32U);
    EXPECT_EQ(mall.counters.size(), 43U);
    EXPECT_EQ(mall.services.size(), 109U);
    EXPECT_NEAR(daily_visits(mall), 190, 1);
}

TEST(Badung, Has30AgenciesAnd150CountersAnd101Services) {
    const Mall mall = bundled("badung");

    EXPECT_EQ(mall.id, "badung");
    EXPECT_EQ(mall.agencies.size(), 30U);
    EXPECT_EQ(mall.counters.size(), 150U);
    EXPECT_EQ(mall.counters.back().number, 150);
    EXPECT_EQ(mall.services.size(), 101U);
    EXPECT_NEAR(daily_visits(mall), 535, 1);
}

TEST(Badung, GivesEachAgencyABoothAndNoBoothMoreThanEightCounters) {
    const Mall mall = bundled("badung");

    std::set<std::string> housed;
    for (const Booth& booth : mall.booths) {
        housed.insert(booth.tenants.at(0).agency);
        EXPECT_LE(std::ranges::count(mall.counters, booth.id, &Counter::booth), 8) << booth.id;
    }
    EXPECT_EQ(housed.size(), 30U);
}

TEST(Paser, SharesBoothsByWeekday) {
    const Mall mall = bundled("paser");
    const auto immigration = std::ranges::find_if(
        mall.booths, [](const Booth& booth) { return booth.tenants.at(0).agency == "imigrasi"; });
    ASSERT_NE(immigration, mall.booths.end());

    EXPECT_EQ(mall.tenant_of(*immigration, 2026y / 11 / 25)->id, "imigrasi");  // Wednesday
    EXPECT_EQ(mall.tenant_of(*immigration, 2026y / 11 / 26), nullptr);
    EXPECT_EQ(tenants_on(mall, 2026y / 11 / 25), 27);
    EXPECT_EQ(tenants_on(bundled("badung"), 2026y / 11 / 25), 40);
}

TEST(BundledMalls, AreClosedOnNationalHolidaysJointLeaveAndWeekends) {
    for (const char* id : {"paser", "badung"}) {
        const Mall mall = bundled(id);
        EXPECT_TRUE(mall.hours_on(2026y / 12 / 25).empty()) << id;
        EXPECT_TRUE(mall.hours_on(2027y / 3 / 9).empty()) << id;
        EXPECT_TRUE(mall.hours_on(2026y / 11 / 28).empty()) << id;
        EXPECT_FALSE(mall.hours_on(2026y / 11 / 25).empty()) << id;
    }
}

TEST(Badung, KeepsTheBalineseDaysThatPaserDoesNot) {
    const Mall badung = bundled("badung");
    const Mall paser = bundled("paser");
    const Date galungan = 2026y / 6 / 17;
    const Date pagerwesi = 2027y / 12 / 29;

    for (const Date day : {galungan, pagerwesi}) {
        EXPECT_TRUE(badung.hours_on(day).empty());
        EXPECT_FALSE(paser.hours_on(day).empty());
    }
    for (const Holiday& holiday : badung.holidays) EXPECT_NE(holiday.basis, "");
}

TEST(BundledMalls, HaveABundleForEachLifeEvent) {
    for (const char* id : {"paser", "badung"}) {
        std::set<std::string> bundles;
        for (const Bundle& bundle : bundled(id).bundles) bundles.insert(bundle.id);
        for (const char* event :
             {"kelahiran", "perkawinan", "kematian", "pindah-rumah", "memulai-usaha",
              "membangun-rumah", "ke-luar-negeri", "pensiun"}) {
            EXPECT_TRUE(bundles.contains(event)) << id << ' ' << event;
        }
    }
}

TEST(BundledMalls, NameEveryAgencyServiceAndBundleInTwoLanguagesAndSayWhereItComesFrom) {
    for (const char* id : {"paser", "badung"}) {
        const Mall mall = bundled(id);
        for (const auto& agency : mall.agencies) EXPECT_NE(agency.name_en, "") << agency.id;
        for (const auto& bundle : mall.bundles) EXPECT_NE(bundle.name_en, "") << bundle.id;
        for (const auto& booth : mall.booths) EXPECT_EQ(booth.basis, Basis::norm) << booth.id;
        for (const auto& service : mall.services) {
            EXPECT_NE(service.name_en, "") << service.id;
            EXPECT_NE(service.source, "") << service.id;
            EXPECT_TRUE(service.basis) << service.id;
            EXPECT_TRUE(service.time_limit) << service.id;
        }
    }
}

}  // namespace
}  // namespace gerai::mall
