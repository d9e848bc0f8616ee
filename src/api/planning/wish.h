#pragma once

#include <expected>

#include "api/planning/plan_types.h"
#include "api/planning/planned_mall.h"
#include "core/json.h"

namespace gerai::api {

/// What was wished, complete and possible; or every fault of it.
template <class Asked>
using AskedOr = std::expected<Asked, json::Faults>;

inline constexpr std::int64_t usual_seed = 1;

/// The date wished, or today or the next open one where none is; adds a fault where the mall is
/// closed then.
Date planned_date(const std::optional<Date>& wished, const mall::Mall& mall, Date today,
                  json::Faults& faults);

/// `today` is the hall's date: where none is named it is that or the next open one.
AskedOr<PlanAsked> asked_of(const PlanWish& wish, const mall::Mall& mall, Date today);

}  // namespace gerai::api
