#include "demo/hall_clock.h"

#include <gtest/gtest.h>

namespace gerai::demo {
namespace {

using namespace std::chrono_literals;

const Instant nine = *parse_rfc3339("2026-11-16T09:00:00+08:00");

TEST(HallClock, RunsAtTheRateOfTheServer) {
    boost::asio::io_context io;
    HallClock clock(io);
    const HallClock::Machine::time_point heard{1h};

    clock.set(nine, 60, heard);

    EXPECT_EQ(clock.at(heard), nine);
    EXPECT_EQ(clock.at(heard + 1s), nine + 1min);
    EXPECT_EQ(clock.machine_time(1h), 1min);
}

TEST(HallClock, KeepsItsRateWhenAFrameSaysOnlyTheTime) {
    boost::asio::io_context io;
    HallClock clock(io);
    const HallClock::Machine::time_point heard{1h};
    clock.set(nine, 60, heard);

    clock.set(nine + 1h, 0, heard + 2s);

    EXPECT_EQ(clock.at(heard + 3s), nine + 1h + 1min);
}

}  // namespace
}  // namespace gerai::demo
