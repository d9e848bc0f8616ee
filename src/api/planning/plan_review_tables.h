#pragma once

#include "api/planning/plan_types.h"
#include "api/table.h"
#include "web/language.h"

namespace gerai::api {

/// A line for each shift of a plan that has some.
Table roster_table(const PlanResult& plan, web::Language language);

/// Of a plan that was reviewed: how its counters are used, which promises more visitors would
/// break, and what one counter more and one fewer would do.
std::vector<Table> review_tables(const PlanResult& plan, web::Language language);

}  // namespace gerai::api
