#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "plan/staffing/promise.h"

namespace gerai::plan {

/// Thrown through a search that was stopped; whoever began it catches it.
struct StaffingStopped {};

/// What does not change while a hall is staffed; the references outlive it.
struct StaffingTerms {
    const Model& model;
    const std::vector<Pool>& pools;
    const ScoreBoard& board;
    const std::vector<PooledCell>& cells;
    const StaffingWish& wish;
    std::stop_token stop;
    StaffingListener listener;

    /// The days by which plans are compared.
    [[nodiscard]] Replications search_days() const {
        return {.seed = wish.seed, .days = wish.search_days, .threads = wish.threads};
    }

    /// Days to confirm a plan with, round by round: neither the search nor another round has them.
    [[nodiscard]] Replications fresh_days(std::uint32_t round) const;

    /// The hall with those clerks.
    [[nodiscard]] Model with(std::vector<Duty> roster) const;

    /// Throws `StaffingStopped`.
    [[nodiscard]] Score score(const Model& staffed, const Replications& days) const;

    /// What a level has to be compared with: on the days of the search the service level, less what
    /// the bound of the confirmation will take from it.
    [[nodiscard]] double bound(const DaySums& sums) const;

    /// Whether every cell of a pool keeps its level, of `levels` by cell; one that did not before
    /// is no worse.
    [[nodiscard]] bool keeps(const Score& score, const Score& before,
                             const std::vector<double>& levels, std::size_t pool) const;
};

/// The mean patience of those who come by themselves, by the mean rate of leaving; nothing where
/// nobody leaves.
std::optional<Duration> mean_patience(const Model& model);

/// The half-hour of a cell in which the service level is lowest; the first of several.
std::size_t worst_half_hour(const Score& score, const PooledCell& cell);

}  // namespace gerai::plan
