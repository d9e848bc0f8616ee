#include <algorithm>
#include <cassert>

#include "hall/capacity.h"
#include "hall/dispatch.h"
#include "hall/objection.h"
#include "hall/offering.h"
#include "mall/forming.h"

namespace gerai::hall {

namespace {

template <class Thing>
std::uint32_t about(Thing thing) {
    return static_cast<std::uint32_t>(thing);
}

std::unexpected<Refused> refuse(Refusal why, std::uint32_t what = Index<void>::nowhere) {
    return std::unexpected{Refused{why, what}};
}

template <class Thing>
std::unexpected<Refused> refuse(Refusal why, Index<Thing> what) {
    return refuse(why, what.value);
}

std::unexpected<Refused> refuse(const Objection& objection) {
    return std::unexpected{objection.refused()};
}

bool is_with_clerk(StepState state) {
    return state == StepState::called || state == StepState::serving;
}

bool is_unfinished(StepState state) {
    return is_with_clerk(state) || state == StepState::waiting || state == StepState::on_hold;
}

/// How often a rating may be changed: enough for second thoughts, and no way to fill a journal.
constexpr int ratings_max = 20;

/// One command against a day; each overload gives the events or the rule that forbids it.
class Decision {
public:
    Decision(const Day& day, Instant now) : day_(day), now_(now) {}

    Result<Events> operator()(const Issue& wish) const;
    Result<Events> operator()(const IssuePaper& wish) const;
    Result<Events> operator()(const Cancel& wish) const;
    Result<Events> operator()(const Rejoin& wish) const;
    Result<Events> operator()(const ChangePriority& wish) const;
    Result<Events> operator()(const Rate& wish) const;
    Result<Events> operator()(const Open& wish) const;
    Result<Events> operator()(const Close& wish) const;
    Result<Events> operator()(const Pause& wish) const;
    Result<Events> operator()(const ChooseServices& wish) const;
    Result<Events> operator()(const Call& wish) const;
    Result<Events> operator()(const CallNumber& wish) const;
    Result<Events> operator()(const Recall& wish) const;
    Result<Events> operator()(const Start& wish) const;
    Result<Events> operator()(const Finish& wish) const;
    Result<Events> operator()(const RecordNoShow& wish) const;
    Result<Events> operator()(const Hold& wish) const;
    Result<Events> operator()(const Resume& wish) const;
    Result<Events> operator()(const TransferToService& wish) const;
    Result<Events> operator()(const TransferToCounter& wish) const;
    Result<Events> operator()(const SendOn& wish) const;
    Result<Events> operator()(const Undo& wish) const;
    Result<Events> operator()(const TakeSession& wish) const;
    Result<Events> operator()(const Configure& wish) const;
    Result<Events> operator()(const Form& wish) const;
    Result<Events> operator()(const CloseDay& wish) const;
    Result<Events> operator()(const Hear& wish) const { return on_wall(wish); }
    Result<Events> operator()(const PostNotice& wish) const { return on_wall(wish, now_); }
    Result<Events> operator()(const WithdrawNotice& wish) const { return on_wall(wish, now_); }
    Result<Events> operator()(const AskHelp& wish) const { return on_wall(wish); }
    Result<Events> operator()(const GiveHelp& wish) const { return on_wall(wish); }
    Result<Events> operator()(const SetBoard& wish) const { return on_wall(wish); }

private:
    /// The event that a command causes; made in place, for it is on the way of everything.
    template <class Happened>
    [[nodiscard]] Result<Events> one(Happened&& happened) const {
        Result<Events> events{std::in_place};
        events->emplace_back(now_, std::in_place_type<Happened>, std::forward<Happened>(happened));
        return events;
    }

    /// What the wall says of a command; no event when it changes nothing.
    template <class... Wish>
    [[nodiscard]] Result<Events> on_wall(const Wish&... wish) const {
        auto happened = day_.wall().decide(wish...);
        if (!happened) return std::unexpected{happened.error()};
        Events events;
        if (*happened) events.emplace_back(now_, std::move(**happened));
        return events;
    }

