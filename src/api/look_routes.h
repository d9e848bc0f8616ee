#pragma once

#include <string>
#include <vector>

#include "api/context.h"
#include "mall/mall.h"
#include "web/router.h"

namespace gerai::api {

/// Where the style sheet with a mall's accent is.
std::string theme_address(const mall::Mall& file);

/// Where a mall's logo is; empty where it has none.
std::string logo_address(const mall::Mall& file);

/// A mall's own colour and picture, for the head of its screens.
std::vector<web::Route> look_routes(Context& context);

}  // namespace gerai::api
