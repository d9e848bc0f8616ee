#include "mall/kinds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "mall/clock_range.h"

namespace gerai::mall {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// Nothing in a day of the hall lasts longer.
constexpr seconds duration_max = std::chrono::hours{24};

/// Marks that turn the direction of what follows: on a board they could make one text read as
/// another.
constexpr auto direction_marks = std::to_array<std::string_view>(
    {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"});

bool is_printable_line(std::string_view text) {
    const bool has_controls = std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20U || byte == 0x7FU;
    });
    return !has_controls && std::ranges::none_of(direction_marks, [&](std::string_view mark) {
        return text.find(mark) != std::string_view::npos;
    });
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes a whole number of at most six digits from the front of the text.
std::optional<int> take_number(std::string_view& text) {
    std::size_t length = 0;
    int value = 0;
    while (length < text.size() && is_digit(text[length])) {
        if (length == 6) return std::nullopt;
        value = value * 10 + (text[length] - '0');
        ++length;
    }
    if (length == 0) return std::nullopt;
    text.remove_prefix(length);
    return value;
}

std::optional<seconds> parse_duration(std::string_view text) {
    static constexpr std::array<std::pair<char, seconds>, 3> units{
        {{'h', std::chrono::hours{1}}, {'m', minutes{1}}, {'s', seconds{1}}}};
    if (text.empty()) return std::nullopt;
    seconds total{0};
    auto unit = units.begin();
    while (!text.empty()) {
        const auto count = take_number(text);
        if (!count || text.empty()) return std::nullopt;
        // Each unit stands once, the larger first.
        unit = std::find_if(unit, units.end(), [&](const auto& u) { return u.first == text[0]; });
        if (unit == units.end()) return std::nullopt;
        total += unit->second * *count;
        ++unit;
        text.remove_prefix(1);
    }
    return total;
}

/// A kind that is written as text and read by `parse`.
template <class T, class Parse>
Kind<T> written_as_text(const std::string& expected, Parse parse) {
    return {.expected = expected, .read = [parse](const toml::node& node) -> std::optional<T> {
                const auto text = node.value_exact<std::string_view>();
                if (!text) return std::nullopt;
                return parse(*text);
            }};
}

Kind<seconds> duration_from(const std::string& expected, seconds least) {
    return written_as_text<seconds>(expected,
                                    [least](std::string_view text) -> std::optional<seconds> {
                                        const auto value = parse_duration(text);
                                        if (!value || *value < least || *value > duration_max)
                                            return std::nullopt;
                                        return value;
                                    });
}

}  // namespace

Kind<std::string> line_of_text(std::size_t length_max) {
    return written_as_text<std::string>(
        "a text of 1 to " + std::to_string(length_max) + " letters in one line",
        [length_max](std::string_view text) -> std::optional<std::string> {
            const bool is_blank = text.find_first_not_of(' ') == std::string_view::npos;
            if (is_blank || !is_printable_line(text)) return std::nullopt;
            if (letters_in(text) > length_max) return std::nullopt;
            return std::string{text};
        });
}

Kind<std::string> name() { return line_of_text(name_length_max); }

Kind<std::string> note() { return line_of_text(note_length_max); }

Kind<std::string> word(std::string expected) {
    return {.expected = std::move(expected), .read = line_of_text(name_length_max).read};
}

Kind<std::string> id() { return word("an id"); }

Kind<std::int64_t> whole_number(std::string expected, std::int64_t from, std::int64_t to) {
    return {.expected = std::move(expected),
            .read = [from, to](const toml::node& node) -> std::optional<std::int64_t> {
                const auto value = node.value_exact<std::int64_t>();
                if (!value || *value < from || *value > to) return std::nullopt;
                return value;
            }};
}

Kind<int> whole_number(int from, int to) {
    const auto wide = whole_number("", from, to);
    return {.expected = "a whole number from " + std::to_string(from) + " to " + std::to_string(to),
            .read = [wide](const toml::node& node) -> std::optional<int> {
                const auto value = wide.read(node);
                if (!value) return std::nullopt;
                return static_cast<int>(*value);
            }};
}

Kind<double> share() { return number("a number from 0 to 1", 0, 1); }

Kind<double> number(std::string expected, double from, double to) {
    return {.expected = std::move(expected),
            .read = [from, to](const toml::node& node) -> std::optional<double> {
                if (!node.is_number()) return std::nullopt;
                const auto value = node.value<double>();
                if (!value || std::isnan(*value)) return std::nullopt;
                if (*value < from || *value > to) return std::nullopt;
                return value;
            }};
}

Kind<seconds> duration() {
    return duration_from(R"(a duration of at most 24 hours such as "15m", "45s" or "2m30s")",
                         seconds{0});
}

Kind<seconds> duration_above_zero() {
    return duration_from(R"(a duration above zero, at most 24 hours, such as "12m" or "2m30s")",
                         seconds{1});
}

Kind<Date> date() {
    return {.expected = "a date such as 2026-12-25, without quotes",
            .read = [](const toml::node& node) -> std::optional<Date> {
                const auto value = node.value_exact<toml::date>();
                if (!value) return std::nullopt;
                const Date day{std::chrono::year{value->year}, std::chrono::month{value->month},
                               std::chrono::day{value->day}};
                if (!day.ok()) return std::nullopt;
                return day;
            }};
}

Kind<ClockRange> clock_range() {
    return written_as_text<ClockRange>(
        R"(a range of clock times such as "08:00-12:00", within one day)", parse_clock_range);
}

Kind<int> weekday() {
    std::vector<std::pair<std::string_view, int>> words;
    words.reserve(weekdays.size());
    for (std::size_t i = 0; i < weekdays.size(); ++i) {
        words.emplace_back(weekdays[i], static_cast<int>(i));
    }
    Kind<int> kind = one_of(std::move(words));
    kind.unread = -1;
    return kind;
}

}  // namespace gerai::mall
