#include "api/look_routes.h"

#include "api/act.h"
#include "api/visit_view.h"

namespace gerai::api {

namespace {

using web::Request;
using web::Response;

constexpr std::string_view own_accent = "#0B5FA5";  // Gerai's, for a mall that names none.

/// The accent for the whole page, and for a part of one that shows several malls.
std::string theme_of(const mall::Mall& file) {
    return ":root,[data-theme=\"" + file.id +
           "\"]{--accent:" + (file.accent.empty() ? std::string{own_accent} : file.accent) + "}\n";
}

/// Answers with a file that is asked for each time, and mostly has not changed.
Response file_response(std::string_view type, std::string body) {
    Response response;
    response.content_type = type;
    response.cache_control = web::cache::revalidate;
    response.etag = web::etag_of(body);
    response.body = std::move(body);
    return response;
}

void get_theme(Context& context, Request request, web::Responder responder) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    responder.send((*hall)->look(context.clock.now(), [](const journal::Standing& standing) {
        return file_response(web::media::css, theme_of(*file_of(standing.day())));
    }));
}

void get_logo(Context& context, Request request, web::Responder responder) {
    const auto hall = hall_of(context, request);
    if (!hall) return responder.send(hall.error());
    responder.send((*hall)->look(context.clock.now(), [&](const journal::Standing& standing) {
        const std::string& picture = file_of(standing.day())->picture;
        if (picture.empty()) return web::problem(web::problems::not_found, web::Asker{request});
        return file_response(web::media::svg, picture);
    }));
}

web::Route look_route(Context& context, std::string path, std::string id, std::string summary,
                      MallHandler handle) {
    return mall_route(context, web::Method::get, std::move(path), std::move(id), "public",
                      std::move(summary), {web::Who::anyone}, handle);
}

}  // namespace

std::string theme_address(const mall::Mall& file) {
    return "/api/v1/malls/" + file.id + "/theme.css";
}

std::string logo_address(const mall::Mall& file) {
    return file.picture.empty() ? std::string{} : "/api/v1/malls/" + file.id + "/logo.svg";
}

std::vector<web::Route> look_routes(Context& context) {
    std::vector<web::Route> routes{
        look_route(context, "/theme.css", "read_theme", "A mall's accent", get_theme),
        look_route(context, "/logo.svg", "read_logo", "A mall's logo", get_logo)};
    routes[0].description =
        "A style sheet that sets `--accent`: the colour in the mall's file, or Gerai's own. It is "
        "for the head of a screen and never for what is pressed.";
    routes[0].answers = {{200, "The style sheet", nullptr, web::media::css}};
    routes[1].description =
        "The SVG picture in the mall's file. `gerai check` has seen to it that it runs nothing and "
        "asks for nothing from elsewhere. 404: the mall has none.";
    routes[1].answers = {{200, "The picture", nullptr, web::media::svg}};
    routes[1].problems = {web::problems::not_found};
    return routes;
}

}  // namespace gerai::api
