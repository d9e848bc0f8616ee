#include "api/planning/start.h"

#include "api/refusals.h"
#include "api/visit_view.h"
#include "trust/random.h"

namespace gerai::api {

Planned planned_at(const Planning& planning, const journal::LiveHall& hall) {
    return hall.look(planning.hall.clock.now(), [&](const journal::Standing& standing) {
        const hall::Day& day = standing.day();
        return Planned{planned_mall_of(day, planning.desks.calibrations), day.date(), zone_of(day)};
    });
}

web::Response nothing_to_plan(const web::Request& request) {
    return web::problem(web::problems::unavailable, web::Asker{request});
}

void enter(const Planning& planning, const Entered& place, const web::Request& request,
           web::Responder responder, PlanningJob job, PlanningWork work, const TimeZone& zone) {
    PlanningDesk& desk = planning.desks.jobs;
    if (!desk.book().has_room(lane_of(job.kind))) {
        return responder.send(web::problem(problems::planning_busy, web::Asker{request}));
    }
    job.id = to_string(trust::random_code());
    job.mall = place.hall->mall();
    job.created_at = planning.hall.clock.machine_now();
    const web::Response accepted{.status = 202,
                                 .body = json::write(view_of(job, zone, request.language))};
    answer_once(planning.hall, request, std::move(responder), {job.mall, place.actor}, accepted,
                [&desk, job, work = std::move(work)] { desk.submit(job, work); });
}

web::Route starting(const Planning& planning, std::string path, std::string id, std::string summary,
                    PlanningHandler handle, web::SchemaOf body) {
    web::Route made = planning_route(planning, web::Method::post, std::move(path), std::move(id),
                                     std::move(summary), handle);
    made.body = body;
    made.body_required = true;
    made.answers = {
        {202, "The job, which waits for its turn", json::schema_reference<PlanningJobView>}};
    made.problems = {problems::planning_busy};
    return made;
}

}  // namespace gerai::api
