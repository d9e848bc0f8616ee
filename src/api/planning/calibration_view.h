#pragma once

#include "api/planning/calibration_shelf.h"
#include "api/planning/calibration_types.h"
#include "mall/mall.h"

namespace gerai::api {

/// What a model rests on that was made with that calibration, of a mall whose file in force has
/// that sequence in the journal. Where the dates were too few: on the planning figures.
ModelFit fit_of(const LearnedDays& learned, std::int64_t version);

/// What was learned, in words and sums; `mall` gives the services their names.
CalibrationResult view_of_calibration(const LearnedDays& learned, const mall::Mall& mall);

}  // namespace gerai::api
