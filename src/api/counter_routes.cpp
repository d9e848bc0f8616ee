#include "api/counter_routes.h"

#include <charconv>

#include "api/act.h"
#include "api/counter_view.h"
#include "api/numbers.h"
#include "api/refusals.h"
#include "api/visit_view.h"
#include "hall/dispatch.h"
#include "trust/random.h"
#include "web/input.h"

namespace gerai::api {

namespace {

using trust::Action;
using web::Access;
using web::Method;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;
using web::Who;

using CommandOr = hall::Result<hall::Command>;

std::string_view agency_of(const hall::Day& day, hall::CounterIndex counter) {
    const hall::AgencyIndex agency = day.rules().counters[counter.value].agency;
    return agency.exists() ? std::string_view{day.rules().agencies[agency.value].id} : "";
}

/// The counter of the path as an actor may use it: its number, and who may.
struct Place {
    const journal::LiveHall* hall;
    int number;
    trust::Actor actor;
};

std::optional<int> counter_number(const Request& request) {
    const std::string& text = request.place("counter");
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The counter of the path if the actor may do that there; or the answer that says why not.
std::expected<Place, Response> place_of(const Context& context, const Request& request,
                                        Action action) {
    const auto hall = hall_of(context, request);
    if (!hall) return std::unexpected{hall.error()};
    const auto number = counter_number(request);
    std::string agency;
    const bool is_there =
        number && (*hall)->look(context.clock.now(), [&](const journal::Standing& standing) {
            const auto counter = standing.day().rules().find_counter(*number);
            if (counter) agency = agency_of(standing.day(), *counter);
            return counter.has_value();
        });
    const auto actor =
        permitted(context, request, action,
                  {.mall = (*hall)->mall(), .agency = agency, .counter = number.value_or(0)});
    if (!actor) return std::unexpected{actor.error()};
    if (!is_there) {
        return std::unexpected{web::problem(problems::unknown_counter, web::Asker{request})};
    }
    return Place{*hall, *number, *actor};
}

/// The session of the request, which the manager does not need.
hall::AtCounter at_counter(const Request& request, const trust::Actor& actor) {
    const auto session = request.header("Gerai-Session");
    const bool is_above = actor.role == trust::Role::manager || actor.role == trust::Role::system;
    return {.session = session ? std::string{*session} : std::string{}, .needs_session = !is_above};
}

/// Makes the command of an act at a counter that has been found.
using CounterWish = std::function<CommandOr(const hall::Day&, const hall::AtCounter&)>;

/// Words the success of an act at a counter.
using CounterAnswer =
    std::function<Response(const journal::Decided&, hall::CounterIndex, const trust::Actor&)>;

Response counter_response(const journal::Decided& decided, hall::CounterIndex counter,
                          const trust::Actor& /*actor*/) {
    return {.body = json::write(
                view_of_counter(decided.day, counter, decided.now, CounterDetail::act))};
}

void act_at(Context& context, const Place& place, const Request& request, Responder responder,
            CounterWish wish, CounterAnswer answer = counter_response) {
    carry_out(
        context, request, std::move(responder),
        {.mall = place.hall->mall(),
         .actor = place.actor,
         .wish = [number = place.number, at = at_counter(request, place.actor),
                  wish = std::move(wish)](const journal::Standing& standing, Instant) -> CommandOr {
             const auto counter = standing.day().rules().find_counter(number);
             if (!counter) return std::unexpected{hall::Refused{hall::Refusal::unknown_counter}};
             hall::AtCounter here = at;
             here.counter = *counter;
             return wish(standing.day(), here);
         },
         .answer =
             [number = place.number, actor = place.actor,
              answer = std::move(answer)](const journal::Decided& decided) {
                 return answer(decided, *decided.day.rules().find_counter(number), actor);
             }});
}

/// An act that needs nothing but the counter, with an empty body.
template <class Command>
void act_plainly(Context& context, const Place& place, Request request, Responder responder) {
    if (const auto body = web::read_body<Nothing>(request); !body) {
        return responder.send(body.error());
    }
    act_at(context, place, request, std::move(responder),
           [](const hall::Day&, const hall::AtCounter& at) -> CommandOr { return Command{at}; });
}

hall::Result<std::vector<hall::ServiceIndex>> services_of(const hall::Day& day,
                                                          const ChosenServices& chosen) {
    std::vector<hall::ServiceIndex> services;
    if (!chosen.services) return services;
    for (const std::string& id : *chosen.services) {
        const auto service = day.rules().find_service(id);
        if (!service) return std::unexpected{hall::Refused{hall::Refusal::unknown_service}};
        services.push_back(*service);
    }
    return services;
}

template <class Command>
void act_with_services(Context& context, const Place& place, Request request, Responder responder) {
    const auto chosen = web::read_body<ChosenServices>(request);
    if (!chosen) return responder.send(chosen.error());
    act_at(context, place, request, std::move(responder),
           [chosen = *chosen](const hall::Day& day, const hall::AtCounter& at) -> CommandOr {
               auto services = services_of(day, chosen);
               if (!services) return std::unexpected{services.error()};
               return Command{at, std::move(*services)};
           });
}

Response call_response(const journal::Decided& decided, hall::CounterIndex /*counter*/,
                       const trust::Actor& /*actor*/) {
    const hall::Event& event = decided.result->front();
    return {.body = json::write(
                view_of_call(decided.day, std::get<hall::Called>(event.what), event.at))};
}

void post_call(Context& context, const Place& place, Request request, Responder responder) {
    const auto whom = web::read_body<WhomToCall>(request);
    if (!whom) return responder.send(whom.error());
    if (!whom->number) {
        return act_at(
            context, place, request, std::move(responder),
            [](const hall::Day&, const hall::AtCounter& at) -> CommandOr { return hall::Call{at}; },
            call_response);
    }
    const auto number = parse_number(*whom->number);
    if (!number) return responder.send(not_possible(request, "/number", {"A-023"}));
    act_at(
        context, place, request, std::move(responder),
        [number = *number](const hall::Day& day, const hall::AtCounter& at) -> CommandOr {
            const auto visit = day.find_visit(number.prefix, number.value);
            if (!visit) return std::unexpected{hall::Refused{hall::Refusal::unknown_visit}};
            return hall::CallNumber{at, *visit};
        },
        call_response);
}

void post_resume(Context& context, const Place& place, Request request, Responder responder) {
    const auto whom = web::read_body<WhomToResume>(request);
    if (!whom) return responder.send(whom.error());
    const auto code = parse_code(whom->visit);
    if (!code) return responder.send(not_possible(request, "/visit", {"held[].visit.code"}));
    act_at(context, place, request, std::move(responder),
           [code = *code](const hall::Day& day, const hall::AtCounter& at) -> CommandOr {
               for (const hall::StepIndex held : day.held_steps()) {
                   const hall::VisitIndex visit = day.at(held).visit;
                   if (day.at(visit).code == code) return hall::Resume{at, visit};
               }
               return std::unexpected{hall::Refused{hall::Refusal::no_step_here}};
           });
}

void post_finish(Context& context, const Place& place, Request request, Responder responder) {
    const auto how = web::read_body<HowFinished>(request);
    if (!how) return responder.send(how.error());
    const bool is_completed =
        how->outcome.value_or(FinishOutcome::completed) == FinishOutcome::completed;
    const auto outcome = is_completed ? hall::Outcome::completed : hall::Outcome::not_completed;
    act_at(context, place, request, std::move(responder),
           [outcome](const hall::Day&, const hall::AtCounter& at) -> CommandOr {
               return hall::Finish{at, outcome};
           });
}

void post_hold(Context& context, const Place& place, Request request, Responder responder) {
    const auto why = web::read_body<WithReason>(request);
    if (!why) return responder.send(why.error());
    const std::string reason = why->reason.value_or(Text<200>{});
    act_at(context, place, request, std::move(responder),
           [reason](const hall::Day&, const hall::AtCounter& at) -> CommandOr {
               return hall::Hold{at, reason};
           });
}

CommandOr transfer_of(const hall::Day& day, const hall::AtCounter& at, const WhereTo& where) {
    if (where.service) {
        const auto service = day.rules().find_service(*where.service);
        if (!service) return std::unexpected{hall::Refused{hall::Refusal::unknown_service}};
        return hall::TransferToService{at, *service};
    }
    const auto counter = day.rules().find_counter(static_cast<int>(where.counter->value));
    if (!counter) return std::unexpected{hall::Refused{hall::Refusal::unknown_counter}};
    return hall::TransferToCounter{at, *counter};
}

void post_transfer(Context& context, const Place& place, Request request, Responder responder) {
    const auto where = web::read_body<WhereTo>(request);
    if (!where) return responder.send(where.error());
    if (where->service.has_value() == where->counter.has_value()) {
        const json::Fault fault{.kind = json::FaultKind::expected_one_of,
                                .allowed = {"service", "counter"}};
        return responder.send(web::problem({fault}, web::Asker{request}));
    }
    act_at(context, place, request, std::move(responder),
           [where = *where](const hall::Day& day, const hall::AtCounter& at) {
               return transfer_of(day, at, where);
           });
}

void post_send_on(Context& context, const Place& place, Request request, Responder responder) {
    const auto next = web::read_body<NextService>(request);
    if (!next) return responder.send(next.error());
    act_at(context, place, request, std::move(responder),
           [id = next->service](const hall::Day& day, const hall::AtCounter& at) -> CommandOr {
               const auto service = day.rules().find_service(id);
               if (!service) {
                   return std::unexpected{hall::Refused{hall::Refusal::unknown_service}};
               }
               return hall::SendOn{at, *service};
           });
}

void post_session(Context& context, const Place& place, Request request, Responder responder) {
    const auto wish = web::read_body<SessionWish>(request);
    if (!wish) return responder.send(wish.error());
    const std::string session = to_string(trust::random_code());
    act_at(
        context, place, request, std::move(responder),
        [session, takes_over = wish->take_over.value_or(false)](
            const hall::Day&, const hall::AtCounter& at) -> CommandOr {
            return hall::TakeSession{at.counter, session, takes_over};
        },
        [session](const journal::Decided& decided, hall::CounterIndex, const trust::Actor&) {
            return Response{.status = 201, .body = json::write(SessionView{session, decided.seq})};
        });
}

void post_day_close(Context& context, Request request, Responder responder) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    const auto actor = permitted(context, request, Action::close_day, {.mall = (*hall)->mall()});
    if (!actor) return responder.send(actor.error());
    if (const auto body = web::read_body<Nothing>(request); !body) {
        return responder.send(body.error());
    }
    carry_out(
        context, request, std::move(responder),
        {.mall = (*hall)->mall(),
         .actor = *actor,
         .wish = [](const journal::Standing&, Instant) -> CommandOr { return hall::CloseDay{}; },
         .answer =
             [](const journal::Decided& decided) {
                 return Response{
                     .body = json::write(ClosedDay{gerai::to_string(decided.day.date()), true})};
             }});
}

void get_counter(Context& context, Request request, Responder responder) {
    const auto place = place_of(context, request, Action::read_counter);
    if (!place) return responder.send(place.error());
    responder.send(web::json_response(
        place->hall->look(context.clock.now(), [&](const journal::Standing& standing) {
            const hall::Day& day = standing.day();
            const auto counter = *day.rules().find_counter(place->number);
            const trust::Resource resource{.mall = place->hall->mall(),
                                           .agency = agency_of(day, counter),
                                           .counter = place->number};
            const bool serves = trust::allow(place->actor, Action::read_waiting_list, resource) ==
                                trust::Decision::allowed;
            return json::write(
                view_of_counter(day, counter, now_of(context, day),
                                serves ? CounterDetail::work : CounterDetail::state));
        })));
}

/// Those counters of the mall that the actor may read.
CounterList list_of(const Context& context, const journal::LiveHall& hall, const hall::Day& day,
                    const trust::Actor& actor) {
    CounterList list;
    for (std::uint32_t i = 0; i < day.desks().size(); ++i) {
        const hall::Counter& counter = day.rules().counters[i];
        const bool is_gone = !counter.is_in_file && hall::waiting_count(day, {i}) == 0 &&
                             day.desks()[i].state == hall::CounterState::closed;
        const trust::Resource resource{
            .mall = hall.mall(), .agency = agency_of(day, {i}), .counter = counter.number};
        const bool may_read =
            trust::allow(actor, Action::read_counter, resource) == trust::Decision::allowed;
        if (is_gone || !may_read) continue;
        list.counters.push_back(
            view_of_counter(day, {i}, now_of(context, day), CounterDetail::state));
    }
    return list;
}

void get_counters(Context& context, Request request, Responder responder) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    const auto actor =
        permitted(context, request, Action::list_counters, {.mall = (*hall)->mall()});
    if (!actor) return responder.send(actor.error());
    responder.send(web::json_response(
        (*hall)->look(context.clock.now(), [&](const journal::Standing& standing) {
            return json::write(list_of(context, **hall, standing.day(), *actor));
        })));
}

using Handle = void (*)(Context&, Request, Responder);
using ActHandle = void (*)(Context&, const Place&, Request, Responder);

struct Entry {
    std::string act;  ///< The last part of the path; empty for the counter itself.
    std::string id;
    std::string summary;
    ActHandle handle;
    web::SchemaOf body;
    bool body_required;
    std::vector<web::ProblemKind> problems;
};

std::vector<Entry> acts() {
    using namespace problems;
    const auto nothing = json::schema_reference<Nothing>;
    return {
        {"open",
         "open_counter",
         "Open, or revoke a pause or a closing",
         act_with_services<hall::Open>,
         json::schema_reference<ChosenServices>,
         false,
         {wrong_counter_state, not_given_here, no_services}},
        {"close",
         "close_counter",
         "Close, once the step in hand has ended",
         act_plainly<hall::Close>,
         nothing,
         false,
         {wrong_counter_state}},
        {"pause",
         "pause_counter",
         "Pause, once the step in hand has ended",
         act_plainly<hall::Pause>,
         nothing,
         false,
         {wrong_counter_state}},
        {"services",
         "choose_services",
         "Offer a part of what the counter gives today",
         act_with_services<hall::ChooseServices>,
         json::schema_reference<ChosenServices>,
         true,
         {not_given_here, no_services}},
        {"call",
         "call_next",
         "Call the next in order, or a number out of turn",
         post_call,
         json::schema_reference<WhomToCall>,
         false,
         {counter_busy, wrong_counter_state, busy_elsewhere, waits_for_others, no_step_here,
          no_rejoins_left, unknown_visit}},
        {"recall",
         "recall",
         "Announce the called number again",
         act_plainly<hall::Recall>,
         nothing,
         false,
         {counter_idle, wrong_step_state}},
        {"start",
         "start_serving",
         "Start serving who was called",
         act_plainly<hall::Start>,
         nothing,
         false,
         {counter_idle, wrong_step_state}},
        {"finish",
         "finish_serving",
         "Finish the step",
         post_finish,
         json::schema_reference<HowFinished>,
         false,
         {counter_idle, wrong_step_state}},
        {"no-show",
         "record_no_show",
         "Record that nobody came",
         act_plainly<hall::RecordNoShow>,
         nothing,
         false,
         {counter_idle, wrong_step_state}},
        {"hold",
         "hold_step",
         "Put the step on hold and free the counter",
         post_hold,
         json::schema_reference<WithReason>,
         false,
         {counter_idle, wrong_step_state, carried_over}},
        {"resume",
         "resume_step",
         "Go on with a step on hold",
         post_resume,
         json::schema_reference<WhomToResume>,
         true,
         {counter_busy, wrong_counter_state, busy_elsewhere, no_step_here}},
        {"transfer",
         "transfer_step",
         "Hand the visitor to another service or counter",
         post_transfer,
         json::schema_reference<WhereTo>,
         true,
         {counter_idle, already_waiting, waits_in_a_circle, not_given_here, carried_over,
          service_not_offered_today, wrong_counter_state}},
        {"send-on",
         "send_on",
         "Finish, and queue the visitor for another service",
         post_send_on,
         json::schema_reference<NextService>,
         true,
         {counter_idle, wrong_step_state, already_waiting, waits_in_a_circle, carried_over,
          service_not_offered_today}},
        {"undo",
         "undo",
         "Take back the last act within 30 seconds",
         act_plainly<hall::Undo>,
         nothing,
         false,
         {nothing_to_undo, too_late_to_undo, touched_since, carried_over}},
        {"session",
         "take_session",
         "Begin a session, or take it over",
         post_session,
         json::schema_reference<SessionWish>,
         false,
         {session_exists}},
    };
}

Route route_of(Context& context, Method method, std::string path, std::string id,
               std::string summary, Access access, Handle handle) {
    return {.method = method,
            .path = "/api/v1/malls/{mall}" + std::move(path),
            .id = std::move(id),
            .tag = "counters",
            .summary = std::move(summary),
            .access = access,
            .handler = [&context, handle](Request&& request, Responder responder) {
                handle(context, std::move(request), std::move(responder));
            }};
}

std::vector<web::RouteAnswer> answers_of(const Entry& entry) {
    if (entry.act == "session") {
        return {{201, "The session", json::schema_reference<SessionView>}};
    }
    if (entry.act != "call") return {{200, "The counter", json::schema_reference<CounterView>}};
    return {{200, "Whom, and why this one", json::schema_reference<CalledView>},
            {204, "Nobody waits", nullptr, {}}};
}

}  // namespace

