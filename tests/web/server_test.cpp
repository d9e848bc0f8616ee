#include "web/server.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "web/test_hall.h"

namespace gerai::web {

using namespace std::chrono_literals;

namespace {

TestHall::Options with(Limits limits) {
    TestHall::Options options;
    options.limits = limits;
    return options;
}

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST(Server, AnswersWithEveryHeaderThatItOwes) {
    TestHall hall;

    const Answer answer = hall.connect().ask(get("/hello"));

    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"({"hello":"id"})");
    EXPECT_EQ(answer.field("Content-Type"), "application/json");
    EXPECT_EQ(answer.field("Cache-Control"), "no-cache");
    EXPECT_EQ(answer.field("Gerai-Version"), "1.2.3");
    EXPECT_EQ(answer.field("Gerai-Trial"), "");
    EXPECT_EQ(answer.field("Date"), "Wed, 25 Nov 2026 01:00:00 GMT");
    EXPECT_EQ(answer.field("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.field("Referrer-Policy"), "same-origin");
    EXPECT_EQ(answer.field("X-Request-Id").size(), 13U);
    for (const auto* const name :
         {"Content-Security-Policy", "Strict-Transport-Security", "Cross-Origin-Opener-Policy",
          "Cross-Origin-Resource-Policy", "Permissions-Policy"}) {
        EXPECT_NE(answer.field(name), "") << name;
    }
}

TEST(Server, SaysOnEveryAnswerThatItIsATrial) {
    TestHall::Options options;
    options.trial = true;
    TestHall hall(options);

    EXPECT_EQ(hall.connect().ask(get("/hello")).field("Gerai-Trial"), "true");
    EXPECT_EQ(hall.connect().ask(get("/nowhere")).field("Gerai-Trial"), "true");
}

TEST(Server, SendsNothingAgainThatTheClientHas) {
    TestHall hall;
    RawClient client = hall.connect();
    const std::string etag = client.ask(get("/hello")).field("ETag");
    ASSERT_EQ(etag.size(), 26U);

    const Answer same = client.ask(get("/hello", "If-None-Match: \"x\", W/" + etag + "\r\n"));
    const Answer other = client.ask(get("/hello", "If-None-Match: \"x\"\r\n"));

    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.field("ETag"), etag);
    EXPECT_EQ(same.field("Content-Length"), "");
    EXPECT_EQ(other.status, 200);
}

TEST(Server, AnswersHeadLikeGetWithoutTheBody) {
    TestHall hall;
    RawClient client = hall.connect();

    client.send("HEAD /hello HTTP/1.1\r\nHost: t\r\n\r\n");
    const Answer head = client.receive(true);

    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.field("Content-Length"), "14");
    EXPECT_EQ(client.ask(get("/hello")).body, R"({"hello":"id"})");
}

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
    TestHall hall;
    RawClient client = hall.connect();

    client.send(get("/hello") + get("/places/a/things/b") +
                post("/echo", R"({"name":"n","count":1})") + get("/nowhere"));

    EXPECT_EQ(client.receive().body, R"({"hello":"id"})");
    EXPECT_EQ(client.receive().body, R"({"at":"a+b"})");
    EXPECT_EQ(client.receive().body, R"({"name":"n","count":1})");
    EXPECT_EQ(client.receive().status, 404);
}

TEST(Server, TakesARequestThatComesByteByByte) {
    TestHall hall;
    RawClient client = hall.connect();

    for (const char c : post("/echo", R"({"name":"n","count":1})")) client.send({&c, 1});

    EXPECT_EQ(client.receive().body, R"({"name":"n","count":1})");
}

TEST(Server, TakesAChunkedBodyWithATrailer) {
    TestHall hall;

    const Answer answer = hall.connect().ask(
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
        "5;x=y\r\n{\"nam\r\n11\r\ne\":\"n\",\"count\":1}\r\n0\r\nTrailer: x\r\n\r\n");

    EXPECT_EQ(answer.body, R"({"name":"n","count":1})");
}

