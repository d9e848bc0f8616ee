#include "core/time.h"

#include <date/tz.h>

#include <cstdint>

namespace gerai {

namespace {

using std::chrono::days;
using std::chrono::seconds;

/// The number in exactly `width` digits at `at`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
    if (text.size() < at + width) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(at, width)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<seconds> parse_offset(std::string_view text) {
    if (text == "Z" || text == "z") return seconds{0};
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
        return std::nullopt;
    }
    const auto hours = digits(text, 1, 2);
    const auto minutes = digits(text, 4, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    const seconds offset = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return text[0] == '-' ? -offset : offset;
}

/// The number with leading zeros; written by hand, for every answer of the API is full of times.
void append_digits(std::string& text, std::int64_t value, std::size_t width) {
    const std::size_t begin = text.size();
    text.append(width, '0');
    for (std::size_t at = width; at > 0 && value > 0; --at) {
        text[begin + at - 1] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}

void append_date(std::string& text, Date date) {
    append_digits(text, int{date.year()}, 4);
    text += '-';
    append_digits(text, unsigned{date.month()}, 2);
    text += '-';
    append_digits(text, unsigned{date.day()}, 2);
}

/// Microseconds of a fraction such as `.123`; moves `text` past it.
std::optional<Duration> take_fraction(std::string_view& text) {
    if (text.empty() || text[0] != '.') return Duration{0};
    std::size_t end = 1;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    const std::size_t count = end - 1;
    if (count == 0 || count > 6) return std::nullopt;
    std::int64_t micros = *digits(text, 1, count);
    for (std::size_t i = count; i < 6; ++i) micros *= 10;
    text.remove_prefix(end);
    return Duration{micros};
}

}  // namespace

std::optional<TimeZone> TimeZone::named(std::string_view name) {
    try {
        return TimeZone{date::locate_zone(std::string{name})};
    } catch (const std::exception&) {
        // The library reports an unknown name and missing zone data in the same way.
        return std::nullopt;
    }
}

Date TimeZone::date_of(Instant instant) const {
    const auto local = instant.time_since_epoch() + offset_at(instant);
    return Date{std::chrono::sys_days{std::chrono::floor<days>(local)}};
}

Instant TimeZone::at(Date date, std::chrono::minutes since_midnight) const {
    const auto local = std::chrono::sys_days{date}.time_since_epoch() + since_midnight;
    const date::local_time<std::chrono::minutes> clock{local};
    return Instant{zone_->to_sys(clock, date::choose::earliest).time_since_epoch()};
}

seconds TimeZone::offset_at(Instant instant) const {
    return zone_->get_info(std::chrono::floor<seconds>(instant)).offset;
}

std::string TimeZone::name() const { return zone_->name(); }

std::string to_rfc3339(Instant instant, const TimeZone& zone) {
    const seconds offset = zone.offset_at(instant);
    const auto local = instant.time_since_epoch() + offset;
    const auto day = std::chrono::floor<days>(local);
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::milliseconds>(local - day)};

    std::string text;
    text.reserve(sizeof "2026-11-25T08:00:00.123+08:00");
    append_date(text, Date{std::chrono::sys_days{day}});
    text += 'T';
    append_digits(text, clock.hours().count(), 2);
    text += ':';
    append_digits(text, clock.minutes().count(), 2);
    text += ':';
    append_digits(text, clock.seconds().count(), 2);
    if (const auto fraction = clock.subseconds().count(); fraction != 0) {
        text += '.';
        append_digits(text, fraction, 3);
    }
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(offset).count();
    text += minutes < 0 ? '-' : '+';
    append_digits(text, std::abs(minutes) / 60, 2);
    text += ':';
    append_digits(text, std::abs(minutes) % 60, 2);
    return text;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
    // 2026-11-25T08:00:00 is 19 characters; an offset follows.
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' ||
        text[16] != ':') {
        return std::nullopt;
    }
    const auto date = parse_date(text.substr(0, 10));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!date || !hour || !minute || !second) return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;

    text.remove_prefix(19);
    const auto fraction = take_fraction(text);
    const auto offset = parse_offset(text);
    if (!fraction || !offset) return std::nullopt;
    return Instant{std::chrono::sys_days{*date}.time_since_epoch() + std::chrono::hours{*hour} +
                   std::chrono::minutes{*minute} + seconds{*second} + *fraction - *offset};
}

std::string to_string(Date date) {
    std::string text;
    append_date(text, date);
    return text;
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                    std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

}  // namespace gerai
