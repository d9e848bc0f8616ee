#pragma once

#include <vector>

#include "measure/bundle.h"

namespace gerai::plan {

double steps_in(const std::vector<measure::BundleCell>& cells);

}  // namespace gerai::plan
