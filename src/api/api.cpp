#include "api/api.h"

#include <iterator>

#include "api/counter_routes.h"
#include "api/day_routes.h"
#include "api/forming_routes.h"
#include "api/look_routes.h"
#include "api/operation_routes.h"
#include "api/planning/routes.h"
#include "api/print_routes.h"
#include "api/public_routes.h"
#include "api/room_routes.h"
#include "api/stream_routes.h"
#include "api/trial_routes.h"
#include "api/visit_routes.h"
#include "api/voice_routes.h"

namespace gerai::api {

std::vector<web::Route> api_routes(Context& context, Broadcast& broadcast,
                                   PlanningDesks& planning) {
    std::vector<web::Route> routes;
    const auto add = [&](std::vector<web::Route> more) {
        std::ranges::move(more, std::back_inserter(routes));
    };
    add(public_routes(context));
    add(look_routes(context));
    add(visit_routes(context));
    add(print_routes(context));
    add(counter_routes(context));
    add(stream_routes(context, broadcast));
    add(day_routes(context));
    add(planning_routes(context, planning));
    add(voice_routes(context));
    add(room_routes(context));
    add(forming_routes(context));
    add(trial_routes(context));
    add(operation_routes(context, routes));
    return routes;
}

}  // namespace gerai::api
