#include "plan/study/funnel.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <cassert>
#include <cmath>

#include "plan/deviates.h"

namespace gerai::plan {

namespace {

constexpr double z999 = 3.090232306167813;
constexpr std::array<double, 4> levels{.001, .025, .975, .999};
constexpr std::array<double, 4> deviates{-z999, -z975, z975, z999};

double square(double value) { return value * value; }

double real(std::size_t count) { return static_cast<double>(count); }

/// Below which a binomial number lies with probability `q`, interpolated between its steps. The
/// count of trials need not be whole.
double binomial_limit(double share, double count, double q) {
    const boost::math::binomial law{count, share};
    const auto up_to = [&](double number) {
        if (number < 0) return 0.0;
        return number >= count ? 1.0 : cdf(law, number);
    };
    // The least r with F(r) > q, by halving.
    double below = -1;
    double r = std::ceil(count);
    while (r - below > 1) {
        const double middle = below + std::floor((r - below) / 2);
        (up_to(middle) > q ? r : below) = middle;
    }
    const double f = up_to(r);
    return r - (f - q) / (f - up_to(r - 1));
}

}  // namespace

double funnel_limit(double share, std::int64_t count, double q) {
    if (count <= 0 || share <= 0 || share >= 1) return share;
    const auto trials = static_cast<double>(count);
    return binomial_limit(share, trials, q) / trials;
}

double ratio_limit(const Standardised& mall, double q) {
    if (mall.variance <= 0) return mall.all_share;
    constexpr double rarest = 1e-12;  // Of so many no cell is: what is beyond is rounding.
    const double share = std::clamp((1 - mall.third / mall.variance) / 2, rarest, 1 - rarest);
    const double count = mall.variance / (share * (1 - share));
    const double number = mall.expected + binomial_limit(share, count, q) - count * share;
    return number / mall.expected * mall.all_share;
}

ShareRange wilson(Counted counted) {
    if (counted.whole == 0) return {0, 1};
    const auto n = static_cast<double>(counted.whole);
    const double p = counted.share();
    const double z2 = square(z975);
    const double middle = p + z2 / (2 * n);
    const double half = z975 * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return {(middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)};
}

ShareRange index_limits(double target, double deviation, std::int64_t count, double tau, double z) {
    const double half = z * std::sqrt(square(deviation) / static_cast<double>(count) + square(tau));
    return {target - half, target + half};
}

std::vector<double> winsorised(std::span<const double> values) {
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted);
    const std::size_t drawn_in = sorted.size() / 10;
    std::vector<double> all(values.begin(), values.end());
    if (sorted.empty()) return all;
    for (double& one : all) {
        one = std::clamp(one, sorted[drawn_in], sorted[sorted.size() - 1 - drawn_in]);
    }
    return all;
}

OverDispersion over_dispersion(std::span<const double> z, std::span<const double> errors) {
    assert(z.size() == errors.size());
    OverDispersion found;
    if (z.size() < enough_malls) return found;
    found.is_known = true;
    const double malls = real(z.size());
    found.phi = 0;
    for (const double one : winsorised(z)) found.phi += square(one) / malls;
    const boost::math::chi_squared law{malls - 1};
    found.limit = quantile(law, 0.95) / malls;
    if (found.phi <= found.limit) return found;
    double sum = 0;
    double squares = 0;
    for (const double error : errors) {
        if (error <= 0) continue;
        const double weight = 1 / square(error);
        sum += weight;
        squares += square(weight);
    }
    const double between = (malls * found.phi - (malls - 1)) / (sum - squares / sum);
    found.tau = between > 0 ? std::sqrt(between) : 0;
    return found;
}

namespace {

std::array<double, 4> limits_of(const Standardised& one, const OverDispersion& dispersion) {
    std::array<double, 4> limits{};
    for (std::size_t i = 0; i < limits.size(); ++i) {
        limits[i] = dispersion.is_seen()
                        ? one.all_share + deviates[i] * std::hypot(one.error(), dispersion.tau)
                        : ratio_limit(one, levels[i]);
    }
    return limits;
}

Place place_of(const Standardised& one, const std::array<double, 4>& limits) {
    if (one.variance <= 0) return Place::expected;  // What is certain makes nobody better or worse.
    const double ratio = one.ratio();
    if (ratio < limits[0]) return Place::much_worse;
    if (ratio < limits[1]) return Place::worse;
    if (ratio > limits[3]) return Place::much_better;
    if (ratio > limits[2]) return Place::better;
    return Place::expected;
}

Counted all_of(const measure::Bundle& bundle) {
    Counted sum;
    const auto add = [&](const std::vector<measure::BundleCell>& cells) {
        for (const measure::BundleCell& cell : cells) {
            sum.part += cell.within;
            sum.whole += cell.counted;
        }
    };
    for (const auto& service : bundle.services) add(service.cells);
    for (const auto& others : bundle.others) add(others.cells);
    return sum;
}

FunnelMall mall_of(const measure::Bundle& bundle, const Standardised& one,
                   const OverDispersion& dispersion) {
    const Counted raw = all_of(bundle);
    FunnelMall mall{.mall = bundle.mall.name,
                    .source = bundle.source,
                    .raw = raw,
                    .raw_range = wilson(raw),
                    .ratio = one.ratio(),
                    .count = one.observed.whole,
                    .z = one.z(),
                    .limits = limits_of(one, dispersion),
                    .shrunken = one.ratio(),
                    .place = Place::too_few};
    if (mall.count == 0) return mall;
    mall.place = place_of(one, mall.limits);
    if (dispersion.is_known) {
        const double between = square(dispersion.tau);
        const double within = square(one.error());
        const double weight = between + within > 0 ? between / (between + within) : 0;
        mall.shrunken = one.all_share + weight * (mall.ratio - one.all_share);
    }
    return mall;
}

}  // namespace

Funnel funnel(std::span<const measure::Bundle> bundles) {
    std::vector<const measure::Bundle*> malls;
    for (const measure::Bundle& one : bundles) malls.push_back(&one);
    std::ranges::sort(malls, {}, [](const auto* one) { return one->mall.name; });
    Funnel all;
    for (const auto* const one : malls) {
        all.promises_differ |=
            one->mall.promised_wait_seconds != malls.front()->mall.promised_wait_seconds;
        all.has_simulated |= one->source == measure::BundleSource::simulation;
        all.has_trial |= one->source == measure::BundleSource::trial;
    }
    if (all.promises_differ) return all;
    const auto cells = common_cells(malls);
    const auto rows = standardised(cells, malls.size());
    std::vector<double> z;
    std::vector<double> errors;
    for (const Standardised& row : rows) {
        if (row.observed.whole == 0) continue;
        z.push_back(row.z());
        errors.push_back(row.error());
    }
    all.dispersion = over_dispersion(z, errors);
    all.share = rows.empty() ? 0 : rows.front().all_share;
    for (std::size_t i = 0; i < malls.size(); ++i) {
        all.malls.push_back(mall_of(*malls[i], rows[i], all.dispersion));
    }
    return all;
}

}  // namespace gerai::plan
