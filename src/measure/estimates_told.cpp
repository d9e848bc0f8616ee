#include <algorithm>

#include "measure/estimates.h"

namespace gerai::measure {

using hall::Day;
using hall::StepIndex;

const Estimates::Track* Estimates::track_of(const Day& day, StepIndex at) const {
    if (day.date() != date_ || at.value >= tracks_.size()) return nullptr;
    const Track& track = tracks_[at.value];
    return track.stage == Stage::promised && track.start ? &track : nullptr;
}

/// What is left of a wait: for a young one, of its whole range what is beyond its age; for an older
/// one, what was left for others with as many ahead of them.
std::optional<WaitRange> Estimates::rest_of(const Day& day, StepIndex at, const WaitStart& start,
                                            Instant now) const {
    const hall::Step& step = day.at(at);
    const Memory& memory = memory_of(day, step.service, day.at(step.visit).priority);
    const Track* const track = track_of(day, at);
    if (track == nullptr) return memory.whole.range(start, 0);
    const Duration age = track->waited_at(now);
    if (age >= young && memory.rest.knows(start)) return memory.rest.range(start, 0);
    auto range = memory.whole.range(*track->start, std::chrono::duration<double>{age}.count());
    if (!range) return std::nullopt;
    for (Duration* const part : {&range->low, &range->median, &range->high}) {
        *part = std::max(Duration{}, *part - age);
    }
    return range;
}

std::optional<WaitRange> Estimates::of_step(const Day& day, StepIndex at, Instant now) const {
    if (day.date() < date_ || !can_be_foreseen(day, at)) return std::nullopt;
    const Line line = line_before(day, at, now);
    if (line.open == 0) return std::nullopt;
    const auto range = rest_of(day, at, WaitStart{line}, now);
    if (!range || meets_a_break(day.rules(), now, now + range->high)) return std::nullopt;
    return range;
}

std::optional<WaitRange> Estimates::for_newcomer(const Day& day, hall::ServiceIndex service,
                                                 Instant now) const {
    const Line line = line_for_newcomer(day, service, now);
    if (line.open == 0) return std::nullopt;
    if (!day.at(service).agency.exists()) return std::nullopt;
    const auto range = memory_of(day, service, {0}).whole.range(WaitStart{line}, 0);
    if (!range || meets_a_break(day.rules(), now, now + range->high)) return std::nullopt;
    return range;
}

Estimates::Memory& Estimates::memory_of(const Day& day, hall::ServiceIndex service,
                                        hall::ClassIndex priority) {
    const std::string& agency = day.rules().agencies[day.at(service).agency.value].id;
    return memories_[agency][day.rules().classes[priority.value].name];
}

const Estimates::Memory& Estimates::memory_of(const Day& day, hall::ServiceIndex service,
                                              hall::ClassIndex priority) const {
    static const Memory nothing_yet;
    const std::string& agency = day.rules().agencies[day.at(service).agency.value].id;
    const auto classes = memories_.find(agency);
    if (classes == memories_.end()) return nothing_yet;
    const auto memory = classes->second.find(day.rules().classes[priority.value].name);
    return memory == classes->second.end() ? nothing_yet : memory->second;
}

}  // namespace gerai::measure
