#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// Which of a few plans is best, when each can only be tried: how long all have to be tried, and
/// which may be left out early.
namespace gerai::plan {

/// What a selection promises: with probability 1 - `wrong` the one that is kept is the best, if it
/// is better than every other by `worth` at least; else it is one that is as good but for that.
struct SelectionTerms {
    std::size_t rivals = 2;
    double wrong = 0.05;  ///< Alpha.
    std::uint32_t first_days =
        10;            ///< n0: so many teach how much the differences vary; at least 2.
    double worth = 1;  ///< Delta: a difference that somebody would care about.
};

/// eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2.
double kn_eta(const SelectionTerms& terms);

/// h^2 = 2 eta (n0 - 1).
double kn_h_squared(const SelectionTerms& terms);

/// The sequential selection of Kim and Nelson (2001): all are tried on the same days, and one that
/// is surely not the best is left out. The greatest mean is best.
class Selection {
public:
    explicit Selection(const SelectionTerms& terms);

    /// What each came to on one day more, by rival; of those that are left out nothing is read.
    void add_day(std::span<const double> values);

    /// Those that may still be the best, in order.
    [[nodiscard]] const std::vector<std::size_t>& left() const { return left_; }
    [[nodiscard]] bool is_decided() const { return left_.size() == 1; }

    /// The one that is kept, or as yet the one with the greatest mean.
    [[nodiscard]] std::size_t best() const;

    [[nodiscard]] std::uint32_t days() const { return days_; }

private:
    void look_at_differences();
    [[nodiscard]] bool is_beaten(std::size_t one, std::size_t other) const;
    [[nodiscard]] double mean(std::size_t one) const { return sums_[one] / days_; }

    SelectionTerms terms_;
    double h_squared_;
    std::uint32_t days_ = 0;
    std::vector<double> sums_;                      // By rival.
    std::vector<std::vector<double>> first_;        // By rival: its first days.
    std::vector<std::vector<double>> differences_;  // By pair: the variance of what they differ by.
    std::vector<std::size_t> left_;
};

/// What was seen of a plan.
struct Tried {
    double mean{};
    double deviation{};  ///< Of one day; above zero.
};

/// How many of `budget` days to give to each, so that the least mean is found most surely (OCBA;
/// Chen, Lin, Yucesan and Chick 2000): N_i/N_j = [(s_i/d_bi)/(s_j/d_bj)]^2 for all but the best b,
/// and N_b = s_b sqrt(sum of N_i^2/s_i^2). The means differ from the least.
std::vector<double> days_by_ocba(std::span<const Tried> plans, double budget);

}  // namespace gerai::plan
