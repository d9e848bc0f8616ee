#pragma once

#include <map>
#include <span>

#include "api/day_types.h"
#include "hall/day.h"
#include "measure/estimates.h"
#include "web/language.h"

namespace gerai::api {

/// A day that was read with its step records.
struct MeasuredDay {
    const hall::Day& day;
    std::int64_t seq{};
    std::span<const measure::StepRecord> records;
    Instant now;                        ///< Of a date that is over: its last event.
    std::optional<Date> week_before{};  ///< With what to compare it, if it is known.
    std::map<Date, measure::PromisesOfDate> promises{};  ///< Of the dates that are remembered.
};

/// The whole hall, and its figures with how each is computed.
DayView view_of_day(const MeasuredDay& measured, web::Language language);

/// Rows behind a figure from a step on, at most so many; the token of a next page is the step that
/// it begins with.
FigureItemList items_of(const MeasuredDay& measured, measure::Figure figure, std::uint32_t from,
                        std::size_t limit);

}  // namespace gerai::api
