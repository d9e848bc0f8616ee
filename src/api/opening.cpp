#include "api/opening.h"

#include "api/visit_view.h"

namespace gerai::api {

namespace {

constexpr int days_looked_ahead = 366;

std::optional<Instant> first_after(const mall::Mall& mall, const TimeZone& zone, Date date,
                                   Instant now) {
    for (const mall::ClockRange& range : mall.hours_on(date)) {
        const Instant from = zone.at(date, range.from);
        if (from > now) return from;
    }
    return std::nullopt;
}

}  // namespace

bool is_open(const hall::Day& day, Instant now) {
    return day.rules().is_open_at(now) && !day.is_closed();
}

std::optional<Instant> next_opening(const hall::Day& day, Instant now,
                                    const std::function<bool(Date)>& counts) {
    const mall::Mall* const file = file_of(day);
    if (file == nullptr) return std::nullopt;
    const int first = day.is_closed() ? 1 : 0;
    for (int i = first; i <= days_looked_ahead; ++i) {
        const Date date{std::chrono::sys_days{day.date()} + std::chrono::days{i}};
        if (!counts(date)) continue;
        if (const auto opening = first_after(*file, zone_of(day), date, now)) return opening;
    }
    return std::nullopt;
}

std::optional<Instant> next_opening(const hall::Day& day, Instant now) {
    return next_opening(day, now, [](Date) { return true; });
}

}  // namespace gerai::api
