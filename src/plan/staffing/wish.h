#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "plan/formulas/staffing_formulas.h"
#include "plan/staffing/shift_cover.h"

namespace gerai::plan {

struct StaffingWish {
    Target target{};
    std::uint64_t seed = 1;
    std::uint32_t load_days = 200;
    std::uint32_t search_days = 400;
    std::uint32_t confirm_days = 2'000;  ///< 0: nothing is promised.
    double steps_of_a_cell = 2'000;  ///< Half-hours are judged together until so many come in them
                                     ///< in `confirm_days`, or in 2,000 days.
    unsigned threads = 1;            ///< They change nothing.

    /// By half-hour: the share of the target, between 0 and 1, both left out. None: the same in
    /// all. Half-hours that are judged together are asked for the mean of all who come in them.
    std::vector<double> shares{};

    /// What shifts there may be; none: counters are opened and closed by the half-hour alone.
    ShiftKinds shifts{};

    /// Whether the plan is looked at further: `StaffingPlan::review`.
    bool is_reviewed = false;

    [[nodiscard]] Target target_in(std::size_t half_hour) const {
        return {.wait = target.wait, .share = shares.empty() ? target.share : shares[half_hour]};
    }
};

enum class StaffingStage { offered_load, add, trim, confirm, more_counters, shifts, review };

struct StaffingProgress {
    StaffingStage stage{};
    int evaluations = 0;         ///< Of a staffing, so far.
    int counter_half_hours = 0;  ///< Of the staffing as it stands.
};
using StaffingListener = std::function<void(const StaffingProgress&)>;

}  // namespace gerai::plan
