#include "demo/hall.h"

#include <gtest/gtest.h>

#include "demo/http_client.h"
#include "demo/stand_in.h"

namespace gerai::demo {
namespace {

TEST(Hall, KnowsHowManyWaitForEachServiceAndAgency) {
    StandIn server({answer(200, R"({"services": [
        {"id": "a-01", "agency": "a", "waiting": 2}, {"id": "a-02", "agency": "a", "waiting": 1},
        {"id": "b-01", "agency": "b", "waiting": 0}]})")});
    boost::asio::io_context io;
    HttpClient::Options options;
    options.server = {.host = "127.0.0.1", .port = std::to_string(server.port()), .base = ""};
    HttpClient http(io, options);
    Record record(std::nullopt);
    Hall hall(http, record, "paser");
    TaskGroup tasks(io, [](const std::exception_ptr& why) { std::rethrow_exception(why); });

    const auto until_it_is_told = [&]() -> awaitable<void> {
        co_await hall.wait_for_change("a", std::chrono::hours{1});
        tasks.cancel();
    };
    tasks.spawn(until_it_is_told());
    tasks.spawn(hall.refresh_queues());
    io.run();

    EXPECT_EQ(hall.waiting_for({"a-01", "b-01"}), 2);
    EXPECT_EQ(hall.waiting("a"), 3);
    EXPECT_EQ(hall.waiting_anywhere(), 3);
    EXPECT_NE(server.heard().front().start.find("/malls/paser/services"), std::string::npos);
}

}  // namespace
}  // namespace gerai::demo
