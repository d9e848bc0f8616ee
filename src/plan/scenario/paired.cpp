#include "plan/scenario/paired.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <numeric>

namespace gerai::plan {

namespace {

double sum(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double mean(std::span<const double> values) {
    return sum(values) / static_cast<double>(values.size());
}

double squares(std::span<const double> values) {
    return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
}

std::vector<double> without_mean(std::vector<double> values) {
    const double middle = mean(values);
    for (double& value : values) value -= middle;
    return values;
}

/// The standard error of the mean, times Student's t for that probability.
double error(std::span<const double> centred, double probability) {
    const auto n = static_cast<double>(centred.size());
    const boost::math::students_t law{n - 1};
    return boost::math::quantile(law, probability) * std::sqrt(squares(centred) / (n - 1) / n);
}

/// The smallest value that at least that share does not exceed.
double quantile(std::span<const double> in_order, double share) {
    const auto n = static_cast<double>(in_order.size());
    const auto place = static_cast<std::size_t>(std::max(std::ceil(share * n) - 1, 0.0));
    return in_order[std::min(place, in_order.size() - 1)];
}

/// Bofinger 1975: the width about a share over which quantiles tell their slope best.
double width(double share, double count) {
    const boost::math::normal law;
    const double z = boost::math::quantile(law, share);
    const double density = boost::math::pdf(law, z);
    const double best = 4.5 * std::pow(density, 4) / std::pow(2 * z * z + 1, 2) / count;
    return std::min(std::pow(best, 0.2), 0.99 * std::min(share, 1 - share));
}

double sparsity(std::span<const double> in_order, double share) {
    const double beside = width(share, static_cast<double>(in_order.size()));
    return (quantile(in_order, share + beside) - quantile(in_order, share - beside)) / (2 * beside);
}

std::optional<Gain> gain_of(std::span<const double> one, std::span<const double> other) {
    const double apart = squares(one) + squares(other);
    if (apart <= 0) return std::nullopt;
    const double days = static_cast<double>(one.size());
    std::vector<double> products;
    for (std::size_t i = 0; i < one.size(); ++i) {
        products.push_back(-2 * one[i] * other[i] * days / apart);
    }
    const double value = 1 + mean(products);
    return Gain{.value = value, .at_least = value - error(without_mean(products), 0.999)};
}

}  // namespace

DailyFigure daily_mean(std::span<const double> values) {
    return {.value = mean(values), .pulls = without_mean({values.begin(), values.end()})};
}

DailyFigure daily_ratio(std::span<const double> parts, std::span<const double> wholes) {
    assert(parts.size() == wholes.size());
    const double whole = sum(wholes);
    DailyFigure figure{.value = {}, .pulls = std::vector<double>(parts.size(), 0)};
    if (whole == 0) return figure;
    const double ratio = sum(parts) / whole;
    const double a_day = whole / static_cast<double>(wholes.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        figure.pulls[i] = (parts[i] - ratio * wholes[i]) / a_day;
    }
    figure.value = ratio;
    return figure;
}

DailyFigure daily_quantile(std::span<const std::vector<double>> days, double share) {
    std::vector<double> all;
    for (const auto& day : days) all.insert(all.end(), day.begin(), day.end());
    DailyFigure figure{.value = {}, .pulls = std::vector<double>(days.size(), 0)};
    if (all.empty()) return figure;
    std::ranges::sort(all);
    const double found = quantile(all, share);
    const double a_day = static_cast<double>(all.size()) / static_cast<double>(days.size());
    const double slope = sparsity(all, share);
    for (std::size_t i = 0; i < days.size(); ++i) {
        const auto within =
            std::ranges::count_if(days[i], [&](double value) { return value <= found; });
        figure.pulls[i] =
            slope / a_day *
            (share * static_cast<double>(days[i].size()) - static_cast<double>(within));
    }
    figure.value = found;
    figure.pulls = without_mean(std::move(figure.pulls));
    return figure;
}

Paired paired(const DailyFigure& before, const DailyFigure& after) {
    assert(before.pulls.size() == after.pulls.size() && before.pulls.size() >= 2);
    Paired pair{.before = before.value, .after = after.value, .difference = {}, .gain = {}};
    if (!before.value || !after.value) return pair;
    std::vector<double> pulls;
    for (std::size_t i = 0; i < before.pulls.size(); ++i) {
        pulls.push_back(after.pulls[i] - before.pulls[i]);
    }
    pair.difference = Estimate{*after.value - *before.value, error(pulls, 0.975)};
    pair.gain = gain_of(before.pulls, after.pulls);
    return pair;
}

}  // namespace gerai::plan
