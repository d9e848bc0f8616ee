#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// What everybody may read: the malls, their services and standards, their boards.
std::vector<web::Route> public_routes(Context& context);

/// The `zone` of a query, for the document, and the answer to one that the mall does not have.
web::QueryParameter zone_parameter();
web::Response unknown_zone(const Context& context, const web::Request& request);

}  // namespace gerai::api
