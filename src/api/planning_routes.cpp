#include "api/planning_routes.h"

#include "api/planning_export.h"
#include "api/planning_wish.h"
#include "api/planning_work.h"
#include "api/refusals.h"
#include "api/visit_view.h"
#include "trust/random.h"
#include "web/input.h"

namespace gerai::api {

namespace {

using web::Method;
using web::Request;
using web::Responder;
using web::Response;
using web::Route;

/// What planning looks at of the live hall.
struct Planned {
    std::optional<PlannedMall> mall;
    Date today;
    TimeZone zone;
};

Planned planned_at(const Planning& planning, const Entered& place) {
    return place.hall->look(planning.hall.clock.now(), [](const journal::Standing& standing) {
        const hall::Day& day = standing.day();
        return Planned{planned_mall_of(day), day.date(), zone_of(day)};
    });
}

/// Has a job wait for its turn, and answers with it: a request that was sent before, with the same
/// key, is given the job that it was given then.
void enter(const Planning& planning, const Entered& place, const Request& request,
           Responder responder, PlanningJob job, PlanningWork work, const TimeZone& zone) {
    PlanningDesk& desk = planning.desks.jobs;
    if (!desk.book().has_room()) {
        return responder.send(web::problem(problems::planning_busy, web::Asker{request}));
    }
    job.id = to_string(trust::random_code());
    job.mall = place.hall->mall();
    job.created_at = planning.hall.clock.machine_now();
    const Response accepted{.status = 202,
                            .body = json::write(view_of(job, zone, request.language))};
    answer_once(planning.hall, request, std::move(responder), {job.mall, place.actor}, accepted,
                [&desk, job, work = std::move(work)] { desk.submit(job, work); });
}

void post_plan(const Planning& planning, const Entered& place, Request request,
               Responder responder) {
    const auto wish = web::read_body<PlanWish>(request);
    if (!wish) return responder.send(wish.error());
    const Planned planned = planned_at(planning, place);
    if (!planned.mall) {
        return responder.send(web::problem(web::problems::unavailable, web::Asker{request}));
    }
    const auto asked = asked_of(*wish, *planned.mall->mall, planned.today);
    if (!asked) return responder.send(web::problem(asked.error(), web::Asker{request}));
    PlanningJob job{.kind = PlanningKind::plan,
                    .mall_version = planned.mall->version,
                    .asked = json::write(*asked)};
    enter(planning, place, request, std::move(responder), std::move(job),
          plan_work(*planned.mall, *asked), planned.zone);
}

void get_jobs(const Planning& planning, const Entered& place, Request request,
              Responder responder) {
    const TimeZone zone = planned_at(planning, place).zone;
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
    const TimeZone zone = planned_at(planning, place).zone;
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

Route starting(const Planning& planning, std::string path, std::string id, std::string summary,
               PlanningHandler handle, web::SchemaOf body) {
    Route made = planning_route(planning, Method::post, std::move(path), std::move(id),
                                std::move(summary), handle);
    made.body = body;
    made.answers = {
        {202, "The job, which waits for its turn", json::schema_reference<PlanningJobView>}};
    made.problems = {problems::planning_busy};
    return made;
}

std::vector<Route> starting_routes(const Planning& planning) {
    Route plan =
        starting(planning, "/plans", "plan_counters", "Find how many counters keep a promise",
                 post_plan, json::schema_reference<PlanWish>);
    plan.description =
        "How many counters of each kind have to be open in each half-hour, so that the promise is "
        "kept in all of them. What is left out is as in the mall's file; the date is today or the "
        "next on which the mall is open. Days are played beside the running hall, one job at a "
        "time: read the job again to see how far it is.";
    return {std::move(plan)};
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
    std::ranges::move(planning_export_routes(planning), std::back_inserter(routes));
    return routes;
}

}  // namespace gerai::api
