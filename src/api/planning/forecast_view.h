#pragma once

#include "api/planning/forecast_types.h"
#include "api/planning/planned_mall.h"

namespace gerai::api {

/// A forecast of that day as the API tells it.
ForecastView view_of_forecast(const plan::Forecast& forecast, const hall::Day& day,
                              const PlannedMall& planned, const ModelFit& fit);

}  // namespace gerai::api
