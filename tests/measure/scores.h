#pragma once

#include <algorithm>
#include <cmath>
#include <span>

/// How good a forecast was, in the unit of what was forecast; low is good.
namespace gerai::measure {

struct Range {
    double low;
    double high;
};

/// Of an 80 % range: its width, and ten times by how much it was missed.
inline double interval_score(Range range, double value) {
    constexpr double missed = 0.2;
    return range.high - range.low + 2 / missed * std::max(0.0, range.low - value) +
           2 / missed * std::max(0.0, value - range.high);
}

/// Of a quantile.
inline double pinball(double share, double value, double forecast) {
    return (value - forecast) * (share - (value < forecast ? 1 : 0));
}

/// Continuous ranked probability score of a forecast by samples.
inline double crps(std::span<const double> samples, double value) {
    const auto count = static_cast<double>(samples.size());
    double to_value = 0;
    double among = 0;
    for (const double one : samples) {
        to_value += std::abs(one - value);
        for (const double other : samples) among += std::abs(one - other);
    }
    return to_value / count - among / (2 * count * count);
}

}  // namespace gerai::measure
