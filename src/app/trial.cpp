#include "app/trial.h"

#include <algorithm>

namespace gerai::app {

namespace {

constexpr int days_looked_ahead = 60;
constexpr std::chrono::hours nine{9};

/// The first moment of a mall's hours from `now` on, looking at that many days.
std::optional<Instant> next_opening_of(const mall::Mall& mall, Instant now) {
    const TimeZone zone = *TimeZone::named(mall.time_zone);
    Date date = zone.date_of(now);
    for (int i = 0; i < days_looked_ahead; ++i) {
        for (const mall::ClockRange& range : mall.hours_on(date)) {
            const Instant to = zone.at(date, range.to);
            if (now < to) return std::max(now, zone.at(date, range.from));
        }
        date = Date{std::chrono::sys_days{date} + std::chrono::days{1}};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Instant> next_opening(std::span<const mall::Mall* const> malls, Instant now) {
    std::optional<Instant> first;
    for (const mall::Mall* const mall : malls) {
        const auto opening = next_opening_of(*mall, now);
        if (opening && (!first || *opening < *first)) first = opening;
    }
    return first;
}

Instant trial_start(std::span<const mall::Mall* const> malls, Instant now) {
    const auto opening = next_opening(malls, now);
    if (!opening || *opening == now) return now;
    const TimeZone zone = *TimeZone::named(malls.front()->time_zone);
    return std::max(*opening, zone.at(zone.date_of(*opening), nine));
}

bool has_visitors(const hall::Day& day) {
    return std::ranges::any_of(day.steps(), [](const hall::Step& step) {
        return step.state == hall::StepState::waiting || step.state == hall::StepState::called ||
               step.state == hall::StepState::serving || step.state == hall::StepState::on_hold;
    });
}

}  // namespace gerai::app
