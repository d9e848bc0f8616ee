#pragma once

#include "api/planning/study_types.h"
#include "mall/mall.h"

namespace gerai::api {

/// A study as the API tells it. `first` is the file of the first mall, which names its agencies;
/// `days` are those on which plans were confirmed.
StudyResult view_of_study(const plan::Study& study, const mall::Mall& first, const ModelFit& fit,
                          std::int64_t days);

}  // namespace gerai::api
