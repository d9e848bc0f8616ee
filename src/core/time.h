#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

/// Time as the hall knows it: instants in UTC to the microsecond, and the local dates and clock
/// times of a mall. Nothing here reads a clock; who needs the time is given it.
namespace gerai {

using Duration = std::chrono::microseconds;

/// A moment, UTC, to the microsecond. Stored as a 64-bit integer of microseconds since 1970.
using Instant = std::chrono::sys_time<Duration>;

/// A calendar date of a mall. Whether it is valid (`.ok()`) is checked where it enters.
using Date = std::chrono::year_month_day;

/// A stretch of time, `from` included, `to` not.
struct Interval {
    Instant from;
    Instant to;

    friend bool operator==(const Interval&, const Interval&) = default;
};

/// A zone of the IANA database, such as `Asia/Makassar`.
class TimeZone {
public:
    /// The zone of that name, or nothing when the system's zone data does not know it.
    static std::optional<TimeZone> named(std::string_view name);

    [[nodiscard]] Date date_of(Instant instant) const;

    /// The instant of a clock time on a local date; `since_midnight` may be 24 h, the next
    /// midnight. A time that a change of the clock skips or repeats is taken at its first possible
    /// instant.
    [[nodiscard]] Instant at(Date date, std::chrono::minutes since_midnight) const;

    [[nodiscard]] std::chrono::seconds offset_at(Instant instant) const;

    [[nodiscard]] std::string name() const;

private:
    explicit TimeZone(const date::time_zone* zone) : zone_(zone) {}

    const date::time_zone*
        zone_;  // Owned by the zone database, which lives as long as the process.
};

/// `2026-11-25T08:00:00.123+08:00`; the fraction has three digits, and is left out when it is zero.
std::string to_rfc3339(Instant instant, const TimeZone& zone);

/// Reads RFC 3339 with an offset or `Z`, and at most six digits of fraction.
std::optional<Instant> parse_rfc3339(std::string_view text);

/// `2026-11-25`.
std::string to_string(Date date);

std::optional<Date> parse_date(std::string_view text);

}  // namespace gerai
