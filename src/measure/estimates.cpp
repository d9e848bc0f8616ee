#include "measure/estimates.h"

#include <algorithm>

#include "measure/step_record.h"

namespace gerai::measure {

namespace {

using hall::Day;
using hall::StepIndex;

double seconds(Duration duration) { return std::chrono::duration<double>{duration}.count(); }

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
    const hall::VisitIndex visit = visit_of(event, day);
    if (visit.exists()) look_at_visit(day, visit, event.at);
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
        if (can_be_foreseen(day, at)) promise(day, at, when);
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
        if (!one.start.is_free()) memory.rest.judge(one.range, rest, was_called);
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

}  // namespace gerai::measure
