#include "demo/plan.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "demo/dice.h"

namespace gerai::demo {
namespace {

using namespace std::chrono_literals;
using namespace std::chrono;

constexpr Date monday = 2026y / November / 16;
constexpr Date tuesday = 2026y / November / 17;
constexpr Date sunday = 2026y / November / 15;

mall::Service service(std::string id, std::string agency, double daily_visits) {
    mall::Service service;
    service.id = std::move(id);
    service.agency = std::move(agency);
    service.counter_time = {.p50 = 6min, .p90 = 12min};
    service.daily_visits = daily_visits;
    return service;
}

mall::Booth booth(std::string id, std::vector<mall::Tenant> tenants) {
    mall::Booth booth;
    booth.id = std::move(id);
    booth.tenants = std::move(tenants);
    return booth;
}

mall::Agency agency(std::string id, std::string prefix) {
    mall::Agency agency;
    agency.id = std::move(id);
    agency.prefix = std::move(prefix);
    return agency;
}

/// Three agencies: `b` has six counters, and `c` is there on Tuesdays only.
mall::Mall small_mall() {
    mall::Mall mall;
    mall.id = "kecil";
    mall.time_zone = "Asia/Makassar";
    for (std::size_t day = 0; day < 5; ++day) mall.hours[day] = {{8h, 12h}, {13h, 15h + 30min}};
    mall.priority_classes = {"elderly", "disability", "pregnant", "infant"};
    mall.planning = {.arrivals = {6, 10, 12, 12, 11, 10, 8, 5, 4, 6, 6, 5, 3, 2},
                     .day_factor_cv = 0,
                     .second_service = 0.25,
                     .no_show = 0.04,
                     .patience = 60min,
                     .idle_gap = 40s};
    mall.agencies = {agency("a", "A"), agency("b", "B"), agency("c", "C")};
    mall.booths = {booth("one", {{"a", {0, 1, 2, 3, 4}}}), booth("two", {{"b", {0, 1, 2, 3, 4}}}),
                   booth("three", {{"c", {1}}})};
    mall.services = {service("a-1", "a", 20), service("a-2", "a", 5), service("b-1", "b", 60),
                     service("c-1", "c", 30)};
    mall.counters = {{1, "one", {"a-1", "a-2"}}, {2, "three", {"c-1"}}};
    for (int number = 3; number <= 8; ++number) mall.counters.push_back({number, "two", {"b-1"}});
    mall.bundles = {{"both", "Keduanya", "", {"a-2", "b-1"}}};
    return mall;
}

TimeZone makassar() { return *TimeZone::named("Asia/Makassar"); }

std::map<std::string, int> steps_by_service(const DayPlan& plan) {
    std::map<std::string, int> steps;
    for (const PlannedVisit& visit : plan.visits) {
        for (const std::string& id : visit.services) ++steps[id];
    }
    return steps;
}

TEST(Plan, IsTheSameForTheSameSeedAndAnotherForAnotherSeed) {
    const mall::Mall mall = small_mall();

    const DayPlan first = plan_day(mall, makassar(), monday, {.volume = 2, .seed = 7});
    const DayPlan again = plan_day(mall, makassar(), monday, {.volume = 2, .seed = 7});
    const DayPlan other = plan_day(mall, makassar(), monday, {.volume = 2, .seed = 8});

    EXPECT_EQ(first, again);
    EXPECT_NE(first, other);
}

TEST(Plan, HasNobodyOnADayThatIsClosed) {
    const DayPlan plan = plan_day(small_mall(), makassar(), sunday, {});

    EXPECT_TRUE(plan.open.empty());
    EXPECT_TRUE(plan.visits.empty());
    EXPECT_TRUE(plan.counters.empty());
}

TEST(Plan, GivesEachServiceItsVolumeWhateverTheVisitsLookLike) {
    const mall::Mall mall = small_mall();
    std::map<std::string, int> steps;
    constexpr int days = 60;

    for (std::uint64_t seed = 0; seed < days; ++seed) {
        const DayPlan plan = plan_day(mall, makassar(), tuesday, {.volume = 3, .seed = seed});
        for (const auto& [id, count] : steps_by_service(plan)) steps[id] += count;
    }

    for (const mall::Service& service : mall.services) {
        const double expected = service.daily_visits * 3 * days;
        EXPECT_NEAR(steps[service.id], expected, 4 * std::sqrt(expected)) << service.id;
    }
}

TEST(Plan, LeavesOutAnAgencyThatIsNotThereToday) {
    const DayPlan plan = plan_day(small_mall(), makassar(), monday, {.volume = 5, .seed = 1});

    EXPECT_FALSE(steps_by_service(plan).contains("c-1"));
    EXPECT_TRUE(std::ranges::none_of(
        plan.counters, [](const mall::StaffedCounter& counter) { return counter.number == 2; }));
}

TEST(Plan, SendsAShareOfVisitsOnToAnotherAgency) {
    mall::Mall mall = small_mall();
    mall.services[2].daily_visits = 25;  // As many as at `a`, so that there is always a partner.
    const DayPlan plan = plan_day(mall, makassar(), monday, {.volume = 40, .seed = 1});

    const auto several = std::ranges::count_if(
        plan.visits, [](const PlannedVisit& visit) { return visit.services.size() > 1; });

    const double share = static_cast<double>(several) / static_cast<double>(plan.visits.size());
    EXPECT_NEAR(share, 0.25, 0.04);
}

TEST(Plan, FollowsTheHalfHoursOfTheFile) {
    const mall::Mall mall = small_mall();
    const DayPlan plan = plan_day(mall, makassar(), monday, {.volume = 100, .seed = 3});
    const Instant opening = plan.open.front().from;

    const auto in_half_hour = [&](int number) {
        return static_cast<double>(std::ranges::count_if(plan.visits, [&](const auto& visit) {
            return (visit.arrives - opening) / 30min == number;
        }));
    };

    EXPECT_NEAR(in_half_hour(2) / in_half_hour(0), 12.0 / 6.0, 0.2);
    EXPECT_NEAR(in_half_hour(8) / in_half_hour(3), 4.0 / 12.0, 0.06);
}

TEST(Plan, StaffsOneCounterForALittleAndMoreForALot) {
    const mall::Mall mall = small_mall();
    const auto counters_of_b = [&](double volume) {
        return std::ranges::count(mall::staffed_counters(mall, monday, volume), "b",
                                  &mall::StaffedCounter::agency);
    };

    EXPECT_EQ(counters_of_b(0.1), 1);
    EXPECT_EQ(counters_of_b(1), 3);  // 60 x 7.2 min x 12 % a half-hour = 1.7 at work.
    EXPECT_EQ(counters_of_b(50), 6);
}

TEST(Plan, MovesTheWholeDayByItsFactor) {
    mall::Mall mall = small_mall();
    mall.planning.day_factor_cv = 0.15;
    std::vector<double> steps;

    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto by_service = steps_by_service(plan_day(mall, makassar(), monday, {50, seed}));
        steps.push_back(
            std::accumulate(by_service.begin(), by_service.end(), 0.0,
                            [](double sum, const auto& entry) { return sum + entry.second; }));
    }

