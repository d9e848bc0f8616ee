#include "api/public_routes.h"

#include "api/act.h"
#include "api/board_cache.h"
#include "api/board_view.h"
#include "api/mall_view.h"
#include "api/service_view.h"
#include "api/visit_view.h"

namespace gerai::api {

namespace {

using web::Request;
using web::Response;
using web::Route;

using Look = std::function<Response(const journal::Standing&, Instant now)>;

/// Looks at the hall of the mall in the path; 404 when there is none, or it has no date yet.
Response looked_at(const Context& context, const Request& request, const Look& look) {
    const auto hall = hall_of(context, request);
    if (!hall) return hall.error();
    return (*hall)->look(context.clock.now(), [&](const journal::Standing& standing) {
        if (!standing.day().has_begun()) {
            return web::problem(web::problems::not_found, web::Asker{request});
        }
        return look(standing, now_of(context, standing.day()));
    });
}

std::string query_text(const Request& request, std::string_view name) {
    return std::string{request.query_value(name).value_or("")};
}

Response get_malls(const Context& context) {
    MallList list;
    for (const journal::LiveHall* const hall : context.writer.halls()) {
        hall->look(context.clock.now(), [&](const journal::Standing& standing) {
            const hall::Day& day = standing.day();
            if (day.has_begun()) list.malls.push_back(summary_of_mall(day, now_of(context, day)));
        });
    }
    return web::json_response(json::write(list));
}

Response get_mall(const Context& context, const Request& request) {
    return looked_at(context, request, [&](const journal::Standing& standing, Instant now) {
        return web::json_response(json::write(view_of_mall(
            standing.day(),
            {.now = now, .clock_rate = context.clock_rate, .is_trial = context.is_trial})));
    });
}

template <class Things>
std::vector<std::string> ids_of(const Things& things) {
    std::vector<std::string> ids;
    ids.reserve(things.size());
    for (const auto& thing : things) ids.push_back(thing.id);
    return ids;
}

Response get_services(const Context& context, const Request& request) {
    const ServiceFilter filter{.words = query_text(request, "q"),
                               .agency = query_text(request, "agency")};
    const HallEstimates& estimates = context.estimates.of(request.place("mall"));
    return looked_at(context, request, [&](const journal::Standing& standing, Instant now) {
        const mall::Mall& file = *file_of(standing.day());
        if (!filter.agency.empty() && file.find_agency(filter.agency) == nullptr) {
            return not_possible(request, "?agency", ids_of(file.agencies));
        }
        return web::json_response(
            json::write(view_of_services(standing.day(), filter, now, &estimates)));
    });
}

Response get_standard(const Context& context, const Request& request) {
    const HallEstimates& estimates = context.estimates.of(request.place("mall"));
    return looked_at(context, request, [&](const journal::Standing& standing, Instant now) {
        const auto standard =
            view_of_standard(standing.day(), request.place("service"), now, &estimates);
        if (!standard) return web::problem(web::problems::not_found, web::Asker{request});
        return web::json_response(json::write(*standard));
    });
}

Response get_board(const Context& context, BoardCache& cache, const Request& request) {
    const std::string zone = query_text(request, "zone");
    const auto hall = hall_of(context, request);
    if (!hall) return hall.error();
    const auto body =
        cache.board(**hall, context.estimates.of((*hall)->mall()), zone, context.clock.now());
    if (!body) return unknown_zone(context, request);
    Response response;
    response.shared_body = body->text;
    response.etag = body->etag;
    response.cache_control = web::cache::revalidate;
    return response;
}

Route reading(std::string path, std::string id, std::string summary, std::string description) {
    Route route;
    route.method = web::Method::get;
    route.path = "/api/v1" + std::move(path);
    route.id = std::move(id);
    route.tag = "public";
    route.summary = std::move(summary);
    route.description = std::move(description);
    route.access = {web::Who::anyone};
    return route;
}

template <class T>
Route answering(Route route, std::string what, std::function<Response(const Request&)> answer) {
    route.answers = {{200, std::move(what), json::schema_reference<T>}};
    route.handler = web::at_once(std::move(answer));
    return route;
}

Route malls_route(const Context& context) {
    return answering<MallList>(
        reading("/malls", "list_malls", "The malls of this server",
                "All malls, and whether each is open. `next_open` is null while it is open."),
        "The malls", [&context](const Request&) { return get_malls(context); });
}

Route mall_route(const Context& context) {
    return answering<MallView>(
        reading("/malls/{mall}", "read_mall", "A mall",
                "The mall as it is today: its agencies, booths, counters, zones, bundles and "
                "priority classes, each list whole. `now` is the hall's clock, which runs "
                "`clock_rate` times as fast as others."),
        "The mall", [&context](const Request& request) { return get_mall(context, request); });
}

Route services_route(const Context& context) {
    Route route = reading(
        "/malls/{mall}/services", "list_services", "The services of a mall",
        "What each service needs, costs and gives, and whether a number can be had for it now: "
        "`open`, `full` (it could not be served before closing time), `absent` (its agency is not "
        "here today) or `closed`. `next_open` says when it can be had again.");
    route.query = {{"q",
                    "Words that occur in the names of service, agency or product",
                    {},
                    false,
                    "akta kelahiran"},
                   {"agency", "Only services of this agency", {}, false, "dukcapil"}};
    route.problems = {web::problems::invalid_input};
    return answering<ServiceList>(
        std::move(route), "The services",
        [&context](const Request& request) { return get_services(context, request); });
}

Route standard_route(const Context& context) {
    return answering<ServiceStandard>(
        reading("/malls/{mall}/services/{service}", "read_service", "A service standard",
                "All that the mall says about a service: requirements, fee, time limit, product, "
                "where it is given, what has to be done before it, and where this comes from."),
        "The service standard",
        [&context](const Request& request) { return get_standard(context, request); });
}

Route board_route(const Context& context) {
    Route route = reading(
        "/malls/{mall}/board", "read_board", "The board",
        "The last calls, the newest first: whoever was called and has not come, and those who came "
        "within ten minutes, at most twelve. Queues are told by agency. `seq` is where the stream "
        "goes on: `/events?after={seq}`.");
    route.query = {zone_parameter()};
    route.problems = {web::problems::invalid_input};
    return answering<BoardView>(
        std::move(route), "The board",
        [&context, cache = std::make_shared<BoardCache>()](const Request& request) {
            return get_board(context, *cache, request);
        });
}

}  // namespace

web::QueryParameter zone_parameter() {
    return {.name = "zone",
            .description = "Only the counters and agencies of this zone of the mall",
            .example = "lantai-1"};
}

Response unknown_zone(const Context& context, const Request& request) {
    return looked_at(context, request, [&](const journal::Standing& standing, Instant) {
        return not_possible(request, "?zone", ids_of(file_of(standing.day())->zones));
    });
}

std::vector<Route> public_routes(Context& context) {
    return {malls_route(context), mall_route(context), services_route(context),
            standard_route(context), board_route(context)};
}

}  // namespace gerai::api
