#include "demo/asking.h"

#include <gtest/gtest.h>

#include <chrono>

namespace gerai::demo {
namespace {

using namespace std::chrono_literals;

const Instant nine = *parse_rfc3339("2026-11-16T09:00:00+08:00");

TEST(Asking, IsForNobodyWhenNobodyWaits) {
    Asking asking;

    EXPECT_FALSE(asking.is_time(0, nine));
    EXPECT_TRUE(asking.is_time(1, nine));
}

TEST(Asking, IsNotRepeatedForTheSamePeopleUntilAWhileLater) {
    Asking asking;

    asking.was_in_vain(2, nine);

    EXPECT_FALSE(asking.is_time(2, nine + 39s));
    EXPECT_EQ(asking.rest(nine + 30s), 10s);
    EXPECT_TRUE(asking.is_time(2, nine + 40s));
}

TEST(Asking, IsForWhoeverComesAlsoWhenOthersHaveGone) {
    Asking asking;
    asking.was_in_vain(2, nine);

    EXPECT_TRUE(asking.is_time(3, nine + 1s));
    EXPECT_FALSE(asking.is_time(1, nine + 2s));
    EXPECT_TRUE(asking.is_time(2, nine + 3s));
}

TEST(Asking, GrowsRarerInVainAndStartsAnewWithSomebody) {
    Asking asking;
    for (const Duration pause : {40s, 80s, 120s, 120s}) {
        asking.was_in_vain(1, nine);
        EXPECT_EQ(asking.rest(nine), pause);
    }

    asking.found_somebody();
    asking.was_in_vain(1, nine);

    EXPECT_EQ(asking.rest(nine), 40s);
}

}  // namespace
}  // namespace gerai::demo
