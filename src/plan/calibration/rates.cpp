#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <cassert>

#include "plan/calibration/estimators.h"

namespace gerai::plan {

namespace {

constexpr double lower_tail = 0.025;
constexpr double upper_tail = 0.975;

/// What the half-hours beside a cell saw together.
ArrivalCell beside(std::span<const ArrivalCell> row, std::size_t place) {
    ArrivalCell sum;
    const auto add = [&](const ArrivalCell& cell) {
        sum.visits += cell.visits;
        sum.half_hours += cell.half_hours;
    };
    if (place > 0) add(row[place - 1]);
    if (place + 1 < row.size()) add(row[place + 1]);
    return sum;
}

/// How far cells are from those beside them, beyond chance.
struct Unlikeness {
    double means = 0;
    double variances = 0;
    double half_hours = 0;
    double cells = 0;

    void add(const ArrivalCell& cell, const ArrivalCell& others) {
        if (cell.half_hours <= 0 || others.half_hours <= 0) return;
        const double mean = others.visits / others.half_hours;
        const double off = cell.visits / cell.half_hours - mean;
        // Were both of one rate, this much would be chance.
        const double together =
            (cell.visits + others.visits) / (cell.half_hours + others.half_hours);
        means += mean;
        variances += off * off - together / cell.half_hours - together / others.half_hours;
        half_hours += cell.half_hours;
        ++cells;
    }
};

}  // namespace

std::vector<double> neighbour_weights(std::span<const std::vector<ArrivalCell>> rows) {
    const std::size_t length = rows.empty() ? 0 : rows.front().size();
    std::vector<Unlikeness> places(length);
    Unlikeness all;
    for (const auto& row : rows) {
        assert(row.size() == length);
        for (std::size_t i = 0; i < length; ++i) {
            places[i].add(row[i], beside(row, i));
            all.add(row[i], beside(row, i));
        }
    }
    std::vector<double> weights(length, 0);
    if (all.cells <= 0) return weights;
    for (std::size_t i = 0; i < length; ++i) {
        const Unlikeness& place = places[i];
        const double means = place.means + all.means / all.cells;
        const double variances = place.variances + all.variances / all.cells;
        // More would hide what is there.
        const double most = place.cells > 0 ? place.half_hours / place.cells : 0;
        weights[i] = variances <= 0 ? most : std::min(means / variances, most);
    }
    return weights;
}

std::vector<Fitted> arrival_rates(std::span<const ArrivalCell> row, std::span<const double> weights,
                                  double day_variance) {
    assert(weights.size() == row.size());
    std::vector<Fitted> rates;
    rates.reserve(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        const ArrivalCell others = beside(row, i);
        const double b = others.half_hours > 0 ? weights[i] : 0;
        const double a = b > 0 ? b * others.visits / others.half_hours : 0;
        Fitted fitted{.observations = row[i].visits, .origin = Origin::measured};
        const double exposure = b + row[i].half_hours;
        if (exposure <= 0) {
            rates.push_back({});
            continue;
        }
        fitted.value = (a + row[i].visits) / exposure;
        // Jeffreys' half a visit keeps the interval of a cell in which nobody came.
        const double shape = std::max(a + row[i].visits, 0.5);
        const double mean = shape / exposure;
        const double variance =
            mean / exposure + mean * mean * day_variance / std::max(row[i].half_hours, 1.0);
        const boost::math::gamma_distribution<> law{mean * mean / variance, variance / mean};
        fitted.low = row[i].visits > 0 ? boost::math::quantile(law, lower_tail) : 0;
        fitted.high = boost::math::quantile(law, upper_tail);
        rates.push_back(fitted);
    }
    return rates;
}

}  // namespace gerai::plan
