#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// The day in figures, and the rows behind each.
std::vector<web::Route> day_routes(Context& context);

}  // namespace gerai::api
