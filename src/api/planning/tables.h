#pragma once

#include "api/planning/comparison_types.h"
#include "api/planning/plan_types.h"
#include "api/planning/study_types.h"
#include "api/table.h"
#include "web/language.h"

namespace gerai::api {

/// A plan as tables in the language of the reader, that of its half-hours first: a line for each
/// pool and half-hour.
std::vector<Table> tables_of(const PlanResult& plan, web::Language language);

/// A comparison as one table: a line for each scenario, agency and figure.
std::vector<Table> tables_of(const ComparisonResult& comparison, web::Language language);

/// A study as tables, that of the figures of both malls first.
std::vector<Table> tables_of(const StudyResult& study, web::Language language);

}  // namespace gerai::api
