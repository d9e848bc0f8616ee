#pragma once

#include "api/planning/types.h"
#include "plan/calibration/check.h"

/// The shapes of what a mall's own days say.
namespace gerai::plan {
BOOST_DESCRIBE_ENUM(Origin, measured, agency, mall, planned)
BOOST_DESCRIBE_ENUM(CheckVerdict, holds, fails, unknown)
}  // namespace gerai::plan

namespace gerai::api {

/// The dates to learn from; all that are over where they are left out.
struct CalibrationWish {
    std::optional<Date> from;
    std::optional<Date> to;
};
BOOST_DESCRIBE_STRUCT(CalibrationWish, (), (from, to))

struct CalibrationAsked {
    Nullable<Date> from;
    Nullable<Date> to;
    bool is_automatic = false;  ///< The server began it by itself.
};
BOOST_DESCRIBE_STRUCT(CalibrationAsked, (), (from, to, is_automatic))

/// A figure as the mall's days have it, or its file where they are too few (`planned`, without an
/// interval). `agency` and `mall` are pooled: too few of its own were seen.
struct LearnedFigure {
    double value{};
    Nullable<double> low;  ///< Of the 95 % interval.
    Nullable<double> high;
    double observations{};
    plan::Origin origin{};
};
BOOST_DESCRIBE_STRUCT(LearnedFigure, (), (value, low, high, observations, origin))

/// Of the whole hall. Shares are parts of one.
struct LearnedFigures {
    LearnedFigure visits_a_date;
    LearnedFigure days_differ;  ///< The coefficient of variation of whole days.
    LearnedFigure patience_minutes;
    LearnedFigure says_goodbye;   ///< Of those who lose patience.
    LearnedFigure misses_a_call;  ///< Though there.
    LearnedFigure comes_back;     ///< Of those.
    LearnedFigure back_after_minutes;
    LearnedFigure clerk_gives_up_after_seconds;
    LearnedFigure walk_seconds;
    LearnedFigure idle_gap_seconds;  ///< From a counter's being free until it calls.
};
BOOST_DESCRIBE_STRUCT(LearnedFigures, (),
                      (visits_a_date, days_differ, patience_minutes, says_goodbye, misses_a_call,
                       comes_back, back_after_minutes, clerk_gives_up_after_seconds, walk_seconds,
                       idle_gap_seconds))

struct LearnedService {
    std::string service;
    std::string name;
    std::string name_en;
    std::string agency;
    double visits{};     ///< That began with it.
    double times{};      ///< Served to their end.
    double too_short{};  ///< Of these: under ten seconds, and left out.
    LearnedFigure median_minutes;
    LearnedFigure second_service;  ///< Share of its visits that came for another too.
};
BOOST_DESCRIBE_STRUCT(LearnedService, (),
                      (service, name, name_en, agency, visits, times, too_short, median_minutes,
                       second_service))

/// The clerks of a weekday, as on most of its dates. Monday is 0.
struct LearnedWeekday {
    std::int64_t weekday{};
    std::int64_t dates{};
    std::int64_t counters{};  ///< Open on most of them; 0 where the dates are too few.
    double counter_hours{};   ///< Of these together, within the hours of the mall.
};
BOOST_DESCRIBE_STRUCT(LearnedWeekday, (), (weekday, dates, counters, counter_hours))

/// A check of the model with its figure and the range that it is judged by; the figure is null
/// where there are too few dates.
struct FitCheckView {
    plan::CheckVerdict verdict{};
    Nullable<double> value;
    Nullable<double> low;
    Nullable<double> high;
    double observations{};
};
BOOST_DESCRIBE_STRUCT(FitCheckView, (), (verdict, value, low, high, observations))

struct FitChecks {
    FitCheckView order;       ///< Share of the calls for which our order chooses whom the hall had.
    double order_minutes{};   ///< So much the waits differ, a call.
    FitCheckView half_hours;  ///< Share of half-hours whose mean wait is in the band of 90 %.
    FitCheckView mean_wait;   ///< Seen less simulated, minutes.
    FitCheckView service_level;  ///< The same of called in time, points of a hundred.
    std::int64_t dates_held_out{};
};
BOOST_DESCRIBE_STRUCT(FitChecks, (),
                      (order, order_minutes, half_hours, mean_wait, service_level, dates_held_out))

/// What a mall's own days say of it, and whether a model of them behaves as the mall does.
struct CalibrationResult {
    std::string mall;
    std::int64_t mall_version{};  ///< The file that it was made with, as in the journal.
    Nullable<Date> from;          ///< Of the dates on which somebody came; null: none.
    Nullable<Date> to;
    std::int64_t dates{};
    std::int64_t dates_needed{};             ///< So many, or the planning figures stay in force.
    std::int64_t dates_needed_for_checks{};  ///< So many, or three of the checks are unknown.
    ModelFit model_fit;
    FitChecks checks;
    LearnedFigures figures;
    std::vector<LearnedService> services;  ///< Of which something was seen.
    std::vector<LearnedWeekday> weekdays;  ///< On which somebody came.
};
BOOST_DESCRIBE_STRUCT(CalibrationResult, (),
                      (mall, mall_version, from, to, dates, dates_needed, dates_needed_for_checks,
                       model_fit, checks, figures, services, weekdays))

/// Which calibration is in force.
struct CalibrationView {
    std::string mall;
    std::int64_t dates_over{};  ///< In the journal; on some of them nobody may have come.
    Nullable<Date> last_over;
    std::int64_t dates_needed{};
    std::int64_t dates_needed_for_checks{};
    ModelFit model_fit;                    ///< What plans rest on now.
    Nullable<Timestamp> computed_at;       ///< By the machine's clock.
    Nullable<CalibrationResult> in_force;  ///< Null: plans rest on the planning figures.
};
BOOST_DESCRIBE_STRUCT(CalibrationView, (),
                      (mall, dates_over, last_over, dates_needed, dates_needed_for_checks,
                       model_fit, computed_at, in_force))

}  // namespace gerai::api
