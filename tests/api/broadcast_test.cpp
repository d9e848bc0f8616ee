#include "api/broadcast.h"

#include <gtest/gtest.h>

#include "api/small_hall.h"
#include "api/topics.h"
#include "core/json.h"

namespace gerai::api {

namespace {

struct Frame {
    std::string id;
    std::string event;
    std::string data;

    [[nodiscard]] json::Object object() const { return boost::json::parse(data).as_object(); }
};

std::vector<Frame> frames_of(const std::string& text) {
    std::vector<Frame> frames;
    std::istringstream lines{text};
    Frame frame;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty()) frames.push_back(std::exchange(frame, {}));
        if (line.starts_with("id: ")) frame.id = line.substr(4);
        if (line.starts_with("event: ")) frame.event = line.substr(7);
        if (line.starts_with("data: ")) frame.data = line.substr(6);
    }
    return frames;
}

/// A hall whose events are told, and what readers of its topics are sent first.
class ToldHall {
public:
    explicit ToldHall(std::size_t frames_max = 2'000)
        : hub({.kinds = {{"board", 10}, {"visit", 10}, {"hall", 10}, {"counter", 10}},
               .beat_every = 1h,
               .beat_data = {}}),
          broadcast(clock, hub, estimates,
                    {.public_url = "http://mall",
                     .version = "1.2.3",
                     .clock_rate = 60,
                     .frames_max = frames_max}),
          hall(&broadcast) {}

    /// What a reader is sent who has seen that sequence; without the `hello`.
    std::vector<Frame> missed(const std::string& topic, std::int64_t after) {
        auto frames = frames_of(text(topic, after));
        EXPECT_EQ(frames.at(0).event, "hello");
        frames.erase(frames.begin());
        return frames;
    }

    std::string text(const std::string& topic, std::optional<std::int64_t> after) {
        return broadcast
            .opening(hall.live, topic, after,
                     [](const journal::Standing& standing, Instant) {
                         return "{\"seq\":" + std::to_string(standing.seq()) + "}";
                     })
            .text;
    }

    GivenClock clock;
    web::StreamHub hub;
    EstimateBook estimates;
    Broadcast broadcast;
    SmallHall hall;
};

std::vector<std::string> events(const std::vector<Frame>& frames) {
    std::vector<std::string> names;
    for (const Frame& frame : frames) names.push_back(frame.event);
    return names;
}

const std::string board = board_topic("kecil", "");
const std::string floor_one = board_topic("kecil", "lantai-1");
const std::string all = hall_topic("kecil");

/// One visit for two agencies, called and begun at the first.
std::int64_t one_is_served(SmallHall& hall) {
    hall.act(hall::Open{hall.at(1), {}}, monday_eight + 1min);
    const std::int64_t before = hall.seq();
    hall.issue({"dukcapil-01", "bnn-01"}, monday_eight + 2min, "pregnant");
    hall.act(hall::Call{hall.at(1)}, monday_eight + 3min);
    hall.act(hall::Start{hall.at(1)}, monday_eight + 4min);
    return before;
}

}  // namespace

TEST(Broadcast, TellsBoardsOfACall) {
    ToldHall told;
    const std::int64_t before = one_is_served(told.hall);
    told.clock.at = monday_eight + 10min;

    const auto frames = told.missed(board, before);

    ASSERT_EQ(events(frames), (std::vector<std::string>{"issued", "called", "started"}));
    EXPECT_EQ(frames[1].id, std::to_string(before + 2));
    EXPECT_EQ(
        frames[1].data,
        "{\"seq\":" + std::to_string(before + 2) +
            R"(,"at":"2026-11-23T08:03:00+08:00","now":"2026-11-23T08:10:00+08:00",)"
            R"("number":"B-001","step":1,"state":"called","counter":1,"booth":"b01","floor":1,)"
            R"("called_at":"2026-11-23T08:03:00+08:00","times_called":1,)"
            R"("queues":[{"agency":"dukcapil","prefix":"B","waiting":0,"open_counters":1,)"
            R"("oldest_waiting_seconds":null,"estimate":{"low_seconds":180,)"
            R"("median_seconds":1440,"high_seconds":4740}}]})");
}

TEST(Broadcast, TellsEverybodyNeitherClassNorReasonNorCode) {
    ToldHall told;
    one_is_served(told.hall);
    told.hall.act(hall::Hold{told.hall.at(1), "fotokopi KTP"}, monday_eight + 5min);

    const std::string text = told.text(board, 0) + told.text(floor_one, 0);

    EXPECT_NE(text.find("event: held"), std::string::npos);
    for (const std::string_view hidden :
         {"pregnant", "priority", "fotokopi", "\"code\"", "score", "rule", "reason"}) {
        EXPECT_EQ(text.find(hidden), std::string::npos) << hidden;
    }
    EXPECT_EQ(text.find(to_string(code_of(1))), std::string::npos);
}

TEST(Broadcast, TellsTheManagerWhomAndWhy) {
    ToldHall told;
    const std::int64_t before = one_is_served(told.hall);

    const json::Object called = told.missed(all, before).at(1).object();

    EXPECT_EQ(called.at("visit").at("code").as_string(), to_string(code_of(1)));
    EXPECT_EQ(called.at("visit").at("priority"), "pregnant");
    EXPECT_EQ(called.at("step").at("service"), "dukcapil-01");
    EXPECT_EQ(called.at("call_reason").at("waited_seconds"), 60);
}

