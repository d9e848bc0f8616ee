#pragma once

#include <optional>
#include <span>
#include <vector>

#include "plan/outcome.h"

/// Figures over days that two models have in common, and their difference.
namespace gerai::plan {

/// What common random numbers bring to a difference.
struct Gain {
    /// The variance of the difference by what it would be on unrelated days, Var(A - B) / (Var A +
    /// Var B): 0 when they differ by the same every day, 1 when they have nothing in common.
    double value{};
    /// It is at least that with a probability of 0.999, by the scatter of the days' products
    /// (Student's t, one-sided).
    double at_least{};
};

/// A figure of two models. A share or a mean of nobody is nothing.
struct Paired {
    std::optional<double> before;
    std::optional<double> after;
    /// `after` less `before`, by the differences of the days; nothing unless both are something.
    std::optional<Estimate> difference;
    std::optional<Gain> gain;  ///< Nothing where neither varies.

    /// The ends of the 95 % range of a difference that there is.
    [[nodiscard]] double low() const { return difference->value - difference->margin; }
    [[nodiscard]] double high() const { return difference->value + difference->margin; }

    /// Whether there is a difference and the 95 % range leaves out that it is none.
    [[nodiscard]] bool is_sure() const { return difference && (low() > 0 || high() < 0); }
};

/// A figure over days, and how far each day pulls it from its value: their mean square, by the days
/// less one, is the variance of the figure.
struct DailyFigure {
    std::optional<double> value;  ///< Nothing where there is nothing to measure it by.
    std::vector<double> pulls;
};

DailyFigure daily_mean(std::span<const double> values);

/// The sum of the parts over the sum of the wholes, linearised (Cochran, Sampling Techniques, 1977,
/// 6.4); nothing where there are no wholes.
DailyFigure daily_ratio(std::span<const double> parts, std::span<const double> wholes);

/// The quantile of all values of all days, linearised: by how much more or fewer of a day's values
/// are beyond it, times its sparsity, which is the slope of the quantiles about it over Bofinger's
/// width (1975). Nothing where there are no values.
DailyFigure daily_quantile(std::span<const std::vector<double>> days, double share);

/// Both are of the same days, at least two.
Paired paired(const DailyFigure& before, const DailyFigure& after);

}  // namespace gerai::plan
