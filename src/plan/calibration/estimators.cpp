#include "plan/calibration/estimators.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <numeric>

namespace gerai::plan {

namespace {

namespace math = boost::math;

constexpr double lower_tail = 0.025;
constexpr double upper_tail = 0.975;

double sum_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

struct Moments2 {
    double mean = 0;
    double squares = 0;  ///< Sum of squares off the mean.
};

Moments2 moments_of(std::span<const double> values) {
    assert(!values.empty());
    Moments2 moments{.mean = sum_of(values) / static_cast<double>(values.size())};
    for (const double value : values) {
        moments.squares += (value - moments.mean) * (value - moments.mean);
    }
    return moments;
}

}  // namespace

Fitted planned(double value) { return {.value = value, .low = value, .high = value}; }

Fitted beta_share(double hits, double trials, double a, double b) {
    assert(hits >= 0 && hits <= trials && a > 0 && b > 0);
    const math::beta_distribution<> law{a + hits, b + trials - hits};
    return {.value = math::mean(law),
            .low = math::quantile(law, lower_tail),
            .high = math::quantile(law, upper_tail),
            .observations = trials,
            .origin = Origin::measured};
}

std::vector<double> dirichlet_shares(std::span<const double> counts, double each) {
    const double all = sum_of(counts) + each * static_cast<double>(counts.size());
    std::vector<double> shares;
    shares.reserve(counts.size());
    for (const double count : counts) shares.push_back((count + each) / all);
    return shares;
}

Fitted mean_of(std::span<const double> samples) {
    const auto count = static_cast<double>(samples.size());
    const Moments2 moments = moments_of(samples);
    Fitted fitted{.value = moments.mean,
                  .low = moments.mean,
                  .high = moments.mean,
                  .observations = count,
                  .origin = Origin::measured};
    if (samples.size() < 2) return fitted;
    const math::students_t law{count - 1};
    const double margin =
        math::quantile(law, upper_tail) * std::sqrt(moments.squares / (count - 1) / count);
    fitted.low -= margin;
    fitted.high += margin;
    return fitted;
}

Fitted exponential_mean(double exposure, double ends) {
    assert(ends >= 1);
    const math::chi_squared law{2 * ends};
    return {.value = exposure / ends,
            .low = 2 * exposure / math::quantile(law, upper_tail),
            .high = 2 * exposure / math::quantile(law, lower_tail),
            .observations = ends,
            .origin = Origin::measured};
}

std::vector<double> quantiles_of(std::vector<double> samples, std::size_t count) {
    assert(!samples.empty() && count > 0);
    std::ranges::sort(samples);
    std::vector<double> values;
    values.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double place = (static_cast<double>(i) + 0.5) / static_cast<double>(count) *
                             static_cast<double>(samples.size());
        values.push_back(samples[std::min(static_cast<std::size_t>(place), samples.size() - 1)]);
    }
    return values;
}

Dispersion dispersion_of(std::span<const std::vector<double>> totals) {
    double squares = 0;  // Off the mean of their kind.
    double chance = 0;   // What these would come to, were the totals Poisson.
    double square_means = 0;
    double index = 0;
    double freedom = 0;
    double dates = 0;
    for (const auto& kind : totals) {
        if (kind.size() < 2) continue;
        const auto count = static_cast<double>(kind.size());
        const Moments2 moments = moments_of(kind);
        if (moments.mean <= 0) continue;
        const double unbiased = moments.mean * moments.mean - moments.squares / (count - 1) / count;
        squares += moments.squares;
        chance += (count - 1) * moments.mean;
        square_means += (count - 1) * std::max(unbiased, 0.0);
        index += moments.squares / moments.mean;
        freedom += count - 1;
        dates += count;
    }
    if (freedom <= 0 || square_means <= 0) return {};
    const math::chi_squared law{freedom};
    const auto variance_at = [&](double factor) {
        return std::max(0.0, (squares * factor - chance) / square_means);
    };
    return {.variance = {.value = variance_at(1),
                         .low = variance_at(freedom / math::quantile(law, upper_tail)),
                         .high = variance_at(freedom / math::quantile(law, lower_tail)),
                         .observations = dates,
                         .origin = Origin::measured},
            .index = index / freedom,
            .freedom = freedom,
            .p_value = math::cdf(math::complement(law, index))};
}

