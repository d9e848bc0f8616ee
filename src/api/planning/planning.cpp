#include "api/planning/planning.h"

namespace gerai::api {

web::Route planning_route(Planning planning, web::Method method, std::string path, std::string id,
                          std::string summary, PlanningHandler handle) {
    return {.method = method,
            .path = "/api/v1/malls/{mall}/planning" + std::move(path),
            .id = std::move(id),
            .tag = "planning",
            .summary = std::move(summary),
            .access = {web::Who::manager},
            .handler = [planning, handle](web::Request&& request, web::Responder responder) {
                const auto place = entered(planning.hall, request, trust::Action::plan);
                if (!place) return responder.send(place.error());
                handle(planning, *place, std::move(request), std::move(responder));
                // Afterwards: what was asked rests on what is in force, and waits for nothing.
                const auto seen = place->hall->look(
                    planning.hall.clock.now(),
                    [](const journal::Standing& standing) { return seen_date(standing.day()); });
                if (seen) planning.desks.keeper.look_at(*seen);
            }};
}

}  // namespace gerai::api
