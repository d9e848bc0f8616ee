#pragma once

#include "api/planning/planned_mall.h"
#include "api/planning/planning.h"

/// How a job of planning is begun, the same for all kinds.
namespace gerai::api {

/// What planning looks at of a live hall.
struct Planned {
    std::optional<PlannedMall> mall;
    Date today;
    TimeZone zone;
};

Planned planned_at(const Planning& planning, const journal::LiveHall& hall);

/// The answer for a hall that has no file to plan with.
web::Response nothing_to_plan(const web::Request& request);

/// Has a job wait for its turn, and answers with it: a request that was sent before, with the same
/// key, is given the job that it was given then. `job` holds what was asked; its id and its times
/// are given here.
void enter(const Planning& planning, const Entered& place, const web::Request& request,
           web::Responder responder, PlanningJob job, PlanningWork work, const TimeZone& zone);

/// A route that begins jobs; the description is for the caller.
web::Route starting(const Planning& planning, std::string path, std::string id, std::string summary,
                    PlanningHandler handle, web::SchemaOf body);

}  // namespace gerai::api
