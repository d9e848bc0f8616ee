#pragma once

#include "api/planning/types.h"
#include "plan/forecast/forecast.h"

/// The shapes of the rest of a day.
namespace gerai::plan {
BOOST_DESCRIBE_STRUCT(Range, (), (low, median, high))
BOOST_DESCRIBE_ENUM(Risk, low, likely, high)
}  // namespace gerai::plan

namespace gerai::api {

/// Whether there is a rest of the day to foretell: the mall is closed today, or its day is over.
enum class ForecastState { foretold, closed, over };
BOOST_DESCRIBE_ENUM(ForecastState, foretold, closed, over)

/// Of ten days played, one is below `low`, half are below `median`, and one is above `high`.
struct ForecastHalfHour {
    Timestamp at;              ///< Its beginning; the first one has begun already.
    plan::Range waiting;       ///< Who waits at its end.
    plan::Range wait_minutes;  ///< Of those that can first be called in it.
    double steps{};            ///< How many these are.
    double service_level{};    ///< Share of them that is called in time.
    double late{};             ///< How many are not.
    double chance{};           ///< That the promise is missed.
    plan::Risk risk{};         ///< Low in a break.
    bool is_break{};           ///< All of it lies between opening hours: nobody calls.
};
BOOST_DESCRIBE_STRUCT(ForecastHalfHour, (),
                      (at, waiting, wait_minutes, steps, service_level, late, chance, risk,
                       is_break))

struct ForecastAgency {
    std::string agency;
    std::string agency_name;
    std::string agency_name_en;
    std::vector<ForecastHalfHour> half_hours;
};
BOOST_DESCRIBE_STRUCT(ForecastAgency, (), (agency, agency_name, agency_name_en, half_hours))

/// An agency that will probably not keep the promise.
struct ForecastTrouble {
    std::string agency;
    Timestamp at;  ///< The first half-hour in which the risk is not low.
    plan::Risk risk{};
    double chance{};
    double late{};
};
BOOST_DESCRIBE_STRUCT(ForecastTrouble, (), (agency, at, risk, chance, late))

/// A counter to open now.
struct ForecastAdvice {
    std::int64_t counter{};
    std::string agency;
    MeanOverDays gain;  ///< So many more are called in time.
};
BOOST_DESCRIBE_STRUCT(ForecastAdvice, (), (counter, agency, gain))

struct ForecastTimes {
    Timestamp low;
    Timestamp median;
    Timestamp high;
};
BOOST_DESCRIBE_STRUCT(ForecastTimes, (), (low, median, high))

/// The rest of today, played on from the hall as it stood.
struct ForecastView {
    Timestamp computed_at;  ///< By the hall's clock: the moment from which it was foretold.
    ForecastState state{};
    std::int64_t days{};
    PlannedPromise promise;
    ModelFit model_fit;
    double came{};      ///< Visits so far.
    double expected{};  ///< That the model had expected by then.
    double factor = 1;  ///< How many more are expected from now on than the model says.
    Nullable<ForecastTimes> last_leaves;
    plan::Range overtime_minutes;
    double unserved{};  ///< Whom nobody calls any more.
    std::vector<ForecastAgency> agencies;
    std::vector<ForecastTrouble> troubles;  ///< The earliest first.
    std::vector<ForecastAdvice> advice;     ///< The best first.
};
BOOST_DESCRIBE_STRUCT(ForecastView, (),
                      (computed_at, state, days, promise, model_fit, came, expected, factor,
                       last_leaves, overtime_minutes, unserved, agencies, troubles, advice))

}  // namespace gerai::api
