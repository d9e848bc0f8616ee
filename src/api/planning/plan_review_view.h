#pragma once

#include "api/planning/told_plan.h"

/// What a plan is like beyond its promise, as the API tells it: of plans that were reviewed.
namespace gerai::api {

PlanReview review_of_plan(const ToldPlan& told);

PoolReview review_of_pool(const ToldPlan& told, std::size_t pool);

}  // namespace gerai::api