LogNormalFit log_normal_of(std::span<const double> logarithms) {
    assert(logarithms.size() >= 2);
    const auto count = static_cast<double>(logarithms.size());
    const Moments2 moments = moments_of(logarithms);
    const Fitted mean = mean_of(logarithms);
    const math::chi_squared law{count - 1};
    return {.median = {.value = std::exp(mean.value),
                       .low = std::exp(mean.low),
                       .high = std::exp(mean.high),
                       .observations = count,
                       .origin = Origin::measured},
            .sigma = {.value = std::sqrt(moments.squares / (count - 1)),
                      .low = std::sqrt(moments.squares / math::quantile(law, upper_tail)),
                      .high = std::sqrt(moments.squares / math::quantile(law, lower_tail)),
                      .observations = count,
                      .origin = Origin::measured}};
}

bool is_not_log_normal(std::vector<double> logarithms) {
    const auto count = static_cast<double>(logarithms.size());
    const Moments2 moments = moments_of(logarithms);
    if (moments.squares <= 0) return true;
    const math::normal law{moments.mean, std::sqrt(moments.squares / (count - 1))};
    std::ranges::sort(logarithms);
    double distance = 0;
    for (std::size_t i = 0; i < logarithms.size(); ++i) {
        const double expected = math::cdf(law, logarithms[i]);
        const auto below = static_cast<double>(i);
        distance = std::max({distance, expected - below / count, (below + 1) / count - expected});
    }
    constexpr double at_one_percent = 1.035;  // Lilliefors 1967, of large samples.
    return distance > at_one_percent / std::sqrt(count);
}

Fitted spread_between(std::span<const std::vector<double>> groups) {
    double count = 0;
    double used = 0;
    double squared_sizes = 0;
    double within = 0;
    double total = 0;
    for (const auto& group : groups) {
        if (group.size() < 2) continue;
        const auto size = static_cast<double>(group.size());
        ++used;
        count += size;
        squared_sizes += size * size;
        within += moments_of(group).squares;
        total += sum_of(group);
    }
    if (used < 2) return {};
    const double mean = total / count;
    double between = 0;
    for (const auto& group : groups) {
        if (group.size() < 2) continue;
        const double off = moments_of(group).mean - mean;
        between += static_cast<double>(group.size()) * off * off;
    }
    const double inner = within / (count - used);
    const double size = (count - squared_sizes / count) / (used - 1);
    if (inner <= 0) return {};
    const math::fisher_f law{used - 1, count - used};
    const double ratio = between / (used - 1) / inner;
    const auto spread_at = [&](double by) {
        return std::sqrt(std::max(0.0, (ratio / by - 1) * inner / size));
    };
    return {.value = spread_at(1),
            .low = spread_at(math::quantile(law, upper_tail)),
            .high = spread_at(math::quantile(law, lower_tail)),
            .observations = count,
            .origin = Origin::measured};
}

Duration longest_gap_at_work(std::vector<Duration> gaps) {
    if (gaps.empty()) return Duration::max();
    std::ranges::sort(gaps);
    const auto nth = static_cast<std::size_t>(0.95 * static_cast<double>(gaps.size()));
    return 3 * gaps[std::min(nth, gaps.size() - 1)];
}

std::vector<Interval> working_stretches(std::span<const Interval> services, Duration longest_gap) {
    std::vector<Interval> stretches;
    for (const Interval& service : services) {
        if (stretches.empty() || service.from - stretches.back().to > longest_gap) {
            stretches.push_back(service);
        } else {
            stretches.back().to = std::max(stretches.back().to, service.to);
        }
    }
    return stretches;
}

}  // namespace gerai::plan
