#pragma once

#include "api/planning/calibration_types.h"
#include "api/planning/comparison_types.h"
#include "api/planning/plan_types.h"
#include "api/planning/study_types.h"

/// The shapes of jobs of planning.
namespace gerai::api {

/// A job: days are played for it beside the running hall.
struct PlanningJobView {
    std::string id;
    std::string mall;
    PlanningKind kind{};
    PlanningState state{};
    PlanningProgress progress;
    Timestamp created_at;  ///< By the machine's clock, as are the other two.
    Nullable<Timestamp> started_at;
    Nullable<Timestamp> ended_at;
    std::int64_t mall_version{};  ///< The mall's file that was in force, as in the journal.
    Written<PlanAsked, ComparisonAsked, StudyAsked, CalibrationAsked> asked;
    Nullable<Written<PlanResult, ComparisonResult, StudyResult, CalibrationResult>> result;
    Nullable<PlanningProblem> problem;
};
BOOST_DESCRIBE_STRUCT(PlanningJobView, (),
                      (id, mall, kind, state, progress, created_at, started_at, ended_at,
                       mall_version, asked, result, problem))

/// A job without what it came to.
struct PlanningJobLine {
    std::string id;
    PlanningKind kind{};
    PlanningState state{};
    PlanningProgress progress;
    Timestamp created_at;
    Nullable<Timestamp> started_at;
    Nullable<Timestamp> ended_at;
    std::int64_t mall_version{};
    Written<PlanAsked, ComparisonAsked, StudyAsked, CalibrationAsked> asked;
    Nullable<std::int64_t> result_days;  ///< Of the result that there is; null: none.
    Nullable<PlanningProblem> problem;
};
BOOST_DESCRIBE_STRUCT(PlanningJobLine, (),
                      (id, kind, state, progress, created_at, started_at, ended_at, mall_version,
                       asked, result_days, problem))

struct PlanningJobList {
    std::vector<PlanningJobLine> jobs;
};
BOOST_DESCRIBE_STRUCT(PlanningJobList, (), (jobs))

}  // namespace gerai::api
