#pragma once

#include <vector>

#include "api/planning/planning.h"

namespace gerai::api {

/// Planning: what a mall would be like, played beside the running hall.
std::vector<web::Route> planning_routes(Context& hall, PlanningDesks& desks);

}  // namespace gerai::api
