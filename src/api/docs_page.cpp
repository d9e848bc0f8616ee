#include "api/docs_page.h"

#include "web/html.h"
#include "web/openapi.h"
#include "web/text.h"

namespace gerai::api {

namespace {

using web::escaped;
using web::Message;

std::string row(const std::string& head, const std::string& text) {
    return "<dt>" + escaped(head) + "</dt><dd>" + text + "</dd>\n";
}

std::string access_of(const web::Route& route) {
    std::string all;
    for (const std::string_view who : web::names(route.access)) {
        all += all.empty() ? "" : ", ";
        all += who;
    }
    return escaped(all);
}

std::string parameters_of(const web::Route& route) {
    std::string list;
    for (const web::QueryParameter& parameter : route.query) {
        list += "<code>" + escaped(parameter.name) + "</code> " + escaped(parameter.description) +
                "<br>";
    }
    return list;
}

std::string answers_of(const web::Route& route) {
    std::string list;
    for (const web::RouteAnswer& answer : route.answers) {
        list += std::to_string(answer.status) + " " + escaped(answer.description) + "<br>";
    }
    for (const web::ProblemKind& problem : route.problems) {
        list += std::to_string(problem.status) + " <code>/problems/" + escaped(problem.slug) +
                "</code><br>";
    }
    return list;
}

std::string section_of(const web::Route& route, web::Language language) {
    std::string section = "<section id=\"" + escaped(route.id) + "\">\n<h2><code>" +
                          std::string{web::name(route.method)} + " " + escaped(route.path) +
                          "</code></h2>\n<p><strong>" + escaped(route.summary) + "</strong></p>\n";
    if (!route.description.empty()) section += "<p>" + escaped(route.description) + "</p>\n";
    section += "<dl>\n" + row(web::text(Message::docs_access, language), access_of(route));
    if (!route.query.empty()) {
        section += row(web::text(Message::docs_query, language), parameters_of(route));
    }
    section += row(web::text(Message::docs_answers, language), answers_of(route));
    return section + "</dl>\n</section>\n";
}

}  // namespace

std::string docs_page(std::span<const web::Route> routes, web::Language language) {
    const std::string title = escaped(web::text(Message::docs_title, language));
    std::string page = "<!doctype html>\n<html lang=\"" + std::string{web::tag(language)} +
                       "\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
                       title + "</title>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n<p>" +
                       escaped(web::text(Message::docs_intro, language)) +
                       " <a href=\"/api/openapi.json\">/api/openapi.json</a></p>\n";
    for (const web::Route& route : routes) {
        if (route.documented) page += section_of(route, language);
    }
    return page + "</main>\n</body>\n</html>\n";
}

}  // namespace gerai::api
