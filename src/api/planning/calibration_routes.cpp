#include "api/planning/calibration_routes.h"

#include "api/planning/calibration_view.h"
#include "api/planning/calibration_work.h"
#include "api/planning/observed_days.h"
#include "api/planning/start.h"
#include "web/input.h"

namespace gerai::api {

namespace {

using web::Method;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;

void post_calibration(const Planning& planning, const Entered& place, Request request,
                      Responder responder) {
    const auto wish = web::read_body<CalibrationWish>(request);
    if (!wish) return responder.send(wish.error());
    if (wish->from && wish->to && *wish->to < *wish->from) {
        return responder.send(not_possible(request, "/to", {to_string(*wish->from)}));
    }
    const Planned planned = planned_at(planning, *place.hall);
    if (!planned.mall) return responder.send(nothing_to_plan(request));
    const CalibrationAsked asked{.from = wish->from, .to = wish->to};
    PlanningJob job{.kind = PlanningKind::calibration,
                    .mall_version = planned.mall->version,
                    .asked = json::write(asked)};
    const Learning learning{planning.hall.archive, planning.desks.calibrations,
                            planning.hall.clock};
    enter(planning, place, request, std::move(responder), std::move(job),
          calibration_work(learning, *planned.mall, asked), planned.zone);
}

CalibrationView view_of(const PlannedMall& planned, const std::vector<Date>& over) {
    CalibrationView view{.mall = planned.mall->id,
                         .dates_over = static_cast<std::int64_t>(over.size()),
                         .last_over = {},
                         .dates_needed = plan::fewest_dates,
                         .dates_needed_for_checks = plan::fewest_dates_for_checks,
                         .model_fit = {},
                         .computed_at = {},
                         .in_force = {}};
    if (!over.empty()) view.last_over = over.back();
    if (planned.learned == nullptr) return view;
    view.model_fit = fit_of(*planned.learned, planned.version);
    view.computed_at = Timestamp{planned.learned->computed_at, planned.zone()};
    view.in_force = view_of_calibration(*planned.learned, *planned.mall);
    return view;
}

/// On the archive's thread, which knows the dates.
void get_calibration(const Planning& planning, const Entered& place, Request request,
                     Responder responder) {
    const Planned planned = planned_at(planning, *place.hall);
    if (!planned.mall) return responder.send(nothing_to_plan(request));
    auto shared = std::make_shared<Responder>(std::move(responder));
    const bool is_taken = planning.hall.archive.submit([shared, mall = *planned.mall](auto& shelf) {
        const std::vector<Date> over = dates_that_are_over(shelf.reader(), mall.mall->id);
        shared->send(web::json_response(json::write(view_of(mall, over))));
    });
    if (!is_taken) shared->send(web::problem(web::problems::busy, web::Asker{request}));
}

}  // namespace

std::vector<Route> calibration_routes(const Planning& planning) {
    Route calibrate =
        starting(planning, "/calibrations", "calibrate_mall", "Learn from the mall's own days",
                 post_calibration, json::schema_reference<CalibrationWish>);
    calibrate.description =
        "Reads the dates of the journal that are over (the last 250 of those wished), estimates "
        "what the mall's file only guesses, and checks the model against the last twenty of them. "
        "It goes on beside the other jobs. With ten dates or more plans rest on it from then on, "
        "with fewer they stay on the planning figures; of the jobs of this kind the newest alone "
        "is kept.";

    Route read = planning_route(planning, Method::get, "/calibration", "read_calibration",
                                "What the mall's own days say", get_calibration);
    read.description =
        "The calibration in force: what plans, comparisons, studies and forecasts rest on.";
    read.answers = {{200, "What is in force", json::schema_reference<CalibrationView>}};
    read.problems = {web::problems::busy};
    return {std::move(calibrate), std::move(read)};
}

}  // namespace gerai::api
