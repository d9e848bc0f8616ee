#include <gtest/gtest.h>

#include "app/serve_verb.h"

namespace gerai::app {

namespace {

TEST(TrialTime, IsReadWithAndWithoutSecondsAndOffset) {
    const TimeZone makassar = *TimeZone::named("Asia/Makassar");
    const Instant nine = *parse_rfc3339("2026-11-25T09:00:00+08:00");

    for (const std::string_view text :
         {"2026-11-25T09:00:00+08:00", "2026-11-25T09:00+08:00", "2026-11-25T01:00:00Z",
          "2026-11-25T09:00:00", "2026-11-25T09:00", "2026-11-25 09:00"})
        EXPECT_EQ(parse_trial_time(text, makassar), nine) << text;
}

TEST(TrialTime, IsReadInZonesWestOfGreenwich) {
    const TimeZone zone = *TimeZone::named("America/St_Johns");

    EXPECT_EQ(parse_trial_time("2026-11-25T09:00", zone),
              parse_rfc3339("2026-11-25T09:00:00-03:30"));
}

TEST(TrialTime, IsNothingElse) {
    const TimeZone makassar = *TimeZone::named("Asia/Makassar");

    for (const std::string_view text : {"", "now", "09:00", "2026-11-25", "2026-11-25T25:00",
                                        "2026-13-25T09:00", "2026-11-25T09:00+0800"})
        EXPECT_FALSE(parse_trial_time(text, makassar)) << text;
}

}  // namespace

}  // namespace gerai::app
