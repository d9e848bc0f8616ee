#pragma once

#include <vector>

#include "api/broadcast.h"
#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// The streams: of the boards, of a visit, of the hall, of a counter. The broadcast outlives the
/// server.
std::vector<web::Route> stream_routes(Context& context, Broadcast& broadcast);

}  // namespace gerai::api
