#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "plan/formulas/staffing_formulas.h"
#include "plan/outcome.h"
#include "plan/present.h"

/// The rest of a day, foretold from the hall as it stands: many days are played on from a copy of
/// it, and what they come to is told by agency and half-hour, with ranges that hold eight in ten of
/// them. It is as true as its model, and knows of the clerks what `duties_from` says.
namespace gerai::plan {

struct ForecastWish {
    Target target{};           ///< The promise.
    std::uint32_t days = 100;  ///< At least 2.
    std::uint64_t seed = 1;
    unsigned threads = 1;  ///< They change nothing.

    /// Of clerks from now on, in the terms of the live hall's rules; none: as `duties_from` says.
    std::optional<std::vector<Duty>> duties{};

    std::size_t counters_tried = 6;  ///< For the advice, at most,
    std::uint32_t days_tried = 40;   ///< each on so many of the days; at least 2.
};

/// One in ten is below, half, and one in ten above.
struct Range {
    double low{};
    double median{};
    double high{};
};

struct RangeOfTime {
    Instant low;
    Instant median;
    Instant high;
};

/// How likely a half-hour misses the promise: `likely` from a chance of one half on, `high` from
/// four in five on.
enum class Risk { low, likely, high };

Risk risk_of(double chance);

struct ForecastHalfHour {
    Instant at;          ///< Its beginning; the first one has begun already.
    Range waiting;       ///< Steps that wait at its end.
    Range wait_minutes;  ///< Of the steps that can first be called in it, until they are called,
                         ///< leave, or the date ends; what was waited before now is in it.
    double steps{};      ///< How many these are, on average.
    double service_level{};  ///< Share of them that is called within the promised wait.
    double late{};           ///< How many are not, on average.
    double chance{};         ///< That it misses the promise: too small a share is called in time.
    Risk risk{};      ///< Low in a break: no counter that is opened changes what happens then.
    bool is_break{};  ///< All of it lies between opening hours: who comes then waits for
                      ///< the end of the break.
};

struct AgencyForecast {
    hall::AgencyIndex agency;
    std::vector<ForecastHalfHour> half_hours;  ///< From now to the last closing.
};

/// An agency that will probably not keep the promise.
struct Trouble {
    hall::AgencyIndex agency;
    Instant at;       ///< The first half-hour in which the risk is not low.
    Risk risk{};      ///< The greatest from there on.
    double chance{};  ///< And the greatest chance.
    double late{};    ///< Steps from there on that are not called in time, on average.
};

/// A counter to open now, until the last closing.
struct Advice {
    hall::CounterIndex counter;
    hall::AgencyIndex agency;  ///< Whose trouble it relieves.
    Estimate gain;             ///< Steps more that are called in time, in all agencies.
};

struct Forecast {
    enum class State {
        foretold,
        closed,   ///< Nothing is open on this date, or it was ended by hand.
        over,     ///< No half-hour is left.
        stopped,  ///< It was told to stop.
    };

    State state{};
    Instant from;            ///< The moment from which it was foretold.
    std::uint32_t days = 0;  ///< That were played.
    double came{};           ///< Visits that have come today without an appointment.
    double expected{};       ///< How many of them the model expected by now.
    double factor = 1;       ///< How many more are expected from now on than the model says.
    std::vector<AgencyForecast> agencies;  ///< To which somebody comes or for which somebody waits.
    RangeOfTime last_leaves;               ///< When the last one is served or leaves.
    Range overtime_minutes;                ///< From the last closing to then; zero if before.
    double unserved{};                     ///< Steps that nobody ever calls, on average.
    std::vector<Trouble> troubles;         ///< The earliest first; of one time the greatest first.
    std::vector<Advice> advice;            ///< What surely helps, the best first.
};

/// The rest of today. `model` is one of this mall and date; it is fitted to the live hall's rules.
/// A hall of which `duties_from` expects nobody to serve some agency has its visitors wait until
/// the date ends.
///
/// The same hall, moment, model and wish give the same forecast, on any number of threads.
Forecast forecast(const hall::Day& live, Instant now, const Model& model, const ForecastWish& wish,
                  const std::stop_token& stop = {});

}  // namespace gerai::plan
