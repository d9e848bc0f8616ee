#pragma once

#include <vector>

#include "api/broadcast.h"
#include "api/context.h"
#include "api/planning/planning.h"
#include "web/router.h"

namespace gerai::api {

/// The whole table of routes, with the document that is made of it. Throws when two routes clash.
std::vector<web::Route> api_routes(Context& context, Broadcast& broadcast, PlanningDesks& planning);

}  // namespace gerai::api
