#pragma once

#include <span>
#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// Whether the server lives and is ready, and the document of the API with its readable page. Both
/// are made once, of the other routes and of these.
std::vector<web::Route> operation_routes(const Context& context,
                                         std::span<const web::Route> others);

}  // namespace gerai::api
