#include "core/time.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace gerai {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;

TimeZone zone(std::string_view name) { return TimeZone::named(name).value(); }

Instant utc(Date date, Duration since_midnight) { return Instant{sys_days{date}} + since_midnight; }

constexpr Date november_25 = 2026y / 11 / 25;

TEST(TimeZone, KnowsTheThreeZonesOfIndonesia) {
    const Instant noon = utc(november_25, 12h);

    EXPECT_EQ(zone("Asia/Jakarta").offset_at(noon), 7h);
    EXPECT_EQ(zone("Asia/Makassar").offset_at(noon), 8h);
    EXPECT_EQ(zone("Asia/Jayapura").offset_at(noon), 9h);
    EXPECT_EQ(zone("Asia/Makassar").name(), "Asia/Makassar");
}

TEST(TimeZone, IsNothingUnderAnUnknownName) {
    EXPECT_FALSE(TimeZone::named("Asia/Paser"));
    EXPECT_FALSE(TimeZone::named(""));
    EXPECT_FALSE(TimeZone::named("WITA"));
}

TEST(TimeZone, BeginsADateAtLocalMidnight) {
    const TimeZone makassar = zone("Asia/Makassar");

    EXPECT_EQ(makassar.date_of(utc(november_25, 16h - 1us)), november_25);
    EXPECT_EQ(makassar.date_of(utc(november_25, 16h)), 2026y / 11 / 26);
    EXPECT_EQ(makassar.at(november_25, 0min), utc(2026y / 11 / 24, 16h));
}

TEST(TimeZone, TakesTwentyFourHoursForTheNextMidnight) {
    const TimeZone makassar = zone("Asia/Makassar");

    EXPECT_EQ(makassar.at(november_25, 24h), makassar.at(2026y / 11 / 26, 0min));
    EXPECT_EQ(makassar.at(2026y / 12 / 31, 24h), makassar.at(2027y / 1 / 1, 0min));
}

TEST(TimeZone, TakesTheFirstOfATimeThatIsRepeated) {
    // Berlin turns 03:00 back to 02:00 on this day: 02:30 is at 00:30 and at 01:30 UTC.
    EXPECT_EQ(zone("Europe/Berlin").at(2026y / 10 / 25, 2h + 30min), utc(2026y / 10 / 25, 30min));
}

TEST(TimeZone, TakesTheEndOfAGapForATimeThatIsSkipped) {
    // Berlin goes from 02:00 to 03:00 on this day, at 01:00 UTC.
    EXPECT_EQ(zone("Europe/Berlin").at(2026y / 3 / 29, 2h + 30min), utc(2026y / 3 / 29, 1h));
}

TEST(TimeZone, IsRightBeforeTheEpoch) {
    EXPECT_EQ(zone("UTC").date_of(Instant{-1us}), 1969y / 12 / 31);
}

TEST(Rfc3339, IsWrittenWithTheOffsetOfTheMall) {
    const Instant eight = utc(november_25, 0h);

    EXPECT_EQ(to_rfc3339(eight, zone("Asia/Makassar")), "2026-11-25T08:00:00+08:00");
    EXPECT_EQ(to_rfc3339(eight, zone("America/New_York")), "2026-11-24T19:00:00-05:00");
    EXPECT_EQ(to_rfc3339(eight, zone("America/St_Johns")), "2026-11-24T20:30:00-03:30");
    EXPECT_EQ(to_rfc3339(eight, zone("UTC")), "2026-11-25T00:00:00+00:00");
}

TEST(Rfc3339, HasThreeDigitsOfFractionOrNone) {
    const Instant eight = utc(november_25, 0h);

    EXPECT_EQ(to_rfc3339(eight + 123'999us, zone("UTC")), "2026-11-25T00:00:00.123+00:00");
    EXPECT_EQ(to_rfc3339(eight + 5ms, zone("UTC")), "2026-11-25T00:00:00.005+00:00");
    EXPECT_EQ(to_rfc3339(eight + 999us, zone("UTC")), "2026-11-25T00:00:00+00:00");
}

TEST(Rfc3339, IsReadWithAnyOffset) {
    const Instant eight = utc(november_25, 0h);

    EXPECT_EQ(parse_rfc3339("2026-11-25T08:00:00+08:00"), eight);
    EXPECT_EQ(parse_rfc3339("2026-11-25T00:00:00Z"), eight);
    EXPECT_EQ(parse_rfc3339("2026-11-25t00:00:00z"), eight);
    EXPECT_EQ(parse_rfc3339("2026-11-24T20:30:00-03:30"), eight);
    EXPECT_EQ(parse_rfc3339("2026-11-25T00:00:00-00:00"), eight);
}

TEST(Rfc3339, IsReadToTheMicrosecond) {
    const Instant eight = utc(november_25, 0h);

    EXPECT_EQ(parse_rfc3339("2026-11-25T00:00:00.5Z"), eight + 500ms);
    EXPECT_EQ(parse_rfc3339("2026-11-25T00:00:00.000001Z"), eight + 1us);
    EXPECT_EQ(parse_rfc3339("2026-11-25T00:00:00.0000001Z"), std::nullopt);
}

TEST(Rfc3339, IsNothingWhenItIsNotOne) {
    for (const std::string_view text : {
             "",
             "2026-11-25",
             "2026-11-25T08:00:00",        // No offset.
             "2026-11-25 08:00:00Z",       // No T.
             "2026-11-25T08:00Z",          // No seconds.
             "2026-11-25T08:00:00.Z",      // No digits.
             "2026-11-25T08:00:00,5Z",     // A comma.
             "2026-11-25T08:00:00+0800",   // No colon.
             "2026-11-25T08:00:00+08",     // No minutes.
             "2026-11-25T08:00:00+08:60",  // No such offset.
             "2026-11-25T08:00:00+24:00",  // No such offset.
             "2026-11-25T08:00:00Z ",      // More behind.
             "2026-11-25T24:00:00Z",       // No such hour.
             "2026-11-25T08:60:00Z",       // No such minute.
             "2026-11-25T08:00:60Z",       // No such second here.
             "2026-02-29T08:00:00Z",       // No such day.
             "2026-11-25T-8:00:00Z",       // A sign.
             "2026-11-2508:00:00ZZ",
         }) {
        EXPECT_EQ(parse_rfc3339(text), std::nullopt) << text;
    }
}

RC_GTEST_PROP(Rfc3339, IsReadAsItWasWrittenToTheMillisecond, ()) {
    const auto millis = *rc::gen::inRange<std::int64_t>(0, std::int64_t{4'102'444'800'000});
    const auto name = *rc::gen::elementOf(std::vector<std::string>{
        "Asia/Makassar", "Europe/Berlin", "America/St_Johns", "UTC", "Pacific/Chatham"});
    const Instant instant{std::chrono::milliseconds{millis}};

    RC_ASSERT(parse_rfc3339(to_rfc3339(instant, zone(name))) == instant);
}

TEST(Date, IsWrittenAndReadInOneForm) {
    EXPECT_EQ(to_string(november_25), "2026-11-25");
    EXPECT_EQ(to_string(Date{2027y / 1 / 2}), "2027-01-02");
    EXPECT_EQ(parse_date("2028-02-29"), Date{2028y / 2 / 29});
}

TEST(Date, IsNothingWhenItIsNotOne) {
    for (const std::string_view text :
         {"", "2026-11-5", "2026-1105", "26-11-05", "2026-13-01", "2026-02-30", "2026-00-10",
          "2026-10-00", "2026/11/05", "2026-11-05 ", " 2026-11-05", "+026-11-05"}) {
        EXPECT_EQ(parse_date(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace gerai
