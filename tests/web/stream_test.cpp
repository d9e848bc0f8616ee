#include "web/stream.h"

#include <gtest/gtest.h>

#include "web/test_hall.h"

namespace gerai::web {

using namespace std::chrono_literals;

namespace {

/// Opens a stream and reads its head and opening.
std::string open(RawClient& client, std::string_view topic) {
    client.send(get("/events/" + std::string{topic}));
    return client.receive_until("event: hello\ndata: {}\n\n");
}

}  // namespace

TEST(Stream, BeginsWithItsOpening) {
    TestHall hall;
    RawClient client = hall.connect();

    const std::string begin = open(client, "paser");

    EXPECT_NE(begin.find("HTTP/1.1 200 OK\r\n"), std::string::npos);
    EXPECT_NE(begin.find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_NE(begin.find("X-Accel-Buffering: no\r\n"), std::string::npos);
    EXPECT_NE(begin.find("Cache-Control: no-store\r\n"), std::string::npos);
    EXPECT_EQ(begin.find("Content-Length"), std::string::npos);
    EXPECT_NE(begin.find("\r\n\r\nretry: 3000\n\nid: 5\nevent: hello"), std::string::npos);
    EXPECT_EQ(hall.hub.open(StreamKind{0}), 1U);
}

TEST(Stream, CarriesTheFramesOfItsTopicInOrder) {
    TestHall hall;
    RawClient client = hall.connect();
    open(client, "paser");

    for (std::uint64_t seq = 6; seq < 200; ++seq) {
        hall.hub.publish("badung", frame(seq, "other"));
        hall.hub.publish("paser", frame(seq, "called"));
    }

    for (std::uint64_t seq = 6; seq < 200; ++seq) {
        EXPECT_EQ(client.receive_until("\n\n"), event_text(seq, "called", "{}"));
    }
}

TEST(Stream, SendsNothingAgainThatTheOpeningCovers) {
    TestHall hall;
    RawClient client = hall.connect();
    open(client, "paser");

    hall.hub.publish("paser", frame(4, "old"));
    hall.hub.publish("paser", frame(5, "old"));
    hall.hub.publish("paser", frame(6, "called"));

    EXPECT_EQ(client.receive_until("\n\n"), event_text(6, "called", "{}"));
}

TEST(Stream, BoundsTheStreamsOfAKind) {
    TestHall hall;
    RawClient one = hall.connect();
    RawClient two = hall.connect();
    RawClient three = hall.connect();
    open(one, "a");
    open(two, "a");
    open(three, "b");

    RawClient four = hall.connect();
    const Answer answer = four.ask(get("/events/a"));

    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.field("Retry-After"), "20");
    EXPECT_EQ(four.ask(get("/hello")).status, 200);
}

TEST(Stream, FreesThePlaceOfAReaderThatLeft) {
    TestHall hall;
    {
        RawClient client = hall.connect();
        open(client, "a");
    }

    // The server notices by itself; a new reader is let in as soon as it has.
    while (hall.hub.open(StreamKind{0}) > 0) std::this_thread::yield();
    RawClient other = hall.connect();
    EXPECT_NE(open(other, "a"), "");
    hall.hub.publish("a", frame(6, "called"));
    EXPECT_EQ(other.receive_until("\n\n"), event_text(6, "called", "{}"));
}

TEST(Stream, DropsAReaderThatDoesNotRead) {
    // One thread sends to both, so what the quick one has received the slow one was sent too.
    TestHall::Options options;
    options.threads = 1;
    TestHall hall(options);
    RawClient slow{hall.server.port(), 4096};
    RawClient quick = hall.connect();
    open(slow, "a");
    open(quick, "a");
    const std::string data = "\"" + std::string(32 * 1024, 'x') + "\"";

    std::uint64_t seq = 6;
    for (; hall.hub.dropped() == 0 && seq < 1000; ++seq) {
        hall.hub.publish("a", frame(seq, "called", data));
        EXPECT_EQ(quick.receive_until("\n\n"), event_text(seq, "called", data));
    }

    EXPECT_EQ(hall.hub.dropped(), 1U);
    EXPECT_LT(seq, 100U);
    hall.hub.publish("a", frame(seq, "still"));
    EXPECT_EQ(quick.receive_until("\n\n"), event_text(seq, "still", "{}"));
}

TEST(Stream, KeepsWhatTheKernelDoesNotTakeForAReaderWhoIsLate) {
    TestHall hall;
    RawClient late{hall.server.port(), 4096};
    RawClient quick = hall.connect();
    open(late, "a");
    open(quick, "a");
    const std::string data = "\"" + std::string(16 * 1024, 'x') + "\"";

    for (std::uint64_t seq = 6; seq < 22; ++seq) {
        hall.hub.publish("a", frame(seq, "called", data));
        quick.receive_until("\n\n");
    }

    for (std::uint64_t seq = 6; seq < 22; ++seq) {
        EXPECT_EQ(late.receive_until("\n\n"), event_text(seq, "called", data));
    }
    EXPECT_EQ(hall.hub.dropped(), 0U);
}

TEST(Stream, BeatsWithTheDataOfItsTopic) {
    TestHall::Options options;
    options.streams.beat_every = 20ms;
    options.streams.beat_data = [](std::string_view topic) {
        return "{\"of\":\"" + std::string{topic} + "\"}";
    };
    TestHall hall(options);
    RawClient client = hall.connect();
    open(client, "paser");

    EXPECT_EQ(client.receive_until("\n\n"), "event: beat\ndata: {\"of\":\"paser\"}\n\n");
    EXPECT_EQ(client.receive_until("\n\n"), "event: beat\ndata: {\"of\":\"paser\"}\n\n");
}

TEST(Stream, EndsWhenItsOwnerMayNoLongerRead) {
    TestHall hall;
    RawClient mine = hall.connect();
    RawClient other = hall.connect();
    open(mine, "a?owner=7");
    open(other, "a?owner=8");

    hall.hub.close(7);

    EXPECT_TRUE(mine.is_closed());
    hall.hub.publish("a", frame(6, "called"));
    EXPECT_EQ(other.receive_until("\n\n"), event_text(6, "called", "{}"));
}

TEST(Stream, ShowsItsHeadToHead) {
    TestHall hall;
    RawClient client = hall.connect();

    client.send("HEAD /events/a HTTP/1.1\r\nHost: t\r\n\r\n");

    EXPECT_EQ(client.receive(true).field("Content-Type"), "text/event-stream");
    EXPECT_EQ(hall.hub.open(StreamKind{0}), 0U);
}

TEST(Stream, EndsOverTimeWhenTheServerDrains) {
    TestHall::Options options;
    options.limits.drain_time = 200ms;
    TestHall hall(options);
    RawClient one = hall.connect();
    RawClient two = hall.connect();
    open(one, "a");
    open(two, "b");

    hall.server.stop();

    EXPECT_TRUE(one.is_closed());
    EXPECT_TRUE(two.is_closed());
    hall.server.wait();
    EXPECT_EQ(hall.hub.open(StreamKind{0}), 0U);
}

TEST(Stream, LosesNoReaderWhileOthersComeAndGo) {
    TestHall::Options options;
    options.streams.kinds = {{.name = "board", .open_max = 1000}};
    TestHall hall(options);
    std::vector<std::unique_ptr<RawClient>> readers;
    for (int i = 0; i < 200; ++i) {
        readers.push_back(std::make_unique<RawClient>(hall.server.port()));
        open(*readers.back(), "a");
    }

    for (std::uint64_t seq = 6; seq < 56; ++seq) {
        hall.hub.publish("a", frame(seq, "called"));
        readers.erase(readers.begin() + static_cast<std::ptrdiff_t>(seq * 31 % readers.size()));
    }

    for (const auto& reader : readers) {
        for (std::uint64_t seq = 6; seq < 56; ++seq) {
            ASSERT_EQ(reader->receive_until("\n\n"), event_text(seq, "called", "{}"));
        }
    }
}

}  // namespace gerai::web
