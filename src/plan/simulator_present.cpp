// How a simulated day goes on from a hall as it stands.

#include <algorithm>
#include <cassert>
#include <limits>

#include "hall/dispatch.h"
#include "plan/law_beyond.h"
#include "plan/simulator.h"

namespace gerai::plan {

namespace {

/// Apart from those of streams and appointments.
constexpr std::uint64_t part_of_the_present = std::numeric_limits<std::uint64_t>::max();

/// Whom the model knows that comes for a service, in that class if it knows one; null: nobody.
const Population* population_of(const Model& model, hall::ServiceIndex original,
                                hall::ClassIndex priority) {
    const Population* found = nullptr;
    const auto look = [&](const Population& who) {
        const auto& served = model.rules.services[who.service.value];
        if (served.original != original) return;
        const auto& weights = who.class_weights;
        const bool has_class = weights.empty()
                                   ? priority.value == 0
                                   : priority.value < weights.size() && weights[priority.value] > 0;
        if (has_class || found == nullptr) found = &who;
    };
    for (const Stream& stream : model.streams) look(stream.who);
    for (const Appointments& group : model.appointments) look(group.who);
    return found;
}

/// How long a visit has been in the hall at a moment without being with a clerk.
Duration waited(const hall::Day& day, hall::VisitIndex visit, Instant until) {
    Duration waited = until - day.at(visit).e;
    for (const hall::StepIndex at : day.steps_of(visit)) {
        const hall::Step& step = day.at(at);
        if (step.called_at == Instant{} || step.called_at >= until) continue;
        const bool is_there = day.at(visit).with_clerk == at;
        const bool is_held = step.state == hall::StepState::on_hold;
        const Instant left = is_there ? until : is_held ? step.held_at : step.ended_at;
        waited -= std::clamp(left, step.called_at, until) - step.called_at;
    }
    return std::max(waited, Duration{0});
}

bool has_gone(const hall::Day& day, hall::VisitIndex visit) {
    return std::ranges::all_of(day.steps_of(visit), [&](hall::StepIndex at) {
        const hall::StepState state = day.at(at).state;
        return state == hall::StepState::done || state == hall::StepState::cancelled;
    });
}

/// When the visitor was last seen at a counter; the check-in, if never.
Instant last_seen(const hall::Day& day, hall::VisitIndex visit, Instant now) {
    Instant seen = day.at(visit).e;
    for (const hall::StepIndex at : day.steps_of(visit)) {
        const hall::Step& step = day.at(at);
        if (step.started_at == Instant{}) continue;
        seen = std::max({seen, step.started_at, step.ended_at, step.held_at});
        if (step.state == hall::StepState::serving) seen = now;
    }
    return seen;
}

/// The chance of something that happens to that share and takes a time of a law otherwise, when it
/// has not happened for so long.
double chance_after(double share, double still_possible) {
    const double both = share * still_possible + (1 - share);
    return both > 0 ? share * still_possible / both : 0;
}

}  // namespace

Simulator::Simulator(const Model& model, const Present& present)
    : model_(model),
      first_(present.day),
      first_records_(measure::StepRecorder::from_the_middle(present.day, present.now)),
      goes_on_from_(present.now),
      coming_(present.coming),
      timetable_(timetable_of(present.duties)),
      second_choice_(present.day.rules().services, model.second_weights),
      arrivals_(model, Key{0}) {
    assert(model.services.size() == present.day.rules().services.size());
    hall::release(first_, present.now);
}

void Simulator::take_over(Key day) {
    const Key present = day.of(part_of_the_present);
    for (const hall::Step& step : day_.steps()) errands_.push_back(step.service.value);
    for (std::uint32_t i = 0; i < day_.visits().size(); ++i) {
        visitors_.push_back(visitor_in_hall({i}, present.of(i)));
    }
    for (const hall::StepIndex step : day_.held_steps()) await_held(step);
    for (std::uint32_t i = 0; i < day_.desks().size(); ++i) take_over({i}, present);
    for (std::uint32_t i = 0; i < visitors_.size(); ++i) {
        look_for_absent({i});
        go_on({i});
    }
}

/// Who has neither said goodbye nor been missed may be there, with patience left, or have gone
/// without a word.
Simulator::Visitor Simulator::visitor_in_hall(hall::VisitIndex visit, Key key) const {
    Visitor one{.key = key, .waits_since = now_};
    if (has_gone(day_, visit)) return one;
    const hall::Step& first = day_.at(day_.at(visit).first_step);
    const Population* const who =
        population_of(model_, day_.at(first.service).original, day_.at(visit).priority);
    if (who == nullptr || !who->patience) return one;
    const Law& law = who->patience->law;
    const double goodbye = who->patience->says_goodbye;
    const Duration until_now = waited(day_, visit, now_);
    const Duration until_seen = waited(day_, visit, last_seen(day_, visit, now_));
    const double seen = share_beyond(law, until_seen);
    const double patient = seen > 0 ? share_beyond(law, until_now) / seen : 1;
    const double silent = (1 - patient) * (1 - goodbye);
    Random random{key, Purpose::farewell};
    one.is_gone = !random.chance(patient + silent > 0 ? patient / (patient + silent) : 1);
    one.says_goodbye = random.chance(goodbye);
    one.patience = draw_rest(law, until_now, {key, Purpose::patience});
    return one;
}

/// Who was called in vain and may still come back asks for it, or is gone with all other steps,
/// unless seen since.
void Simulator::look_for_absent(hall::VisitIndex visit) {
    Instant missed_at = Instant::min();
    for (const hall::StepIndex at : day_.steps_of(visit)) {
        const hall::Step& step = day_.at(at);
        const bool may_come_back = step.state == hall::StepState::no_show &&
                                   step.outcome == hall::Outcome::none && !step.is_carried;
        if (may_come_back) missed_at = std::max(missed_at, step.ended_at);
    }
    if (missed_at == Instant::min()) return;
    Visitor& one = visitor(visit);
    const Law& law = model_.absence.back_after;
    const double still = share_beyond(law, now_ - missed_at);
    Random random{one.key, Purpose::coming_back};
    const bool comes_back = random.chance(chance_after(model_.absence.comes_back, still));
    if (comes_back) {
        one.is_gone = false;
        in(draw_rest(law, now_ - missed_at, random), Happening::coming_back, visit.value);
    } else if (last_seen(day_, visit, now_) <= missed_at) {
        one.is_gone = true;
    }
}

void Simulator::await_held(hall::StepIndex step) {
    const hall::Step& held = day_.at(step);
    const Key key = visitor(held.visit).key;
    const Random random{key, Purpose::coming_back, errands_[step.value]};
    in(draw_rest(model_.absence.back_after, now_ - held.held_at, random), Happening::returning,
       step.value);
}

void Simulator::take_over(hall::CounterIndex counter, Key present) {
    const hall::Desk& desk = day_.at(counter);
    if (desk.current.exists()) {
        clerk(counter).is_busy = true;
        const bool is_called = day_.at(desk.current).state == hall::StepState::called;
        if (is_called) {
            take_over_call(counter);
        } else {
            go_on_serving(counter);
        }
        return;
    }
    if (desk.state != hall::CounterState::open) return;
    // A clerk who does not call though somebody waits is still getting ready for it.
    clerk(counter).is_busy = true;
    Duration gap{0};
    if (hall::choose_next(day_, counter, now_)) {
        gap = draw_rest(model_.idle_gap, now_ - desk.idle_since,
                        {present, Purpose::idle_gap, counter.value});
    }
    in(gap, Happening::ready, counter.value);
}

/// Whether one who was called and has not come yet is on the way.
void Simulator::take_over_call(hall::CounterIndex counter) {
    const hall::Step& step = day_.at(day_.at(counter).current);
    Visitor& called = visitor(step.visit);
    ++called.calls;
    const Duration passed = now_ - step.called_at;
    const double hears = called.is_gone ? 0 : 1 - model_.absence.share;
    const double walks = hears * share_beyond(model_.walking, passed);
    const double misses = passed < model_.no_show_after ? 1 - hears : 0;
    const double comes = walks + misses > 0 ? walks / (walks + misses) : 1;
    if (Random{called.key, Purpose::absence, called.calls}.chance(comes)) {
        called.is_gone = false;
        in(draw_rest(model_.walking, passed, {called.key, Purpose::walking, called.calls}),
           Happening::met, counter.value);
    } else {
        in(model_.no_show_after - passed, Happening::missed, counter.value);
    }
}

/// What was resumed has been served at least until it was put on hold.
void Simulator::go_on_serving(hall::CounterIndex counter) {
    const hall::StepIndex at = day_.at(counter).current;
    const hall::Step& step = day_.at(at);
    const bool was_held = step.held_at > step.started_at;
    const Duration passed = (was_held ? step.held_at : now_) - step.started_at;
    const Law& law = model_.services[step.service.value].time;
    in(draw_rest(law, passed, {visitor(step.visit).key, Purpose::service, errands_[at.value]}),
       Happening::served, counter.value);
}

void Simulator::come_from_hold(hall::StepIndex step) {
    returned_.push_back(step);
    resume_at_idle();
}

void Simulator::resume_at_idle() {
    for (const hall::CounterIndex counter : std::vector{idle_}) resume(counter);
}

/// Goes on with one of those that were on hold, if the counter can.
bool Simulator::resume(hall::CounterIndex counter) {
    std::erase_if(returned_, [&](hall::StepIndex step) {
        return day_.at(step).state != hall::StepState::on_hold;
    });
    for (const hall::StepIndex step : returned_) {
        const hall::VisitIndex visit = day_.at(step).visit;
        if (!day_.offers(counter, day_.at(step).service)) continue;
        if (!act(hall::Resume{acting_at(counter), visit})) continue;
        stop_being_idle(counter);
        clerk(counter).is_busy = true;
        go_on_serving(counter);
        return true;
    }
    return false;
}

/// What no clerk has ended by then ends with the date, as the hall's rules say.
void Simulator::end_date() {
    const hall::Rules& rules = day_.rules();
    if (day_.is_closed() || rules.is_open_through_end || !day_.has_begun()) return;
    const Instant ends = std::min(rules.ends_at, model_.until);
    if (ends < Instant::max()) now_ = std::max(now_, ends);
    act(hall::CloseDay{});
}

}  // namespace gerai::plan