std::vector<Route> counter_routes(Context& context) {
    std::vector<Route> routes;
    routes.push_back(route_of(context, Method::get, "/counters", "list_counters",
                              "The counters that the caller may read", {Who::greeter, Who::clerk},
                              get_counters));
    routes.back().answers = {{200, "The counters", json::schema_reference<CounterList>}};
    routes.push_back(route_of(context, Method::get, "/counters/{counter}", "read_counter",
                              "A counter; with whom it waits on for those who serve there",
                              {Who::greeter, Who::clerk}, get_counter));
    routes.back().answers = {{200, "The counter", json::schema_reference<CounterView>}};
    routes.back().problems = {problems::unknown_counter};

    for (const Entry& entry : acts()) {
        Route route = route_of(context, Method::post, "/counters/{counter}/" + entry.act, entry.id,
                               entry.summary, {Who::clerk}, nullptr);
        route.handler = [&context, handle = entry.handle](Request&& request, Responder responder) {
            const auto place = place_of(context, request, Action::act_at_counter);
            if (!place) return responder.send(place.error());
            handle(context, *place, std::move(request), std::move(responder));
        };
        route.body = entry.body;
        route.body_required = entry.body_required;
        route.answers = answers_of(entry);
        route.problems = entry.problems;
        route.problems.push_back(problems::unknown_counter);
        if (entry.act != "session") route.problems.push_back(problems::taken_over);
        routes.push_back(std::move(route));
    }

    routes.push_back(route_of(context, Method::post, "/day/close", "close_day",
                              "End the date by hand: it issues no more numbers", {Who::manager},
                              post_day_close));
    routes.back().tag = "hall";
    routes.back().body = json::schema_reference<Nothing>;
    routes.back().answers = {{200, "The date", json::schema_reference<ClosedDay>}};
    routes.back().problems = {problems::date_closed};
    return routes;
}

}  // namespace gerai::api
