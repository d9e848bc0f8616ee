#include "api/visit_routes.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "api/act.h"
#include "api/numbers.h"
#include "api/qr.h"
#include "api/rating_reasons.h"
#include "api/refusals.h"
#include "api/visit_lookup.h"
#include "api/visit_view.h"
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

Audience audience_of(const trust::Actor& actor) {
    const bool is_outside = actor.role == trust::Role::public_ ||
                            actor.role == trust::Role::kiosk || actor.role == trust::Role::board;
    return is_outside ? Audience::anyone : Audience::hall;
}

const HallEstimates& estimates_of(const Context& context, const hall::Day& day) {
    const mall::Mall* const file = file_of(day);
    return context.estimates.of(file == nullptr ? std::string_view{} : file->id);
}

/// Of a visit of today.
std::string visit_json(const Context& context, const hall::Day& day, hall::VisitIndex visit,
                       Audience audience, Instant now) {
    return json::write(view_of_visit(
        day, visit, {context.public_url, audience, now, &estimates_of(context, day)}));
}

/// What is wrong with the names in a wish for a number, against the hall as it stands.
json::Faults faults_of(const NewVisit& wish, const hall::Rules& rules) {
    json::Faults faults;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < wish.services.size(); ++i) {
        const bool is_known = rules.find_service(wish.services[i]).has_value();
        if (is_known && seen.insert(wish.services[i]).second) continue;
        faults.push_back({.pointer = "/services/" + std::to_string(i),
                          .kind = json::FaultKind::not_possible,
                          .allowed = {"GET /api/v1/malls/{mall}/services"}});
    }
    if (wish.services.empty()) {
        faults.push_back({.pointer = "/services",
                          .kind = json::FaultKind::out_of_range,
                          .lowest = 1,
                          .highest = static_cast<std::int64_t>(json::items_max)});
    }
    if (wish.priority && !rules.find_class(*wish.priority)) {
        json::Fault fault{.pointer = "/priority", .kind = json::FaultKind::unknown_value};
        for (const hall::PriorityClass& one : rules.classes) fault.allowed.push_back(one.name);
        faults.push_back(std::move(fault));
    }
    return faults;
}

/// What is wrong with the paper's part: all three members, or none; the roll's prefix.
json::Faults paper_faults(const NewVisit& wish, const hall::Rules& rules) {
    json::Faults faults;
    const auto need = [&](bool is_there, std::string pointer) {
        if (!is_there) faults.push_back({std::move(pointer), json::FaultKind::missing_member});
    };
    need(wish.paper_number.has_value(), "/paper_number");
    need(wish.taken_at.has_value(), "/taken_at");
    need(wish.reason.has_value() && !wish.reason->empty(), "/reason");
    if (!wish.paper_number || rules.paper_prefix.empty()) return faults;
    const auto parts = parse_number(*wish.paper_number);
    if (!parts || parts->prefix != rules.paper_prefix) {
        faults.push_back({.pointer = "/paper_number",
                          .kind = json::FaultKind::bad_format,
                          .allowed = {number_text(rules.paper_prefix, 17)}});
    }
    return faults;
}

/// The command for a wish; the names are looked up in the hall as it stands when it is decided.
hall::Result<hall::Command> command_of(const NewVisit& wish, const hall::Rules& rules,
                                       hall::Channel channel, Code code, ShortCode short_code) {
    hall::Issue issue{.channel = wish.channel.value_or(channel),
                      .language = wish.language.value_or(hall::Language::id),
                      .code = code,
                      .short_code = short_code};
    for (const std::string& id : wish.services) {
        const auto service = rules.find_service(id);
        if (!service) return std::unexpected{hall::Refused{hall::Refusal::unknown_service}};
        issue.services.push_back(*service);
    }
    const auto priority =
        rules.find_class(wish.priority ? std::string_view{*wish.priority} : "none");
    if (!priority) return std::unexpected{hall::Refused{hall::Refusal::unknown_class}};
    issue.priority = *priority;
    if (!wish.paper_number) return issue;

    issue.channel = hall::Channel::paper;
    const auto parts = parse_number(*wish.paper_number);
    return hall::IssuePaper{.number = parts ? parts->value : 0,
                            .taken_at = wish.taken_at->instant,
                            .reason = *wish.reason,
                            .visit = std::move(issue)};
}

