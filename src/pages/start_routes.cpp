#include "pages/start_routes.h"

#include "api/act.h"
#include "api/look_routes.h"
#include "api/mall_view.h"
#include "api/trial_routes.h"
#include "api/visit_view.h"
#include "pages/chosen_language.h"
#include "pages/html_page.h"
#include "pages/start_page.h"

namespace gerai::pages {

namespace {

using web::Language;
using web::Request;
using web::Response;

StartMall mall_of(const hall::Day& day, Instant now, Language language) {
    const mall::Mall& file = *api::file_of(day);
    const bool is_english = language == Language::english && !file.name_en.empty();
    return {.id = file.id,
            .theme = api::theme_address(file),
            .logo = api::logo_address(file),
            .name = is_english ? file.name_en : file.name,
            .is_open = api::summary_of_mall(day, now).open,
            .counter = file.counters.empty() ? 0 : file.counters.front().number};
}

Response show_start(const api::Context& context, const Request& request) {
    const Language language = chosen_language(request).value_or(Language::indonesian);
    Start start{.is_trial = context.is_trial,
                .gives_links = api::gives_ready_links(context, request)};
    for (const journal::LiveHall* const hall : context.writer.halls()) {
        hall->look(context.clock.now(), [&](const journal::Standing& standing) {
            const hall::Day& day = standing.day();
            if (day.has_begun())
                start.malls.push_back(mall_of(day, api::now_of(context, day), language));
        });
    }
    return html_response(200, start_page(start, language), request);
}

}  // namespace

api::DocsLook docs_look() {
    return {.head = "<link rel=\"stylesheet\" href=\"" + asset("plain", ".css") +
                    "\">\n<link rel=\"icon\" href=\"" + asset("mark", ".svg") + "\">\n",
            .mark = asset("mark", ".svg")};
}

std::vector<web::Route> start_routes(const api::Context& context) {
    web::Route route;
    route.path = "/";
    route.id = "page_start";
    route.tag = "pages";
    route.summary = "A page";
    route.documented = false;
    route.handler =
        web::at_once([&context](const Request& request) { return show_start(context, request); });
    return {route};
}

Response unknown_address(const api::Context& context, const Request& request) {
    const bool wants_page =
        request.header("Accept").value_or("").find("text/html") != std::string_view::npos;
    if (!wants_page) return web::problem(web::problems::not_found, web::Asker{request});
    const Language language = chosen_language(request).value_or(Language::indonesian);
    return html_response(404, unknown_address_page(context.is_trial, language), request);
}

}  // namespace gerai::pages
