#include "measure/erlang.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gerai::measure {

namespace {

constexpr double negligible = 1e-17;

/// The Poisson weight x^i e^-x / i!.
double poisson(int i, double x) { return std::exp(i * std::log(x) - x - std::lgamma(i + 1.0)); }

/// Abramowitz and Stegun 26.2.23; within 4.5e-4.
double normal_quantile(double p) {
    const double tail = std::min(p, 1 - p);
    const double t = std::sqrt(-2 * std::log(tail));
    const double z = t - (2.515517 + t * (0.802853 + t * 0.010328)) /
                             (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    return p < 0.5 ? -z : z;
}

/// Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
double quantile_by_cube_root(int k, double p) {
    const double near = 1 - 1 / (9.0 * k) + normal_quantile(p) / (3 * std::sqrt(k));
    const double root = std::max(near, 0.05);
    return k * root * root * root;
}

}  // namespace

double erlang_cdf(int k, double x) {
    assert(k >= 1);
    if (x <= 0) return 0;
    double sum = 0;
    if (x < k) {  // P(Poisson(x) >= k), the smaller side, so that no digits are lost.
        double term = poisson(k, x);
        for (int i = k; term > negligible * sum; ++i) {
            sum += term;
            term *= x / (i + 1);
        }
        return sum;
    }
    double term = poisson(k - 1, x);
    for (int i = k - 1; i >= 0 && term > negligible * sum; --i) {
        sum += term;
        term *= i / x;
    }
    return 1 - sum;
}

double erlang_quantile(int k, double p) {
    assert(k >= 1 && p > 0 && p < 1);
    if (k == 1) return -std::log1p(-p);
    if (k >= many_stages) return quantile_by_cube_root(k, p);
    constexpr int steps_max = 30;
    double x = quantile_by_cube_root(k, p);
    for (int i = 0; i < steps_max; ++i) {
        const double step = (erlang_cdf(k, x) - p) / poisson(k - 1, x);
        const double next = std::clamp(x - step, x / 4, x * 4);
        if (std::abs(next - x) <= 1e-11 * x) return next;
        x = next;
    }
    return x;
}

}  // namespace gerai::measure
