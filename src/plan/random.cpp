#include "plan/random.h"

#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace gerai::plan {

namespace {

/// Marsaglia and Tsang 2000, for shapes of at least 1.
double gamma(Random& random, double shape) {
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    while (true) {
        const double x = random.normal();
        const double root = 1 + c * x;
        if (root <= 0) continue;
        const double v = root * root * root;
        if (std::log(random.share()) < x * x / 2 + d - d * v + d * std::log(v)) return d * v;
    }
}

}  // namespace

double Random::exponential() { return -std::log(share()); }

double Random::normal() {
    const double radius = std::sqrt(2 * exponential());
    return radius * std::cos(2 * std::numbers::pi * share());
}

double Random::factor(double variation) {
    if (variation <= 0) return 1;
    const double shape = 1 / (variation * variation);
    if (shape >= 1) return gamma(*this, shape) / shape;
    // A gamma variable of a small shape is one of the next shape times a power of a share.
    const double above = gamma(*this, shape + 1);
    return above * std::pow(share(), 1 / shape) / shape;
}

std::size_t Random::place_by_weight(std::span<const double> weights) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    assert(total > 0);
    double left = share() * total;
    std::size_t last = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0) continue;
        last = i;
        if (left < weights[i]) return i;
        left -= weights[i];
    }
    return last;  // Rounding left a crumb.
}

}  // namespace gerai::plan
