#include "pages/page_routes.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "pages/files.h"

namespace gerai::pages {

namespace {

using web::Request;
using web::Response;
using web::Route;

/// One way to send a file.
struct Variant {
    std::string_view encoding;
    std::string etag;
    std::shared_ptr<const std::string> body;
};

/// A file ready to be sent, the shortest way first.
struct Sendable {
    std::string_view type;
    std::string_view cache_control;
    std::vector<Variant> variants;
};

Sendable sendable(const File& file, std::string_view cache_control) {
    Sendable made{file.type, cache_control, {}};
    const auto add = [&](std::string_view encoding, std::string_view content) {
        if (content.empty()) return;
        made.variants.push_back({encoding,
                                 "\"" + std::string{file.hash} + std::string{encoding} + "\"",
                                 std::make_shared<const std::string>(content)});
    };
    add("br", file.brotli);
    add("gzip", file.gzip);
    add("", file.plain);
    return made;
}

/// Whether `Accept-Encoding` names the encoding and does not refuse it with `q=0`.
bool accepts(std::string_view accepted, std::string_view encoding) {
    while (!accepted.empty()) {
        const std::size_t comma = std::min(accepted.find(','), accepted.size());
        std::string_view one = accepted.substr(0, comma);
        accepted.remove_prefix(std::min(comma + 1, accepted.size()));
        one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
        const std::string_view name = one.substr(0, one.find_first_of("; "));
        const bool is_refused = one.ends_with("q=0") || one.ends_with("q=0.0");
        if (name == encoding) return !is_refused;
    }
    return false;
}

Response response_of(const Sendable& file, const Request& request) {
    const std::string_view accepted = request.header("Accept-Encoding").value_or("");
    const auto variant = std::ranges::find_if(file.variants, [&](const Variant& one) {
        return one.encoding.empty() || accepts(accepted, one.encoding);
    });
    Response response;
    response.content_type = file.type;
    response.cache_control = file.cache_control;
    response.shared_body = variant->body;
    response.etag = variant->etag;
    response.headers.push_back({.name = "Vary", .value = "Accept-Encoding"});
    if (!variant->encoding.empty()) {
        response.headers.push_back(
            {.name = "Content-Encoding", .value = std::string{variant->encoding}});
    }
    return response;
}

Route page(std::string path, std::string id, web::Handler handler) {
    Route route;
    route.path = std::move(path);
    route.id = std::move(id);
    route.tag = "pages";
    route.summary = "A page";
    route.documented = false;
    route.handler = std::move(handler);
    return route;
}

const File& file_at(std::string_view path) {
    const auto all = files();
    const auto found = std::ranges::find(all, path, &File::path);
    if (found == all.end()) throw std::logic_error("no page " + std::string{path});
    return *found;
}

/// A screen asks each time whether it has changed, so that a new version is there at once. One that
/// has several addresses has an id for each.
Route screen(std::string path, const std::string& name, const std::string& part = "") {
    auto file =
        std::make_shared<const Sendable>(sendable(file_at(name + ".html"), web::cache::revalidate));
    const std::string id = "page_" + name + (part.empty() ? "" : "_" + part);
    return page(std::move(path), id, web::at_once([file](const Request& request) {
                    return response_of(*file, request);
                }));
}

/// The files have their content's hash in their names and are kept for ever.
Route assets() {
    auto all = std::make_shared<std::map<std::string, Sendable, std::less<>>>();
    for (const File& file : files()) {
        if (!file.path.starts_with("assets/")) continue;
        all->emplace(file.path.substr(7), sendable(file, web::cache::immutable));
    }
    return page("/assets/{file}", "page_asset", web::at_once([all](const Request& request) {
                    const auto file = all->find(request.place("file"));
                    if (file != all->end()) return response_of(file->second, request);
                    return web::problem(web::problems::not_found, web::Asker{request});
                }));
}

}  // namespace

std::vector<Route> page_routes(Kind kind) {
    std::vector<Route> routes{
        screen("/m/{mall}/board", "board"),
        screen("/m/{mall}/kiosk", "kiosk"),
        screen("/m/{mall}/counter/{counter}", "counter"),
        screen("/m/{mall}/hall", "hall"),
        screen("/m/{mall}/planning", "console"),
        screen("/m/{mall}/planning/{section}", "console", "section"),
        screen("/m/{mall}/door", "door"),
        assets(),
    };
    if (kind == Kind::trial) routes.push_back(screen("/kit", "kit"));
    return routes;
}

}  // namespace gerai::pages
