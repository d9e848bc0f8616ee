#include <algorithm>

#include "plan/calibration/samples.h"
#include "plan/law.h"

namespace gerai::plan {

namespace {

using measure::DayLog;
using measure::StepRecord;

bool is_before(const Interval& one, const Interval& other) { return one.from < other.from; }

/// When each service had somebody who could be called.
class Callable {
public:
    explicit Callable(const DayLog& day)
        : stays_(day.records.size()), of_(day.rules.services.size()) {
        std::vector<std::vector<hall::StepIndex>> steps;
        for (const StepRecord& record : day.records) {
            if (steps.size() <= record.visit.value) steps.resize(record.visit.value + 1);
            steps[record.visit.value].push_back(record.step);
        }
        for (const measure::Stay& stay : day.stays) stays_[stay.step.value].push_back(&stay);
        for (const StepRecord& record : day.records) add(record, steps[record.visit.value], day);
        for (auto& all : of_) std::ranges::sort(all, is_before);
    }

    /// Until when somebody could be called for one of these services, from `begin` on; `begin`
    /// where nobody could.
    [[nodiscard]] Instant until(Instant begin, std::span<const hall::ServiceIndex> services,
                                Instant limit) const {
        Instant reached = begin;
        bool is_further = true;
        while (is_further && reached < limit) {
            is_further = false;
            for (const hall::ServiceIndex service : services) {
                const Instant end = furthest(service, reached);
                is_further = is_further || end > reached;
                reached = std::max(reached, end);
            }
        }
        return reached;
    }

private:
    /// From when the step could first be called until it was, without the time that its visitor
    /// spent at other counters.
    void add(const StepRecord& record, const std::vector<hall::StepIndex>& of_visit,
             const DayLog& day) {
        if (!record.first_callable) return;
        Instant from = *record.first_callable;
        const Instant to =
            record.called_at ? *record.called_at : record.ended_at.value_or(day.ended_at);
        std::vector<Interval> elsewhere;
        for (const hall::StepIndex other : of_visit) {
            if (other == record.step) continue;
            for (const measure::Stay* stay : stays_[other.value]) {
                elsewhere.push_back({stay->called_at, stay->left_at.value_or(day.ended_at)});
            }
        }
        std::ranges::sort(elsewhere, is_before);
        auto& all = of_[record.service.value];
        for (const Interval& away : elsewhere) {
            if (away.from >= to) break;
            if (away.from > from) all.push_back({from, away.from});
            from = std::max(from, away.to);
        }
        if (from < to) all.push_back({from, to});
        longest_ = std::max(longest_, to - *record.first_callable);
    }

    /// The latest end of those that hold this moment.
    [[nodiscard]] Instant furthest(hall::ServiceIndex service, Instant when) const {
        const auto& all = of_[service.value];
        Instant end = when;
        auto at = std::ranges::upper_bound(all, when, {}, &Interval::from);
        while (at != all.begin()) {
            --at;
            if (at->from < when - longest_) break;
            end = std::max(end, at->to);
        }
        return end;
    }

    std::vector<std::vector<const measure::Stay*>> stays_;  // By step.
    std::vector<std::vector<Interval>> of_;                 // By service.
    Duration longest_{};
};

/// The stretch in which a counter was open at that moment.
const measure::Stretch* open_stretch(std::span<const measure::Stretch* const> stretches,
                                     Instant when) {
    for (const measure::Stretch* stretch : stretches) {
        const bool is_in = stretch->at.from <= when && when < stretch->at.to;
        if (is_in && stretch->state == hall::CounterState::open) return stretch;
    }
    return nullptr;
}

}  // namespace

std::vector<Gap> gaps_of(const DayLog& day) {
    const Callable callable{day};
    std::vector<std::vector<const measure::Stay*>> stays(day.rules.counters.size());
    std::vector<std::vector<const measure::Stretch*>> stretches(day.rules.counters.size());
    for (const measure::Stay& stay : day.stays) stays[stay.counter.value].push_back(&stay);
    for (const measure::Stretch& one : day.stretches) stretches[one.counter.value].push_back(&one);
    std::vector<Gap> gaps;
    for (std::size_t counter = 0; counter < stays.size(); ++counter) {
        for (std::size_t i = 0; i < stays[counter].size(); ++i) {
            if (!stays[counter][i]->left_at) continue;
            const Instant free = *stays[counter][i]->left_at;
            const measure::Stretch* const open = open_stretch(stretches[counter], free);
            if (open == nullptr) continue;
            const bool has_next = i + 1 < stays[counter].size();
            const measure::Stay* const next = has_next ? stays[counter][i + 1] : nullptr;
            const Instant limit =
                next == nullptr ? open->at.to : std::min(next->called_at, open->at.to);
            const Instant until = std::min(callable.until(free, open->offers, limit), limit);
            if (until <= free) continue;
            const bool is_ended = next != nullptr && until == next->called_at && !next->is_resumed;
            gaps.push_back({in_seconds(until - free), is_ended});
        }
    }
    return gaps;
}

}  // namespace gerai::plan
