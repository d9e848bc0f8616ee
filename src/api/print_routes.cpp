#include "api/print_routes.h"

#include <algorithm>

#include "api/act.h"
#include "api/printers.h"
#include "api/refusals.h"
#include "api/ticket_view.h"
#include "api/visit_lookup.h"
#include "api/visit_view.h"
#include "ticket/escpos.h"
#include "trust/random.h"
#include "web/input.h"

namespace gerai::api {

namespace {

using trust::Action;
using web::Method;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;
using web::Who;

/// The zone of a hall, in which its times are written.
TimeZone zone_at(const Context& context, const journal::LiveHall& hall) {
    return hall.look(context.clock.now(),
                     [](const journal::Standing& standing) { return zone_of(standing.day()); });
}

Response answer(int status, const ticket::Print& print, const TimeZone& zone) {
    return {.status = status,
            .body = json::write(PrintView{.id = print.id,
                                          .visit = print.visit,
                                          .number = print.number,
                                          .printer = print.printer.id,
                                          .copy = print.is_copy,
                                          .state = print.state,
                                          .sent = print.was_sent,
                                          .came_out = print.came_out,
                                          .printer_state = print.printer_state,
                                          .asked_at = {print.asked_at, zone},
                                          .changed_at = {print.changed_at, zone}})};
}

Response unknown_printer(const Request& request, const mall::Mall* file, std::string_view name) {
    std::string there;
    if (file != nullptr) {
        for (const mall::Printer& printer : file->printers) {
            there += (there.empty() ? "" : ", ") + printer.id;
        }
    }
    if (there.empty()) there = "-";
    return web::problem(problems::unknown_printer, web::Asker{request},
                        {{"printer", name}, {"printers", there}});
}

/// A print as it is asked for, with the bytes for its printer.
struct Prepared {
    ticket::Print print;
    std::string bytes;
    TimeZone zone;
};

std::expected<Prepared, Response> prepared(Context& context, const Request& request,
                                           const journal::Standing& standing, const NewPrint& wish,
                                           const std::string& mall) {
    const hall::Day& day = standing.day();
    const auto code = parse_any_code(request.place("code"));
    const auto visit = code ? std::visit([&](const auto& one) { return standing.find(one); }, *code)
                            : std::nullopt;
    if (!visit) return std::unexpected{unknown_code(context, request)};
    const mall::Mall* const file = file_of(day);
    const mall::Printer* printer = nullptr;
    if (file != nullptr) {
        const auto found = std::ranges::find(file->printers, wish.printer, &mall::Printer::id);
        if (found != file->printers.end()) printer = &*found;
    }
    if (printer == nullptr) return std::unexpected{unknown_printer(request, file, wish.printer)};

    const Instant now = now_of(context, day);
    const std::string visit_code = to_string(day.at(*visit).code);
    const bool is_copy =
        wish.copy.value_or(false) || context.prints.book().has_gone_out(visit_code);
    const ticket::Ticket made = ticket_of(day, *visit,
                                          {.public_url = context.public_url,
                                           .is_trial = context.is_trial,
                                           .is_copy = is_copy,
                                           .now = now,
                                           .estimates = &context.estimates.of(mall)});
    return Prepared{.print = {.id = to_string(trust::random_code()),
                              .printer = {mall, printer->id, printer->address},
                              .visit = visit_code,
                              .number = made.number,
                              .is_copy = is_copy,
                              .asked_at = now,
                              .changed_at = now},
                    .bytes = escpos(lay_out(made, ticket::paper_of(printer->width))),
                    .zone = zone_of(day)};
}

void post_print(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::print_ticket);
    if (!place) return responder.send(place.error());
    const auto wish = web::read_body<NewPrint>(request);
    if (!wish) return responder.send(wish.error());
    auto made = place->hall->look(context.clock.now(), [&](const journal::Standing& standing) {
        return prepared(context, request, standing, *wish, place->hall->mall());
    });
    if (!made) {
        // A repeated request is answered as it was when the visit still was of today.
        return turn_down(context, request, std::move(responder),
                         {place->hall->mall(), place->actor}, made.error());
    }
    const Response created = answer(201, made->print, made->zone);
    answer_once(context, request, std::move(responder), {place->hall->mall(), place->actor},
                created,
                [&context, made = *made] { context.prints.print(made.print, made.bytes); });
}

void get_print(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::print_ticket);
    if (!place) return responder.send(place.error());
    const auto print = context.prints.book().find(place->hall->mall(), request.place("id"));
    if (!print) return responder.send(web::problem(problems::unknown_print, web::Asker{request}));
    responder.send(web::json_response(answer(200, *print, zone_at(context, *place->hall)).body));
}

