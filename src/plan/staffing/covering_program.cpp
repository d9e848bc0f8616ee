#include "plan/staffing/covering_program.h"

#include <cassert>
#include <cstddef>
#include <numeric>

namespace gerai::plan {

namespace {

constexpr double nought = 1e-9;

/// The simplex tableau: of each basic variable its value and how it falls when a free one rises.
class Tableau {
public:
    explicit Tableau(const LinearProgram& program)
        : rows_(program.rows),
          values_(program.limits),
          costs_(program.costs),
          free_(program.costs.size()),
          basic_(program.rows.size()) {
        std::iota(free_.begin(), free_.end(), std::size_t{0});
        std::iota(basic_.begin(), basic_.end(), free_.size());
    }

    /// Whether there is a point that is allowed; then the tableau stands at the least.
    bool solve() {
        while (true) {
            const auto row = row_below_zero();
            if (!row) return true;
            const auto column = cheapest_column(*row);
            if (!column) return false;
            pivot(*row, *column);
        }
    }

    [[nodiscard]] std::vector<double> point() const {
        std::vector<double> point(free_.size(), 0);
        for (std::size_t row = 0; row < basic_.size(); ++row) {
            if (basic_[row] < point.size()) point[basic_[row]] = values_[row];
        }
        return point;
    }

private:
    /// Of the variables that are not allowed the first by number, so that no tie makes it go round
    /// in circles (Bland 1977).
    [[nodiscard]] std::optional<std::size_t> row_below_zero() const {
        std::optional<std::size_t> first;
        for (std::size_t row = 0; row < values_.size(); ++row) {
            if (values_[row] >= -nought) continue;
            if (!first || basic_[row] < basic_[*first]) first = row;
        }
        return first;
    }

    [[nodiscard]] std::optional<std::size_t> cheapest_column(std::size_t row) const {
        std::optional<std::size_t> best;
        double least = 0;
        for (std::size_t column = 0; column < costs_.size(); ++column) {
            const double share = rows_[row][column];
            if (share >= -nought) continue;
            const double price = costs_[column] / -share;
            const bool is_tie = best && price <= least + nought && price >= least - nought;
            if (best && !is_tie && price > least) continue;
            if (is_tie && free_[column] > free_[*best]) continue;
            best = column;
            least = price;
        }
        return best;
    }

    void pivot(std::size_t row, std::size_t column) {
        const double by = rows_[row][column];
        for (double& one : rows_[row]) one /= by;
        rows_[row][column] = 1 / by;
        values_[row] /= by;
        for (std::size_t other = 0; other < rows_.size(); ++other) {
            if (other != row) subtract(rows_[other], values_[other], row, column);
        }
        double unused = 0;
        subtract(costs_, unused, row, column);
        std::swap(basic_[row], free_[column]);
    }

    void subtract(std::vector<double>& from, double& value, std::size_t row, std::size_t column) {
        const double times = from[column];
        if (times == 0) return;
        from[column] = 0;
        for (std::size_t i = 0; i < from.size(); ++i) from[i] -= times * rows_[row][i];
        value -= times * values_[row];
    }

    std::vector<std::vector<double>> rows_;
    std::vector<double> values_;      // By row.
    std::vector<double> costs_;       // By column.
    std::vector<std::size_t> free_;   // By column: which variable.
    std::vector<std::size_t> basic_;  // By row: which variable.
};

}  // namespace

std::optional<std::vector<double>> least_point(const LinearProgram& program) {
    assert(program.rows.size() == program.limits.size());
    Tableau tableau{program};
    if (!tableau.solve()) return std::nullopt;
    return tableau.point();
}

}  // namespace gerai::plan
