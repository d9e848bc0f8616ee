#pragma once

#include "api/planning/types.h"

/// The shapes of a plan of the counters: what is asked, and what it has come to.
namespace gerai::api {

/// The shifts that clerks may work: none, so that counters open and close by the half-hour; the
/// whole day; or the whole day, either half of it, and four hours from any full hour on.
enum class ShiftsAsked { none, whole, flexible };
BOOST_DESCRIBE_ENUM(ShiftsAsked, none, whole, flexible)

struct PlanWish {
    std::optional<Date> date;
    std::optional<double> volume;
    std::optional<PromiseWish> target;
    std::optional<ShiftsAsked> shifts;
    std::optional<bool> review;  ///< Whether it is asked what more and less would do.
    std::optional<json::Ranged<20, 2'000>> days;
    std::optional<Seed> seed;
};
BOOST_DESCRIBE_STRUCT(PlanWish, (), (date, volume, target, shifts, review, days, seed))

/// What a plan was asked, with all that was left out.
struct PlanAsked {
    Date date;
    double volume = 1;
    PlannedPromise target;
    ShiftsAsked shifts{};
    bool review = true;
    std::int64_t days{};
    std::int64_t seed{};
};
BOOST_DESCRIBE_STRUCT(PlanAsked, (), (date, volume, target, shifts, review, days, seed))

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

/// A pool when it is worked in shifts.
struct PoolInShifts {
    std::int64_t counter_half_hours{};   ///< That are paid.
    std::vector<std::int64_t> counters;  ///< Open, by half-hour.
    std::vector<PlannedCell> cells;
};
BOOST_DESCRIBE_STRUCT(PoolInShifts, (), (counter_half_hours, counters, cells))

/// How the counters of a plan are used.
struct PlanUse {
    MeanOverDays service_level;
    std::optional<MeanOverDays> level_in_opening;  ///< Without those who come in a break, whom
                                                   ///< nobody calls before its end; none: the hall
                                                   ///< has no break.
    MeanOverDays wait_minutes;                     ///< Mean of those who were called.
    MeanOverDays utilisation;       ///< Of the time that clerks are there: with a visitor.
    MeanOverDays overtime_minutes;  ///< From closing to the end of the last service.
};
BOOST_DESCRIBE_STRUCT(PlanUse, (),
                      (service_level, level_in_opening, wait_minutes, utilisation,
                       overtime_minutes))

/// A cell of which the promise is kept, and would not be with more visitors.
struct BrokenCell {
    std::string from;
    std::int64_t half_hours{};
    MeanOverDays service_level;  ///< With more visitors.
};
BOOST_DESCRIBE_STRUCT(BrokenCell, (), (from, half_hours, service_level))

/// What a pool is like beyond its promise.
struct PoolReview {
    PlanUse use;
    std::vector<MeanOverDays> utilisation;  ///< By half-hour; 0 where nobody is there.
    MeanOverDays service_level_with_more;   ///< With more visitors.
    MeanOverDays fall;                      ///< Of the service level then, on the same days.
    std::vector<BrokenCell> broken;
};
BOOST_DESCRIBE_STRUCT(PoolReview, (), (use, utilisation, service_level_with_more, fall, broken))

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
    Nullable<PoolInShifts> in_shifts;  ///< Null: without shifts.
    Nullable<PoolReview> review;       ///< Null: it was not asked for.
};
BOOST_DESCRIBE_STRUCT(PlannedPool, (),
                      (id, agency, agency_name, agency_name_en, counters, services, at_least,
                       counter_half_hours, half_hours, cells, shortage, in_shifts, review))

/// How many cells of each promise there are.
struct CellCounts {
    std::int64_t kept{};
    std::int64_t thin{};
    std::int64_t break_{};
    std::int64_t not_kept{};
    std::int64_t unreachable{};
};
BOOST_DESCRIBE_STRUCT(CellCounts, (), (kept, thin, break_, not_kept, unreachable))

/// A shift at a counter.
struct PlannedShift {
    std::string pool;  ///< The id of its pool.
    std::int64_t counter{};
    std::string from;           ///< `08:30`.
    std::string to;             ///< The last one ends with the day.
    std::int64_t half_hours{};  ///< That are paid.
};
BOOST_DESCRIBE_STRUCT(PlannedShift, (), (pool, counter, from, to, half_hours))

/// The plan when it is worked in shifts.
struct PlanInShifts {
    std::int64_t counter_half_hours{};  ///< That are paid.
    std::int64_t most_at_once{};
    CellCounts cells;
    std::vector<std::int64_t> open;    ///< Counters of all pools, by half-hour.
    std::vector<PlannedShift> roster;  ///< By pool, then by counter, then by time.
};
BOOST_DESCRIBE_STRUCT(PlanInShifts, (), (counter_half_hours, most_at_once, cells, open, roster))

/// The whole hall with more visitors: the same, and others beside them.
struct PlanWithMore {
    double more{};               ///< `0.1`: a tenth.
    MeanOverDays service_level;  ///< With them.
    MeanOverDays fall;           ///< Of the service level, on the same days.
    std::int64_t broken{};       ///< Promises: cells that were kept and are not then.
};
BOOST_DESCRIBE_STRUCT(PlanWithMore, (), (more, service_level, fall, broken))

/// What one counter more or fewer would do in a half-hour of a pool.
struct PlannedChange {
    std::string pool;  ///< Its id.
    std::string from;
    MeanOverDays in_time;  ///< How many more of its visitors a day are called in time.
};
BOOST_DESCRIBE_STRUCT(PlannedChange, (), (pool, from, in_time))

/// What a plan is like beyond its promise; of that in shifts, if there is one.
struct PlanReview {
    PlanUse use;
    PlanWithMore more_visitors;
    std::vector<PlannedChange> one_more;   ///< The best place of each pool, the best ten of them.
    std::vector<PlannedChange> one_fewer;  ///< Likewise: where it harms least.
};
BOOST_DESCRIBE_STRUCT(PlanReview, (), (use, more_visitors, one_more, one_fewer))

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
    Nullable<PlanInShifts> in_shifts;  ///< Null: without shifts.
    Nullable<PlanReview> review;       ///< Null: it was not asked for.
};
BOOST_DESCRIBE_STRUCT(PlanResult, (),
                      (mall, date, seed, volume, target, within_minutes, search_days, confirm_days,
                       days, model_fit, counter_half_hours, mol_max, counters, most_at_once, cells,
                       half_hours, open, pools, in_shifts, review))

}  // namespace gerai::api
