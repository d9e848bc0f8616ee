#include "api/counter_view.h"

#include "api/visit_view.h"
#include "hall/dispatch.h"

namespace gerai::api {

namespace {

constexpr std::size_t waiting_shown_max = 200;
constexpr std::int64_t micros = 1'000'000;

std::int64_t seconds_since(Instant then, Instant now) {
    return std::chrono::floor<std::chrono::seconds>(now - then).count();
}

CurrentStep current_step(const hall::Day& day, hall::StepIndex at) {
    const hall::Step& step = day.at(at);
    const Instant since = step.state == hall::StepState::called ? step.called_at : step.started_at;
    const hall::Announcement* const announcement = day.wall().last_of(at);
    return {.visit = reference_to(day, step.visit),
            .step = reference_to(day, at),
            .state = step.state,
            .since = {since, zone_of(day)},
            .times_called = step.times_called,
            .heard_on = announcement == nullptr
                            ? 0
                            : static_cast<std::int64_t>(announcement->heard_on.size())};
}

std::vector<WaitingView> waiting_views(const hall::Day& day, hall::CounterIndex counter,
                                       Instant now) {
    std::vector<WaitingView> views;
    for (const hall::WaitingStep& one : hall::waiting_at(day, counter, now, waiting_shown_max)) {
        const hall::Step& step = day.at(one.step);
        WaitingView view{.visit = reference_to(day, step.visit),
                         .step = reference_to(day, one.step),
                         .waited_seconds = seconds_since(step.e, now),
                         .score = one.score / micros,
                         .is_rescued = one.is_rescued,
                         .passed_over = one.reason};
        const hall::StepIndex busy = day.at(step.visit).with_clerk;
        if (busy.exists())
            view.at_counter = day.rules().counters[day.at(busy).counter.value].number;
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<HeldView> held_views(const hall::Day& day, hall::CounterIndex counter) {
    std::vector<HeldView> views;
    for (const hall::StepIndex at : day.held_steps()) {
        const hall::Step& step = day.at(at);
        if (!day.offers(counter, step.service)) continue;
        views.push_back({.visit = reference_to(day, step.visit),
                         .step = reference_to(day, at),
                         .since = {step.held_at, zone_of(day)}});
    }
    return views;
}

Nullable<UndoView> undo_view(const hall::Day& day, hall::CounterIndex counter, Instant now) {
    const auto undo =
        hall::decide(day, hall::Undo{{.counter = counter, .needs_session = false}}, now);
    if (!undo) return {};
    const hall::LastAct& last = day.at(counter).last;
    return UndoView{last.act, {last.at + day.rules().undo_within, zone_of(day)}};
}

void add_work(CounterView& view, const hall::Day& day, hall::CounterIndex counter, Instant now) {
    view.waiting = waiting_views(day, counter, now);
    view.held = held_views(day, counter);
}

}  // namespace

CounterView view_of_counter(const hall::Day& day, hall::CounterIndex at, Instant now,
                            CounterDetail detail) {
    const hall::Counter& counter = day.rules().counters[at.value];
    const hall::Desk& desk = day.at(at);
    CounterView view{
        .number = counter.number,
        .booth = counter.booth,
        .state = desk.state,
        .becomes = desk.state == hall::CounterState::closing ? desk.becomes : desk.state,
        .has_session = !desk.session.empty()};
    const mall::Mall* const file = file_of(day);
    const mall::Booth* const booth = file == nullptr ? nullptr : file->find_booth(counter.booth);
    if (booth != nullptr) view.floor = booth->floor;
    if (counter.agency.exists()) view.agency = day.rules().agencies[counter.agency.value].id;
    if (desk.since != Instant{}) view.since = Timestamp{desk.since, zone_of(day)};
    const bool is_idle = desk.state == hall::CounterState::open && !desk.current.exists();
    if (is_idle) view.idle_since = Timestamp{desk.idle_since, zone_of(day)};
    for (const hall::ServiceIndex service : desk.offers)
        view.services.push_back(day.at(service).id);
    if (desk.current.exists()) view.current = current_step(day, desk.current);
    view.waiting_count = hall::waiting_count(day, at);
    if (detail != CounterDetail::state) view.undo = undo_view(day, at, now);
    if (detail == CounterDetail::work) add_work(view, day, at, now);
    return view;
}

CalledView view_of_call(const hall::Day& day, const hall::Called& called, Instant at) {
    const hall::Step& step = day.at(called.step);
    CalledView view{.visit = reference_to(day, step.visit),
                    .step = reference_to(day, called.step),
                    .reason = {.rule = called.rule,
                               .score = called.score / micros,
                               .waited_seconds = seconds_since(step.e, at)}};
    if (called.overtook.exists()) {
        view.overtook = Overtook{.number = reference_to(day, day.at(called.overtook).visit).number,
                                 .score = called.overtook_score / micros,
                                 .reason = called.overtook_reason};
    }
    return view;
}

}  // namespace gerai::api