    const double mean = std::accumulate(steps.begin(), steps.end(), 0.0) / 200;
    const double squares = std::accumulate(
        steps.begin(), steps.end(), 0.0,
        [&](double sum, double each) { return sum + (each - mean) * (each - mean); });
    EXPECT_NEAR(std::sqrt(squares / 200) / mean, 0.15, 0.03);
}

// Goal: whatever the seed and the volume, a planned day can be played: everybody comes while the
// mall is open or in its break, for services that somebody serves, in order of arrival.
RC_GTEST_PROP(Plan, CanAlwaysBePlayed, ()) {
    const mall::Mall mall = small_mall();
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto volume = static_cast<double>(*rc::gen::inRange(0, 100)) / 10;
    const Date date{sys_days{sunday} + days{*rc::gen::inRange(0, 14)}};

    const DayPlan plan = plan_day(mall, makassar(), date, {.volume = volume, .seed = seed});

    std::set<std::string> served;
    for (const auto& counter : plan.counters) {
        served.insert(counter.services.begin(), counter.services.end());
    }
    Instant last;
    for (const PlannedVisit& visit : plan.visits) {
        RC_ASSERT(visit.arrives >= plan.open.front().from);
        RC_ASSERT(visit.arrives < plan.open.back().to);
        RC_ASSERT(visit.arrives >= last);
        last = visit.arrives;
        const std::set<std::string> distinct(visit.services.begin(), visit.services.end());
        RC_ASSERT(!visit.services.empty() && distinct.size() == visit.services.size());
        RC_ASSERT(std::ranges::includes(served, distinct));
        RC_ASSERT(visit.character.patience >= 0s);
    }
}

TEST(Dice, DrawsCounterTimesThroughBothQuantiles) {
    Dice dice(1, "counter time");
    const mall::CounterTime time{.p50 = 12min, .p90 = 25min};
    std::vector<Duration> drawn;

    for (int i = 0; i < 20'000; ++i) drawn.push_back(dice.counter_time(time));

    std::ranges::sort(drawn);
    EXPECT_NEAR(static_cast<double>(drawn[10'000] / 1s), 12 * 60, 20);
    EXPECT_NEAR(static_cast<double>(drawn[18'000] / 1s), 25 * 60, 60);
}

TEST(Dice, KeepsTheDrawsOfTwoPurposesApart) {
    Dice one(1, "one");
    Dice again(1, "one");
    Dice other(1, "other");

    const double drawn = one.share();

    EXPECT_EQ(drawn, again.share());
    EXPECT_NE(drawn, other.share());
}

}  // namespace
}  // namespace gerai::demo
