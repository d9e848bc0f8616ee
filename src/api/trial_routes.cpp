#include "api/trial_routes.h"

#include <memory>
#include <stdexcept>
#include <utility>

#include "api/act.h"
#include "api/types.h"
#include "api/visit_view.h"

namespace gerai::api {

namespace {

using trust::Role;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;

/// A link and the token that it carries.
struct MadeLink {
    ReadyLink link;
    trust::TokenRow token;
};

/// No two devices of a trial have one name, or two boards would speak at once.
std::string device_of(Role role, const trust::TokenRow& row) {
    const std::string_view word = role == Role::board   ? "layar-"
                                  : role == Role::kiosk ? "anjungan-"
                                                        : "coba-";
    return std::string{word} + row.id.substr(0, 4);
}

MadeLink link_for(const trust::TokenWish& wish, std::string screen, Instant machine_now) {
    auto token = trust::make_token(wish, machine_now);
    if (!token) throw std::logic_error("no token for the " + screen + " of a trial");
    token->row.device = device_of(wish.role, token->row);
    std::string address = "/m/" + wish.mall + "/" + screen;
    ReadyLink link{.screen = std::move(screen)};
    if (wish.counter) {
        link.counter = *wish.counter;
        address += "/" + std::to_string(*wish.counter);
    }
    link.address = std::move(address) + "#token=" + token->text.reveal();
    return {.link = std::move(link), .token = token->row};
}

/// A link for each screen that needs a token; of the counters, the first.
std::vector<MadeLink> links_of(const hall::Day& day, Instant machine_now) {
    const mall::Mall& file = *file_of(day);
    std::vector<MadeLink> links;
    const auto add = [&](Role role, std::string screen, std::optional<int> counter = {}) {
        links.push_back(link_for({.role = role, .mall = file.id, .counter = counter},
                                 std::move(screen), machine_now));
    };
    add(Role::board, "board");
    add(Role::kiosk, "kiosk");
    add(Role::greeter, "door");
    if (!file.counters.empty()) add(Role::clerk, "counter", file.counters.front().number);
    add(Role::manager, "hall");
    return links;
}

/// Makes the tokens good and answers. What the journal throws reaches the writer, and the responder
/// that is dropped answers 503.
void keep_and_answer(Context& context, std::vector<MadeLink> links, Responder responder) {
    const auto shared = std::make_shared<Responder>(std::move(responder));
    const auto made = std::make_shared<const std::vector<MadeLink>>(std::move(links));
    context.writer.run([&context, made, shared](journal::Journal& journal) {
        for (const MadeLink& one : *made) journal.add_token(one.token);
        const auto rows = journal.tokens();
        context.token_book = std::make_shared<const trust::TokenBook>(rows);
        ReadyLinks answer;
        for (const MadeLink& one : *made) answer.links.push_back(one.link);
        shared->send({.body = json::write(answer)});
    });
}

void post_links(Context& context, Request request, Responder responder) {
    if (!gives_ready_links(context, request)) {
        return responder.send(web::problem(web::problems::not_found, web::Asker{request}));
    }
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    std::vector<MadeLink> links;
    (*hall)->look(context.clock.now(), [&](const journal::Standing& standing) {
        if (standing.day().has_begun())
            links = links_of(standing.day(), context.clock.machine_now());
    });
    keep_and_answer(context, std::move(links), std::move(responder));
}

}  // namespace

bool gives_ready_links(const Context& context, const Request& request) {
    const bool is_passed_on = request.header("X-Forwarded-For") || request.header("Forwarded");
    return context.is_trial && request.remote_is_loopback && !is_passed_on;
}

std::vector<Route> trial_routes(Context& context) {
    Route route;
    route.method = web::Method::post;
    route.path = "/api/v1/malls/{mall}/trial/links";
    route.id = "make_trial_links";
    route.tag = "operation";
    route.summary = "Ready links of a trial hall";
    route.description =
        "A link for each screen, with a new token behind the `#` of its address, which opens it "
        "ready. Only in a trial hall and only on the machine itself; 404 otherwise.";
    route.access = {web::Who::loopback};
    route.answers = {{200, "The links", json::schema_reference<ReadyLinks>}};
    route.problems = {web::problems::not_found};
    route.handler = [&context](Request&& request, Responder responder) {
        post_links(context, std::move(request), std::move(responder));
    };
    return {route};
}

}  // namespace gerai::api