void post_visit(Context& context, Request request, Responder responder) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    auto wish = web::read_body<NewVisit>(request);
    const bool is_paper = wish && (wish->paper_number || wish->taken_at);
    const auto action = is_paper ? Action::key_in_paper_number : Action::issue_number;
    const auto actor = permitted(context, request, action, {.mall = (*hall)->mall()});
    if (!actor) return responder.send(actor.error());
    if (!wish) return responder.send(wish.error());

    const json::Faults faults =
        (*hall)->look(context.clock.now(), [&](const journal::Standing& standing) {
            json::Faults all = faults_of(*wish, standing.day().rules());
            if (is_paper)
                std::ranges::copy(paper_faults(*wish, standing.day().rules()),
                                  std::back_inserter(all));
            return all;
        });
    if (!faults.empty()) {
        return turn_down(context, request, std::move(responder), {(*hall)->mall(), *actor},
                         web::problem(faults, web::Asker{request}));
    }

    struct Codes {
        Code code = trust::random_code();
        ShortCode short_code = trust::random_short_code();
    };
    const auto codes = std::make_shared<Codes>();
    const auto channel =
        actor->role == trust::Role::kiosk ? hall::Channel::kiosk : hall::Channel::door;
    carry_out(context, request, std::move(responder),
              {.mall = (*hall)->mall(),
               .actor = *actor,
               .wish =
                   [wish = *wish, codes, channel](const journal::Standing& standing, Instant) {
                       return command_of(wish, standing.day().rules(), channel, codes->code,
                                         codes->short_code);
                   },
               .answer =
                   [&context, audience = audience_of(*actor)](const journal::Decided& decided) {
                       const auto& issued = std::get<hall::Issued>(decided.result->front().what);
                       return Response{.status = 201,
                                       .body = visit_json(context, decided.day, issued.visit,
                                                          audience, decided.now)};
                   },
               .choose_other_codes = [codes] { *codes = Codes{}; }});
}

/// Looks for a visit that is of today no more, on the archive's thread.
void get_old_visit(Context& context, Request request, Responder responder, const AnyCode& code,
                   Audience audience) {
    auto shared = std::make_shared<Responder>(std::move(responder));
    auto asked = std::make_shared<Request>(std::move(request));
    const bool is_taken = context.archive.submit(
        [&context, shared, asked, code, audience](journal::Archive::Shelf& shelf) {
            const auto row = find_row(shelf.reader(), code);
            const auto old = row ? shelf.visit(*row, context.clock.now()) : std::nullopt;
            if (!old) return shared->send(unknown_code(context, *asked));
            const hall::Day& day = old->standing->day();
            shared->send(
                web::json_response(visit_json(context, day, old->visit, audience, day.last_at())));
        });
    if (!is_taken) shared->send(web::problem(web::problems::busy, web::Asker{*asked}));
}

void get_visit(Context& context, Request request, Responder responder) {
    const auto actor = actor_of(context, request);
    if (!actor) return responder.send(actor.error());
    const auto code = parse_any_code(request.place("code"));
    if (!code) return responder.send(unknown_code(context, request));
    const bool is_typed = std::holds_alternative<ShortCode>(*code);
    if (is_typed && context.guesses.is_spent(context.clock.machine_now())) {
        return responder.send(too_many_guesses(request));
    }

    std::string body;
    const bool is_found = look_at_visit(
        context, *code,
        [&](const std::string& mall, const journal::Standing& standing, hall::VisitIndex visit,
            Instant now) {
            const bool sees_hall = trust::allow(*actor, Action::list_visits, {.mall = mall}) ==
                                   trust::Decision::allowed;
            body = visit_json(context, standing.day(), visit,
                              sees_hall ? Audience::hall : Audience::anyone, now);
        });
    if (is_found) return responder.send(web::json_response(std::move(body)));
    get_old_visit(context, std::move(request), std::move(responder), *code, Audience::anyone);
}

/// What is done to a visit: the command for it, once it has been found.
using VisitWish = std::function<hall::Result<hall::Command>(const hall::Day&, hall::VisitIndex)>;

/// The mall in the path, for the routes of the hall's staff.
std::optional<std::string> named_mall(const Request& request) {
    const auto place = std::ranges::find(request.places, "mall", &web::Parameter::name);
    if (place == request.places.end()) return std::nullopt;
    return place->value;
}

/// With the code alone, or as the hall's staff under the mall's path.
Action action_in(const Request& request) {
    return named_mall(request) ? Action::act_for_visitor : Action::act_on_visit;
}

/// Under the mall's path: why the sender is not let in, before anything is said of code or body.
std::optional<Response> turned_away(const Context& context, const Request& request, Action action) {
    if (!named_mall(request)) return std::nullopt;
    const auto hall = hall_of(context, request);
    if (!hall) return hall.error();
    const auto actor = permitted(context, request, action, {.mall = (*hall)->mall()});
    if (!actor) return actor.error();
    return std::nullopt;
}

