#pragma once

#include "api/public_types.h"
#include "measure/figures.h"

/// The shapes of the day in figures.
namespace gerai::measure {
BOOST_DESCRIBE_ENUM(Figure, issued, steps, waiting, served, no_shows, cancelled, wait_mean,
                    wait_median, wait_p90, service_level, oldest_waiting, busy_counters)
}  // namespace gerai::measure

namespace gerai::api {

enum class FigureUnit { count, seconds, share };
BOOST_DESCRIBE_ENUM(FigureUnit, count, seconds, share)

/// A figure, how it is computed, and how many rows are behind it.
struct FigureView {
    measure::Figure figure{};
    Nullable<double> value;
    FigureUnit unit{};
    std::string how;
    std::int64_t items{};
};
BOOST_DESCRIBE_STRUCT(FigureView, (), (figure, value, unit, how, items))

/// The waits of an agency.
struct AgencyWaits {
    std::string agency;
    std::int64_t steps{};
    std::int64_t called{};
    Nullable<std::int64_t> mean_seconds;
    Nullable<std::int64_t> median_seconds;
    Nullable<std::int64_t> p90_seconds;
    Nullable<double> service_level;
};
BOOST_DESCRIBE_STRUCT(AgencyWaits, (),
                      (agency, steps, called, mean_seconds, median_seconds, p90_seconds,
                       service_level))

/// Estimates that people were shown and whose outcome is known: the step was called, or its visitor
/// left after the end of the range.
struct PromisesKept {
    std::int64_t given{};
    std::int64_t held{};     ///< Called within the range that was shown.
    std::int64_t shorter{};  ///< Called before it.
    std::int64_t longer{};   ///< Called after it, or not yet.
};
BOOST_DESCRIBE_STRUCT(PromisesKept, (), (given, held, shorter, longer))

struct PromisesOfClass {
    std::string priority;
    PromisesKept promises;
};
BOOST_DESCRIBE_STRUCT(PromisesOfClass, (), (priority, promises))

/// The hall of a date: as it stands, or as it ended.
struct DayView {
    std::int64_t seq{};
    Timestamp now;
    std::string business_date;
    Nullable<std::string> week_before;  ///< The same weekday of the week before, if it is known.
    bool closed = false;
    std::vector<CounterView> counters;
    std::vector<QueueView> queues;
    std::vector<AgencyWaits> waits;
    PromiseView promise;
    Nullable<std::int64_t> promises_given;
    Nullable<std::int64_t> promises_held;
    Nullable<std::int64_t> promises_shorter;
    Nullable<std::int64_t> promises_longer;
    std::vector<PromisesOfClass> promises_by_class;
    Nullable<PromisesKept> promises_lately;  ///< Of thirty days, this one the last.
    std::vector<FigureView> figures;
};
BOOST_DESCRIBE_STRUCT(DayView, (),
                      (seq, now, business_date, week_before, closed, counters, queues, waits,
                       promise, promises_given, promises_held, promises_shorter, promises_longer,
                       promises_by_class, promises_lately, figures))

/// A row behind a figure: a step, or, for the busy counters, what a counter has in hand.
struct FigureItem {
    VisitReference visit;
    StepReference step;
    std::string agency;
    hall::Channel channel{};
    hall::StepState state{};
    std::optional<hall::Outcome> outcome;
    std::optional<std::int64_t> counter;
    Timestamp issued_at;
    std::optional<Timestamp> first_callable_at;
    std::optional<Timestamp> called_at;
    std::optional<Timestamp> started_at;
    std::optional<Timestamp> ended_at;
    std::int64_t returns{};
    std::int64_t wait_seconds{};
};
BOOST_DESCRIBE_STRUCT(FigureItem, (),
                      (visit, step, agency, channel, state, outcome, counter, issued_at,
                       first_callable_at, called_at, started_at, ended_at, returns, wait_seconds))

struct FigureItemList {
    std::vector<FigureItem> items;
    std::optional<std::string> next_page_token;
};
BOOST_DESCRIBE_STRUCT(FigureItemList, (), (items, next_page_token))

}  // namespace gerai::api
