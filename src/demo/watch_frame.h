#pragma once

#include <boost/json/value.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "demo/watch_text.h"

/// One picture of the hall for a terminal, as text: pure, so that it can be compared letter by
/// letter.
namespace gerai::demo {

/// What a mall tells about itself once.
struct MallCard {
    std::string id;
    std::string name;
    std::string time_zone;
    std::map<std::string, std::string> agency_names;
    std::map<std::string, std::string> booth_names;
    bool open = false;
    bool trial = false;
    double clock_rate = 1;

    friend bool operator==(const MallCard&, const MallCard&) = default;
};

struct BoardCall {
    std::string number;
    int counter{};
    std::string booth;
    std::optional<Instant> called_at;
    int times_called = 1;

    friend bool operator==(const BoardCall&, const BoardCall&) = default;
};

struct BoardQueue {
    std::string agency;
    std::string prefix;
    int waiting{};
    int open_counters{};
    std::chrono::seconds oldest_waiting{};

    friend bool operator==(const BoardQueue&, const BoardQueue&) = default;
};

struct Board {
    std::vector<BoardCall> calls;  ///< The newest first.
    std::vector<BoardQueue> queues;

    friend bool operator==(const Board&, const Board&) = default;
};

/// Read what the server answers.
MallCard mall_card(const boost::json::value& answer, Language language);
Board board(const boost::json::value& answer);

/// A call as a board or a frame of the stream names it.
BoardCall board_call(const boost::json::value& call);

struct Size {
    int columns = 80;
    int rows = 24;

    friend bool operator==(const Size&, const Size&) = default;
};

enum class Style { plain, strong, quiet, alert };

struct Span {
    std::string text;
    Style style = Style::plain;
};

using Line = std::vector<Span>;

struct Scene {
    MallCard mall;
    Board board;
    Instant now;
    bool connected = true;
};

/// No more lines than rows, and none wider than the columns; at least 60 by 12 is drawn.
std::vector<Line> frame(const Scene& scene, Size size, Language language);

/// The one line that stands for a call where there is no screen.
std::string call_line(const MallCard& mall, const BoardCall& call, Language language);

std::string as_text(const Line& line);

/// With the codes that a terminal understands.
std::string as_terminal_text(const Line& line);

}  // namespace gerai::demo
