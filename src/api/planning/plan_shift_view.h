#pragma once

#include "api/planning/told_plan.h"

/// A plan that is worked in shifts, as the API tells it: of plans that have some.
namespace gerai::api {

PlanInShifts plan_in_shifts(const ToldPlan& told);

PoolInShifts pool_in_shifts(const ToldPlan& told, std::size_t pool);

}  // namespace gerai::api
