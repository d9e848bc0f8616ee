#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// Counters: their state, whom they call, and every act at them; and ending the day by hand.
std::vector<web::Route> counter_routes(Context& context);

}  // namespace gerai::api
