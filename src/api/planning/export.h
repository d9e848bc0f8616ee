#pragma once

#include <vector>

#include "api/planning/planning.h"

namespace gerai::api {

/// What jobs of planning came to, as files to save.
std::vector<web::Route> planning_export_routes(Planning planning);

}  // namespace gerai::api
