#pragma once

#include "api/planning/comparison_types.h"
#include "api/planning/planned_mall.h"
#include "plan/scenario/compare.h"

namespace gerai::api {

/// What a comparison has come to so far. The first of `models` is the mall as it is; the others are
/// the scenarios of `asked`, in their order.
ComparisonResult view_of_comparison(const plan::Comparison& comparison,
                                    const std::vector<plan::Model>& models,
                                    const PlannedMall& planned, const ModelFit& fit,
                                    const ComparisonAsked& asked);

}  // namespace gerai::api
