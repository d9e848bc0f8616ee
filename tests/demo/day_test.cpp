#include "demo/day.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

namespace gerai::demo {
namespace {

using namespace std::chrono_literals;

const Instant nine = *parse_rfc3339("2026-11-16T09:00:00+08:00");

TEST(Guest, ComesWhenCalledAsLongAsPatienceLasts) {
    Guest guest({.patience = 30min}, nine);

    EXPECT_TRUE(guest.answers_call(nine + 30min));
    EXPECT_FALSE(guest.answers_call(nine + 31min));
}

TEST(Guest, DoesNotCountTheTimeAtACounterAsWaiting) {
    Guest guest({.patience = 30min}, nine);

    guest.was_at_counter(10min);

    EXPECT_TRUE(guest.answers_call(nine + 39min));
    EXPECT_FALSE(guest.answers_call(nine + 41min));
}

TEST(Guest, MissesOneCallAndComesToTheNext) {
    Guest guest({.patience = 1h, .misses_a_call = true}, nine);

    EXPECT_FALSE(guest.answers_call(nine + 1min));
    EXPECT_TRUE(guest.answers_call(nine + 2min));
}

TEST(Crowd, KnowsThatWhoWentHomeDoesNotCome) {
    Crowd crowd;
    crowd.enter("code", Guest({.patience = 1h}, nine));
    EXPECT_FALSE(crowd.empty());

    crowd.leave("code");

    EXPECT_TRUE(crowd.empty());
    EXPECT_FALSE(crowd.find("code")->answers_call(nine));
    EXPECT_EQ(crowd.find("another"), nullptr);
}

TEST(Answer, IsDoneOrRefusedOrAFailureThatIsNotHidden) {
    EXPECT_TRUE(was_done({.status = 204}, "a call"));
    EXPECT_FALSE(was_done({.status = 409}, "a call"));
    EXPECT_FALSE(was_done({.status = 404}, "a look"));
    for (const unsigned status : {400U, 401U, 403U, 422U, 500U}) {
        EXPECT_THROW(was_done({.status = status}, "a call"), std::runtime_error) << status;
    }
}

}  // namespace
}  // namespace gerai::demo
