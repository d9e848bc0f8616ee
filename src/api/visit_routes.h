#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// Numbers and visits: issuing, following, cancelling, coming back, rating, and the greeter's list.
std::vector<web::Route> visit_routes(Context& context);

}  // namespace gerai::api
