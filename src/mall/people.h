#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "mall/mall.h"

/// What the planning figures of a mall come to on a date, and how people are where its file does
/// not say: the same for whoever plays a day of it.
namespace gerai::mall {

constexpr Duration half_hour = std::chrono::minutes{30};

/// Of those who lose patience; others go without a word.
constexpr double share_says_goodbye = 0.5;

/// Of those who were called in vain.
constexpr double share_comes_back = 0.5;

/// After how long somebody looks whether the number was called.
constexpr Duration shortest_look = std::chrono::minutes{2};
constexpr Duration longest_look = std::chrono::minutes{6};

/// From a call to the counter.
constexpr Duration shortest_walk = std::chrono::seconds{10};
constexpr Duration longest_walk = std::chrono::seconds{50};

/// Share of all visits that belong to a priority class.
double share_of_visits(std::string_view priority_class);

/// The hours of a date as instants.
std::vector<Interval> opening_of(const Mall& mall, const TimeZone& zone, Date date);

/// How much of the day's arrivals comes in each half-hour from opening to the last closing.
std::vector<double> arrival_weights(const Planning& planning, const std::vector<Interval>& open);

/// A counter that has a clerk today.
struct StaffedCounter {
    int number{};
    std::string agency;
    std::vector<std::string> services;  ///< Those of today's tenant.

    friend bool operator==(const StaffedCounter&, const StaffedCounter&) = default;
};

/// The counters that have a tenant on that date, each with the services of this tenant.
std::vector<StaffedCounter> counters_of(const Mall& mall, Date date);

/// A counter for every service of the date, and so many more as the busiest half-hour needs.
std::vector<StaffedCounter> staffed_counters(const Mall& mall, Date date, double volume);

}  // namespace gerai::mall
