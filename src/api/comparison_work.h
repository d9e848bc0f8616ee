#pragma once

#include "api/comparison_types.h"
#include "api/planned_mall.h"
#include "api/planning_job.h"
#include "plan/scenario.h"

namespace gerai::api {

/// Plays the mall as it is beside each scenario, on the same days: a `ComparisonResult` after the
/// first 20 days, after 100, and after all.
PlanningWork comparison_work(PlannedMall planned, ComparisonAsked asked,
                             std::vector<plan::Scenario> scenarios);

}  // namespace gerai::api
