#include "demo/event_stream.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gerai::demo {
namespace {

TEST(EventParser, ReadsFramesHoweverLinesEnd) {
    for (const std::string end : {"\n", "\r", "\r\n"}) {
        EventParser parser;

        const auto events =
            parser.feed("id: 7" + end + "event: called" + end + "data: {\"seq\":7}" + end + end);

        ASSERT_EQ(events.size(), 1U);
        EXPECT_EQ(events[0], (StreamEvent{"7", "called", R"({"seq":7})"}));
    }
}

TEST(EventParser, PassesOverCommentsAndFramesWithoutData) {
    EventParser parser;

    EXPECT_TRUE(parser.feed(": hello\n\nevent: empty\n\n").empty());
    EXPECT_EQ(parser.feed("data: 1\n\n"), (std::vector<StreamEvent>{{"", "message", "1"}}));
}

TEST(EventParser, JoinsLinesOfDataAndKeepsTheLastId) {
    EventParser parser;

    const auto events = parser.feed("id: 3\ndata: one\ndata:two\n\ndata: three\n\n");

    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].data, "one\ntwo");
    EXPECT_EQ(events[1].id, "3");
    EXPECT_EQ(parser.last_id(), "3");
}

TEST(EventParser, ForgetsAnUnfinishedFrameButNotTheLastId) {
    EventParser parser;
    parser.feed("id: 4\ndata: whole\n\nid: 5\nevent: called\ndata: ha");

    parser.start_again();

    EXPECT_EQ(parser.feed("data: next\n\n"), (std::vector<StreamEvent>{{"4", "message", "next"}}));
}

RC_GTEST_PROP(EventParser, ReadsTheSameHoweverTheBytesAreCut, ()) {
    const std::string stream =
        "retry: 3000\r\n\r\nid: 1\r\nevent: hello\r\ndata: {}\r\n\r\nid: 2\ndata: a\ndata: b\n\n";
    EventParser whole;
    const auto expected = whole.feed(stream);
    EventParser cut;
    std::vector<StreamEvent> events;

    for (std::size_t from = 0; from < stream.size();) {
        const auto length = static_cast<std::size_t>(*rc::gen::inRange(1, 9));
        for (auto& event : cut.feed(std::string_view(stream).substr(from, length))) {
            events.push_back(event);
        }
        from += length;
    }

    RC_ASSERT(events == expected);
}

}  // namespace
}  // namespace gerai::demo
