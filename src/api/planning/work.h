#pragma once

#include "api/planning/job.h"
#include "api/planning/plan_types.h"
#include "api/planning/planned_mall.h"

namespace gerai::api {

/// Finds how many counters keep the promise: a `PlanResult`, once there is one.
PlanningWork plan_work(PlannedMall planned, PlanAsked asked);

}  // namespace gerai::api
