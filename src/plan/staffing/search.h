#pragma once

#include <optional>
#include <vector>

#include "plan/staffing/terms.h"

namespace gerai::plan {

/// The search for a staffing that keeps a level in every pooled cell, with as few counters as it
/// finds. It judges all staffings by the same days.
class StaffingSearch {
public:
    /// `levels` are those to be kept, by pooled cell; zero: none.
    StaffingSearch(StaffingTerms terms, Staffing begin, std::vector<double> levels);

    /// Opens counters until all levels are kept, or nothing that there is would help.
    void add(StaffingStage stage = StaffingStage::add);

    /// Closes counters that the levels do not need.
    void trim();

    [[nodiscard]] Score evaluate(StaffingStage stage, const Staffing& staffing,
                                 const Replications& days);

    /// The same on the days of the search; what was judged last is remembered.
    Score evaluate(StaffingStage stage, const Staffing& staffing);

    /// Opens a counter in the half-hour of a cell that other days show to be the worst, or gives
    /// the cell up where there is none.
    void open_worst(const Score& other_days, std::size_t cell);

    /// Asks more of a cell from now on.
    void ask(std::size_t cell, double level) { levels_[cell] = level; }

    [[nodiscard]] const std::vector<double>& levels() const { return levels_; }
    [[nodiscard]] const Staffing& staffing() const { return staffing_; }
    [[nodiscard]] bool is_given_up(std::size_t cell) const { return given_up_[cell]; }
    [[nodiscard]] const std::vector<bool>& given_up() const { return given_up_; }
    [[nodiscard]] int evaluations() const { return evaluations_; }

private:
    /// A counter more or less in a half-hour.
    struct Move {
        std::size_t half_hour{};
        double fall = 0;  // Of what is missing.
    };
    /// By pool; none where there is nothing to do.
    using Moves = std::vector<std::optional<Move>>;

    [[nodiscard]] double missing(const Score& score, std::size_t pool) const;
    [[nodiscard]] std::vector<std::optional<std::size_t>> worst_cells(const Score& score) const;
    [[nodiscard]] std::optional<std::size_t> open_before(std::size_t half_hour,
                                                         std::size_t steps) const;
    void try_adding(StaffingStage stage, const Score& now,
                    const std::vector<std::optional<std::size_t>>& worst, std::size_t steps,
                    Moves& best);
    [[nodiscard]] std::optional<std::size_t> most_slack(const Score& score, std::size_t pool,
                                                        const std::vector<bool>& is_needed) const;

    StaffingTerms terms_;
    std::vector<bool> open_;
    Staffing staffing_;
    std::vector<double> levels_;           // By pooled cell.
    std::vector<bool> given_up_;           // By pooled cell.
    std::vector<std::size_t> first_cell_;  // By pool, and the end.
    struct Judged {
        Staffing staffing;
        Score score;
    };
    std::optional<Judged> last_;
    int evaluations_ = 0;
};

}  // namespace gerai::plan
