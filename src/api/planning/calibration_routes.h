#pragma once

#include "api/planning/planning.h"

namespace gerai::api {

/// What a mall's own days say: which calibration is in force, and to compute it anew.
std::vector<web::Route> calibration_routes(const Planning& planning);

}  // namespace gerai::api
