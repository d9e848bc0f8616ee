#include "mall/clock_range.h"

#include <chrono>

namespace gerai::mall {

namespace {

using std::chrono::minutes;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `08:30` as minutes since midnight; `24:00` is the end of the day.
std::optional<minutes> parse_clock(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t i : {0U, 1U, 3U, 4U}) {
        if (!is_digit(text[i])) return std::nullopt;
    }
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
    return minutes{hour * 60 + minute};
}

std::string two_digits(std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string clock_text(minutes at) {
    return two_digits(at.count() / 60) + ':' + two_digits(at.count() % 60);
}

}  // namespace

std::optional<ClockRange> parse_clock_range(std::string_view text) {
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    const auto from = parse_clock(text.substr(0, 5));
    const auto to = parse_clock(text.substr(6));
    if (!from || !to || *from >= *to) return std::nullopt;
    return ClockRange{.from = *from, .to = *to};
}

std::string to_string(ClockRange range) {
    return clock_text(range.from) + '-' + clock_text(range.to);
}

}  // namespace gerai::mall