/// An act on a visit that is of today no more is turned down, but a repeated request is answered as
/// it was when the visit still was.
void act_on_old_visit(Context& context, const Request& request, Responder responder,
                      const AnyCode& code) {
    if (!request.header("Idempotency-Key")) return responder.send(unknown_code(context, request));
    auto shared = std::make_shared<Responder>(std::move(responder));
    auto asked = std::make_shared<Request>(request);
    const bool is_taken =
        context.archive.submit([&context, shared, asked, code](journal::Archive::Shelf& shelf) {
            const auto row = find_row(shelf.reader(), code);
            const auto actor = actor_of(context, *asked);
            if (!row || !actor) return shared->send(unknown_code(context, *asked));
            turn_down(context, *asked, std::move(*shared), {row->mall, *actor},
                      unknown_code(context, *asked));
        });
    if (!is_taken) shared->send(web::problem(web::problems::busy, web::Asker{*asked}));
}

/// Carries out an act on the visit of the code in the path and answers with the visit.
void act_on_visit(Context& context, const Request& request, Responder responder, Action action,
                  int status, VisitWish wish) {
    const auto code = parse_any_code(request.place("code"));
    std::string mall;
    const bool is_found = code && look_at_visit(context, *code,
                                                [&](const std::string& at, const journal::Standing&,
                                                    hall::VisitIndex, Instant) { mall = at; });
    if (!is_found) {
        return code ? act_on_old_visit(context, request, std::move(responder), *code)
                    : responder.send(unknown_code(context, request));
    }
    if (const auto named = named_mall(request); named && *named != mall) {
        return responder.send(unknown_code(context, request));
    }
    const auto actor = permitted(context, request, action, {.mall = mall});
    if (!actor) return responder.send(actor.error());

    carry_out(
        context, request, std::move(responder),
        {.mall = mall,
         .actor = *actor,
         .wish = [code = *code, wish = std::move(wish)](const journal::Standing& standing,
                                                        Instant) -> hall::Result<hall::Command> {
             const auto visit =
                 std::visit([&](const auto& one) { return standing.find(one); }, code);
             if (!visit) return std::unexpected{hall::Refused{hall::Refusal::unknown_visit}};
             return wish(standing.day(), *visit);
         },
         .answer =
             [&context, status, audience = audience_of(*actor)](const journal::Decided& decided) {
                 const auto visit = visit_of(decided.day, decided.result->front());
                 return Response{
                     .status = status,
                     .body = visit_json(context, decided.day, visit, audience, decided.now)};
             }});
}

void post_cancel(Context& context, Request request, Responder responder) {
    if (auto refused = turned_away(context, request, action_in(request))) {
        return responder.send(std::move(*refused));
    }
    const auto wish = web::read_body<WithReason>(request);
    if (!wish) return responder.send(wish.error());
    const std::string reason = wish->reason.value_or(Text<200>{});
    act_on_visit(
        context, request, std::move(responder), action_in(request), 200,
        [reason](const hall::Day&, hall::VisitIndex visit) { return hall::Cancel{visit, reason}; });
}

void post_rejoin(Context& context, Request request, Responder responder) {
    if (auto refused = turned_away(context, request, action_in(request))) {
        return responder.send(std::move(*refused));
    }
    if (const auto body = web::read_body<Nothing>(request); !body) {
        return responder.send(body.error());
    }
    act_on_visit(context, request, std::move(responder), Action::act_on_visit, 200,
                 [](const hall::Day&, hall::VisitIndex visit) { return hall::Rejoin{visit}; });
}

bool names(const std::vector<RatingReasonId>& reasons, RatingReasonId reason) {
    return std::ranges::find(reasons, reason) != reasons.end();
}

void post_rating(Context& context, Request request, Responder responder) {
    const auto wish = web::read_body<NewRating>(request);
    if (!wish) return responder.send(wish.error());
    hall::Rate rate{.score = static_cast<int>(wish->score.value)};
    for (const ReasonWord& reason : rating_reasons()) {
        if (wish->reasons && names(*wish->reasons, reason.id)) {
            rate.reasons.emplace_back(json::word(reason.id));
        }
    }
    act_on_visit(context, request, std::move(responder), Action::rate_visit, 201,
                 [rate, ordinal = wish->step.value](
                     const hall::Day& day, hall::VisitIndex visit) -> hall::Result<hall::Command> {
                     const auto step = step_at(day, visit, ordinal);
                     if (!step) {
                         return std::unexpected{hall::Refused{hall::Refusal::unknown_step}};
                     }
                     hall::Rate command = rate;
                     command.step = *step;
                     return command;
                 });
}

