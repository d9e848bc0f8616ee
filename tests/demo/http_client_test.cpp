#include "demo/http_client.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <set>

#include "demo/stand_in.h"

namespace gerai::demo {
namespace {

using namespace std::chrono_literals;

HttpClient::Options quick(const StandIn& server) {
    HttpClient::Options options;
    options.server = {.host = "127.0.0.1", .port = std::to_string(server.port()), .base = ""};
    options.first_pause = 1ms;
    options.longest_pause = 4ms;
    options.attempt_timeout = 5s;
    return options;
}

Request post_with_key() {
    return {.method = Method::post,
            .path = "/api/v1/malls/paser/visits",
            .body = R"({"services":["a-1"]})",
            .token = "secret",
            .key = "key-1"};
}

/// Runs one coroutine to its end.
template <class Value>
Value outcome_of(boost::asio::io_context& io, awaitable<Value> task) {
    auto future = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
    io.restart();
    io.run();
    return future.get();
}

TEST(HttpClient, SendsWhatTheContractAsksFor) {
    StandIn server({answer(201, "{}")});
    boost::asio::io_context io;
    HttpClient client(io, quick(server));

    const Answer answer = outcome_of(io, client.request(post_with_key()));

    EXPECT_EQ(answer.status, 201U);
    const Heard heard = server.heard().at(0);
    EXPECT_EQ(heard.start, "POST /api/v1/malls/paser/visits HTTP/1.1");
    EXPECT_EQ(heard.header("Authorization"), "Bearer secret");
    EXPECT_EQ(heard.header("Idempotency-Key"), "key-1");
    EXPECT_EQ(heard.header("Content-Type"), "application/json");
    EXPECT_EQ(heard.body, R"({"services":["a-1"]})");
}

TEST(HttpClient, AsksAgainWithTheSameKeyWhenTheConnectionIsLost) {
    StandIn server({hang_up(), hang_up_in_answer(), answer(201, R"({"number":"A-001"})")});
    boost::asio::io_context io;
    HttpClient client(io, quick(server));

    const Answer answer = outcome_of(io, client.request(post_with_key()));

    EXPECT_EQ(answer.body, R"({"number":"A-001"})");
    ASSERT_EQ(server.heard().size(), 3U);
    for (const Heard& heard : server.heard()) {
        EXPECT_EQ(heard.header("Idempotency-Key"), "key-1");
        EXPECT_EQ(heard.body, R"({"services":["a-1"]})");
    }
    EXPECT_EQ(client.retries(), 2U);
}

TEST(HttpClient, AsksAgainWhenThereIsNoAnswerInTime) {
    StandIn server({say_nothing(), answer(200, "{}")});
    boost::asio::io_context io;
    HttpClient::Options options = quick(server);
    options.attempt_timeout = 50ms;
    HttpClient client(io, options);

    const Answer answer = outcome_of(io, client.request(post_with_key()));

    EXPECT_EQ(answer.status, 200U);
    ASSERT_EQ(server.heard().size(), 2U);
    EXPECT_EQ(server.heard()[1].header("Idempotency-Key"), "key-1");
}

TEST(HttpClient, AsksAgainWhenTheServerIsNotReady) {
    StandIn server({answer(503, "{}"), answer(429, "{}"), answer(200, "{}")});
    boost::asio::io_context io;
    HttpClient client(io, quick(server));

    const Answer answer = outcome_of(io, client.request(post_with_key()));

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(server.heard().size(), 3U);
}

TEST(HttpClient, TakesARefusalForAnAnswer) {
    StandIn server({answer(409, "{}")});
    boost::asio::io_context io;
    HttpClient client(io, quick(server));

    const Answer answer = outcome_of(io, client.request(post_with_key()));

    EXPECT_EQ(answer.status, 409U);
    EXPECT_FALSE(answer.accepted());
    EXPECT_EQ(server.heard().size(), 1U);
}

TEST(HttpClient, DoesNotRepeatAnActWithoutAKey) {
    StandIn server({hang_up(), answer(200, "{}")});
    boost::asio::io_context io;
    HttpClient client(io, quick(server));
    Request request = post_with_key();
    request.key.clear();

    EXPECT_THROW(outcome_of(io, client.request(request)), Unreachable);
    EXPECT_EQ(server.heard().size(), 1U);
}

TEST(HttpClient, GivesUpWhenNobodyAnswersForLong) {
    boost::asio::io_context io;
    HttpClient::Options options;
    {
        const StandIn server({});
        options = quick(server);
    }
    options.give_up_after = 20ms;
    HttpClient client(io, options);

    EXPECT_THROW(outcome_of(io, client.request(post_with_key())), Unreachable);
}

TEST(HttpClient, KeepsItsConnectionsOpen) {
    StandIn server({answer(200, "{}"), answer(200, "{}"), answer(200, "{}")});
    boost::asio::io_context io;
    HttpClient client(io, quick(server));

    for (int i = 0; i < 3; ++i) outcome_of(io, client.request(post_with_key()));

    EXPECT_EQ(server.connections(), 1);
}

TEST(HttpClient, SaysWhetherTheHallPlays) {
    StandIn server({answer(200, "{}", "Gerai-Trial: true\r\n"), answer(200, "{}")});
    boost::asio::io_context io;
    HttpClient client(io, quick(server));

    EXPECT_TRUE(outcome_of(io, client.request(post_with_key())).trial);
    EXPECT_FALSE(outcome_of(io, client.request(post_with_key())).trial);
}

TEST(HttpClient, ResumesAStreamAfterTheLastIdThatItSaw) {
    StandIn server({stream("id: 5\nevent: called\ndata: {}\n\nid: 6\ndata: hal"),
                    chunked_stream("id: 6\nevent: finished\ndata: {}\n\n"), answer(404, "{}")});
    boost::asio::io_context io;
    HttpClient client(io, quick(server));
    std::vector<std::string> names;

    const Answer refused = outcome_of(
        io, client.follow("/api/v1/malls/paser/events", {},
                          [&](const StreamEvent& event) { names.push_back(event.name); }));

    EXPECT_EQ(refused.status, 404U);
    EXPECT_EQ(names, (std::vector<std::string>{"called", "finished"}));
    ASSERT_EQ(server.heard().size(), 3U);
    EXPECT_EQ(server.heard()[0].header("Last-Event-ID"), "");
    EXPECT_EQ(server.heard()[1].header("Last-Event-ID"), "5");
    EXPECT_EQ(server.heard()[2].header("Last-Event-ID"), "6");
}

TEST(ServerUrl, IsReadOrAnsweredWithASentence) {
    EXPECT_EQ(parse_server_url("http://127.0.0.1:8080"), (ServerAddress{"127.0.0.1", "8080", ""}));
    EXPECT_EQ(parse_server_url("http://mpp.example/hall/"),
              (ServerAddress{"mpp.example", "80", "/hall"}));
    EXPECT_EQ(parse_server_url("http://[::1]:9000"), (ServerAddress{"::1", "9000", ""}));
    for (const auto* wrong : {"", "localhost:8080", "https://x", "http://", "http://x:99999",
                              "http://x:abc", "http://x:"}) {
        EXPECT_FALSE(parse_server_url(wrong)) << wrong;
    }
}

TEST(RandomKey, IsNeverTheSame) {
    std::set<std::string> keys;

    for (int i = 0; i < 1000; ++i) keys.insert(random_key());

    EXPECT_EQ(keys.size(), 1000U);
}

}  // namespace
}  // namespace gerai::demo
