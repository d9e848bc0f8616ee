#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::pages {

/// The page of a visit and what can be done from it without script: cancel, come back, rate; and
/// the page on which a code is typed.
std::vector<web::Route> follow_routes(api::Context& context);

}  // namespace gerai::pages
