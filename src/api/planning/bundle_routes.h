#pragma once

#include <vector>

#include "api/planning/planning.h"

namespace gerai::api {

/// What malls show each other of a period: bundles to import and the mall's own, and the study of
/// two malls.
std::vector<web::Route> bundle_routes(const Planning& planning);

}  // namespace gerai::api