    [[nodiscard]] bool exists(VisitIndex visit) const { return visit.value < day_.visits().size(); }
    [[nodiscard]] bool exists(CounterIndex counter) const {
        return counter.value < day_.desks().size();
    }
    [[nodiscard]] bool exists(ServiceIndex service) const {
        return service.value < day_.rules().services.size();
    }

    [[nodiscard]] StepIndex in_hand(const AtCounter& at) const {
        return day_.at(at.counter).current;
    }

    [[nodiscard]] bool is_taken_over(const AtCounter& at) const {
        const std::string& session = day_.at(at.counter).session;
        return !session.empty() && session != at.session;
    }

    [[nodiscard]] Objection forbids(const AtCounter& at) const {
        if (!exists(at.counter)) return Refusal::unknown_counter;
        if (at.needs_session && is_taken_over(at)) return Refusal::taken_over;
        return Objection::none();
    }
    [[nodiscard]] Objection forbids_calling(const AtCounter& at) const {
        if (const Objection objection = forbids(at)) return objection;
        const Desk& desk = day_.at(at.counter);
        if (desk.current.exists()) return Refusal::counter_busy;
        if (desk.state != CounterState::open) {
            return {Refusal::wrong_counter_state, about(desk.state)};
        }
        return Objection::none();
    }
    /// Of an act on the step in hand.
    [[nodiscard]] Objection forbids_act(const AtCounter& at) const {
        if (const Objection objection = forbids(at)) return objection;
        if (!in_hand(at).exists()) return Refusal::counter_idle;
        return Objection::none();
    }
    /// Of an act on the step in hand that has to be in that state.
    [[nodiscard]] Objection forbids_act(const AtCounter& at, StepState state) const {
        if (const Objection objection = forbids_act(at)) return objection;
        const StepState now = day_.at(in_hand(at)).state;
        if (now != state) return {Refusal::wrong_step_state, about(now)};
        return Objection::none();
    }

    [[nodiscard]] Objection forbids_issue(const Issue& wish) const;
    [[nodiscard]] Result<Events> issued(const Issue& wish, Number number, Instant e,
                                        std::string reason) const;

    [[nodiscard]] Result<std::vector<ServiceIndex>> chosen(
        CounterIndex counter, std::span<const ServiceIndex> services) const;
    [[nodiscard]] Result<Events> changed(CounterIndex counter, CounterState state,
                                         CounterState becomes,
                                         std::vector<ServiceIndex> services) const;
    [[nodiscard]] Result<Events> left(const AtCounter& at, CounterState becomes) const;

    [[nodiscard]] Result<Events> called(CounterIndex counter, const Choice& choice,
                                        bool is_rejoin) const;
    [[nodiscard]] Result<StepIndex> step_to_call(CounterIndex counter, VisitIndex visit) const;
    [[nodiscard]] bool may_come_back(const Step& step) const;
    [[nodiscard]] Instant place_behind(const Step& step) const;

    [[nodiscard]] Objection forbids_going_on(StepIndex step) const;
    [[nodiscard]] Objection forbids_new_step(StepIndex from, ServiceIndex service,
                                             StepIndex replaced) const;
    [[nodiscard]] bool waits_in_a_circle(StepIndex from, ServiceIndex service,
                                         StepIndex replaced) const;
    [[nodiscard]] StepIndex next_step() const {
        return {static_cast<std::uint32_t>(day_.steps().size())};
    }

