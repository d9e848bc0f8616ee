#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "mall/mall.h"
#include "mall/people.h"

/// What would happen in a mall on a date, drawn from its file before anybody moves: who comes when,
/// for what, with how much patience, and which counters have a clerk. Pure: the same mall, date,
/// volume and seed give the same day. What the hall makes of it is the server's business.
namespace gerai::demo {

/// What one visitor is like.
struct Character {
    Duration patience{};         ///< Waits no longer than this in all.
    bool says_goodbye = false;   ///< Cancels when patience ends; others simply go.
    bool changes_mind = false;   ///< Cancels soon after taking a number.
    bool misses_a_call = false;  ///< Is not there at the first call.
    bool comes_back = false;     ///< Rejoins after a missed call.
    std::optional<int> rating;   ///< 1 to 4, given to each step that was done.

    friend bool operator==(const Character&, const Character&) = default;
};

struct PlannedVisit {
    Instant arrives;
    std::vector<std::string> services;  ///< At least one, each once.
    std::string priority;               ///< A class of the mall, or `none`.
    Character character;

    friend bool operator==(const PlannedVisit&, const PlannedVisit&) = default;
};

struct DayPlan {
    Date date{};
    std::vector<Interval> open;        ///< In order; what lies between is a break. Empty: closed.
    std::vector<PlannedVisit> visits;  ///< By arrival.
    std::vector<mall::StaffedCounter> counters;  ///< Those that have a clerk.

    friend bool operator==(const DayPlan&, const DayPlan&) = default;
};

struct Load {
    double volume = 1;  ///< Times the daily visits of the file.
    std::uint64_t seed = 1;
};

DayPlan plan_day(const mall::Mall& mall, const TimeZone& zone, Date date, const Load& load);

}  // namespace gerai::demo
