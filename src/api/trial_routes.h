#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// Whether the start page of this server may give ready links to whoever sends the request: in a
/// trial hall, on the machine itself, and not through a proxy, behind which everybody looks near.
bool gives_ready_links(const Context& context, const web::Request& request);

/// `POST /malls/{mall}/trial/links`.
std::vector<web::Route> trial_routes(Context& context);

}  // namespace gerai::api
