#pragma once

#include <expected>

#include "api/planning/comparison_types.h"
#include "plan/scenario/scenario.h"
#include "web/problem.h"

namespace gerai::api {

/// A comparison that is possible.
struct PlannedComparison {
    ComparisonAsked asked;
    std::vector<plan::Scenario> scenarios;
};

/// What was wished, complete, or every fault of it in the language of who asks. `today` is the
/// hall's date.
std::expected<PlannedComparison, std::vector<web::ProblemError>> comparison_of(
    const ComparisonWish& wish, const mall::Mall& mall, Date today, web::Language language);

}  // namespace gerai::api