void post_priority(Context& context, Request request, Responder responder) {
    if (auto refused = turned_away(context, request, Action::change_priority)) {
        return responder.send(std::move(*refused));
    }
    const auto wish = web::read_body<NewPriority>(request);
    if (!wish) return responder.send(wish.error());
    act_on_visit(context, request, std::move(responder), Action::change_priority, 200,
                 [name = wish->class_](const hall::Day& day,
                                       hall::VisitIndex visit) -> hall::Result<hall::Command> {
                     const auto priority = day.rules().find_class(name);
                     if (!priority) {
                         return std::unexpected{hall::Refused{hall::Refusal::unknown_class}};
                     }
                     return hall::ChangePriority{visit, *priority};
                 });
}

void get_qr(Context& context, Request request, Responder responder) {
    const auto code = parse_any_code(request.place("code"));
    std::string address;
    const bool is_found =
        code && look_at_visit(context, *code,
                              [&](const std::string&, const journal::Standing& standing,
                                  hall::VisitIndex visit, Instant) {
                                  address = context.public_url + "/k/" +
                                            to_string(standing.day().at(visit).code);
                              });
    if (!is_found) return responder.send(unknown_code(context, request));
    Response response = web::json_response(qr_svg(address));
    response.content_type = web::media::svg;
    responder.send(std::move(response));
}

struct VisitFilter {
    std::optional<NumberParts> number;
    std::optional<hall::StepState> state;
    std::uint32_t from = 0;
};

std::expected<VisitFilter, Response> filter_of(const Request& request, const web::Page& page) {
    VisitFilter filter;
    if (const auto number = request.query_value("number")) {
        filter.number = parse_number(*number);
        if (!filter.number) return std::unexpected{not_possible(request, "?number", {"A-023"})};
    }
    if (const auto state = request.query_value("state")) {
        filter.state = json::from_word<hall::StepState>(*state);
        if (!filter.state) {
            return std::unexpected{not_possible(request, "?state", json::words<hall::StepState>())};
        }
    }
    if (!page.token.empty()) {
        const auto [end, error] =
            std::from_chars(page.token.data(), page.token.data() + page.token.size(), filter.from);
        if (error != std::errc{} || end != page.token.data() + page.token.size()) {
            return std::unexpected{not_possible(request, "?page_token", {"next_page_token"})};
        }
    }
    return filter;
}

VisitList list_of(const Context& context, const hall::Day& day, const VisitFilter& filter,
                  std::size_t size) {
    VisitList list;
    const ViewSetting setting{context.public_url, Audience::hall, now_of(context, day),
                              &estimates_of(context, day)};
    if (filter.number) {
        const auto visit = day.find_visit(filter.number->prefix, filter.number->value);
        const bool fits = visit && (!filter.state || state_of_visit(day, *visit) == *filter.state);
        if (fits) list.visits.push_back(view_of_visit(day, *visit, setting));
        return list;
    }
    for (std::uint32_t i = filter.from; i < day.visits().size(); ++i) {
        if (filter.state && state_of_visit(day, {i}) != *filter.state) continue;
        if (list.visits.size() == size) {
            list.next_page_token = std::to_string(i);
            break;
        }
        list.visits.push_back(view_of_visit(day, {i}, setting));
    }
    return list;
}

void get_visits(Context& context, Request request, Responder responder) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    const auto actor = permitted(context, request, Action::list_visits, {.mall = (*hall)->mall()});
    if (!actor) return responder.send(actor.error());
    const auto page = web::read_page(request);
    if (!page) return responder.send(page.error());
    const auto filter = filter_of(request, *page);
    if (!filter) return responder.send(filter.error());
    responder.send(web::json_response(
        (*hall)->look(context.clock.now(), [&](const journal::Standing& standing) {
            return json::write(list_of(context, standing.day(), *filter, page->size));
        })));
}

using Handle = void (*)(Context&, Request, Responder);

Route route(Context& context, Method method, std::string path, std::string id, std::string summary,
            Access access, Handle handle) {
    return {.method = method,
            .path = "/api/v1" + std::move(path),
            .id = std::move(id),
            .tag = "visits",
            .summary = std::move(summary),
            .access = access,
            .handler = [&context, handle](Request&& request, Responder responder) {
                handle(context, std::move(request), std::move(responder));
            }};
}

