#pragma once

#include "api/plan_types.h"
#include "api/planned_mall.h"
#include "api/planning_job.h"

namespace gerai::api {

/// Finds how many counters keep the promise: a `PlanResult`, once there is one.
PlanningWork plan_work(PlannedMall planned, PlanAsked asked);

}  // namespace gerai::api
