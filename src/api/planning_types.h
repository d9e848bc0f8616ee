#pragma once

#include "api/public_types.h"
#include "api/written.h"
#include "plan/staffing.h"

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

struct PlanWish {
    std::optional<Date> date;
    std::optional<double> volume;
    std::optional<PromiseWish> target;
    std::optional<json::Ranged<20, 2'000>> days;
    std::optional<Seed> seed;
};
BOOST_DESCRIBE_STRUCT(PlanWish, (), (date, volume, target, days, seed))

struct PlannedPromise {
    std::int64_t within_seconds{};
    double share{};
};
BOOST_DESCRIBE_STRUCT(PlannedPromise, (), (within_seconds, share))

/// What a plan was asked, with all that was left out.
struct PlanAsked {
    Date date;
    double volume = 1;
    PlannedPromise target;
    std::int64_t days{};
    std::int64_t seed{};
};
BOOST_DESCRIBE_STRUCT(PlanAsked, (), (date, volume, target, days, seed))

/// A half-hour of a pool of counters.
struct PlannedHalfHour {
    std::string from;  ///< `08:30`.
    std::int64_t counters{};
    double steps{};  ///< A day; by when they could first be called.
    MeanOverDays service_level;
    double wait_minutes{};
};
BOOST_DESCRIBE_STRUCT(PlannedHalfHour, (), (from, counters, steps, service_level, wait_minutes))

/// What is promised of a cell: it is kept; too few come to tell; nobody is called in a break; more
/// counters would keep it; no number of counters would.
enum class CellPromise { kept, thin, break_, not_kept, unreachable };
BOOST_DESCRIBE_ENUM(CellPromise, kept, thin, break_, not_kept, unreachable)

/// Neighbouring half-hours that are judged together, as too few come in one of them.
struct PlannedCell {
    std::string from;
    std::int64_t half_hours{};
    double steps{};
    MeanOverDays service_level;
    double lower_bound{};  ///< One-sided, 95 in 100.
    double reachable{};    ///< With endlessly many counters.
    CellPromise promise{};
};
BOOST_DESCRIBE_STRUCT(PlannedCell, (),
                      (from, half_hours, steps, service_level, lower_bound, reachable, promise))

/// A pool whose counters are too few.
struct PlannedShortage {
    double service_level{};  ///< Of the cell that is farthest from the target.
    double lower_bound{};
    Nullable<std::int64_t> needed;       ///< Counters at once; null: no number was found.
    std::vector<std::int64_t> counters;  ///< By half-hour; empty where none was found.
};
BOOST_DESCRIBE_STRUCT(PlannedShortage, (), (service_level, lower_bound, needed, counters))

/// Counters that are staffed together, as they share services.
struct PlannedPool {
    std::string id;
    std::string agency;
    std::string agency_name;
    std::string agency_name_en;
    std::vector<std::int64_t> counters;
    std::vector<std::string> services;
    std::int64_t at_least{};  ///< So many of them give every service.
    std::int64_t counter_half_hours{};
    std::vector<PlannedHalfHour> half_hours;
    std::vector<PlannedCell> cells;
    Nullable<PlannedShortage> shortage;
};
BOOST_DESCRIBE_STRUCT(PlannedPool, (),
                      (id, agency, agency_name, agency_name_en, counters, services, at_least,
                       counter_half_hours, half_hours, cells, shortage))

/// How many cells of each promise there are.
struct CellCounts {
    std::int64_t kept{};
    std::int64_t thin{};
    std::int64_t break_{};
    std::int64_t not_kept{};
    std::int64_t unreachable{};
};
BOOST_DESCRIBE_STRUCT(CellCounts, (), (kept, thin, break_, not_kept, unreachable))

/// How many counters are open in each half-hour, so that the promise is kept.
struct PlanResult {
    std::string mall;
    Date date;
    std::int64_t seed{};
    double volume = 1;
    double target{};
    double within_minutes{};
    std::int64_t search_days{};   ///< By which plans were compared.
    std::int64_t confirm_days{};  ///< On which the promise was confirmed.
    std::int64_t days{};          ///< How sharp this is: those that its figures are of.
    ModelFit model_fit;
    std::int64_t counter_half_hours{};
    std::int64_t mol_max{};       ///< Counter-half-hours of the formula that it began with.
    std::int64_t counters{};      ///< That there are.
    std::int64_t most_at_once{};  ///< Counters open in the fullest half-hour.
    CellCounts cells;
    std::vector<std::string> half_hours;  ///< When each begins.
    std::vector<std::int64_t> open;       ///< Counters of all pools, by half-hour.
    std::vector<PlannedPool> pools;
};
BOOST_DESCRIBE_STRUCT(PlanResult, (),
                      (mall, date, seed, volume, target, within_minutes, search_days, confirm_days,
                       days, model_fit, counter_half_hours, mol_max, counters, most_at_once, cells,
                       half_hours, open, pools))

}  // namespace gerai::api
