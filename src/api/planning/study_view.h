#pragma once

#include "api/planning/study_types.h"

namespace gerai::api {

/// A study as the API tells it. `days` are those on which plans were confirmed.
StudyResult view_of_study(const plan::Study& study, const ModelFit& fit, std::int64_t days);

}  // namespace gerai::api
