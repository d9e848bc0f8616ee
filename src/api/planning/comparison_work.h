#pragma once

#include "api/planning/comparison_types.h"
#include "api/planning/job.h"
#include "api/planning/planned_mall.h"
#include "plan/scenario/scenario.h"

namespace gerai::api {

/// Plays the mall as it is beside each scenario, on the same days: a `ComparisonResult` after the
/// first 20 days, after 100, and after all.
PlanningWork comparison_work(PlannedMall planned, ComparisonAsked asked,
                             std::vector<plan::Scenario> scenarios);

}  // namespace gerai::api
