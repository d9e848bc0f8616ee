#include "api/estimate_book.h"

#include <algorithm>

namespace gerai::api {

namespace {

/// Whole minutes: an answer that is asked for again stays the same for a while.
Estimate view_of(const measure::WaitRange& range) {
    using std::chrono::minutes;
    using std::chrono::seconds;
    return {.low_seconds = seconds{std::chrono::floor<minutes>(range.low)}.count(),
            .median_seconds = seconds{std::chrono::round<minutes>(range.median)}.count(),
            .high_seconds = seconds{std::chrono::ceil<minutes>(range.high)}.count()};
}

measure::WaitRange around(const measure::WaitRange& a, const measure::WaitRange& b) {
    return {.low = std::min(a.low, b.low),
            .median = std::max(a.median, b.median),
            .high = std::max(a.high, b.high)};
}

}  // namespace

measure::ShownRange shown_range(const Estimate& estimate) {
    using std::chrono::seconds;
    return measure::shown({.low = seconds{estimate.low_seconds},
                           .median = seconds{estimate.median_seconds},
                           .high = seconds{estimate.high_seconds}});
}

void HallEstimates::note(std::int64_t seq, const hall::Event& event, const hall::Day& day) {
    const std::unique_lock lock{mutex_};
    if (seq == 1) is_begun_ = true;
    if (is_begun_) estimates_.note(event, day);
}

void HallEstimates::begin(measure::Estimates past) {
    const std::unique_lock lock{mutex_};
    if (is_begun_) return;
    estimates_ = std::move(past);
    is_begun_ = true;
}

Nullable<Estimate> HallEstimates::of_step(const hall::Day& day, hall::StepIndex step,
                                          Instant now) const {
    const std::shared_lock lock{mutex_};
    const auto range = is_begun_ ? estimates_.of_step(day, step, now) : std::nullopt;
    if (!range) return {};
    return view_of(*range);
}

Nullable<Estimate> HallEstimates::for_newcomer(const hall::Day& day,
                                               std::span<const hall::ServiceIndex> services,
                                               Instant now) const {
    const std::shared_lock lock{mutex_};
    std::optional<measure::WaitRange> all;
    for (const hall::ServiceIndex service : services) {
        const auto range = is_begun_ ? estimates_.for_newcomer(day, service, now) : std::nullopt;
        if (range) all = all ? around(*all, *range) : *range;
    }
    if (!all) return {};
    return view_of(*all);
}

std::map<Date, measure::PromisesOfDate> HallEstimates::promises() const {
    const std::shared_lock lock{mutex_};
    if (!is_begun_) return {};
    return estimates_.promises();
}

HallEstimates& EstimateBook::of(std::string_view mall) {
    const std::scoped_lock lock{mutex_};
    const auto known = halls_.find(mall);
    if (known != halls_.end()) return *known->second;
    return *halls_.emplace(std::string{mall}, std::make_unique<HallEstimates>()).first->second;
}

const HallEstimates& EstimateBook::of(std::string_view mall) const {
    const std::scoped_lock lock{mutex_};
    const auto known = halls_.find(mall);
    if (known != halls_.end()) return *known->second;
    static const HallEstimates nothing_known;
    return nothing_known;
}

}  // namespace gerai::api
