#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "mall/mall.h"
#include "measure/day_log.h"
#include "plan/calibration/estimators.h"
#include "plan/calibration/patience.h"

/// What is counted and timed in the logs of a mall's dates, before anything is estimated.
namespace gerai::plan {

inline constexpr std::size_t weekdays = 7;
inline constexpr std::size_t half_hours_a_day = 48;
inline constexpr int slot_minutes = 5;  ///< In which the hours of counters are counted.
inline constexpr std::size_t slots_a_day = 24 * 60 / slot_minutes;

/// Monday is 0.
std::size_t weekday_of(Date date);

using HalfHourCounts = std::array<double, half_hours_a_day>;
using WeekCounts = std::array<HalfHourCounts, weekdays>;

/// A time at a counter.
struct TimeSample {
    std::size_t date{};  ///< Among those that are counted.
    int counter{};
    double seconds{};
};

struct ServiceSamples {
    WeekCounts half_hours{};                   ///< Open ones while it was offered.
    std::array<int, weekdays> dates{};         ///< On which it was offered.
    std::map<std::string, WeekCounts> visits;  ///< By class: those that began with it.
    std::vector<TimeSample> times;
    double first = 0;
    double with_second = 0;  ///< Of these: came for another too.
    double as_second = 0;
    std::map<std::string, double> onward;
};

struct CounterSamples {
    std::array<std::array<int, slots_a_day>, weekdays> open{};  ///< On so many dates.
    std::array<std::vector<double>, weekdays> hours;  ///< Of the dates on which it was open.
    std::array<int, weekdays> serves_out{};
    std::array<std::map<std::string, int>, weekdays> offers;  ///< On so many dates.
};

/// The time from a counter's being free until it called, while somebody waited for it.
struct Gap {
    double seconds{};
    bool is_ended = false;  ///< By a call; else nobody waited any more, or the counter closed.
};

struct Samples {
    std::vector<Date> dates;
    std::array<std::vector<double>, weekdays> totals;  ///< Visits of each date.
    std::map<std::string, ServiceSamples> services;
    std::map<int, CounterSamples> counters;
    std::vector<Staying> stayings;
    std::vector<Gap> gaps;
    std::vector<double> walks;
    std::vector<double> waits_in_vain;  ///< From the call until the clerk gave up.
    std::vector<double> back_after;     ///< From there until the visitor was back.
};

/// Of the dates on which somebody came.
Samples samples_of(std::span<const measure::DayLog> days, const TimeZone& zone);

/// When each visit of a date got its number, by visit. A step's own `e` moves when it rejoins.
std::vector<Instant> issue_times(const measure::DayLog& day);

/// The stay that led to a step (sent on, or transferred), by its place among the stays; none where
/// it was asked for when its visit got its number. A step that could first be called when a stay of
/// its visit ended was led to; a service that comes after others was asked for.
std::optional<std::size_t> stay_before(const measure::StepRecord& record, Instant issued,
                                       const measure::DayLog& day);

/// How each visit of a date stayed, and after how long those who missed a call were back.
struct VisitsOfDay {
    std::vector<Staying> stayings;
    std::vector<double> back_after;
};
VisitsOfDay visits_of(const measure::DayLog& day);

/// The gaps of all counters of a date.
std::vector<Gap> gaps_of(const measure::DayLog& day);

}  // namespace gerai::plan