    const Day& day_;
    Instant now_;
};

Objection Decision::forbids_issue(const Issue& wish) const {
    if (wish.services.empty()) return Refusal::no_services;
    for (const ServiceIndex service : wish.services) {
        if (!exists(service)) return {Refusal::unknown_service, service.value};
    }
    if (wish.priority.value >= day_.rules().classes.size()) return Refusal::unknown_class;
    if (day_.is_closed()) return Refusal::date_closed;
    return Objection::none();
}

Result<Events> Decision::issued(const Issue& wish, Number number, Instant e,
                                std::string reason) const {
    return one(Issued{.visit = {static_cast<std::uint32_t>(day_.visits().size())},
                      .first_step = next_step(),
                      .number = number,
                      .priority = wish.priority,
                      .e = e,
                      .channel = wish.channel,
                      .language = wish.language,
                      .code = wish.code,
                      .short_code = wish.short_code,
                      .services = wish.services,
                      .reason = std::move(reason)});
}

Result<Events> Decision::operator()(const Issue& wish) const {
    if (const Objection objection = forbids_issue(wish)) return refuse(objection);
    if (!day_.rules().is_open_at(now_)) return refuse(Refusal::closed);
    for (const ServiceIndex service : wish.services) {
        if (const Objection objection = refuses_issue(day_, service, now_))
            return refuse(objection);
    }
    const AgencyIndex agency = day_.at(wish.services.front()).agency;
    const AgencyIndex series = day_.layout().series[agency.value];
    return issued(wish, {series, day_.last_number_of(agency) + 1}, now_, {});
}

Result<Events> Decision::operator()(const IssuePaper& wish) const {
    const Rules& rules = day_.rules();
    if (rules.paper_prefix.empty()) return refuse(Refusal::no_paper_roll);
    if (const Objection objection = forbids_issue(wish.visit)) return refuse(objection);
    for (const ServiceIndex service : wish.visit.services) {
        if (!is_given(day_.layout(), service)) {
            return refuse(Refusal::service_not_offered, service);
        }
    }
    if (rules.opening.empty()) return refuse(Refusal::closed);
    if (wish.taken_at > now_ || wish.taken_at < rules.opening.front().from ||
        wish.taken_at >= rules.closes_at()) {
        return refuse(Refusal::paper_time_out_of_range);
    }
    if (day_.has_paper_number(wish.number)) return refuse(Refusal::paper_number_used);
    return issued(wish.visit, {AgencyIndex{}, wish.number}, wish.taken_at, wish.reason);
}

Result<Events> Decision::operator()(const Cancel& wish) const {
    if (!exists(wish.visit)) return refuse(Refusal::unknown_visit);
    Cancelled event{.visit = wish.visit, .steps = {}, .reason = wish.reason};
    for (const StepIndex at : day_.steps_of(wish.visit)) {
        const Step& step = day_.at(at);
        if (step.is_carried || step.state == StepState::serving) continue;
        if (is_unfinished(step.state)) event.steps.push_back(at);
    }
    if (event.steps.empty()) return refuse(Refusal::nothing_to_cancel);
    return one(std::move(event));
}

bool Decision::may_come_back(const Step& step) const {
    return step.state == StepState::no_show && step.outcome == Outcome::none && !step.is_carried;
}

/// Behind the place number `rejoin_behind` of its service, in whichever edition, and class, or the
/// last one there is.
Instant Decision::place_behind(const Step& step) const {
    const auto behind = static_cast<std::size_t>(day_.rules().rejoin_behind);
    const ServiceIndex original = day_.at(step.service).original;
    std::vector<Instant> ahead;
    for (std::uint32_t i = 0; i < day_.rules().services.size(); ++i) {
        if (day_.at(ServiceIndex{i}).original != original) continue;
        const QueueIndex queue = day_.layout().queue_of({i}, day_.at(step.visit).priority);
        day_.queues().places(queue).for_each_waiting(
            [&](const Place& place) { ahead.push_back(place.e); }, behind);
    }
    if (ahead.empty()) return step.e;
    std::ranges::sort(ahead);
    return std::max(step.e, ahead[std::min(behind, ahead.size()) - 1]);
}

Result<Events> Decision::operator()(const Rejoin& wish) const {
    if (!exists(wish.visit)) return refuse(Refusal::unknown_visit);
    Rejoined event{.visit = wish.visit, .places = {}};
    for (const StepIndex at : day_.steps_of(wish.visit)) {
        const Step& step = day_.at(at);
        if (may_come_back(step)) event.places.push_back({at, place_behind(step)});
    }
    if (event.places.empty()) return refuse(Refusal::nothing_to_rejoin);
    if (day_.at(wish.visit).rejoins >= day_.rules().max_rejoins) {
        return refuse(Refusal::no_rejoins_left);
    }
    if (day_.is_closed() || now_ >= day_.rules().closes_at()) {
        return refuse(Refusal::too_late_to_rejoin);
    }
    return one(std::move(event));
}

Result<Events> Decision::operator()(const ChangePriority& wish) const {
    if (!exists(wish.visit)) return refuse(Refusal::unknown_visit);
    if (wish.priority.value >= day_.rules().classes.size()) return refuse(Refusal::unknown_class);
    return one(PriorityChanged{wish.visit, wish.priority});
}

Result<Events> Decision::operator()(const Rate& wish) const {
    if (wish.step.value >= day_.steps().size()) return refuse(Refusal::unknown_step);
    if (wish.score < 1 || wish.score > 4) return refuse(Refusal::invalid_rating);
    if (day_.is_closed() || day_.at(wish.step).state != StepState::done) {
        return refuse(Refusal::not_rateable);
    }
    const Rating* const before = day_.rating_of(wish.step);
    if (before != nullptr && before->count >= ratings_max) return refuse(Refusal::not_rateable);
    return one(Rated{wish.step, wish.score, wish.reasons});
}

/// The originals that a counter is to offer: those that are named, or all that it gives.
Result<std::vector<ServiceIndex>> Decision::chosen(CounterIndex counter,
                                                   std::span<const ServiceIndex> services) const {
    std::vector<ServiceIndex> given;
    for (const ServiceIndex service : day_.rules().counters[counter.value].gives) {
        const ServiceIndex original = day_.at(service).original;
        if (std::ranges::find(given, original) == given.end()) given.push_back(original);
    }
    if (services.empty()) {
        if (given.empty()) return refuse(Refusal::no_services);
        return given;
    }
    std::vector<ServiceIndex> originals;
    for (const ServiceIndex service : services) {
        if (!exists(service)) return refuse(Refusal::unknown_service, service);
        const ServiceIndex original = day_.at(service).original;
        if (std::ranges::find(given, original) == given.end()) {
            return refuse(Refusal::not_given_here, service);
        }
        if (std::ranges::find(originals, original) == originals.end())
            originals.push_back(original);
    }
    return originals;
}

Result<Events> Decision::changed(CounterIndex counter, CounterState state, CounterState becomes,
                                 std::vector<ServiceIndex> services) const {
    return one(CounterChanged{counter, state, becomes, std::move(services)});
}

Result<Events> Decision::operator()(const Open& wish) const {
    if (const Objection objection = forbids(wish.at)) return refuse(objection);
    const Desk& desk = day_.at(wish.at.counter);
    if (desk.state == CounterState::open) {
        return refuse(Refusal::wrong_counter_state, about(desk.state));
    }
    const bool goes_on = desk.state != CounterState::closed && wish.services.empty();
    auto services = goes_on ? Result<std::vector<ServiceIndex>>{desk.offers}
                            : chosen(wish.at.counter, wish.services);
    if (!services) return std::unexpected{services.error()};
    return changed(wish.at.counter, CounterState::open, CounterState::open, std::move(*services));
}

/// Close or pause: with a step in hand the counter is closing, and becomes it afterwards.
Result<Events> Decision::left(const AtCounter& at, CounterState becomes) const {
    if (const Objection objection = forbids(at)) return refuse(objection);
    const Desk& desk = day_.at(at.counter);
    const bool is_so_already = desk.becomes == becomes;
    const bool is_shut = desk.state == CounterState::closed;
    if (is_so_already || is_shut) return refuse(Refusal::wrong_counter_state, about(desk.state));
    const bool has_step = desk.current.exists();
    return changed(at.counter, has_step ? CounterState::closing : becomes, becomes, desk.offers);
}

Result<Events> Decision::operator()(const Close& wish) const {
    return left(wish.at, CounterState::closed);
}

Result<Events> Decision::operator()(const Pause& wish) const {
    return left(wish.at, CounterState::paused);
}

Result<Events> Decision::operator()(const ChooseServices& wish) const {
    if (const Objection objection = forbids(wish.at)) return refuse(objection);
    if (wish.services.empty()) return refuse(Refusal::no_services);
    const Desk& desk = day_.at(wish.at.counter);
    auto services = chosen(wish.at.counter, wish.services);
    if (!services) return std::unexpected{services.error()};
    return changed(wish.at.counter, desk.state, desk.becomes, std::move(*services));
}

Result<Events> Decision::operator()(const TakeSession& wish) const {
    if (!exists(wish.counter)) return refuse(Refusal::unknown_counter);
    if (!day_.at(wish.counter).session.empty() && !wish.take_over) {
        return refuse(Refusal::session_exists);
    }
    return one(SessionTaken{wish.counter, wish.session});
}

Result<Events> Decision::called(CounterIndex counter, const Choice& choice, bool is_rejoin) const {
    return one(Called{.step = choice.next.step,
                      .counter = counter,
                      .rule = choice.rule,
                      .score = choice.next.score,
                      .overtook = choice.overtook.step,
                      .overtook_score = choice.overtook.score,
                      .overtook_reason = choice.reason,
                      .is_rejoin = is_rejoin});
}

Result<Events> Decision::operator()(const Call& wish) const {
    if (const Objection objection = forbids_calling(wish.at)) return refuse(objection);
    const auto choice = choose_next(day_, wish.at.counter, now_);
    if (!choice) return refuse(Refusal::nobody_waits);
    return called(wish.at.counter, *choice, false);
}

/// Of the visit's steps that this counter may call now, the first in order; a no-show only when
/// none waits here.
Result<StepIndex> Decision::step_to_call(CounterIndex counter, VisitIndex visit) const {
    StepIndex absent;
    StepIndex first;
    bool waits_for_others = false;
    for (const StepIndex at : day_.steps_of(visit)) {
        const Step& step = day_.at(at);
        const bool is_for_another = step.only_counter.exists() && step.only_counter != counter;
        if (is_for_another || !day_.offers(counter, step.service)) continue;
        if (may_come_back(step)) {
            const bool may_be_called = day_.waits_for(at, now_).empty();
            waits_for_others = waits_for_others || !may_be_called;
            if (may_be_called && !absent.exists()) absent = at;
        }
        if (step.state != StepState::waiting) continue;
        if (!step.is_callable) {
            waits_for_others = true;
        } else if (!first.exists() || std::tie(step.e, step.order) <
                                          std::tie(day_.at(first).e, day_.at(first).order)) {
            first = at;
        }
    }
    if (first.exists()) return first;
    if (absent.exists()) {
        if (day_.at(visit).rejoins < day_.rules().max_rejoins) return absent;
        return refuse(Refusal::no_rejoins_left);
    }
    return refuse(waits_for_others ? Refusal::waits_for_others : Refusal::no_step_here);
}

Result<Events> Decision::operator()(const CallNumber& wish) const {
    if (const Objection objection = forbids_calling(wish.at)) return refuse(objection);
    if (!exists(wish.visit)) return refuse(Refusal::unknown_visit);
    if (const StepIndex busy = day_.at(wish.visit).with_clerk; busy.exists()) {
        return refuse(Refusal::busy_elsewhere, day_.at(busy).counter);
    }
    const auto step = step_to_call(wish.at.counter, wish.visit);
    if (!step) return std::unexpected{step.error()};
    return called(wish.at.counter, choose_by_number(day_, wish.at.counter, *step, now_),
                  day_.at(*step).state == StepState::no_show);
}

Result<Events> Decision::operator()(const Recall& wish) const {
    if (const Objection objection = forbids_act(wish.at, StepState::called))
        return refuse(objection);
    const StepIndex step = in_hand(wish.at);
    return one(Recalled{step, wish.at.counter});
}

Result<Events> Decision::operator()(const Start& wish) const {
    if (const Objection objection = forbids_act(wish.at, StepState::called))
        return refuse(objection);
    const StepIndex step = in_hand(wish.at);
    return one(Started{step, wish.at.counter});
}

Result<Events> Decision::operator()(const Finish& wish) const {
    if (const Objection objection = forbids_act(wish.at, StepState::serving))
        return refuse(objection);
    const StepIndex step = in_hand(wish.at);
    return one(Finished{.step = step, .counter = wish.at.counter, .outcome = wish.outcome});
}

Result<Events> Decision::operator()(const RecordNoShow& wish) const {
    if (const Objection objection = forbids_act(wish.at, StepState::called))
        return refuse(objection);
    const StepIndex step = in_hand(wish.at);
    return one(NoShow{step, wish.at.counter});
}

/// A step whose date is over can only be brought to its end.
Objection Decision::forbids_going_on(StepIndex step) const {
    if (day_.at(step).is_carried) return Refusal::carried_over;
    if (day_.is_closed()) return Refusal::date_closed;
    return Objection::none();
}

Result<Events> Decision::operator()(const Hold& wish) const {
    if (const Objection objection = forbids_act(wish.at, StepState::serving))
        return refuse(objection);
    const StepIndex step = in_hand(wish.at);
    if (const Objection objection = forbids_going_on(step)) return refuse(objection);
    return one(Held{step, wish.at.counter, wish.reason});
}

Result<Events> Decision::operator()(const Resume& wish) const {
    if (const Objection objection = forbids_calling(wish.at)) return refuse(objection);
    if (!exists(wish.visit)) return refuse(Refusal::unknown_visit);
    if (const StepIndex busy = day_.at(wish.visit).with_clerk; busy.exists()) {
        return refuse(Refusal::busy_elsewhere, day_.at(busy).counter);
    }
    for (const StepIndex at : day_.steps_of(wish.visit)) {
        const Step& step = day_.at(at);
        if (step.state == StepState::on_hold && day_.offers(wish.at.counter, step.service)) {
            return one(Resumed{at, wish.at.counter});
        }
    }
    return refuse(Refusal::no_step_here);
}

/// Whether a new step of `service`, standing for `replaced` too if that exists, would wait for a
/// step that waits, over any number of others, for the new one.
bool Decision::waits_in_a_circle(StepIndex from, ServiceIndex service, StepIndex replaced) const {
    if (day_.at(service).after.empty()) return false;
    Day tried = day_;
    const StepIndex added = next_step();
    const CounterIndex counter = day_.at(from).counter;
    if (replaced.exists()) {
        evolve(
            tried,
            {now_, Transferred{
                       .step = from, .counter = counter, .next = added, .next_service = service}});
    } else {
        evolve(
            tried,
            {now_,
             Finished{.step = from, .counter = counter, .next = added, .next_service = service}});
    }
    StepList reached = tried.waits_for(added, now_);
    for (std::size_t i = 0; i < reached.size(); ++i) {
        for (const StepIndex before : tried.waits_for(reached[i], now_)) {
            if (before == added) return true;
            if (std::ranges::find(reached, before) == reached.end()) reached.push_back(before);
        }
    }
    return false;
}

Objection Decision::forbids_new_step(StepIndex from, ServiceIndex service,
                                     StepIndex replaced) const {
    if (const Objection objection = forbids_going_on(from)) return objection;
    if (!is_given(day_.layout(), service)) {
        return {Refusal::service_not_offered, service.value};
    }
    for (const StepIndex at : day_.steps_of(day_.at(from).visit)) {
        const Step& other = day_.at(at);
        if (at == from || !is_unfinished(other.state)) continue;
        if (day_.at(other.service).original == day_.at(service).original) {
            return {Refusal::already_waiting, service.value};
        }
    }
    if (waits_in_a_circle(from, service, replaced)) return Refusal::waits_in_a_circle;
    return Objection::none();
}

Result<Events> Decision::operator()(const TransferToService& wish) const {
    if (const Objection objection = forbids_act(wish.at)) return refuse(objection);
    const StepIndex step = in_hand(wish.at);
    if (!exists(wish.service)) return refuse(Refusal::unknown_service, wish.service);
    if (const Objection objection = forbids_new_step(step, wish.service, step))
        return refuse(objection);
    return one(Transferred{.step = step,
                           .counter = wish.at.counter,
                           .next = next_step(),
                           .next_service = wish.service});
}

Result<Events> Decision::operator()(const TransferToCounter& wish) const {
    if (const Objection objection = forbids_act(wish.at)) return refuse(objection);
    const StepIndex step = in_hand(wish.at);
    if (const Objection objection = forbids_going_on(step)) return refuse(objection);
    if (!exists(wish.counter)) return refuse(Refusal::unknown_counter);
    const Desk& target = day_.at(wish.counter);
    const ServiceIndex service = day_.at(step).service;
    if (target.state != CounterState::open && target.state != CounterState::paused) {
        return refuse(Refusal::wrong_counter_state, about(target.state));
    }
    const bool has_gone = !day_.rules().counters[wish.counter.value].is_in_file;
    if (wish.counter == wish.at.counter || has_gone || !day_.offers(wish.counter, service)) {
        return refuse(Refusal::not_given_here, service);
    }
    return one(Transferred{.step = step,
                           .counter = wish.at.counter,
                           .next = next_step(),
                           .next_service = service,
                           .next_counter = wish.counter});
}

Result<Events> Decision::operator()(const SendOn& wish) const {
    if (const Objection objection = forbids_act(wish.at, StepState::serving))
        return refuse(objection);
    const StepIndex step = in_hand(wish.at);
    if (!exists(wish.service)) return refuse(Refusal::unknown_service, wish.service);
    if (const Objection objection = forbids_new_step(step, wish.service, {})) {
        return refuse(objection);
    }
    return one(Finished{.step = step,
                        .counter = wish.at.counter,
                        .outcome = Outcome::completed,
                        .next = next_step(),
                        .next_service = wish.service});
}

Result<Events> Decision::operator()(const Undo& wish) const {
    if (const Objection objection = forbids(wish.at)) return refuse(objection);
    const Desk& desk = day_.at(wish.at.counter);
    const LastAct& last = desk.last;
    if (last.act == Act::none) return refuse(Refusal::nothing_to_undo);
    const Step& step = day_.at(last.step);
    if (step.is_carried) return refuse(Refusal::carried_over);
    if (desk.touched != last.touched || day_.at(step.visit).touched != last.touched) {
        return refuse(Refusal::touched_since);
    }
    if (day_.is_closed() || now_ - last.at > day_.rules().undo_within) {
        return refuse(Refusal::too_late_to_undo);
    }
    return one(Undone{.counter = wish.at.counter,
                      .act = last.act,
                      .step = last.step,
                      .restored = last.step_before.state,
                      .created = last.created});
}

Result<Events> Decision::operator()(const Configure& wish) const {
    if (const auto agency = agency_like_paper(day_.rules(), *wish.mall)) {
        return refuse(Refusal::prefix_of_paper, *agency);
    }
    return one(Configured{wish.version, wish.text, wish.mall});
}

Result<Events> Decision::operator()(const Form& wish) const {
    const Day::Forming& newest = day_.forming();
    // Who sends again what stands there already has lost an answer, not a race.
    if (newest.document != nullptr && *newest.document == *wish.forming) return Events{};
    if (newest.version != wish.based_on) return refuse(Refusal::forming_changed);
    return one(Formed{wish.version, wish.text, wish.forming});
}

Result<Events> Decision::operator()(const CloseDay& /*wish*/) const {
    if (day_.is_closed()) return refuse(Refusal::date_closed);
    return one(DayClosed{});
}

}  // namespace

Result<Events> decide(const Day& day, const Command& command, Instant now) {
    now = std::max(now, day.last_at());
    if (day.has_unreleased(now)) {
        // Closing time has freed steps and no event says so yet: see the day as the next event
        // will.
        Day released = day;
        release(released, now);
        return decide(released, command, now);
    }
    return std::visit(Decision{day, now}, command);
}

}  // namespace gerai::hall
