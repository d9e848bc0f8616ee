#include "plan/simulator.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "hall/dispatch.h"
#include "hall/offering.h"

namespace gerai::plan {

Simulator::Simulator(const Model& model)
    : model_(model),
      first_(model.rules, model.date),
      coming_{.variation = model.day_factor_cv},
      timetable_(timetable_of(model.roster)),
      second_choice_(model.rules.services, model.second_weights),
      arrivals_(model, Key{0}) {
    assert(model.services.size() == model.rules.services.size());
}

SimulatedDay Simulator::run(std::uint64_t seed, std::uint32_t number, const Listener& listener) {
    listener_ = listener ? &listener : nullptr;
    begin(Key{seed}.of(number));
    constexpr std::uint32_t between_looks = 4'096;  // Not to ask after every one.
    std::uint32_t happened = 0;
    while (agenda_.next() != nullptr && agenda_.next()->at <= model_.until) {
        if (++happened % between_looks == 0 && stop_.stop_requested()) throw RunStopped{};
        const auto next = agenda_.take();
        now_ = next.at;
        happen(next.kind(), next.about());
    }
    if (goes_on_from_) end_date();
    result_.ended_at = model_.until == Instant::max() ? day_.last_at() : model_.until;
    result_.records = recorder_.records(day_, result_.ended_at);
    return std::move(result_);
}

void Simulator::begin(Key day) {
    day_ = first_;
    now_ = goes_on_from_.value_or(Instant::min());
    agenda_.clear();
    arrivals_ = Arrivals{model_, day, coming_};
    duties_done_ = 0;
    visitors_.clear();
    errands_.clear();
    clerks_.assign(day_.desks().size(), {});
    idle_.clear();
    returned_.clear();
    recorder_ = first_records_;
    result_ = {.factor = arrivals_.factor()};
    // First of all, so that the doors shut before anything else that happens at that time.
    const Instant closes = day_.rules().closes_at();
    if (closes < Instant::max() && closes >= now_) agenda_.add(closes, Happening::closing, 0);
    if (!timetable_.empty()) agenda_.add(timetable_.front().at, Happening::duty, 0);
    awaited_.assign(arrivals_.sources(), Comer{.at = {}, .key = day});
    for (std::uint32_t source = 0; source < awaited_.size(); ++source) await_next(source);
    if (goes_on_from_) take_over(day);
}

void Simulator::happen(Happening what, std::uint32_t about) {
    switch (what) {
        case Happening::arrival: return arrive(about);
        case Happening::duty: return do_duty();
        case Happening::met: return start({about});
        case Happening::missed: return give_up({about});
        case Happening::served: return finish({about});
        case Happening::ready: return get_ready({about});
        case Happening::patience: return lose_patience({about});
        case Happening::coming_back: return come_back({about});
        case Happening::returning: return come_from_hold({about});
        case Happening::closing: return close_doors();
    }
    assert(false);
}

bool Simulator::act(const hall::Command& command) {
    const auto events = hall::decide(day_, command, now_);
    if (!events) return false;
    for (const hall::Event& event : *events) {
        hall::evolve(day_, event);
        recorder_.note(event, day_);
        if (listener_ != nullptr) (*listener_)(event, day_);
        ++result_.events;
    }
    return true;
}

void Simulator::in(Duration delay, Happening what, std::uint32_t about) {
    agenda_.add(now_ + std::max(delay, Duration{0}), what, about);
}

void Simulator::await_next(std::uint32_t source) {
    const Comer next = arrivals_.next(source);
    if (!next.exists()) return;
    awaited_[source] = next;
    agenda_.add(next.at, Happening::arrival, source);
}

void Simulator::arrive(std::uint32_t source) {
    const Comer comer = awaited_[source];
    await_next(source);
    const hall::Issue wish = wish_of(comer, arrivals_.population(source));
    if (!act(wish)) {
        ++result_.refused;
        return;
    }
    visitors_.push_back(visitor_of(comer, source));
    for (const hall::ServiceIndex service : wish.services) errands_.push_back(service.value);
    go_on({static_cast<std::uint32_t>(visitors_.size() - 1)});
}

hall::Issue Simulator::wish_of(const Comer& comer, const Population& who) const {
    hall::Issue wish{.services = {who.service}, .priority = {0}};
    if (!who.class_weights.empty()) {
        const auto drawn = Random{comer.key, Purpose::priority}.place_by_weight(who.class_weights);
        wish.priority = {static_cast<std::uint32_t>(drawn)};
    }
    if (who.second_service > 0) {
        Random random{comer.key, Purpose::second_service};
        if (random.chance(who.second_service)) {
            const auto first = day_.rules().services[who.service.value].agency;
            const hall::ServiceIndex second = second_choice_.draw(first, random);
            // Whoever would go on to what is not given today comes for the first alone.
            if (second.exists() && hall::is_given(day_.layout(), second))
                wish.services.push_back(second);
        }
    }
    return wish;
}

Simulator::Visitor Simulator::visitor_of(const Comer& comer, std::uint32_t source) const {
    Visitor one{.key = comer.key, .waits_since = now_};
    const auto& patience = arrivals_.population(source).patience;
    if (patience) {
        one.patience = draw(patience->law, {comer.key, Purpose::patience});
        one.says_goodbye = Random{comer.key, Purpose::farewell}.chance(patience->says_goodbye);
    }
    return one;
}

/// What a visit does once it may wait again: its steps go to idle counters, or patience begins.
void Simulator::go_on(hall::VisitIndex visit) {
    if (day_.at(visit).with_clerk.exists()) return;
    if (!returned_.empty()) {
        resume_at_idle();
        if (day_.at(visit).with_clerk.exists()) return;
    }
    for (auto at = day_.at(visit).first_step; at.exists(); at = day_.at(at).next) {
        if (day_.at(at).is_callable && offer(at)) return;
    }
    Visitor& one = visitor(visit);
    if (!one.says_goodbye || one.is_gone || !waits(visit)) return;
    one.leaves_at = one.waits_since + one.patience;
    agenda_.add(one.leaves_at, Happening::patience, visit.value);
}

bool Simulator::waits(hall::VisitIndex visit) const {
    for (auto at = day_.at(visit).first_step; at.exists(); at = day_.at(at).next) {
        if (day_.at(at).state == hall::StepState::waiting) return true;
    }
    return false;
}

void Simulator::lose_patience(hall::VisitIndex visit) {
    Visitor& one = visitor(visit);
    if (one.leaves_at != now_) return;
    one.is_gone = act(hall::Cancel{.visit = visit, .reason = {}});
}

void Simulator::come_back(hall::VisitIndex visit) {
    Visitor& one = visitor(visit);
    const bool was_away = !waits(visit);
    if (one.is_gone || !act(hall::Rejoin{visit})) return;
    if (was_away) one.waits_since = now_;
    go_on(visit);
}

void Simulator::do_duty() {
    const Appointed& due = timetable_[duties_done_++];
    if (duties_done_ < timetable_.size()) {
        agenda_.add(timetable_[duties_done_].at, Happening::duty, 0);
    }
    const hall::AtCounter at = acting_at(due.counter);
    switch (due.act) {
        case DutyAct::open:
            if (act(hall::Open{at, due.services}) && !clerk(due.counter).is_busy) {
                get_ready(due.counter);
            }
            return;
        case DutyAct::pause:
            if (act(hall::Pause{at})) stop_being_idle(due.counter);
            return;
        case DutyAct::close:
            if (act(hall::Close{at})) stop_being_idle(due.counter);
            return;
    }
    assert(false);
}

/// Closing time frees those who waited for somebody who might have come back.
void Simulator::close_doors() {
    if (!day_.has_unreleased(now_)) return;
    hall::release(day_, now_);  // Else each decision until the next event would copy the day.
    for (const hall::CounterIndex counter : std::vector{idle_}) call(counter);
}

void Simulator::get_ready(hall::CounterIndex counter) {
    clerk(counter).is_busy = false;
    if (day_.at(counter).state != hall::CounterState::open) return;
    if (!resume(counter) && !call(counter)) become_idle(counter);
}

bool Simulator::call(hall::CounterIndex counter) {
    if (!act(hall::Call{acting_at(counter)})) return false;
    stop_being_idle(counter);
    clerk(counter).is_busy = true;
    Visitor& called = visitor(day_.at(day_.at(counter).current).visit);
    if (is_missed(called)) {
        in(model_.no_show_after, Happening::missed, counter.value);
        return true;
    }
    const Duration walk = draw(model_.walking, {called.key, Purpose::walking, called.calls});
    if (walk > Duration{0}) {
        in(walk, Happening::met, counter.value);
    } else {
        start(counter);
    }
    return true;
}

/// Gives the step to an idle counter, if there is one.
bool Simulator::offer(hall::StepIndex step) {
    const auto& givers = day_.layout().givers[day_.at(step).service.value];
    if (idle_.empty()) return false;
    hall::CounterIndex counter;
    if (idle_.size() <= givers.size()) {
        counter = hall::idle_counter_for(day_, step, idle_);
    } else {
        boost::container::small_vector<hall::CounterIndex, 16> idle_givers;
        std::ranges::copy_if(givers, std::back_inserter(idle_givers),
                             [&](hall::CounterIndex one) { return is_idle(one); });
        counter = hall::idle_counter_for(day_, step, idle_givers);
    }
    return counter.exists() && call(counter);
}

/// Whether one who is called now does not come: patience has ended without a word, or the call was
/// not heard.
bool Simulator::is_missed(Visitor& called) {
    ++called.calls;
    called.leaves_at = Instant::max();
    if (called.patience < Duration::max()) {
        called.patience -= now_ - called.waits_since;
        called.is_gone = called.is_gone || called.patience < Duration{0};
    }
    if (called.is_gone) return true;
    const double share = model_.absence.share;
    return share > 0 && Random{called.key, Purpose::absence, called.calls}.chance(share);
}

void Simulator::start(hall::CounterIndex counter) {
    const hall::StepIndex step = day_.at(counter).current;
    const hall::Step& one = day_.at(step);
    const Key key = visitor(one.visit).key;
    const Law& law = model_.services[one.service.value].time;
    [[maybe_unused]] const bool is_started = act(hall::Start{acting_at(counter)});
    assert(is_started);
    in(draw(law, {key, Purpose::service, errands_[step.value]}), Happening::served, counter.value);
}

void Simulator::finish(hall::CounterIndex counter) {
    const hall::AtCounter at = acting_at(counter);
    const hall::StepIndex step = day_.at(counter).current;
    const hall::VisitIndex visit = day_.at(step).visit;
    Visitor& served = visitor(visit);
    const hall::ServiceIndex onward = onward_from(step);
    if (onward.exists() && act(hall::SendOn{at, onward})) {
        const auto services = static_cast<std::uint32_t>(model_.services.size());
        errands_.push_back(onward.value + services * ++served.sent_on);
    } else {
        act(hall::Finish{at});
    }
    served.waits_since = now_;
    go_on(visit);
    rest(counter, visit);
}

hall::ServiceIndex Simulator::onward_from(hall::StepIndex step) const {
    const auto& onward = model_.services[day_.at(step).service.value].onward;
    if (onward.empty()) return {};
    const Key key = visitor(day_.at(step).visit).key;
    double drawn = Random{key, Purpose::route, errands_[step.value]}.share();
    for (const Onward& way : onward) {
        drawn -= way.share;
        if (drawn < 0) return way.service;
    }
    return {};
}

void Simulator::give_up(hall::CounterIndex counter) {
    const hall::VisitIndex visit = day_.at(day_.at(counter).current).visit;
    act(hall::RecordNoShow{acting_at(counter)});
    Visitor& missing = visitor(visit);
    missing.waits_since = now_;
    if (!missing.is_gone) {
        Random random{missing.key, Purpose::coming_back, missing.calls};
        missing.is_gone = !random.chance(model_.absence.comes_back);
        if (!missing.is_gone) {
            in(draw(model_.absence.back_after, random), Happening::coming_back, visit.value);
        }
    }
    go_on(visit);
    rest(counter, visit);
}

/// The clerk has let go of a visitor, and needs a while before the next.
void Simulator::rest(hall::CounterIndex counter, hall::VisitIndex last) {
    const Visitor& served = visitor(last);
    const Duration gap = draw(model_.idle_gap, {served.key, Purpose::idle_gap, served.calls});
    if (gap > Duration{0}) {
        in(gap, Happening::ready, counter.value);
    } else {
        get_ready(counter);
    }
}

void Simulator::become_idle(hall::CounterIndex counter) {
    clerk(counter).place = static_cast<std::uint32_t>(idle_.size());
    idle_.push_back(counter);
}

void Simulator::stop_being_idle(hall::CounterIndex counter) {
    const std::uint32_t place = clerk(counter).place;
    if (!is_idle(counter)) return;
    idle_[place] = idle_.back();
    clerk(idle_[place]).place = place;
    idle_.pop_back();
    clerk(counter).place = hall::CounterIndex::nowhere;
}

}  // namespace gerai::plan
