#pragma once

#include "api/planning/plan_types.h"
#include "api/planning/planned_mall.h"

/// What the views of a staffing plan have in common.
namespace gerai::api {

/// A plan that is told; the references outlive it.
struct ToldPlan {
    ToldPlan(const PlannedMall& planned, const plan::Model& model, const plan::StaffingPlan& plan);

    const mall::Mall& mall;
    const plan::Model& model;
    const plan::StaffingPlan& plan;
    std::vector<std::string> half_hours;  ///< When each begins.
    std::string closes_at;

    /// When what lasts until that half-hour ends: the last one does with the day.
    [[nodiscard]] const std::string& until(std::size_t half_hour) const {
        return half_hour < half_hours.size() ? half_hours[half_hour] : closes_at;
    }
};

/// The counters of a pool by their numbers, in order.
std::vector<std::int64_t> numbers_of(const ToldPlan& told, std::size_t pool);

/// Names a pool within its plan: its agency and the least number of its counters.
std::string id_of_pool(const ToldPlan& told, std::size_t pool);

/// The cells of one pool.
std::vector<PlannedCell> cells_of(const ToldPlan& told, const std::vector<plan::PromisedCell>& all,
                                  std::size_t pool);

CellCounts counts_of(const std::vector<plan::PromisedCell>& cells);

/// Counters of all pools, by half-hour.
std::vector<std::int64_t> open_of(const plan::Staffing& counters);

}  // namespace gerai::api
