#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// Tickets on paper: print one, say whether it came out, and how the printers are.
std::vector<web::Route> print_routes(Context& context);

}  // namespace gerai::api
