#include "demo/watch_frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <ranges>
#include <utility>

#include "demo/json_view.h"

namespace gerai::demo {

namespace json = boost::json;

namespace {

constexpr Size smallest{.columns = 60, .rows = 12};
constexpr int block_columns_min = 58;  // One block of queues beside another.
constexpr int gap_columns = 2;

/// Letters, not bytes; every letter of these texts is one column wide.
int columns_of(std::string_view text) {
    return static_cast<int>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
}

/// The text, shortened with an ellipsis when it is too wide.
std::string fitted(std::string_view text, int columns) {
    if (columns_of(text) <= columns) return std::string(text);
    std::size_t bytes = 0;
    for (int kept = 0; bytes < text.size(); ++bytes) {
        const bool begins_letter = (static_cast<unsigned char>(text[bytes]) & 0xc0) != 0x80;
        if (begins_letter && kept++ == columns - 1) break;
    }
    return std::string(text.substr(0, bytes)) + "…";
}

std::string padded(std::string_view text, int columns) {
    std::string result = fitted(text, columns);
    result.append(static_cast<std::size_t>(columns - columns_of(result)), ' ');
    return result;
}

/// Control characters would disturb the terminal, wherever they came from.
std::string clean(std::string text) {
    std::erase_if(text, [](unsigned char byte) { return byte < 0x20 || byte == 0x7f; });
    return text;
}

/// The name in the language, as far as the mall gives one.
std::string name_of(const json::value& thing, Language language) {
    const std::string english = text_of(member(thing, "name_en"));
    const bool has_english = language == Language::english && !english.empty();
    return clean(has_english ? english : text_of(member(thing, "name")));
}

std::map<std::string, std::string> names_of(const json::value& things, Language language) {
    std::map<std::string, std::string> names;
    for (const json::value& thing : elements(things)) {
        names[text_of(member(thing, "id"))] = name_of(thing, language);
    }
    return names;
}

/// The id stands in for a name that is not known.
const std::string& named(const std::map<std::string, std::string>& names, const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() ? id : found->second;
}

std::string filled(Word word, Language language, auto... values) {
    return fmt::format(fmt::runtime(text(word, language)), values...);
}

std::string length_of_wait(std::chrono::seconds wait, Language language) {
    const auto minutes = wait.count() / 60;
    if (minutes < 60) return filled(Word::minutes, language, minutes);
    return filled(Word::hours, language, minutes / 60, minutes % 60);
}

std::chrono::seconds since_midnight(Instant instant, const std::string& zone_id) {
    const auto zone = TimeZone::named(zone_id);
    const auto offset = zone ? zone->offset_at(instant) : std::chrono::seconds{0};
    const auto local = std::chrono::floor<std::chrono::seconds>(instant) + offset;
    return local - std::chrono::floor<std::chrono::days>(local);
}

Date local_date(Instant instant, const std::string& zone_id) {
    const auto zone = TimeZone::named(zone_id);
    return zone ? zone->date_of(instant) : Date{std::chrono::floor<std::chrono::days>(instant)};
}

/// Text at the left edge and text at the right one.
Line between_edges(Span left, const Line& right, int columns) {
    const int right_columns = columns_of(as_text(right));
    left.text = padded(left.text, std::max(0, columns - right_columns - 1)) + " ";
    Line line{std::move(left)};
    line.insert(line.end(), right.begin(), right.end());
    return line;
}

Line title(const Scene& scene, int columns, Language language) {
    Line right;
    if (scene.mall.trial) {
        right.push_back(
            {.text = fmt::format(" {} {:g}x ", text(Word::trial, language), scene.mall.clock_rate),
             .style = Style::alert});
    }
    right.push_back(
        {.text = fmt::format(
             "  {} {}",
             clock_time_to_second(since_midnight(scene.now, scene.mall.time_zone), language),
             zone_name(scene.mall.time_zone)),
         .style = Style::strong});
    return between_edges({.text = scene.mall.name, .style = Style::strong}, right, columns);
}

Line date_and_state(const Scene& scene, int columns, Language language) {
    const Date date = local_date(scene.now, scene.mall.time_zone);
    const Word state = scene.mall.open ? Word::open : Word::closed;
    return between_edges({.text = long_date(date, language)},
                         {{.text = std::string(text(state, language))}}, columns);
}

Line totals(const Scene& scene, int columns, Language language) {
    int waiting = 0;
    int open_counters = 0;
    std::chrono::seconds oldest{};
    for (const BoardQueue& queue : scene.board.queues) {
        waiting += queue.waiting;
        open_counters += queue.open_counters;
        oldest = std::max(oldest, queue.oldest_waiting);
    }
    return {
        {.text = fitted(fmt::format("{} {}   {} {}   {} {}", text(Word::waiting, language), waiting,
                                    text(Word::counters_open, language), open_counters,
                                    text(Word::oldest, language), length_of_wait(oldest, language)),
                        columns)}};
}

std::string call_text(const MallCard& mall, const BoardCall& call, Language language) {
    std::string when = "     ";
    if (call.called_at) {
        when = clock_time(since_midnight(*call.called_at, mall.time_zone), language);
    }
    std::string line = fmt::format("{}  {}  {}  {}", when, padded(call.number, 8),
                                   padded(filled(Word::counter, language, call.counter), 12),
                                   named(mall.booth_names, call.booth));
    if (call.times_called > 1) {
        line += fmt::format("  {}", filled(Word::again, language, call.times_called));
    }
    return line;
}

std::vector<Line> calls_block(const Scene& scene, int rows, int columns, Language language) {
    std::vector<Line> lines{
        {{.text = std::string(text(Word::last_calls, language)), .style = Style::quiet}}};
    if (scene.board.calls.empty()) {
        lines.push_back(
            {{.text = " " + std::string(text(Word::no_calls, language)), .style = Style::quiet}});
    }
    for (const BoardCall& call : scene.board.calls | std::views::take(rows)) {
        const Style style = lines.size() == 1 ? Style::strong : Style::plain;
        const std::string text = " " + call_text(scene.mall, call, language);
        lines.push_back({{.text = fitted(text, columns), .style = style}});
    }
    return lines;
}

/// The widths of the columns of figures, which are the same in both languages.
constexpr int waiting_columns = 10;
constexpr int oldest_columns = 14;
constexpr int counters_columns = 7;

std::string queue_text(std::string_view prefix, std::string_view name, std::string_view waiting,
                       std::string_view oldest, std::string_view counters, int columns) {
    const int name_columns = columns - 1 - 4 - waiting_columns - oldest_columns - counters_columns;
    return fmt::format(" {:<4}{}{:>10}{:>14}{:>7}", prefix, padded(name, name_columns), waiting,
                       oldest, counters);
}

/// Begins at the edge, as the other headings do.
std::string queue_heads(int columns, Language language) {
    const int left = columns - waiting_columns - oldest_columns - counters_columns;
    return fmt::format("{}{:>10}{:>14}{:>7}", padded(text(Word::queues, language), left),
                       text(Word::waiting, language), text(Word::oldest, language),
                       text(Word::counter_column, language));
}

Span queue_row(const Scene& scene, const BoardQueue& queue, int columns, Language language) {
    const std::string& shown = named(scene.mall.agency_names, queue.agency);
    const std::string oldest =
        queue.waiting > 0 ? length_of_wait(queue.oldest_waiting, language) : "-";
    const bool nobody_serves = queue.waiting > 0 && queue.open_counters == 0;
    return {.text = queue_text(queue.prefix, shown, fmt::format("{}", queue.waiting), oldest,
                               fmt::format("{}", queue.open_counters), columns),
            .style = nobody_serves       ? Style::strong
                     : queue.waiting > 0 ? Style::plain
                                         : Style::quiet};
}

/// By prefix when all have room; otherwise those with the most people first.
std::vector<BoardQueue> in_order(std::vector<BoardQueue> queues, std::size_t room) {
    std::ranges::stable_sort(queues, {}, &BoardQueue::prefix);
    if (queues.size() <= room) return queues;
    std::ranges::stable_sort(queues, [](const BoardQueue& one, const BoardQueue& other) {
        return std::pair{one.waiting, one.oldest_waiting} >
               std::pair{other.waiting, other.oldest_waiting};
    });
    return queues;
}

std::vector<Line> queues_block(const Scene& scene, int rows, int columns, Language language) {
    const int blocks = std::max(1, columns / block_columns_min);
    const int block_columns = (columns - gap_columns * (blocks - 1)) / blocks;
    const int block_rows = std::max(1, rows - 1);
    const auto room = static_cast<std::size_t>(block_rows) * static_cast<std::size_t>(blocks);
    const std::vector<BoardQueue> queues = in_order(scene.board.queues, room);
    const std::string gap(gap_columns, ' ');

    const std::string heads = queue_heads(block_columns, language);
    std::vector<Line> lines(1);
    const std::size_t shown = std::min(queues.size(), room);
    const std::size_t used_rows =
        std::min<std::size_t>(static_cast<std::size_t>(block_rows), shown);
    lines.resize(1 + used_rows);
    for (int block = 0; block < blocks; ++block) {
        const std::size_t first = static_cast<std::size_t>(block) * used_rows;
        if (block > 0 && first >= shown) break;
        if (block > 0) lines[0].push_back({.text = gap});
        lines[0].push_back({.text = heads, .style = Style::quiet});
        for (std::size_t row = 0; row < used_rows && first + row < shown; ++row) {
            if (block > 0) lines[1 + row].push_back({.text = gap});
            lines[1 + row].push_back(
                queue_row(scene, queues[first + row], block_columns, language));
        }
    }
    return lines;
}

Line last_line(const Scene& scene, std::size_t hidden, Language language) {
    if (!scene.connected) {
        return {{.text = std::string(text(Word::link_lost, language)), .style = Style::alert}};
    }
    if (hidden == 0) return {};
    return {{.text = " " + filled(Word::more_agencies, language, hidden), .style = Style::quiet}};
}

std::string_view codes(Style style) {
    switch (style) {
        case Style::plain: return "";
        case Style::strong: return "\x1b[1m";
        case Style::quiet: return "\x1b[2m";
        case Style::alert: return "\x1b[1;7m";
    }
    return "";
}

}  // namespace

MallCard mall_card(const json::value& value, Language language) {
    return {.id = clean(text_of(member(value, "id"))),
            .name = name_of(value, language),
            .time_zone = text_of(member(value, "time_zone")),
            .agency_names = names_of(member(value, "agencies"), language),
            .booth_names = names_of(member(value, "booths"), language),
            .open = truth_of(member(value, "open")),
            .trial = truth_of(member(value, "trial")),
            .clock_rate = std::max(1.0, number_of(member(value, "clock_rate")))};
}

BoardCall board_call(const json::value& call) {
    return {.number = clean(text_of(member(call, "number"))),
            .counter = static_cast<int>(whole_of(member(call, "counter"))),
            .booth = clean(text_of(member(call, "booth"))),
            .called_at = parse_rfc3339(text_of(member(call, "called_at"))),
            .times_called = static_cast<int>(whole_of(member(call, "times_called")))};
}

Board board(const json::value& value) {
    Board board;
    for (const json::value& call : elements(member(value, "calls"))) {
        board.calls.push_back(board_call(call));
    }
    for (const json::value& queue : elements(member(value, "queues"))) {
        const auto seconds = whole_of(member(queue, "oldest_waiting_seconds"));
        board.queues.push_back(
            {.agency = text_of(member(queue, "agency")),
             .prefix = clean(text_of(member(queue, "prefix"))),
             .waiting = static_cast<int>(whole_of(member(queue, "waiting"))),
             .open_counters = static_cast<int>(whole_of(member(queue, "open_counters"))),
             .oldest_waiting = std::chrono::seconds{seconds}});
    }
    return board;
}

std::vector<Line> frame(const Scene& scene, Size size, Language language) {
    const int columns = std::max(size.columns, smallest.columns);
    const int rows = std::max(size.rows, smallest.rows);
    const int call_rows = std::clamp(rows / 5, 3, 12);

    std::vector<Line> lines{title(scene, columns, language),
                            date_and_state(scene, columns, language),
                            totals(scene, columns, language),
                            {}};
    const auto add = [&](std::vector<Line> block) {
        std::ranges::move(block, std::back_inserter(lines));
    };
    add(calls_block(scene, call_rows, columns, language));
    lines.emplace_back();
    const int queue_rows = rows - static_cast<int>(lines.size()) - 1;
    const int blocks = std::max(1, columns / block_columns_min);
    const auto room = static_cast<std::size_t>(std::max(1, queue_rows - 1) * blocks);
    add(queues_block(scene, queue_rows, columns, language));
    const std::size_t all = scene.board.queues.size();
    lines.push_back(last_line(scene, all > room ? all - room : 0, language));
    return lines;
}

std::string call_line(const MallCard& mall, const BoardCall& call, Language language) {
    return call_text(mall, call, language);
}

std::string as_text(const Line& line) {
    return std::accumulate(
        line.begin(), line.end(), std::string(),
        [](std::string text, const Span& span) { return std::move(text) + span.text; });
}

std::string as_terminal_text(const Line& line) {
    std::string text;
    for (const Span& span : line) {
        if (span.style == Style::plain) {
            text += span.text;
        } else {
            text += fmt::format("{}{}\x1b[0m", codes(span.style), span.text);
        }
    }
    return text;
}

}  // namespace gerai::demo
