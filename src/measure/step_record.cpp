#include "measure/step_record.h"

#include <algorithm>
#include <cassert>

namespace gerai::measure {

namespace {

std::optional<Instant> reached(Instant at) {
    if (at == Instant{}) return std::nullopt;
    return at;
}

/// Finds the visit of an event; one that names a step leads to it.
struct VisitFinder {
    const hall::Day& day;

    template <class About>
    hall::VisitIndex operator()(const About& event) const {
        if constexpr (requires { event.visit; }) {
            return event.visit;
        } else if constexpr (requires { event.step; }) {
            return day.at(event.step).visit;
        } else {
            return {};
        }
    }
    hall::VisitIndex operator()(const hall::DayBegan&) const { return {}; }
};

/// When a clerk had the visitor of a step, as far as the step knows: from its last call on.
std::optional<Interval> with_clerk(const hall::Step& step, Instant now) {
    if (step.called_at == Instant{}) return std::nullopt;
    switch (step.state) {
        case hall::StepState::called:
        case hall::StepState::serving: return Interval{step.called_at, now};
        case hall::StepState::on_hold: return Interval{step.called_at, step.held_at};
        case hall::StepState::waiting:
        case hall::StepState::done:
        case hall::StepState::no_show:
        case hall::StepState::cancelled: return Interval{step.called_at, step.ended_at};
    }
    assert(false);
}

bool has_come_back(const hall::Step& step) {
    return step.called_at != Instant{} && step.called_at < step.placed_at;
}

/// Since when nothing but its own visitor's being elsewhere kept a step from being called.
Instant free_since(hall::StepIndex at, const hall::Day& day) {
    const hall::Step& step = day.at(at);
    const hall::Visit& visit = day.at(step.visit);
    const bool is_of_the_issue = has_come_back(step) || step.placed_at == visit.issued_at;
    Instant since = is_of_the_issue ? std::min(visit.e, visit.issued_at) : step.placed_at;
    const auto& after = day.at(step.service).after;
    for (const hall::StepIndex other : day.steps_of(step.visit)) {
        const hall::ServiceIndex original = day.at(day.at(other).service).original;
        if (std::ranges::find(after, original) == after.end()) continue;
        since = std::max(since, day.at(other).ended_at);
    }
    return since;
}

}  // namespace

hall::VisitIndex visit_of(const hall::Event& event, const hall::Day& day) {
    return std::visit(VisitFinder{day}, event.what);
}

StepRecorder::Track& StepRecorder::track(hall::StepIndex step) {
    if (tracks_.size() <= step.value) tracks_.resize(step.value + 1);
    return tracks_[step.value];
}

/// Begins or ends a stretch in which the step can be called.
void StepRecorder::look(hall::StepIndex at, const hall::Day& day, Instant when) {
    Track& one = track(at);
    const hall::Step& step = day.at(at);
    if (step.is_callable && !one.callable_since) {
        // What was keyed in from paper has waited since the time on it.
        const bool is_new =
            !one.first_callable && day.at(step.visit).channel == hall::Channel::paper;
        const Instant since = is_new ? std::min(step.e, when) : when;
        one.callable_since = since;
        if (!one.first_callable) one.first_callable = since;
    } else if (!step.is_callable && one.callable_since) {
        one.waited += when - *one.callable_since;
        one.callable_since.reset();
    }
}

void StepRecorder::look_at_visit(hall::VisitIndex visit, const hall::Day& day, Instant at) {
    for (auto step = day.at(visit).first_step; step.exists(); step = day.at(step).next) {
        look(step, day, at);
    }
}

void StepRecorder::look_at_all(const hall::Day& day, Instant at) {
    for (std::uint32_t i = 0; i < day.steps().size(); ++i) look({i}, day, at);
}

StepRecorder StepRecorder::from_the_middle(const hall::Day& day, Instant now) {
    StepRecorder recorder;
    recorder.has_closed_ = day.has_begun() && now >= day.rules().closes_at();
    for (std::uint32_t i = 0; i < day.steps().size(); ++i) {
        recorder.tracks_.push_back(track_until({i}, day, now));
    }
    return recorder;
}

StepRecorder::Track StepRecorder::track_until(hall::StepIndex at, const hall::Day& day,
                                              Instant now) {
    const hall::Step& step = day.at(at);
    const bool waits = step.state == hall::StepState::waiting;
    const bool has_returned = has_come_back(step);
    Track one{.callable_since = step.is_callable ? std::optional{now} : std::nullopt,
              .called_at = reached(step.called_at),
              .returns = has_returned ? 1 : 0};
    if (!one.called_at && waits && !day.waits_for(at, now).empty()) return one;
    const Instant until = one.called_at ? *one.called_at : waits ? now : step.ended_at;
    one.first_callable = free_since(at, day);
    one.waited = until - *one.first_callable;
    if (has_returned && waits) one.waited += now - step.placed_at;
    for (const hall::StepIndex other : day.steps_of(step.visit)) {
        const auto busy = other == at ? std::nullopt : with_clerk(day.at(other), now);
        if (!busy) continue;
        if (busy->from < *one.first_callable && *one.first_callable < busy->to) {
            one.first_callable = std::min(busy->to, until);
        }
        const auto overlap = [&](Instant from, Instant to) {
            return std::max(std::min(to, busy->to) - std::max(from, busy->from), Duration{0});
        };
        one.waited -= overlap(free_since(at, day), until);
        if (has_returned && waits) one.waited -= overlap(step.placed_at, now);
    }
    one.waited = std::max(one.waited, Duration{0});
    return one;
}

void StepRecorder::note(const hall::Event& event, const hall::Day& day) {
    if (std::holds_alternative<hall::DayBegan>(event.what)) {
        tracks_.clear();
        has_closed_ = false;
        look_at_all(day, event.at);
        return;
    }
    if (!day.has_begun()) return;
    if (!has_closed_ && event.at >= day.rules().closes_at()) {
        has_closed_ = true;
        look_at_all(day, event.at);
    }
    if (std::holds_alternative<hall::DayClosed>(event.what)) look_at_all(day, event.at);
    const hall::VisitIndex visit = visit_of(event, day);
    if (visit.exists()) look_at_visit(visit, day, event.at);

    if (const auto* const called = std::get_if<hall::Called>(&event.what)) {
        Track& one = track(called->step);
        if (!one.called_at) one.called_at = event.at;
        if (called->is_rejoin) ++one.returns;
    }
    if (const auto* const rejoined = std::get_if<hall::Rejoined>(&event.what)) {
        for (const auto& place : rejoined->places) ++track(place.step).returns;
    }
    const auto* const undone = std::get_if<hall::Undone>(&event.what);
    if (undone != nullptr && undone->act == hall::Act::call) {
        Track& one = track(undone->step);
        if (one.returns == 0) one.called_at.reset();
    }
    const auto* const cancelled = std::get_if<hall::Cancelled>(&event.what);
    if (cancelled != nullptr && !cancelled->reason.empty()) {
        for (const hall::StepIndex step : cancelled->steps) track(step).is_staff_cancelled = true;
    }
}

std::vector<StepRecord> StepRecorder::records(const hall::Day& day, Instant now) const {
    std::vector<StepRecord> records;
    records.reserve(day.steps().size());
    for (std::uint32_t i = 0; i < day.steps().size(); ++i) {
        const hall::Step& step = day.at(hall::StepIndex{i});
        const hall::Visit& visit = day.at(step.visit);
        const Track one = i < tracks_.size() ? tracks_[i] : Track{};
        StepRecord record{.step = {i},
                          .visit = step.visit,
                          .service = day.at(step.service).original,
                          .priority = visit.priority,
                          .channel = visit.channel,
                          .state = step.state,
                          .outcome = step.outcome,
                          .counter = step.counter,
                          .e = step.e,
                          .first_callable = one.first_callable,
                          .called_at = one.called_at,
                          .started_at = reached(step.started_at),
                          .ended_at = reached(step.ended_at),
                          .returns = one.returns,
                          .wait = one.waited,
                          .is_staff_cancelled = one.is_staff_cancelled,
                          .is_first = visit.first_step == hall::StepIndex{i},
                          .is_undone = step.outcome == hall::Outcome::undone};
        if (one.callable_since && now > *one.callable_since) {
            record.wait += now - *one.callable_since;
        }
        records.push_back(record);
    }
    return records;
}

}  // namespace gerai::measure
