#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// How a mall is formed: reading and replacing the document. `context` must outlive the routes.
std::vector<web::Route> forming_routes(Context& context);

}  // namespace gerai::api
