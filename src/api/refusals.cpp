#include "api/refusals.h"

#include <cassert>

#include "api/visit_view.h"
#include "web/text.h"

namespace gerai::api {

namespace {

using hall::CounterState;
using hall::Refusal;
using hall::StepState;
using web::Message;

Message message_of(CounterState state) {
    switch (state) {
        case CounterState::closed: return Message::counter_state_closed;
        case CounterState::open: return Message::counter_state_open;
        case CounterState::paused: return Message::counter_state_paused;
        case CounterState::closing: return Message::counter_state_closing;
    }
    assert(false);
}

/// The name of the service that a refusal is about.
std::string service_name(const hall::Refused& refused, const hall::Day& day,
                         web::Language language) {
    if (refused.about >= day.rules().services.size()) return {};
    const std::string& id = day.rules().services[refused.about].id;
    const mall::Mall* const file = file_of(day);
    const mall::Service* const service = file == nullptr ? nullptr : file->find_service(id);
    if (service == nullptr) return id;
    const bool speaks_english = language == web::Language::english && !service->name_en.empty();
    return speaks_english ? service->name_en : service->name;
}

std::string state_text(const hall::Refused& refused, web::Language language) {
    if (refused.why == Refusal::wrong_step_state) {
        return web::text(api::message_of(static_cast<StepState>(refused.about)), language);
    }
    if (refused.why == Refusal::wrong_counter_state) {
        return web::text(message_of(static_cast<CounterState>(refused.about)), language);
    }
    return {};
}

std::string counter_text(const hall::Refused& refused, const hall::Day& day) {
    if (refused.why != Refusal::busy_elsewhere) return {};
    return std::to_string(day.rules().counters[refused.about].number);
}

}  // namespace

Message message_of(StepState state) {
    switch (state) {
        case StepState::waiting: return Message::step_state_waiting;
        case StepState::called: return Message::step_state_called;
        case StepState::serving: return Message::step_state_serving;
        case StepState::done: return Message::step_state_done;
        case StepState::on_hold: return Message::step_state_on_hold;
        case StepState::no_show: return Message::step_state_no_show;
        case StepState::cancelled: return Message::step_state_cancelled;
    }
    assert(false);
}

const web::ProblemKind& problem_of(Refusal why) {
    switch (why) {
        case Refusal::unknown_visit: return problems::unknown_visit;
        case Refusal::unknown_step: return problems::unknown_step;
        case Refusal::unknown_counter: return problems::unknown_counter;
        case Refusal::unknown_service: return problems::unknown_service;
        case Refusal::unknown_class: return problems::unknown_class;
        case Refusal::no_services: return problems::no_services;
        case Refusal::service_not_offered: return problems::service_not_offered_today;
        case Refusal::capacity_reached: return problems::capacity_reached;
        case Refusal::closed: return problems::closed;
        case Refusal::date_closed: return problems::date_closed;
        case Refusal::no_paper_roll: return problems::no_paper_roll;
        case Refusal::paper_number_used: return problems::paper_number_used;
        case Refusal::paper_time_out_of_range: return problems::paper_time_out_of_range;
        case Refusal::wrong_step_state: return problems::wrong_step_state;
        case Refusal::wrong_counter_state: return problems::wrong_counter_state;
        case Refusal::counter_busy: return problems::counter_busy;
        case Refusal::counter_idle: return problems::counter_idle;
        case Refusal::nobody_waits: break;  // An answer without a body; no problem.
        case Refusal::busy_elsewhere: return problems::busy_elsewhere;
        case Refusal::waits_for_others: return problems::waits_for_others;
        case Refusal::no_step_here: return problems::no_step_here;
        case Refusal::not_given_here: return problems::not_given_here;
        case Refusal::already_waiting: return problems::already_waiting;
        case Refusal::waits_in_a_circle: return problems::waits_in_a_circle;
        case Refusal::nothing_to_cancel: return problems::nothing_to_cancel;
        case Refusal::nothing_to_rejoin: return problems::nothing_to_rejoin;
        case Refusal::no_rejoins_left: return problems::no_rejoins_left;
        case Refusal::too_late_to_rejoin: return problems::too_late_to_rejoin;
        case Refusal::nothing_to_undo: return problems::nothing_to_undo;
        case Refusal::too_late_to_undo: return problems::too_late_to_undo;
        case Refusal::touched_since: return problems::touched_since;
        case Refusal::carried_over: return problems::carried_over;
        case Refusal::taken_over: return problems::taken_over;
        case Refusal::session_exists: return problems::session_exists;
        case Refusal::not_rateable: return problems::not_rateable;
        case Refusal::invalid_rating: return web::problems::invalid_input;
        case Refusal::unknown_announcement: return problems::unknown_announcement;
        case Refusal::unknown_notice: return problems::unknown_notice;
        case Refusal::too_many_notices: return problems::too_many_notices;
        case Refusal::unknown_help: return problems::unknown_help;
        case Refusal::too_many_boards: return problems::too_many_boards;
        case Refusal::forming_changed: return problems::forming_changed;
        case Refusal::prefix_of_paper: break;  // Files come by the command line.
    }
    assert(false);
}

web::Response refusal_response(const hall::Refused& refused, const hall::Day& day,
                               const web::Asker& asker) {
    if (refused.why == Refusal::nobody_waits) return web::no_content();
    const std::string service = service_name(refused, day, asker.language);
    const std::string state = state_text(refused, asker.language);
    const std::string counter = counter_text(refused, day);
    return web::problem(problem_of(refused.why), asker,
                        {{"service", service}, {"state", state}, {"counter", counter}});
}

web::Response failure_response(journal::Failure why, const web::Asker& asker) {
    switch (why) {
        case journal::Failure::unwritable: return web::problem(problems::read_only, asker);
        case journal::Failure::busy: return web::problem(web::problems::busy, asker);
        case journal::Failure::clock_astray: return web::problem(problems::clock_astray, asker);
        case journal::Failure::key_reused: return web::problem(problems::key_reused, asker);
        case journal::Failure::no_such_mall: return web::problem(web::problems::not_found, asker);
    }
    assert(false);
}

}  // namespace gerai::api
