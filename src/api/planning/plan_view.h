#pragma once

#include "api/planning/plan_types.h"
#include "api/planning/planned_mall.h"

namespace gerai::api {

/// A staffing plan as the API tells it.
PlanResult view_of_plan(const PlannedMall& planned, const PlannedModel& played,
                        const plan::StaffingPlan& plan, const plan::StaffingWish& wish,
                        double volume);

}  // namespace gerai::api
