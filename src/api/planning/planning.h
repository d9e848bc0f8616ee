#pragma once

#include "api/act.h"
#include "api/planning/bundle_shelf.h"
#include "api/planning/calibration_keeper.h"
#include "api/planning/desk.h"
#include "api/planning/forecast_desk.h"

namespace gerai::api {

/// Who plays days beside the hall, what was imported of others, and what the own days say.
struct PlanningDesks {
    PlanningDesk& jobs;
    ForecastDesk& forecasts;
    BundleShelf& bundles;
    CalibrationShelf& calibrations;
    CalibrationKeeper& keeper;
};

/// What the handlers of planning share.
struct Planning {
    Context& hall;
    PlanningDesks& desks;
};

/// What a handler of a route of planning is given: whoever asks may plan for that hall.
using PlanningHandler = void (*)(const Planning&, const Entered&, web::Request, web::Responder);

/// A route under `/api/v1/malls/{mall}/planning`, for the manager; what the document says of it
/// beside is for the caller.
web::Route planning_route(Planning planning, web::Method method, std::string path, std::string id,
                          std::string summary, PlanningHandler handle);

}  // namespace gerai::api
