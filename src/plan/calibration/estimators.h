#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/time.h"

/// What samples say of the parameters of a model: plain estimators, each with a 95 % interval. They
/// know no hall; `calibration.h` gathers the samples. Times are seconds.
namespace gerai::plan {

/// What a parameter was estimated from.
enum class Origin {
    measured,  ///< Its own observations.
    agency,    ///< Too few of its own: those of its agency.
    mall,      ///< Too few there: those of the whole mall.
    planned,   ///< Too few at all: the figure of the mall's file.
};

/// A parameter with what is known of it. Of a planning figure the interval is empty: it is the
/// value itself.
struct Fitted {
    double value{};
    double low{};   ///< Of the 95 % interval.
    double high{};  ///< Of the same.
    double observations{};
    Origin origin = Origin::planned;

    [[nodiscard]] bool is_measured() const { return origin != Origin::planned; }
    [[nodiscard]] bool holds(double truth) const { return low <= truth && truth <= high; }

    friend bool operator==(const Fitted&, const Fitted&) = default;
};

Fitted planned(double value);

/// A share, from `hits` of `trials` and a Beta(`a`, `b`) before them: the posterior mean.
Fitted beta_share(double hits, double trials, double a, double b);

/// Shares of several outcomes, from counts and a Dirichlet with `each` for every outcome.
std::vector<double> dirichlet_shares(std::span<const double> counts, double each = 0.5);

/// A mean, by Student's t; of fewer than two it has no interval.
Fitted mean_of(std::span<const double> samples);

/// The mean of an exponential time of which `ends` were seen in `exposure` seconds of watching, by
/// chi-square; what was still going on when nobody watched any more belongs into `exposure` alone.
Fitted exponential_mean(double exposure, double ends);

/// `count` values at the middles of as many equal parts of the samples, in order: an empirical law
/// that stays small.
std::vector<double> quantiles_of(std::vector<double> samples, std::size_t count);

/// One half-hour of a kind of date: who came in how many such half-hours.
struct ArrivalCell {
    double visits = 0;
    double half_hours = 0;  ///< Open ones; a half-hour that was open in part counts for that part.
};

/// How many half-hours of its own the mean of the cells beside it is worth, place by place, by
/// moments: the less neighbours differ there beyond chance, the more. Rows are those of one service
/// on several weekdays, equally long, and what is not open has no half-hours. Each place is taken
/// for one row more that is like all places.
std::vector<double> neighbour_weights(std::span<const std::vector<ArrivalCell>> rows);

/// Arrivals a half-hour: gamma-Poisson, (a + visits)/(b + half-hours) with b the weight of the
/// place and a/b the mean of the half-hours beside it. `day_variance` widens the intervals by what
/// whole days differ.
std::vector<Fitted> arrival_rates(std::span<const ArrivalCell> row, std::span<const double> weights,
                                  double day_variance);

/// How much the totals of dates differ beyond chance.
struct Dispersion {
    Fitted variance;     ///< v of a day factor Gamma(1/v, 1/v); the interval by chi-square.
    double index = 1;    ///< Of dispersion: 1 where totals are Poisson.
    double freedom = 0;  ///< Degrees of it.
    double p_value = 1;  ///< Of so great an index, were there no day factor.
};

/// Totals of dates, those of one kind (a weekday) together.
Dispersion dispersion_of(std::span<const std::vector<double>> totals);

/// Below it nobody was served: a clerk who pressed start and finish at once.
inline constexpr double shortest_service_seconds = 10;

/// A log-normal law: exp(ln median + sigma z).
struct LogNormalFit {
    Fitted median;
    Fitted sigma;
};

/// Through at least two logarithms of seconds.
LogNormalFit log_normal_of(std::span<const double> logarithms);

/// Whether samples of that many are not log-normal, by Lilliefors' test at 1 %. Needs 50 or more.
bool is_not_log_normal(std::vector<double> logarithms);

/// The standard deviation between groups of samples that are alike within but for chance, from an
/// analysis of variance with groups of unlike size; zero where there is none.
Fitted spread_between(std::span<const std::vector<double>> groups);

/// Three times the gap that 95 of 100 do not exceed: a longer one between two calls is time off.
Duration longest_gap_at_work(std::vector<Duration> gaps);

/// When a counter worked, from its services in order of time, where nothing else says.
std::vector<Interval> working_stretches(std::span<const Interval> services, Duration longest_gap);

}  // namespace gerai::plan
