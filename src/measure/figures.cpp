#include "measure/figures.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace gerai::measure {

namespace {

using hall::StepState;

bool is_cancelled(const StepRecord& record) {
    return record.state == StepState::cancelled && !record.is_undone &&
           record.outcome != hall::Outcome::transferred;
}

/// Whether the step counts for the promise: not what the staff cancelled, nor what never was, nor
/// what may still be called in time.
bool counts(const StepRecord& record, Duration promised) {
    const bool is_open = record.is_waiting() && record.wait <= promised;
    return !record.is_staff_cancelled && !record.is_undone && !is_open;
}

}  // namespace

bool is_behind(Figure figure, const StepRecord& record, Duration promised) {
    switch (figure) {
        case Figure::issued: return record.is_first;
        case Figure::steps: return !record.is_undone;
        case Figure::waiting:
        case Figure::oldest_waiting: return record.is_waiting();
        case Figure::served: return record.state == StepState::done;
        case Figure::no_shows: return record.state == StepState::no_show;
        case Figure::cancelled: return is_cancelled(record);
        case Figure::wait_mean:
        case Figure::wait_median:
        case Figure::wait_p90: return record.called_at.has_value();
        case Figure::service_level: return counts(record, promised);
        case Figure::busy_counters: return false;
    }
    assert(false);
}

std::vector<Duration> called_waits(std::span<const StepRecord> records) {
    std::vector<Duration> waits;
    for (const StepRecord& record : records) {
        if (record.called_at) waits.push_back(record.wait);
    }
    std::ranges::sort(waits);
    return waits;
}

std::optional<Duration> quantile(std::span<const Duration> in_order, double share) {
    if (in_order.empty()) return std::nullopt;
    const auto count = static_cast<double>(in_order.size());
    const auto nth = static_cast<std::size_t>(std::max(1.0, std::ceil(share * count)));
    return in_order[std::min(nth, in_order.size()) - 1];
}

std::optional<Duration> mean(std::span<const Duration> waits) {
    if (waits.empty()) return std::nullopt;
    const Duration sum = std::accumulate(waits.begin(), waits.end(), Duration{});
    return sum / static_cast<std::int64_t>(waits.size());
}

std::optional<double> service_level(std::span<const StepRecord> records, Duration promised) {
    std::int64_t all = 0;
    std::int64_t kept = 0;
    for (const StepRecord& record : records) {
        if (!counts(record, promised)) continue;
        ++all;
        if (record.called_at && record.wait <= promised) ++kept;
    }
    if (all == 0) return std::nullopt;
    return static_cast<double>(kept) / static_cast<double>(all);
}

std::optional<Duration> oldest_wait(std::span<const StepRecord> records) {
    std::optional<Duration> oldest;
    for (const StepRecord& record : records) {
        if (record.is_waiting()) oldest = std::max(oldest.value_or(Duration{}), record.wait);
    }
    return oldest;
}

}  // namespace gerai::measure
