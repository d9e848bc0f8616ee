#pragma once

#include <span>
#include <vector>

#include "measure/step_record.h"

namespace gerai::measure {

/// The figures of a day.
enum class Figure {
    issued,     ///< Visits that got a number.
    steps,      ///< Steps that they came for, added ones included.
    waiting,    ///< Steps that wait now.
    served,     ///< Steps that are done.
    no_shows,   ///< Steps that ended as no-show, or are one now.
    cancelled,  ///< Steps that were cancelled, transfers and acts taken back aside.
    wait_mean,  ///< Of the steps that were called.
    wait_median,
    wait_p90,
    service_level,   ///< Share of the steps that were called within the promised wait.
    oldest_waiting,  ///< How long the one who has waited longest could be called by now.
    busy_counters,   ///< Counters that have a step in hand.
};

inline constexpr std::size_t figure_count = 12;

/// Whether a record is one of the rows behind a figure; `promised` is the wait of the service
/// level. Counters are not in the records: nothing is behind `busy_counters` here.
bool is_behind(Figure figure, const StepRecord& record, Duration promised);

/// Waits of the steps that were called, in order.
std::vector<Duration> called_waits(std::span<const StepRecord> records);

/// The smallest wait that at least that share of them does not exceed; nothing without waits.
std::optional<Duration> quantile(std::span<const Duration> in_order, double share);

std::optional<Duration> mean(std::span<const Duration> waits);

/// Steps called within the promised wait over all steps issued: those who left count, what the
/// staff cancelled does not. A step that has waited less until now is not counted yet. Nothing
/// without steps.
std::optional<double> service_level(std::span<const StepRecord> records, Duration promised);

/// The longest wait of those who wait.
std::optional<Duration> oldest_wait(std::span<const StepRecord> records);

}  // namespace gerai::measure
