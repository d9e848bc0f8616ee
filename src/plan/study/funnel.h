#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plan/study/fair_comparison.h"

/// Malls beside each other without a ranking: which are within the range that chance alone makes
/// (Spiegelhalter 2005, Funnel plots for comparing institutional performance).
namespace gerai::plan {

/// The limit below which a share of `count` lies with probability `q`, where each is in with
/// probability `share`, both between 0 and 1: exact, interpolated between the steps of the binomial
/// law.
double funnel_limit(double share, std::int64_t count, double q);

/// The limit below which the ratio of a mall lies with probability `q` by chance alone: O varies
/// about E as its own mix lets it, by a binomial law of the same mean, variance and skewness, moved
/// to its place. Exact, as above, where all have the same chance; the share of all where nothing
/// can vary.
double ratio_limit(const Standardised& mall, double q);

/// A range that holds a share 95 times in 100 (Wilson 1927).
struct ShareRange {
    double low{};
    double high{};
};
ShareRange wilson(Counted counted);

/// The same of the mean of an index (satisfaction): target +- z sqrt(deviation^2/count + tau^2).
ShareRange index_limits(double target, double deviation, std::int64_t count, double tau, double z);

/// How much more malls differ than visitors' chances make them.
struct OverDispersion {
    double phi = 1;         ///< Mean square of the z, which are winsorised at a tenth each side.
    double limit = 0;       ///< Above it, phi times the malls is more than chance in 95 of 100.
    double tau = 0;         ///< Standard deviation between malls, of the share; 0: none is seen.
    bool is_known = false;  ///< False: there are too few malls to tell.

    [[nodiscard]] bool is_seen() const { return tau > 0; }
};

/// Fewer malls than these tell nothing of how malls differ.
inline constexpr std::size_t enough_malls = 10;

/// `errors` are those of the shares.
OverDispersion over_dispersion(std::span<const double> z, std::span<const double> errors);

/// The values with the lowest and the highest tenth drawn in to the next.
std::vector<double> winsorised(std::span<const double> values);

enum class Place {
    expected,    ///< Within the range of 95 in 100.
    worse,       ///< Below it,
    better,      ///< above it,
    much_worse,  ///< or of 99.8 in 100.
    much_better,
    too_few,  ///< Nobody to compare.
};

struct FunnelMall {
    std::string mall;
    measure::BundleSource source{};
    Counted raw;           ///< Of all its cells.
    ShareRange raw_range;  ///< Wilson.
    double ratio{};        ///< Adjusted for its mix.
    std::int64_t count{};  ///< Steps behind the ratio.
    double z{};
    std::array<double, 4> limits{};  ///< Of the ratio at 0.1, 2.5, 97.5 and 99.9 %; like it, some
                                     ///< may be above 1.
    double shrunken{};  ///< Drawn to the share of all by how unsure it is; the ratio itself where
                        ///< over-dispersion is not known.
    Place place{};
};

struct Funnel {
    double share{};  ///< Of all, p0.
    OverDispersion dispersion;
    std::vector<FunnelMall> malls;  ///< By name: this is no league table.
    bool promises_differ = false;   ///< Not all count against the same wait: nothing is compared.
    bool has_simulated = false;
    bool has_trial = false;
};

/// Of two bundles or more, each of another mall.
Funnel funnel(std::span<const measure::Bundle> bundles);

}  // namespace gerai::plan
