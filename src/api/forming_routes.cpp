#include "api/forming_routes.h"

#include "api/act.h"
#include "api/forming_faults.h"
#include "api/forming_types.h"
#include "api/refusals.h"
#include "api/visit_view.h"

namespace gerai::api {

namespace {

using trust::Action;
using web::Method;
using web::Request;
using web::Responder;
using web::Response;
using web::Who;

mall::Forming document_of(const hall::Day& day) {
    return day.forming().document == nullptr ? mall::Forming{} : *day.forming().document;
}

FormingView view_of_forming(const hall::Day& day) {
    const mall::Forming document = document_of(day);
    const mall::Mall& file = *file_of(day);
    FormingView view{.version = day.forming().version,
                     .changed_at = {},
                     .today = day.date(),
                     .stages = all_stages(document),
                     .agreements = document.agreements,
                     .readiness = readiness(document, file, day.date()),
                     .shared_booths = shared_booths(document, file, day.date()),
                     .renewals = renewals(document, file, day.date())};
    if (view.version != 0) view.changed_at = Timestamp{day.forming().at, zone_of(day)};
    return view;
}

void get_forming(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::form_mall);
    if (!place) return responder.send(place.error());
    responder.send(place->hall->look(context.clock.now(), [](const journal::Standing& standing) {
        return web::json_response(json::write(view_of_forming(standing.day())));
    }));
}

/// What was sent, read as far as it can be, with what is wrong with its form.
struct Sent {
    FormingWish wish;
    json::Faults faults;
};

std::expected<Sent, Response> read_wish(const Request& request) {
    const auto value = json::parse(request.body);
    if (!value) return std::unexpected{web::problem(value.error(), web::Asker{request})};
    Sent sent;
    auto wish = json::Codec<FormingWish>::read(*value, json::Place{}, sent.faults);
    if (!wish) return std::unexpected{web::problem(sent.faults, web::Asker{request})};
    sent.wish = std::move(*wish);
    return sent;
}

/// Everything that is wrong with it against the mall and the document that it replaces. Of one that
/// was made from an older document only its form is looked at: it will be refused for that.
std::vector<web::ProblemError> errors_in(const Sent& sent, const hall::Day& day,
                                         web::Language language) {
    if (sent.wish.version != day.forming().version) return errors_of(sent.faults, {}, language);
    const mall::Forming wished{.stages = sent.wish.stages, .agreements = sent.wish.agreements};
    return errors_of(sent.faults, faults_of(wished, *file_of(day), document_of(day)), language);
}

void put_forming(Context& context, Request request, Responder responder) {
    const auto place = entered(context, request, Action::form_mall);
    if (!place) return responder.send(place.error());
    auto sent = read_wish(request);
    if (!sent) return responder.send(sent.error());
    const auto errors =
        place->hall->look(context.clock.now(), [&](const journal::Standing& standing) {
            return errors_in(*sent, standing.day(), request.language);
        });
    if (!errors.empty()) {
        return responder.send(
            web::problem(web::problems::invalid_input, web::Asker{request}, {}, errors));
    }
    auto document = std::make_shared<const mall::Forming>(mall::Forming{
        .stages = std::move(sent->wish.stages), .agreements = std::move(sent->wish.agreements)});
    carry_out(
        context, request, std::move(responder),
        {.mall = place->hall->mall(),
         .actor = place->actor,
         .wish = [document, based_on = sent->wish.version](const journal::Standing& standing,
                                                           Instant) -> hall::Result<hall::Command> {
             return hall::Form{.version = standing.seq() + 1,
                               .based_on = based_on,
                               .text = to_text(*document),
                               .forming = document};
         },
         .answer =
             [](const journal::Decided& decided) {
                 return web::json_response(json::write(view_of_forming(decided.day)));
             }});
}

}  // namespace

std::vector<web::Route> forming_routes(Context& context) {
    web::Route get = mall_route(context, Method::get, "/forming", "read_forming", "forming",
                                "How the mall is formed", {Who::manager}, get_forming);
    get.description =
        "The twelve stages of forming a mall, the register of agreements with its agencies, and "
        "what follows from both and the mall file: how far the mall is, which renewals are due, "
        "who "
        "has which booth on which weekday.";
    get.answers = {
        {200, "The document and what follows from it", json::schema_reference<FormingView>}};

    web::Route put = mall_route(context, Method::put, "/forming", "replace_forming", "forming",
                                "Replace the document", {Who::manager}, put_forming);
    put.description =
        "The whole document in place of the one whose `version` is sent; when there is a newer one "
        "it is refused, and nothing is lost. Stages that are left out have not begun. Owners and "
        "parties are offices: a text with an NIK, an NIP or a mobile number is refused, for the "
        "journal keeps no personal data. Agreements that are not changed are not checked again.";
    put.body = json::schema_reference<FormingWish>;
    put.body_required = true;
    put.answers = {{200, "The document as it is now", json::schema_reference<FormingView>}};
    put.problems = {web::problems::invalid_input, problems::forming_changed};
    return {std::move(get), std::move(put)};
}

}  // namespace gerai::api
