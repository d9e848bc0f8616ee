#include "measure/estimates.h"

#include <algorithm>

#include "measure/step_record.h"

namespace gerai::measure {

namespace {

using hall::Day;
using hall::StepIndex;

/// How often what is left is worked out again, to be judged. Below that a wait is young: what is
/// known of whole waits says more.
constexpr std::chrono::minutes young{5};

double seconds(Duration duration) { return std::chrono::duration<double>{duration}.count(); }

/// Whether a step waits as those do from whom is learned: seen from its beginning, in a queue of
/// its service. A number of the paper roll has no agency's prefix.
bool can_be_promised(const Day& day, StepIndex at) {
    const hall::Step& step = day.at(at);
    return step.is_callable && step.times_called == 0 && !step.is_carried &&
           !step.only_counter.exists() && day.at(step.visit).number.prefix.exists() &&
           day.at(step.visit).carried < 0 && day.at(step.service).agency.exists();
}

/// Whether the opening that it is now ends with a break before `until`. After the last one those
/// who wait are served.
bool meets_a_break(const hall::Rules& rules, Instant now, Instant until) {
    for (std::size_t i = 0; i + 1 < rules.opening.size(); ++i) {
        const Instant closes = rules.opening[i].to;
        if (now < closes && until > closes) return true;
    }
    return false;
}

/// The counter whose state an event may have changed, if there is one.
struct CounterFinder {
    template <class About>
    hall::CounterIndex operator()(const About& event) const {
        if constexpr (requires { event.counter; }) {
            return event.counter;
        } else {
            return {};
        }
    }
};

/// Whether after this event a counter calls nobody any more that called before.
bool may_close_a_counter(const hall::Event& event, const Day& day) {
    const hall::CounterIndex counter = std::visit(CounterFinder{}, event.what);
    return counter.exists() && day.at(counter).state != hall::CounterState::open;
}

}  // namespace

void PromiseCount::add(Kept kept) {
    switch (kept) {
        case Kept::inside: ++inside; return;
        case Kept::shorter: ++shorter; return;
        case Kept::longer: ++longer; return;
    }
}

void Estimates::note(const hall::Event& event, const Day& day) {
    ended_.clear();
    if (std::holds_alternative<hall::DayBegan>(event.what)) return begin(day);
    if (!day.has_begun()) return;
    if (date_ != day.date()) begin(day);
    if (std::holds_alternative<hall::DayClosed>(event.what)) return end_day(day, event.at);

    if (const auto* const called = std::get_if<hall::Called>(&event.what)) {
        end(day, called->step, event.at, true);
        work_out_again(day, day.at(day.at(called->step).service).agency, event.at);
    }
    if (const auto* const changed = std::get_if<hall::PriorityChanged>(&event.what)) {
        for (const StepIndex step : day.steps_of(changed->visit)) {
            if (step.value < tracks_.size()) tracks_[step.value].teaches = false;
        }
    }
    if (const auto visit = visit_of(event, day)) look_at_visit(day, *visit, event.at);
    if (may_close_a_counter(event, day)) note_counters(day);
}

void Estimates::begin(const Day& day) {
    date_ = day.date();
    tracks_.clear();
    open_.clear();
    promises_[date_];
    while (promises_.size() > dates_counted) promises_.erase(promises_.begin());
}

void Estimates::look_at_visit(const Day& day, hall::VisitIndex visit, Instant at) {
    for (const StepIndex step : day.steps_of(visit)) look(day, step, at);
}

/// Notes whether a step can be called now, and promises it a range when it can for the first time.
void Estimates::look(const Day& day, StepIndex at, Instant when) {
    if (tracks_.size() <= at.value) tracks_.resize(at.value + 1);
    Track& track = tracks_[at.value];
    if (track.stage == Stage::ended) return;
    const hall::Step& step = day.at(at);
    if (step.state != hall::StepState::waiting) return end(day, at, when, false);
    if (track.stage == Stage::none) {
        if (can_be_promised(day, at)) promise(day, at, when);
        return;
    }
    if (step.is_callable == track.is_callable) return;
    if (track.is_callable) track.waited += when - track.since;
    track.is_callable = step.is_callable;
    track.since = when;
}

void Estimates::promise(const Day& day, StepIndex at, Instant when) {
    const hall::Step& step = day.at(at);
    Track& track = tracks_[at.value];
    track = {.stage = Stage::promised, .is_callable = true, .since = when};
    track.priority = day.at(step.visit).priority;
    track.line = line_before(day, at, when);
    open_.push_back(at);
    if (track.line.open == 0) {
        track.teaches = false;
        return;
    }
    track.start.emplace(track.line);
    const Memory& memory = memory_of(day, step.service, track.priority);
    const auto range = memory.whole.range(*track.start, 0);
    if (range && !meets_a_break(day.rules(), when, when + range->high)) track.promised = range;
}

void Estimates::end(const Day& day, StepIndex at, Instant when, bool was_called) {
    if (at.value >= tracks_.size() || tracks_[at.value].stage != Stage::promised) return;
    Track& track = tracks_[at.value];
    track.stage = Stage::ended;
    std::erase(open_, at);
    const Duration wait = track.waited_at(when);
    count(day, track, wait, was_called);
    if (!track.teaches || !track.start) return;
    Memory& memory = memory_of(day, day.at(at).service, track.priority);
    if (track.promised) {
        if (!track.start->is_free()) memory.whole.judge(*track.promised, wait, was_called);
        ended_.push_back({.step = at,
                          .promised = *track.promised,
                          .line = track.line,
                          .wait = wait,
                          .was_called = was_called,
                          .was_free = track.start->is_free()});
    }
    memory.whole.learn(*track.start, seconds(wait), was_called);
    for (const Again& one : track.again) {
        const Duration rest = wait - one.waited;
        memory.rest.judge(one.range, rest, was_called);
        memory.rest.learn(one.start, seconds(rest), was_called);
    }
}

/// An agency has called somebody: for those of its others who have waited for a while since it was
/// last done, what is left of their waits is worked out again.
void Estimates::work_out_again(const Day& day, hall::AgencyIndex agency, Instant at) {
    for (const StepIndex step : open_) {
        Track& track = tracks_[step.value];
        if (!track.teaches || !track.is_callable || day.at(day.at(step).service).agency != agency) {
            continue;
        }
        const Duration waited = track.waited_at(at);
        const Duration before = track.again.empty() ? Duration{} : track.again.back().waited;
        if (waited - before < young) continue;
        const Line line = line_before(day, step, at);
        if (line.open == 0) continue;
        const WaitStart start{line};
        if (const auto range = rest_of(day, step, start, at)) {
            track.again.push_back({.start = start, .range = *range, .waited = waited});
        }
    }
}

/// What still waits is not called any more.
void Estimates::end_day(const Day& day, Instant at) {
    const std::vector<StepIndex> waiting = open_;
    for (const StepIndex step : waiting) end(day, step, at, false);
}

/// While no counter serves a queue, nothing is learned from those who wait in it: it was said that
/// nobody is there.
void Estimates::note_counters(const Day& day) {
    for (const StepIndex at : open_) {
        Track& track = tracks_[at.value];
        if (track.teaches && open_counters(day, day.at(at).service) == 0) track.teaches = false;
    }
}

void Estimates::count(const Day& day, const Track& track, Duration wait, bool was_called) {
    if (!track.promised) return;
    const Kept kept = outcome(shown(*track.promised), wait);
    // Who left may have been called in time.
    if (!was_called && kept != Kept::longer) return;
    promises_[date_][day.rules().classes[track.priority.value].name].add(kept);
}

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
    auto range = memory.whole.range(*track->start, seconds(age));
    if (!range) return std::nullopt;
    for (Duration* const part : {&range->low, &range->median, &range->high}) {
        *part = std::max(Duration{}, *part - age);
    }
    return range;
}

std::optional<WaitRange> Estimates::of_step(const Day& day, StepIndex at, Instant now) const {
    if (!can_be_promised(day, at)) return std::nullopt;
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
