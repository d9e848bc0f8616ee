#include <algorithm>
#include <cmath>

#include "plan/calibration/check.h"
#include "plan/random.h"

namespace gerai::plan {

namespace {

constexpr double widths = 2 * 1.959963984540054;  // Of a 95 % interval, in deviations.

double identity(double value) { return value; }
double logarithm(double value) { return std::log(value); }
double log_odds(double share) { return std::log(share / (1 - share)); }
double share_of(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

/// How far a parameter may be off on a scale on which its law is nearly normal.
double deviation_of(const Fitted& fitted, double (*scale)(double)) {
    if (!fitted.is_measured() || fitted.high <= fitted.low) return 0;
    return (scale(fitted.high) - scale(fitted.low)) / widths;
}

/// By what it was multiplied.
double draw_time(Fitted& fitted, Random random) {
    if (fitted.low <= 0) return 1;
    const double factor = std::exp(deviation_of(fitted, logarithm) * random.normal());
    fitted.value *= factor;
    return factor;
}

void draw_share(Fitted& fitted, Random random) {
    if (!fitted.is_measured() || fitted.low <= 0 || fitted.high >= 1) return;
    const double off = deviation_of(fitted, log_odds) * random.normal();
    fitted.value = share_of(log_odds(fitted.value) + off);
}

void draw_times(ServiceFit& fit, Key key) {
    const double factor = draw_time(fit.median_seconds, Random{key, Purpose::service});
    for (double& seconds : fit.quantiles) seconds *= factor;
    draw_time(fit.sigma, Random{key, Purpose::service, 1});
}

/// What the dates of each weekday had together beyond others to come: they were few.
std::vector<double> factors_by_weekday(const Calibration& calibration, Key key) {
    std::vector<double> factors;
    for (std::uint32_t i = 0; i < calibration.dates.size(); ++i) {
        const double dates = std::max(calibration.dates[i], 1);
        const double deviation = std::sqrt(calibration.day_variance.value / dates);
        factors.push_back(Random{key, Purpose::day_factor, i}.factor(deviation));
    }
    return factors;
}

void draw_variance(Fitted& variance, Random random) {
    const double off = deviation_of(variance, identity) * random.normal();
    variance.value = std::max(variance.value + off, 0.0);
}

void draw_arrivals(ArrivalRow& row, double of_weekday, Random& random) {
    for (std::size_t i = 0; i < row.rate.size(); ++i) {
        row.rate[i] *= of_weekday * random.factor(1 / std::sqrt(row.visits[i] + 1));
    }
}

}  // namespace

Calibration drawn(Calibration calibration, Key key) {
    const std::vector<double> of_weekdays = factors_by_weekday(calibration, key);
    draw_variance(calibration.day_variance, Random{key.of(0), Purpose::day_factor});
    draw_time(calibration.patience_seconds, Random{key, Purpose::patience});
    draw_time(calibration.idle_gap_seconds, Random{key, Purpose::idle_gap});
    draw_share(calibration.says_goodbye, Random{key, Purpose::farewell});
    draw_share(calibration.absent, Random{key, Purpose::absence});
    draw_share(calibration.comes_back, Random{key, Purpose::coming_back});
    std::uint64_t nth = 0;
    for (ServiceFit& fit : calibration.services) {
        const Key own = key.of(++nth);
        draw_times(fit, own);
        draw_share(fit.second_service, Random{own, Purpose::second_service});
        Random arrivals{own, Purpose::arrival};
        for (ArrivalRow& row : fit.arrivals) {
            draw_arrivals(row, of_weekdays[static_cast<std::size_t>(row.weekday)], arrivals);
        }
    }
    return calibration;
}

}  // namespace gerai::plan