void post_confirm(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::print_ticket);
    if (!place) return responder.send(place.error());
    const auto wish = web::read_body<HowItCameOut>(request);
    if (!wish) return responder.send(wish.error());
    const std::string& mall = place->hall->mall();
    auto print = context.prints.book().find(mall, request.place("id"));
    if (!print) return responder.send(web::problem(problems::unknown_print, web::Asker{request}));
    const bool came_out = wish->came_out;
    print->came_out = came_out;
    print->state = came_out ? ticket::PrintState::confirmed : ticket::PrintState::unconfirmed;
    print->changed_at = context.clock.now();
    answer_once(context, request, std::move(responder), {mall, place->actor},
                answer(200, *print, zone_at(context, *place->hall)),
                [&context, mall, id = print->id, came_out] {
                    context.prints.book().confirm(mall, id, came_out);
                });
}

/// Whoever looks at the printers has them asked; the answers are there at the next look.
void get_printers(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::print_ticket);
    if (!place) return responder.send(place.error());
    responder.send(web::json_response(
        place->hall->look(context.clock.now(), [&](const journal::Standing& standing) {
            const std::string& mall = place->hall->mall();
            // The list first: it says what was known when it was asked for, however fast a
            // printer answers.
            const PrinterList list = printers_of(context, standing.day(), mall, place->actor);
            ask_printers(context, standing.day(), mall);
            return json::write(list);
        })));
}

Route route(Context& context, Method method, std::string path, std::string id, std::string summary,
            MallHandler handle) {
    return mall_route(context, method, std::move(path), std::move(id), "visits", std::move(summary),
                      {Who::device, Who::greeter}, handle);
}

}  // namespace

std::vector<Route> print_routes(Context& context) {
    std::vector<Route> routes;
    routes.push_back(route(context, Method::post, "/visits/{code}/prints", "print_ticket",
                           "Print the ticket of a visit", post_print));
    routes.back().description =
        "The print waits for its printer alone; read it again to see what became of it. A ticket "
        "that may have come out before is printed as a copy, whatever `copy` says.";
    routes.back().body = json::schema_reference<NewPrint>;
    routes.back().body_required = true;
    routes.back().answers = {{201, "The print", json::schema_reference<PrintView>}};
    routes.back().problems = {problems::unknown_visit, problems::unknown_printer};

    routes.push_back(route(context, Method::get, "/prints/{id}", "read_print",
                           "What became of a print", get_print));
    routes.back().description =
        "Prints are kept in the memory of the server that prints. One that it does not know is to "
        "be taken as unconfirmed.";
    routes.back().answers = {{200, "The print", json::schema_reference<PrintView>}};
    routes.back().problems = {problems::unknown_print};

    routes.push_back(route(context, Method::post, "/prints/{id}/confirm", "confirm_print",
                           "Say whether a ticket came out", post_confirm));
    routes.back().body = json::schema_reference<HowItCameOut>;
    routes.back().body_required = true;
    routes.back().answers = {{200, "The print", json::schema_reference<PrintView>}};
    routes.back().problems = {problems::unknown_print};

    routes.push_back(route(context, Method::get, "/printers", "list_printers",
                           "The printers and how they are", get_printers));
    routes.back().description =
        "Asking has each printer asked in its turn, at most every five seconds; the answers are "
        "there at the next look.";
    routes.back().answers = {{200, "The printers", json::schema_reference<PrinterList>}};
    return routes;
}

}  // namespace gerai::api
