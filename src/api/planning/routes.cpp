#include "api/planning/routes.h"

#include "api/planning/bundle_routes.h"
#include "api/planning/calibration_routes.h"
#include "api/planning/comparison_wish.h"
#include "api/planning/comparison_work.h"
#include "api/planning/export.h"
#include "api/planning/start.h"
#include "api/planning/wish.h"
#include "api/planning/work.h"
#include "api/refusals.h"
#include "web/input.h"

namespace gerai::api {

namespace {

using web::Method;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;

void post_plan(const Planning& planning, const Entered& place, Request request,
               Responder responder) {
    const auto wish = web::read_body<PlanWish>(request);
    if (!wish) return responder.send(wish.error());
    const Planned planned = planned_at(planning, *place.hall);
    if (!planned.mall) return responder.send(nothing_to_plan(request));
    const auto asked = asked_of(*wish, *planned.mall->mall, planned.today);
    if (!asked) return responder.send(web::problem(asked.error(), web::Asker{request}));
    PlanningJob job{.kind = PlanningKind::plan,
                    .mall_version = planned.mall->version,
                    .asked = json::write(*asked)};
    enter(planning, place, request, std::move(responder), std::move(job),
          plan_work(*planned.mall, *asked), planned.zone);
}

void post_comparison(const Planning& planning, const Entered& place, Request request,
                     Responder responder) {
    const auto wish = web::read_body<ComparisonWish>(request);
    if (!wish) return responder.send(wish.error());
    const Planned planned = planned_at(planning, *place.hall);
    if (!planned.mall) return responder.send(nothing_to_plan(request));
    auto comparison = comparison_of(*wish, *planned.mall->mall, planned.today, request.language);
    if (!comparison) {
        return responder.send(web::problem(web::problems::invalid_input, web::Asker{request}, {},
                                           comparison.error()));
    }
    PlanningJob job{.kind = PlanningKind::comparison,
                    .mall_version = planned.mall->version,
                    .asked = json::write(comparison->asked)};
    enter(planning, place, request, std::move(responder), std::move(job),
          comparison_work(*planned.mall, std::move(comparison->asked),
                          std::move(comparison->scenarios)),
          planned.zone);
}

void get_forecast(const Planning& planning, const Entered& place, Request request,
                  Responder responder) {
    auto shared = std::make_shared<Responder>(std::move(responder));
    planning.desks.forecasts.ask(
        *place.hall, [shared, asker = web::Asker{request}](const ForecastDesk::Text& text) {
            shared->send(text == nullptr ? web::problem(web::problems::unavailable, asker)
                                         : web::json_response(*text));
        });
}

void get_jobs(const Planning& planning, const Entered& place, Request request,
              Responder responder) {
    const TimeZone zone = planned_at(planning, *place.hall).zone;
    PlanningJobList list;
    for (const PlanningJob& job : planning.desks.jobs.book().jobs_of(place.hall->mall())) {
        list.jobs.push_back(line_of(job, zone, request.language));
    }
    responder.send(web::json_response(json::write(list)));
}

/// A job, or that there is none.
Response answer(const Planning& planning, const Entered& place, const Request& request,
                const std::optional<PlanningJob>& job) {
    if (!job) return web::problem(problems::unknown_job, web::Asker{request});
    const TimeZone zone = planned_at(planning, *place.hall).zone;
    return web::json_response(json::write(view_of(*job, zone, request.language)));
}

void get_job(const Planning& planning, const Entered& place, Request request, Responder responder) {
    const auto& book = planning.desks.jobs.book();
    responder.send(
        answer(planning, place, request, book.find(place.hall->mall(), request.place("id"))));
}

void post_cancel(const Planning& planning, const Entered& place, Request request,
                 Responder responder) {
    responder.send(answer(planning, place, request,
                          planning.desks.jobs.cancel(place.hall->mall(), request.place("id"))));
}

std::vector<Route> starting_routes(const Planning& planning) {
    Route plan =
        starting(planning, "/plans", "plan_counters", "Find how many counters keep a promise",
                 post_plan, json::schema_reference<PlanWish>);
    plan.description =
        "How many counters of each kind have to be open in each half-hour, so that the promise is "
        "kept in all of them; which shifts that is (`flexible` unless said), and what one counter "
        "more or fewer or a tenth more visitors would do (unless `review` is false). What is left "
        "out is as in the mall's file; the date is today or the next on which the mall is open. "
        "Days are played beside the running hall, one job at a "
        "time: read the job again to see how far it is.";
    Route compare = starting(planning, "/comparisons", "compare_scenarios",
                             "Compare the mall with what it would be", post_comparison,
                             json::schema_reference<ComparisonWish>);
    compare.description =
        "Plays the mall as it is beside each scenario, with the same visitors. The changes of a "
        "scenario are those of a scenario file. There is a result after 20 days, and a sharper one "
        "after 100 and after all.";
    return {std::move(plan), std::move(compare)};
}

Route forecast_route(const Planning& planning) {
    Route made = planning_route(planning, Method::get, "/forecast", "read_forecast",
                                "The rest of today", get_forecast);
    made.description =
        "Many days played on from the hall as it stood at `computed_at`. It is made beside the "
        "hall when somebody asks, anew once something has happened and 15 seconds have passed, or "
        "after a minute; while that is done the one before is given.";
    made.answers = {{200, "The forecast", json::schema_reference<ForecastView>}};
    return made;
}

std::vector<Route> job_routes(const Planning& planning) {
    Route list = planning_route(planning, Method::get, "/jobs", "list_planning_jobs",
                                "The jobs of planning", get_jobs);
    list.description =
        "The newest fifty, without what they came to. A job is known to the server that was asked "
        "for it, also after a restart.";
    list.answers = {{200, "The jobs, the newest first", json::schema_reference<PlanningJobList>}};

    Route one =
        planning_route(planning, Method::get, "/jobs/{id}", "read_planning_job", "A job", get_job);
    one.description =
        "How far it is, and what it has come to. While it runs there may be a coarser result "
        "already: `result.days` says how sharp it is.";
    one.answers = {{200, "The job", json::schema_reference<PlanningJobView>}};
    one.problems = {problems::unknown_job};

    Route cancel = planning_route(planning, Method::post, "/jobs/{id}/cancel",
                                  "cancel_planning_job", "Cancel a job", post_cancel);
    cancel.description =
        "A job that is cancelled has no result. One that has ended stays as it is.";
    cancel.answers = {{200, "The job", json::schema_reference<PlanningJobView>}};
    cancel.problems = {problems::unknown_job};
    return {std::move(list), std::move(one), std::move(cancel)};
}

}  // namespace

std::vector<Route> planning_routes(Context& hall, PlanningDesks& desks) {
    const Planning planning{hall, desks};
    std::vector<Route> routes = starting_routes(planning);
    std::ranges::move(job_routes(planning), std::back_inserter(routes));
    routes.push_back(forecast_route(planning));
    std::ranges::move(bundle_routes(planning), std::back_inserter(routes));
    std::ranges::move(calibration_routes(planning), std::back_inserter(routes));
    std::ranges::move(planning_export_routes(planning), std::back_inserter(routes));
    return routes;
}

}  // namespace gerai::api
