#pragma once

#include "api/public_types.h"
#include "api/written.h"
#include "plan/staffing/staffing.h"

/// The shapes of planning: jobs, what they were asked, and what they came to. Minutes and counts
/// are means over days, and as true as the model is.
namespace gerai::api {

/// A mean over days. The truth is within `margin` of it nineteen times in twenty.
struct MeanOverDays {
    double value{};
    double margin{};

    MeanOverDays() = default;
    MeanOverDays(plan::Estimate estimate) : value(estimate.value), margin(estimate.margin) {}
};
BOOST_DESCRIBE_STRUCT(MeanOverDays, (), (value, margin))

enum class PlanningKind { plan, comparison, study, calibration };
BOOST_DESCRIBE_ENUM(PlanningKind, plan, comparison, study, calibration)

enum class PlanningState { queued, running, done, failed, cancelled };
BOOST_DESCRIBE_ENUM(PlanningState, queued, running, done, failed, cancelled)

/// What a job is at. A plan looks at what comes, opens counters, closes what is not needed,
/// confirms the promise, and looks further; a calibration reads dates of the journal, learns from
/// them, and checks the model; all others play days.
enum class PlanningStage {
    waiting,
    offered_load,
    add,
    trim,
    confirm,
    more_counters,
    shifts,
    review,
    play,
    read_dates,
    learn,
    check
};
BOOST_DESCRIBE_ENUM(PlanningStage, waiting, offered_load, add, trim, confirm, more_counters, shifts,
                    review, play, read_dates, learn, check)

/// Plans that were tried so far, dates that were read, or days that were played.
struct PlanningProgress {
    PlanningStage stage{};
    std::int64_t done{};
    Nullable<std::int64_t> of;                  ///< Null: it cannot be known.
    Nullable<std::int64_t> counter_half_hours;  ///< Of the plan as it stands.
};
BOOST_DESCRIBE_STRUCT(PlanningProgress, (), (stage, done, of, counter_half_hours))

/// Why a job failed: too many waited when its turn to wait came, the server was restarted, or
/// something else went wrong.
enum class PlanningFault { busy, restarted, failure };
BOOST_DESCRIBE_ENUM(PlanningFault, busy, restarted, failure)

struct PlanningProblem {
    PlanningFault code{};
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(PlanningProblem, (), (code, detail))

/// What the model rests on, and how many of the checks against the mall's own days it has passed.
enum class ModelBasis { planning_figures, calibration };
BOOST_DESCRIBE_ENUM(ModelBasis, planning_figures, calibration)

/// Which calibration a result rests on.
struct ModelCalibration {
    Date from;  ///< Of the dates on which somebody came.
    Date to;
    std::int64_t dates{};
    std::int64_t checks_unknown{};  ///< Too few dates to tell.
    bool is_of_other_file = false;  ///< The mall's file was another then.
};
BOOST_DESCRIBE_STRUCT(ModelCalibration, (), (from, to, dates, checks_unknown, is_of_other_file))

struct ModelFit {
    Nullable<std::int64_t> checks_passed;  ///< Null: nothing was measured to check it by.
    std::int64_t of = 4;
    ModelBasis basis{};
    Nullable<ModelCalibration> calibration;  ///< Null: planning figures.
};
BOOST_DESCRIBE_STRUCT(ModelFit, (), (checks_passed, of, basis, calibration))

/// So large a seed is still a whole number in every language.
using Seed = json::Ranged<0, 9'007'199'254'740'991>;

/// A promise to plan for; what is absent is as the mall's.
struct PromiseWish {
    std::optional<json::Ranged<1, 86'400>> within_seconds;
    std::optional<double> share;
};
BOOST_DESCRIBE_STRUCT(PromiseWish, (), (within_seconds, share))

struct PlannedPromise {
    std::int64_t within_seconds{};
    double share{};
};
BOOST_DESCRIBE_STRUCT(PlannedPromise, (), (within_seconds, share))

}  // namespace gerai::api