template <class Body>
Route with_body(Route route, bool is_required) {
    route.body = json::schema_reference<Body>;
    route.body_required = is_required;
    return route;
}

template <class Answer>
Route answering(Route route, int status, std::string description,
                std::vector<web::ProblemKind> kinds) {
    route.answers = {{status, std::move(description), json::schema_reference<Answer>}};
    route.problems = std::move(kinds);
    return route;
}

}  // namespace

std::vector<Route> visit_routes(Context& context) {
    const Access by_code{Who::code_holder, Who::device, Who::greeter};
    const auto at = [&](Method method, std::string path, std::string id, std::string summary,
                        Access access, Handle handle) {
        return route(context, method, std::move(path), std::move(id), std::move(summary), access,
                     handle);
    };
    const auto post = [&](std::string path, std::string id, std::string summary, Access access,
                          Handle handle) {
        return at(Method::post, std::move(path), std::move(id), std::move(summary), access, handle);
    };

    std::vector<Route> routes;
    routes.push_back(answering<VisitView>(
        with_body<NewVisit>(
            post("/malls/{mall}/visits", "issue_number", "Take one number for one or more services",
                 {Who::device, Who::greeter}, post_visit),
            true),
        201, "The visit",
        {problems::capacity_reached, problems::closed, problems::date_closed,
         problems::service_not_offered_today, problems::paper_number_used,
         problems::paper_time_out_of_range, problems::no_paper_roll}));
    routes.push_back(
        answering<VisitList>(at(Method::get, "/malls/{mall}/visits", "list_visits",
                                "Visits of today, with their codes", {Who::greeter}, get_visits),
                             200, "A page of visits", {}));
    routes.back().query = {{"number", "Only the visit with this number", {}, false, "A-023"},
                           {"state", "Only visits in this state", {}, false, "waiting"},
                           {"page_size", "At most this many", web::QueryParameter::Type::integer},
                           {"page_token", "From the page before"}};

    routes.push_back(answering<VisitView>(at(Method::get, "/visits/{code}", "read_visit",
                                             "Follow a visit", {Who::code_holder}, get_visit),
                                          200, "The visit", {problems::unknown_visit}));
    routes.push_back(at(Method::get, "/visits/{code}/qr.svg", "visit_qr",
                        "The follow address as a picture", {Who::code_holder}, get_qr));
    routes.back().answers = {{200, "A QR code", nullptr, web::media::svg}};
    routes.back().problems = {problems::unknown_visit};

    const std::vector<web::ProblemKind> cancel_kinds{problems::unknown_visit,
                                                     problems::nothing_to_cancel};
    const std::vector<web::ProblemKind> rejoin_kinds{
        problems::unknown_visit, problems::nothing_to_rejoin, problems::no_rejoins_left,
        problems::too_late_to_rejoin};
    routes.push_back(
        answering<VisitView>(with_body<WithReason>(post("/visits/{code}/cancel", "cancel_visit",
                                                        "Cancel what waits", by_code, post_cancel),
                                                   false),
                             200, "The visit", cancel_kinds));
    routes.push_back(answering<VisitView>(
        with_body<Nothing>(post("/visits/{code}/rejoin", "rejoin_visit",
                                "Come back after a no-show", by_code, post_rejoin),
                           false),
        200, "The visit", rejoin_kinds));
    routes.push_back(answering<VisitView>(
        with_body<NewRating>(post("/visits/{code}/ratings", "rate_step", "Rate a step that is done",
                                  {Who::code_holder}, post_rating),
                             true),
        201, "The visit",
        {problems::unknown_visit, problems::unknown_step, problems::not_rateable}));
    routes.push_back(answering<VisitView>(
        with_body<WithReason>(post("/malls/{mall}/visits/{code}/cancel", "cancel_visit_in_hall",
                                   "Cancel what waits", {Who::greeter}, post_cancel),
                              false),
        200, "The visit", cancel_kinds));
    routes.push_back(answering<VisitView>(
        with_body<Nothing>(
            post("/malls/{mall}/visits/{code}/rejoin", "rejoin_visit_in_hall",
                 "Bring a visitor back after a no-show", {Who::greeter}, post_rejoin),
            false),
        200, "The visit", rejoin_kinds));
    routes.push_back(answering<VisitView>(
        with_body<NewPriority>(post("/malls/{mall}/visits/{code}/priority", "change_priority",
                                    "Change the priority class", {Who::greeter}, post_priority),
                               true),
        200, "The visit", {problems::unknown_visit, problems::unknown_class}));
    return routes;
}

}  // namespace gerai::api
