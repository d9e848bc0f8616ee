#include "measure/day_log.h"

#include <algorithm>
#include <utility>

namespace gerai::measure {

namespace {

constexpr Instant never{};

StayEnd end_of(const hall::Step& step) {
    switch (step.state) {
        case hall::StepState::done: return StayEnd::served;
        case hall::StepState::no_show: return StayEnd::no_show;
        case hall::StepState::on_hold: return StayEnd::held;
        case hall::StepState::cancelled:
            return step.outcome == hall::Outcome::transferred ? StayEnd::transferred
                                                              : StayEnd::cancelled;
        case hall::StepState::waiting:
        case hall::StepState::called:
        case hall::StepState::serving: return StayEnd::taken_back;
    }
    std::unreachable();
}

bool is_open(hall::CounterState state) { return state != hall::CounterState::closed; }

}  // namespace

void DayLogger::note(const hall::Event& event, const hall::Day& day) {
    if (std::holds_alternative<hall::DayBegan>(event.what)) *this = DayLogger{};
    recorder_.note(event, day);
    tracks_.resize(std::max(tracks_.size(), day.desks().size()));
    for (std::uint32_t i = 0; i < day.desks().size(); ++i) look({i}, event, day);
    if (const auto* const rejoined = std::get_if<hall::Rejoined>(&event.what)) {
        for (const auto& place : rejoined->places) note_return(place.step, event.at);
    }
}

void DayLogger::look(hall::CounterIndex counter, const hall::Event& event, const hall::Day& day) {
    look_at_state(counter, day.at(counter), event.at);
    look_at_step(counter, event, day);
}

void DayLogger::look_at_state(hall::CounterIndex counter, const hall::Desk& desk, Instant at) {
    Track& track = tracks_[counter.value];
    if (track.state == desk.state && track.offers == desk.offers) return;
    if (is_open(track.state) && track.since < at) {
        stretches_.push_back({counter, {track.since, at}, track.state, track.offers});
    }
    track.state = desk.state;
    track.offers = desk.offers;
    track.since = at;
}

void DayLogger::look_at_step(hall::CounterIndex counter, const hall::Event& event,
                             const hall::Day& day) {
    Track& track = tracks_[counter.value];
    const hall::StepIndex now = day.at(counter).current;
    if (track.current != now) {
        if (track.stay) {
            Stay& stay = stays_[*track.stay];
            stay.left_at = event.at;
            stay.end = end_of(day.at(stay.step));
        }
        track.stay.reset();
        track.current = now;
        if (now.exists()) begin_stay(counter, event, day);
    }
    if (!track.stay) return;
    const hall::Step& step = day.at(track.current);
    Stay& stay = stays_[*track.stay];
    const bool is_serving = step.state == hall::StepState::serving;
    if (is_serving && !stay.started_at) stay.started_at = event.at;
    if (!is_serving) stay.started_at.reset();
}

void DayLogger::begin_stay(hall::CounterIndex counter, const hall::Event& event,
                           const hall::Day& day) {
    const hall::StepIndex at = tracks_[counter.value].current;
    if (std::holds_alternative<hall::Undone>(event.what)) return take_up_again(counter, at);
    const hall::Step& step = day.at(at);
    const auto* const called = std::get_if<hall::Called>(&event.what);
    const bool is_resumed = std::holds_alternative<hall::Resumed>(event.what);
    const bool is_carried = called == nullptr && !is_resumed && step.called_at != never;
    Stay stay{.step = at, .counter = counter, .is_resumed = is_resumed, .called_at = event.at};
    if (called != nullptr) stay.rule = called->rule;
    if (is_carried) {
        stay.called_at = step.called_at;
        if (step.started_at != never) stay.started_at = step.started_at;
    }
    tracks_[counter.value].stay = stays_.size();
    stays_.push_back(stay);
}

void DayLogger::take_up_again(hall::CounterIndex counter, hall::StepIndex step) {
    const auto last = std::ranges::find_if(stays_.rbegin(), stays_.rend(), [&](const Stay& stay) {
        return stay.counter == counter && stay.step == step;
    });
    if (last == stays_.rend()) return;
    last->left_at.reset();
    last->end = StayEnd::unfinished;
    tracks_[counter.value].stay = static_cast<std::size_t>(stays_.rend() - last) - 1;
}

void DayLogger::note_return(hall::StepIndex step, Instant at) {
    const auto last = std::ranges::find_if(stays_.rbegin(), stays_.rend(),
                                           [&](const Stay& stay) { return stay.step == step; });
    if (last != stays_.rend()) last->back_at = at;
}

DayLog DayLogger::log(const hall::Day& day, Instant now) const {
    DayLog log{.date = day.date(),
               .rules = day.rules(),
               .records = recorder_.records(day, now),
               .stays = stays_,
               .stretches = stretches_,
               .ended_at = now};
    for (std::uint32_t i = 0; i < tracks_.size(); ++i) {
        const Track& track = tracks_[i];
        if (!is_open(track.state) || now <= track.since) continue;
        log.stretches.push_back({{i}, {track.since, now}, track.state, track.offers});
    }
    std::ranges::stable_sort(log.stretches, {}, [](const Stretch& one) { return one.at.from; });
    return log;
}

}  // namespace gerai::measure
