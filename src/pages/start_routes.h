#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::pages {

/// The look of the page that describes the API: that of the start page.
api::DocsLook docs_look();

/// The start page.
std::vector<web::Route> start_routes(const api::Context& context);

/// The answer to a request whose address leads nowhere: a page for a browser that looks for one, a
/// problem for every other client.
web::Response unknown_address(const api::Context& context, const web::Request& request);

}  // namespace gerai::pages
