#pragma once

#include <vector>

#include "plan/staffing/endless_hall.h"
#include "plan/staffing/wish.h"

namespace gerai::plan {

enum class Keeping {
    kept,         ///< The lower bound is not below the target.
    thin,         ///< Too few come for a promise.
    a_break,      ///< In a break nobody is called.
    not_kept,     ///< More counters would keep it: see what is short.
    unreachable,  ///< No number of counters would.
};

/// A pooled cell and what is promised of it.
struct PromisedCell {
    PooledCell cell;
    double steps = 0;  ///< A day.
    Estimate service_level;
    double lower_bound = 0;  ///< One-sided, 95 in 100.
    double reachable = 0;    ///< The service level with endlessly many counters.
    Keeping keeping{};
    double target = 0;  ///< The share that is asked.
};

/// What is surely reached, 95 times in 100.
double lower_bound(const DaySums& sums);

Estimate estimate_of(const DaySums& sums);

/// What is asked of each pooled cell, and whether it is kept.
class Promises {
public:
    /// Nothing is asked as yet.
    Promises() = default;

    /// `wish` is copied as far as it matters.
    Promises(const StaffingWish& wish, std::vector<PooledCell> cells, const EndlessHall& endless);

    [[nodiscard]] const std::vector<PooledCell>& cells() const { return cells_; }

    /// Whether a promise can be made: the hall is open, and enough counters would keep it.
    [[nodiscard]] bool is_asked(std::size_t cell) const {
        return cells_[cell].is_open && reachable_[cell] >= targets_[cell];
    }

    [[nodiscard]] double target(std::size_t cell) const { return targets_[cell]; }

    /// By cell: what is asked; 0 where nothing is.
    [[nodiscard]] std::vector<double> levels() const;

    /// Whether days that confirm a plan show that it does not surely keep a promise.
    [[nodiscard]] bool is_missed(std::size_t cell, const DaySums& sums) const;

    [[nodiscard]] PromisedCell judged(std::size_t cell, const DaySums& sums, double days) const;
    [[nodiscard]] std::vector<PromisedCell> judged(const Score& score, double days) const;

private:
    [[nodiscard]] bool keeps(std::size_t cell, const DaySums& sums) const;

    std::vector<PooledCell> cells_;
    std::vector<double> targets_;    // By cell.
    std::vector<double> reachable_;  // By cell.
    bool is_confirmed_ = true;       // By days of its own.
};

}  // namespace gerai::plan
