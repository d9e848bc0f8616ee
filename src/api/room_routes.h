#pragma once

#include <vector>

#include "api/context.h"
#include "web/router.h"

namespace gerai::api {

/// What a hall says to the room and the room says back: announcements and their sound, notices,
/// help, boards, devices, alarms.
std::vector<web::Route> room_routes(Context& context);

}  // namespace gerai::api
