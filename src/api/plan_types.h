#pragma once

#include "api/planning_types.h"

/// The shapes of a plan of the counters: what is asked, and what it has come to.
namespace gerai::api {

struct PlanWish {
    std::optional<Date> date;
    std::optional<double> volume;
    std::optional<PromiseWish> target;
    std::optional<json::Ranged<20, 2'000>> days;
    std::optional<Seed> seed;
};
BOOST_DESCRIBE_STRUCT(PlanWish, (), (date, volume, target, days, seed))

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
