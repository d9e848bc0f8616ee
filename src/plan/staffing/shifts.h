#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "plan/staffing/terms.h"

/// A staffing that is worked in shifts: which counter is open from when to when.
namespace gerai::plan {

/// A shift at a counter.
struct WorkedShift {
    std::size_t pool{};
    hall::CounterIndex counter;
    Shift shift;
};

struct ShiftPlan {
    std::vector<WorkedShift> roster;     ///< By pool, then by counter in its order, then by time.
    CounterHours hours;                  ///< The same.
    Staffing counters;                   ///< The same.
    std::vector<PromisedCell> cells;     ///< As it keeps the promise, on days of its own.
    std::vector<std::size_t> uncovered;  ///< Pools that the kinds of shifts cannot cover: they are
                                         ///< left as they are without.

    /// What is paid: the shifts, and the half-hours of what is uncovered.
    [[nodiscard]] int counter_half_hours() const;
};

/// What a plan without shifts has come to: where the search for one in shifts begins.
struct PlanWithoutShifts {
    const Staffing& staffing;
    const std::vector<double>& levels;  ///< That it had to keep, by pooled cell.
    const std::vector<bool>& given_up;  ///< By pooled cell.
    std::uint32_t fresh_rounds = 0;     ///< That were needed to confirm it.
    int evaluations = 0;
};

/// Finds shifts for a staffing as Atlason, Epelman and Henderson (2008) do: the least cover of what
/// is needed is tried by simulation, where it falls short the need is raised (a cut), and it is
/// solved again; then needs that are not are lowered; then days that the search has not seen
/// confirm it. It begins below what the plan without shifts needs, half-hour by half-hour, because
/// that goes up and down where a shift cannot.
///
/// A pool whose counters are not alike has those that are always needed open all day.
class ShiftSearch {
public:
    ShiftSearch(StaffingTerms terms, const Promises& promises, const PlanWithoutShifts& without);

    /// Throws `StaffingStopped`.
    ShiftPlan plan();

    [[nodiscard]] int evaluations() const { return evaluations_; }

    /// Rounds of fresh days that have been seen, by whomever.
    [[nodiscard]] std::uint32_t fresh_rounds() const { return fresh_rounds_; }

private:
    /// How a pool is staffed.
    struct Worked {
        std::vector<int> needs;     // By half-hour.
        Cover cover;                // Of what `always_open` leaves.
        std::vector<int> counters;  // By half-hour.
        int cost = 0;
    };
    using Candidates = std::vector<Worked>;

    [[nodiscard]] std::vector<int> first_needs(std::size_t pool) const;
    [[nodiscard]] std::optional<Worked> covered(std::size_t pool, std::vector<int> needs) const;
    [[nodiscard]] int limit(std::size_t pool) const;

    Score evaluate(const Replications& days);
    void add();
    void trim();
    [[nodiscard]] Candidates cheaper(std::size_t pool) const;
    Score confirmed();
    [[nodiscard]] std::vector<std::size_t> worst_cells(
        const std::function<double(std::size_t cell)>& short_by) const;
    bool raise_at(const Score& score, std::size_t cell);
    bool raise_missed(const Score& fresh);

    [[nodiscard]] CounterHours hours() const;
    [[nodiscard]] std::vector<WorkedShift> roster_of(std::size_t pool) const;

    StaffingTerms terms_;
    const Promises& promises_;
    PlanWithoutShifts without_;
    std::vector<bool> open_;
    std::vector<int> always_open_;               // By pool.
    std::vector<std::optional<Worked>> worked_;  // By pool; none: no shifts cover it.
    std::vector<bool> given_up_;                 // By pooled cell.
    int evaluations_;
    std::uint32_t fresh_rounds_;
};

}  // namespace gerai::plan