TEST(Broadcast, TellsACounterOfAnotherAgencyOnlyThatTheVisitorIsThere) {
    ToldHall told;
    const std::int64_t before = one_is_served(told.hall);

    const auto frames = told.missed(counter_topic("kecil", 2), before);

    ASSERT_EQ(events(frames), (std::vector<std::string>{"issued", "called", "started"}));
    const json::Object issued = frames[0].object();
    EXPECT_EQ(issued.at("steps").as_array().size(), 1U);
    EXPECT_EQ(issued.at("steps").at(0).at("service"), "bnn-01");
    const json::Object called = frames[1].object();
    EXPECT_EQ(called.at("counter"), 1);
    EXPECT_FALSE(called.contains("step"));
    EXPECT_FALSE(called.contains("call_reason"));
    EXPECT_TRUE(called.at("queues").as_array().empty());
}

TEST(Broadcast, LetsAZoneHearItsOwnCalls) {
    ToldHall told;
    told.hall.act(hall::Open{told.hall.at(2), {}}, monday_eight);
    const std::int64_t before = told.hall.seq();
    told.hall.issue({"bnn-01"}, monday_eight + 1min);
    told.hall.act(hall::Call{told.hall.at(2)}, monday_eight + 2min);
    told.hall.issue({"dukcapil-01"}, monday_eight + 3min);

    EXPECT_EQ(events(told.missed(floor_one, before)), std::vector<std::string>{"issued"});
    EXPECT_EQ(events(told.missed(board, before)).size(), 3U);
}

TEST(Broadcast, KeepsSessionsAndRatingsFromBoards) {
    ToldHall told;
    const std::int64_t before = one_is_served(told.hall);
    told.hall.act(hall::TakeSession{told.hall.at(1).counter, "s", false}, monday_eight + 5min);
    const hall::AtCounter one{.counter = told.hall.at(1).counter, .session = "s"};
    told.hall.act(hall::Finish{one}, monday_eight + 6min);
    told.hall.act(hall::Rate{hall::StepIndex{0}, 4, {}}, monday_eight + 7min);

    EXPECT_EQ(events(told.missed(board, before + 3)), std::vector<std::string>{"finished"});
    EXPECT_EQ(events(told.missed(all, before + 3)),
              (std::vector<std::string>{"counter", "finished", "rated"}));
}

TEST(Broadcast, NamesTheCounterThatACancelledVisitLeaves) {
    ToldHall told;
    told.hall.act(hall::Open{told.hall.at(1), {}}, monday_eight);
    const hall::VisitIndex visit = told.hall.issue({"dukcapil-01"}, monday_eight);
    const std::int64_t before = told.hall.seq();
    told.hall.act(hall::Call{told.hall.at(1)}, monday_eight);
    told.hall.act(hall::Cancel{visit, ""}, monday_eight);

    const json::Object cancelled = told.missed(board, before).at(1).object();

    EXPECT_EQ(cancelled.at("number"), "B-001");
    EXPECT_EQ(cancelled.at("state"), "cancelled");
    EXPECT_EQ(cancelled.at("counter"), 1);
}

TEST(Broadcast, GreetsANewReaderWithTheSequenceToGoOnFrom) {
    ToldHall told;
    one_is_served(told.hall);

    const auto frames = frames_of(told.text(board, std::nullopt));

    ASSERT_EQ(frames.size(), 1U);
    EXPECT_EQ(frames[0].id, std::to_string(told.hall.seq()));
    EXPECT_EQ(frames[0].data,
              R"({"version":"1.2.3","now":"2026-11-23T08:00:00+08:00","clock_rate":60})");
}

TEST(Broadcast, ResetsWhoeverHasMissedMoreThanIsKept) {
    ToldHall told{3};
    one_is_served(told.hall);
    const std::int64_t last = told.hall.seq();

    EXPECT_EQ(events(told.missed(board, last - 3)).size(), 3U);
    const auto frames = told.missed(board, last - 4);

    ASSERT_EQ(events(frames), std::vector<std::string>{"reset"});
    EXPECT_EQ(frames[0].id, std::to_string(last));
}

TEST(Broadcast, ResetsWhoeverNamesASequenceThatNeverWas) {
    ToldHall told;
    one_is_served(told.hall);

    EXPECT_TRUE(told.missed(board, told.hall.seq()).empty());
    EXPECT_EQ(events(told.missed(board, told.hall.seq() + 1)), std::vector<std::string>{"reset"});
}

TEST(Broadcast, CountsTheVisitsThatAreFollowedAsLongAsSomebodyDoes) {
    ToldHall told;
    const hall::VisitIndex visit = told.hall.issue({"dukcapil-01"}, monday_eight);
    const Code code = told.hall.day().at(visit).code;

    auto first = told.broadcast.follow("kecil", code);
    const auto second = told.broadcast.follow("kecil", code);
    EXPECT_EQ(first, second);
    first.reset();
    told.hall.act(hall::Open{told.hall.at(1), {}}, monday_eight);

    EXPECT_EQ(told.broadcast.followed("kecil"), 1U);
}

TEST(Broadcast, BeatsWithTheTimeOfTheMall) {
    ToldHall told;

    EXPECT_EQ(told.broadcast.beat_data(board), R"({"now":"2026-11-23T08:00:00+08:00"})");
    EXPECT_EQ(told.broadcast.beat_data("board/elsewhere/"), "{}");
}

}  // namespace gerai::api
