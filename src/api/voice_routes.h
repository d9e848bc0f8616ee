#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// What is spoken, who has spoken it, and the sound of it.
std::vector<web::Route> voice_routes(Context& context);

}  // namespace gerai::api
