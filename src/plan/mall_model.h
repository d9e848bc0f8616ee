#pragma once

#include "mall/mall.h"
#include "plan/model.h"

namespace gerai::plan {

/// A date of a mall as its file plans it, before anything was measured: `volume` times the daily
/// visits, which come with the weights of its half-hours; times at counters through the two
/// quantiles of each service; patience, no-shows and gaps as planned, and as many clerks as that
/// volume needs in the busiest half-hour. Nobody comes on a date on which the mall is closed.
///
/// Every service has its daily visits, as first or as second of a visit. The same visitors come
/// whatever the volume, up to one and a half of the file's, and some more the greater it is.
Model model_of(const mall::Mall& mall, Date date, double volume = 1);

}  // namespace gerai::plan