TEST(Server, SaysContinueToWhoWaitsForIt) {
    TestHall hall;
    RawClient client = hall.connect();

    client.send(
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
        "Content-Length: 22\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    EXPECT_EQ(client.ask(R"({"name":"n","count":1})").status, 200);
}

TEST(Server, RefusesBytesThatAreNoRequestAndCloses) {
    const std::string head = "POST /echo HTTP/1.1\r\nHost: t\r\n";
    const std::vector<std::pair<std::string, int>> table{
        {"hello\r\n\r\n", 400},
        {"GET /hello\r\n\r\n", 400},
        {"GET /hello HTTP/2.0\r\n\r\n", 400},
        {"GET /hello HTTP/1.1\r\n\r\n", 400},  // No host.
        {"GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"GET hello HTTP/1.1\r\nHost: t\r\n\r\n", 400},
        {"GET /hel%0 HTTP/1.1\r\nHost: t\r\nA b: c\r\n\r\n", 400},
        {"GET /hello?a=%zz HTTP/1.1\r\nHost: t\r\n\r\n", 400},
        {"GET /hello?a=%00 HTTP/1.1\r\nHost: t\r\n\r\n", 400},
        {"GET /hello?a=%C0%AF HTTP/1.1\r\nHost: t\r\n\r\n", 400},
        {"GET /hello HTTP/1.1\r\nHost : t\r\n\r\n", 400},
        {head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 400},
        {head + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n", 400},
        {head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
        {head + "Transfer-Encoding: identity\r\n\r\n", 400},
        {head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400},
        {head + "Content-Length: -1\r\n\r\n", 400},
        {head + "Content-Length: 99999999999999999999\r\n\r\n", 400},
        {head + "Content-Length: 0x10\r\n\r\n", 400},
        {head + "Content-Length: 70000\r\n\r\n", 413},
        {head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", 413},
        {head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", 400},
        {head + "Transfer-Encoding: chunked\r\n\r\n2;" + std::string(200'000, 'x'), 400},
        {head + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + std::string(200'000, 'x'), 400},
        {head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx0\r\n\r\n", 400},
        {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: t\r\n\r\n", 400},
        {get("/hello", "X: " + std::string(9000, 'a') + "\r\n"), 400},
        {get("/hello", repeated("X: a\r\n", 101)), 400},
        {get("/hello", repeated("X: " + std::string(8000, 'a') + "\r\n", 10)), 400},
    };
    TestHall hall;

    for (const auto& [bytes, status] : table) {
        RawClient client = hall.connect();
        const Answer answer = client.ask(bytes);
        EXPECT_EQ(answer.status, status) << bytes.substr(0, 120);
        EXPECT_EQ(answer.field("Connection"), "close") << bytes.substr(0, 120);
        EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
        client.end_sending();
        EXPECT_TRUE(client.is_closed()) << bytes.substr(0, 120);
    }
}

TEST(Server, AnswersBeforeAHugeBodyIsSent) {
    TestHall hall;
    RawClient client = hall.connect();

    client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 300000\r\n\r\n");
    client.send(std::string(300'000, 'x'));

    EXPECT_EQ(client.receive().status, 413);
}

TEST(Server, TakesALargerBodyOfWhomeverItIsSaidToTakeOne) {
    TestHall::Options options;
    options.larger_body = [](const Request& head) -> std::optional<std::size_t> {
        if (head.path != "/echo" || head.bearer() != "known") return std::nullopt;
        return 200'000;
    };
    TestHall hall(options);
    const std::string known = "Content-Type: application/json\r\nAuthorization: Bearer known\r\n";
    const std::string large(150'000, ' ');
    const std::string body = R"({"name":"a","count":1})" + large;
    const std::string chunked = "POST /echo HTTP/1.1\r\nHost: t\r\n" + known +
                                "Transfer-Encoding: chunked\r\n\r\n16\r\n" + body.substr(0, 22) +
                                "\r\n249F0\r\n" + large + "\r\n0\r\n\r\n";

    EXPECT_EQ(hall.connect().ask(post("/echo", body, known)).status, 200);
    EXPECT_EQ(hall.connect().ask(chunked).status, 200);
    RawClient client = hall.connect();
    client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 150022\r\n\r\n");
    EXPECT_EQ(client.receive().status, 413) << "nobody knows who it is";
    RawClient other = hall.connect();
    other.send("POST /hello HTTP/1.1\r\nHost: t\r\n" + known + "Content-Length: 150022\r\n\r\n");
    EXPECT_EQ(other.receive().status, 413) << "another address";
    RawClient larger = hall.connect();
    larger.send("POST /echo HTTP/1.1\r\nHost: t\r\n" + known + "Content-Length: 200001\r\n\r\n");
    const Answer refused = larger.receive();
    EXPECT_EQ(refused.status, 413);
    EXPECT_NE(refused.body.find("200000"), std::string::npos) << refused.body;
    RawClient pieces = hall.connect();
    pieces.send("POST /echo HTTP/1.1\r\nHost: t\r\n" + known +
                "Transfer-Encoding: chunked\r\n\r\n30D41\r\n");
    EXPECT_EQ(pieces.receive().status, 413) << "as its size is announced";
}

TEST(Server, NamesEveryFaultOfABody) {
    TestHall hall;
    RawClient client = hall.connect();

    const Answer many = client.ask(post("/echo", R"({"count":"x","extra":1})"));
    const Answer twice = client.ask(post("/echo", R"({"name":"a","name":"b","count":1})"));
    const Answer broken = client.ask(post("/echo", "{"));
    const Answer text = client.ask(post("/echo", "{}", "Content-Type: text/plain\r\n"));

    EXPECT_EQ(many.status, 422);
    for (const auto* const pointer : {"/name", "/count", "/extra"}) {
        EXPECT_NE(many.body.find("\"pointer\":\"" + std::string{pointer} + "\""),
                  std::string::npos);
    }
    EXPECT_EQ(twice.status, 422);
    EXPECT_EQ(broken.status, 400);
    EXPECT_NE(broken.body.find("/problems/malformed-json"), std::string::npos);
    EXPECT_EQ(text.status, 415);
}

TEST(Server, RefusesBodiesMadeToBreakParsers) {
    TestHall hall;
    RawClient client = hall.connect();
    const std::vector<std::pair<std::string, int>> table{
        {R"({"name":"a","count":1e400})", 422},
        {R"({"name":"a\u0000","count":1})", 422},
        {"{\"name\":\"\xFF\",\"count\":1}", 400},
        {"{\"name\":\"\xC0\xAF\",\"count\":1}", 400},
        {"{\"name\":\"\xE2\x80\xAE\",\"count\":1}", 200},  // A right-to-left override is text.
        {repeated("[", 30'000), 422},
        {repeated("{\"a\":", 5'000), 422},
        {std::string{"\0\0\0", 3}, 400},
    };

    for (const auto& [body, status] : table) {
        EXPECT_EQ(client.ask(post("/echo", body)).status, status) << body.substr(0, 60);
    }
}

TEST(Server, ClosesOnWhoSendsAHeaderTooSlowly) {
    TestHall hall(with({.header_time = 500ms}));
    RawClient half = hall.connect();
    RawClient silent = hall.connect();
    half.send("GET /hello HTTP/1.1\r\nHo");

    EXPECT_EQ(half.receive().status, 408);
    EXPECT_TRUE(silent.is_closed());
    half.end_sending();
    EXPECT_TRUE(half.is_closed());
}

TEST(Server, ClosesOnWhoSendsABodyTooSlowly) {
    TestHall hall(with({.body_time = 50ms}));
    RawClient client = hall.connect();
    client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n{");

    EXPECT_EQ(client.receive().status, 408);
}

TEST(Server, WaitsForABodyThatComesSlowlyButComes) {
    TestHall hall(with({.body_time = 500ms, .body_bytes_a_second = 1}));
    const std::string head =
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
        "Content-Length: 22\r\nExpect: 100-continue\r\n\r\n";
    RawClient slow = hall.connect();
    slow.send(head);
    slow.receive_until("\r\n\r\n");
    slow.send("{\"name\":\"a\"");
    RawClient silent = hall.connect();
    silent.send(head);
    silent.receive_until("\r\n\r\n");

    EXPECT_EQ(silent.receive().status, 408);
    slow.send(",\"count\":1}");
    EXPECT_EQ(slow.receive().status, 200);
}

TEST(Server, ClosesAnIdleConnection) {
    TestHall hall(with({.idle_time = 500ms}));
    RawClient client = hall.connect();

    EXPECT_EQ(client.ask(get("/hello")).status, 200);
    client.end_sending();
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, KeepsToTheWishOfTheClientAboutTheConnection) {
    TestHall hall;

    RawClient closing = hall.connect();
    EXPECT_EQ(closing.ask(get("/hello", "Connection: close\r\n")).field("Connection"), "close");
    closing.end_sending();
    EXPECT_TRUE(closing.is_closed());

    RawClient old = hall.connect();
    const std::string ask = "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    EXPECT_EQ(old.ask(ask).field("Connection"), "keep-alive");
    EXPECT_EQ(old.ask("GET /hello HTTP/1.0\r\n\r\n").field("Connection"), "close");
}

TEST(Server, SendsWhatTheKernelDoesNotTakeAtOnce) {
    TestHall hall;

    EXPECT_EQ(hall.connect().ask(get("/big")).body.size(), 8U * 1024 * 1024);
}

TEST(Server, AnswersFromAnotherThread) {
    TestHall hall;
    RawClient one = hall.connect();
    RawClient other = hall.connect();
    one.send(get("/late"));
    other.send(get("/late"));
    hall.wait_for_late(2);

    // Others are served meanwhile.
    EXPECT_EQ(hall.connect().ask(get("/hello")).status, 200);
    hall.release_late();

    EXPECT_EQ(one.receive().body, R"({"late":true})");
    EXPECT_EQ(other.receive().body, R"({"late":true})");
    EXPECT_EQ(one.ask(get("/hello")).status, 200);
}

TEST(Server, AnswersWhenAHandlerFails) {
    TestHall hall;
    RawClient client = hall.connect();

    const Answer answer = client.ask(get("/failing", "Accept-Language: en\r\n"));

    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.field("Retry-After"), "5");
    EXPECT_EQ(answer.body.find("disk"), std::string::npos);
    EXPECT_NE(answer.body.find("Please try again"), std::string::npos);
    EXPECT_EQ(client.ask(get("/hello")).status, 200);
}

TEST(Server, NeverSendsAHeaderThatIsTwo) {
    TestHall hall;

    const Answer answer = hall.connect().ask(get("/split"));

    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(answer.field("Set-Cookie"), "");
}

TEST(Server, BoundsItsConnections) {
    TestHall hall(with({.connections = 2}));
    RawClient one = hall.connect();
    RawClient two = hall.connect();
    ASSERT_EQ(one.ask(get("/hello")).status, 200);
    ASSERT_EQ(two.ask(get("/hello")).status, 200);

    RawClient three = hall.connect();

    EXPECT_EQ(three.receive().status, 503);
    EXPECT_EQ(one.ask(get("/hello")).status, 200);
}

TEST(Server, FinishesWhatRunsWhenItDrains) {
    TestHall hall;
    RawClient busy = hall.connect();
    RawClient idle = hall.connect();
    ASSERT_EQ(idle.ask(get("/hello")).status, 200);
    busy.send(get("/late"));
    hall.wait_for_late(1);

    hall.server.stop();

    idle.end_sending();
    EXPECT_TRUE(idle.is_closed());
    hall.release_late();
    const Answer answer = busy.receive();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.field("Connection"), "close");
    busy.end_sending();
    hall.server.wait();
    EXPECT_EQ(hall.server.connections(), 0U);
    EXPECT_THROW(hall.connect(), std::runtime_error);
}

TEST(Server, StopsInTimeThoughARequestNeverEnds) {
    TestHall hall(with({.drain_time = 50ms}));
    RawClient client = hall.connect();
    client.send(get("/late"));
    hall.wait_for_late(1);

    hall.server.stop();
    hall.server.wait();

    EXPECT_TRUE(client.is_closed());
    hall.release_late();  // Into the void.
}

TEST(Server, SaysWhichAddressItCannotHave) {
    TestHall hall;
    Server::Options options;
    options.port = hall.server.port();
    options.clock = [] { return wednesday(); };
    Server second(options, [](Request&&, Responder) {});

    EXPECT_THROW(second.start(), std::system_error);
}

TEST(Server, ReportsEveryRequestOnce) {
    TestHall hall;
    RawClient client = hall.connect();
    client.ask(get("/hello"));
    client.ask(get("/nowhere"));
    client.ask("nonsense\r\n\r\n");
    hall.server.stop();
    client.end_sending();
    hall.server.wait();

    EXPECT_EQ(hall.statuses(), (std::vector<int>{200, 404, 400}));
}

// Goal: nothing that is sent makes the server answer 5xx, hang or die.
// Method: random bytes, whole or behind the beginning of something well-formed.
RC_GTEST_PROP(Server, NeverFailsOnRandomBytes, ()) {
    static TestHall hall;
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    const auto start = *rc::gen::element<std::string>(
        "", "GET ", "GET /hello HTTP/1.1\r\n", "GET /hello HTTP/1.1\r\nHost: t\r\n",
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: "
        "20\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nTransfer-Encoding: "
        "chunked\r\n\r\n5\r\n");
    RawClient client = hall.connect();

    client.send(start + bytes);
    client.end_sending();
    const Answer answer = client.receive();

    RC_ASSERT(answer.status < 500);
    RC_ASSERT(hall.connect().ask(get("/hello")).status == 200);
}

}  // namespace gerai::web
