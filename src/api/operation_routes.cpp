#include "api/operation_routes.h"

#include "api/docs_page.h"
#include "api/public_types.h"
#include "web/openapi.h"

namespace gerai::api {

namespace {

using web::Request;
using web::Response;
using web::Route;

Route reading(std::string path, std::string id, std::string summary) {
    Route route;
    route.path = std::move(path);
    route.id = std::move(id);
    route.tag = "operation";
    route.summary = std::move(summary);
    route.access = {web::Who::anyone};
    return route;
}

Response uncached(int status, std::string body) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

Route livez() {
    Route route = reading("/livez", "livez", "Whether the server lives");
    route.description = "Answers as long as requests are handled; it looks at nothing else.";
    route.answers = {{200, "It lives", json::schema_reference<LivenessView>}};
    route.handler = web::at_once(
        [](const Request&) { return uncached(200, json::write(LivenessView{.alive = true})); });
    return route;
}

Route readyz(const Context& context) {
    Route route = reading("/readyz", "readyz", "Whether the server is ready");
    route.description =
        "Whether everything that the server needs is there, and it can write. While it is not "
        "ready, is only read, or drains, the answer is 503 with the reasons.";
    route.answers = {{200, "It is ready", json::schema_reference<ReadinessView>},
                     {503, "It is not ready", json::schema_reference<ReadinessView>}};
    route.handler = web::at_once([&context](const Request&) {
        ReadinessView view;
        if (context.unready_reasons) view.reasons = context.unready_reasons();
        view.ready = view.reasons.empty();
        return uncached(view.ready ? 200 : 503, json::write(view));
    });
    return route;
}

Route openapi() {
    Route route = reading("/api/openapi.json", "openapi", "This document");
    route.description = "The OpenAPI 3.1 document, made of the table of routes that serves.";
    route.answers = {{200, "The document", json::schema_reference<json::Raw>}};
    return route;
}

Route docs() {
    Route route = reading("/api/docs", "docs", "The API to read");
    route.description = "The same as a page.";
    route.answers = {{200, "The page", nullptr, web::media::html}};
    return route;
}

web::ApiDescription description_of(const Context& context) {
    return {.title = "Gerai",
            .version = context.version,
            .description =
                "The hall of a Mal Pelayanan Publik: numbers, queues, counters, boards. Times "
                "are RFC 3339 with the mall's offset, durations end in `_seconds`, errors are "
                "`application/problem+json` in the language asked for.",
            .server_url = "/",
            .contact_url = context.public_url,
            .license_name = "Gerai",
            .tags = {{"public", "What everybody may read of a mall."},
                     {"visits", "Numbers and visits: taking, following, cancelling, rating."},
                     {"counters", "What happens at the counters."},
                     {"hall", "The hall as a whole."},
                     {"day", "The day in figures."},
                     {"planning", "What the mall would be like."},
                     {"room", "What the hall says to the room: announcements, notices, help."},
                     {"forming", "How the mall is formed: its stages, its agreements."},
                     {"streams", "What happens, as it happens (Server-Sent Events)."},
                     {"operation", "For those who run the server."}}};
}

/// Gives the same text to everybody, who asks again whether it has changed.
web::Handler giving(std::string_view content_type, std::string text) {
    auto shared = std::make_shared<const std::string>(std::move(text));
    const std::string etag = web::etag_of(*shared);
    return web::at_once([content_type, shared, etag](const Request&) {
        Response response;
        response.content_type = content_type;
        response.shared_body = shared;
        response.etag = etag;
        response.cache_control = web::cache::revalidate;
        return response;
    });
}

web::Handler giving_page(const std::string& document, const DocsLook& look) {
    const json::Object parsed = boost::json::parse(document).as_object();
    const auto id = giving(web::media::html, docs_page(parsed, look, web::Language::indonesian));
    const auto en = giving(web::media::html, docs_page(parsed, look, web::Language::english));
    return [id, en](Request&& request, web::Responder responder) {
        const auto wished = request.query_value("lang");
        const bool is_english =
            wished ? *wished == "en" : request.language == web::Language::english;
        (is_english ? en : id)(std::move(request), std::move(responder));
    };
}

}  // namespace

std::vector<Route> operation_routes(const Context& context, std::span<const Route> others) {
    std::vector<Route> own{livez(), readyz(context), openapi(), docs()};
    std::vector<Route> all{others.begin(), others.end()};
    all.insert(all.end(), own.begin(), own.end());
    const std::string document = web::openapi_document(all, description_of(context));
    own[2].handler = giving(web::media::json, document);
    own[3].handler = giving_page(document, context.docs_look);
    return own;
}

}  // namespace gerai::api
