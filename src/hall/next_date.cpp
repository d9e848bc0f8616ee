#include <algorithm>
#include <cassert>

#include "hall/day.h"

namespace gerai::hall {

namespace {

bool goes_on(const Step& step, bool carries_waiting) {
    switch (step.state) {
        case StepState::called:
        case StepState::serving: return true;
        case StepState::waiting:
        case StepState::on_hold: return carries_waiting;
        case StepState::done:
        case StepState::no_show:
        case StepState::cancelled: return false;
    }
    assert(false);
}

int number_of(const Day& day, CounterIndex counter) {
    return counter.exists() ? day.rules().counters[counter.value].number : 0;
}

/// The place of a step among those of its visit, from 1.
int place_of(const StepList& steps, StepIndex step) {
    return step.exists() ? static_cast<int>(std::ranges::find(steps, step) - steps.begin()) + 1 : 0;
}

CarriedStep carried_step(const Day& day, const StepList& steps, const Step& step) {
    return {.service = day.at(step.service).id,
            .state = step.state,
            .outcome = step.outcome,
            .counter = number_of(day, step.counter),
            .only_counter = number_of(day, step.only_counter),
            .replaces = place_of(steps, step.replaces),
            .e = step.e,
            .called_at = step.called_at,
            .held_at = step.held_at,
            .started_at = step.started_at,
            .ended_at = step.ended_at,
            .times_called = step.times_called};
}

CarriedVisit carried_visit(const Day& day, VisitIndex at) {
    const Visit& visit = day.at(at);
    CarriedVisit carried{.prefix = std::string{day.prefix_of(visit)},
                         .number = visit.number.value,
                         .business_date = day.business_date_of(visit),
                         .priority = day.rules().classes[visit.priority.value].name,
                         .issued_at = visit.issued_at,
                         .e = visit.e,
                         .channel = visit.channel,
                         .language = visit.language,
                         .code = visit.code,
                         .short_code = visit.short_code,
                         .rejoins = visit.rejoins,
                         .steps = {}};
    const StepList steps = day.steps_of(at);
    for (const StepIndex step : steps) {
        carried.steps.push_back(carried_step(day, steps, day.at(step)));
    }
    return carried;
}

CarriedCounter carried_counter(const Day& day, std::uint32_t at, bool stays_as_it_is) {
    const Desk& desk = day.desks()[at];
    CarriedCounter carried{.number = day.rules().counters[at].number,
                           .state = stays_as_it_is ? desk.state : CounterState::closing,
                           .becomes = stays_as_it_is ? desk.becomes : CounterState::closed,
                           .services = {}};
    for (const ServiceIndex service : desk.offers) carried.services.push_back(day.at(service).id);
    return carried;
}

}  // namespace

Events next_date(const Day& day, Date date, Instant now) {
    now = std::max(now, day.last_at());
    Events events;
    Day ended = day;
    if (day.has_begun() && !day.is_closed()) {
        events.push_back({now, DayClosed{.carries_waiting = day.rules().is_open_through_end}});
        evolve(ended, events.back());
    }

    DayBegan began{.date = date,
                   .versions = {},
                   .counters = {},
                   .visits = {},
                   .notices = day.wall().notices(now),
                   .boards = {},
                   .forming = day.forming().version};
    std::ranges::copy(day.wall().boards(), std::back_inserter(began.boards));
    for (std::uint32_t i = 0; i < ended.visits().size(); ++i) {
        const auto steps = ended.steps_of({i});
        const bool is_carried = std::ranges::any_of(steps, [&](StepIndex step) {
            return goes_on(ended.at(step), day.rules().is_open_through_end);
        });
        if (is_carried) began.visits.push_back(carried_visit(ended, {i}));
    }
    for (std::uint32_t i = 0; i < ended.desks().size(); ++i) {
        const Desk& desk = ended.desks()[i];
        const bool stays_open =
            day.rules().is_open_through_end && desk.state != CounterState::closed;
        if (stays_open || desk.current.exists()) {
            began.counters.push_back(carried_counter(ended, i, stays_open));
        }
    }
    const auto files = day.files();
    for (std::size_t i = began.visits.empty() ? files.size() - 1 : 0; i < files.size(); ++i) {
        began.versions.push_back(files[i].version);
    }
    events.push_back({now, std::move(began)});
    return events;
}

}  // namespace gerai::hall
