#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan/calibration/fits.h"
#include "plan/law.h"

namespace gerai::plan {

namespace {

struct Trimmed {
    std::vector<double> logarithms;  ///< Of the last dates.
    double ended = 0;                ///< On all dates, like the next.
    double trimmed = 0;
    std::vector<int> counters;  // Where each of the logarithms was.
};

Trimmed trimmed(const ServiceSamples& samples, std::size_t dates) {
    const std::size_t first = dates > dates_of_times ? dates - dates_of_times : 0;
    Trimmed result;
    for (const TimeSample& time : samples.times) {
        ++result.ended;
        if (time.seconds < shortest_service_seconds) {
            ++result.trimmed;
        } else if (time.date >= first) {
            result.logarithms.push_back(std::log(time.seconds));
            result.counters.push_back(time.counter);
        }
    }
    return result;
}

double planned_median(const mall::Service& service) {
    return static_cast<double>(service.counter_time.p50.count());
}

double planned_sigma(const mall::Service& service) {
    return log_normal_through(service.counter_time.p50, service.counter_time.p90).sigma;
}

/// Logarithms of times over the planned median, by agency and of the whole mall.
struct Pools {
    std::map<std::string, std::vector<double>> agencies;
    std::vector<double> mall;
};

void fit_time(ServiceFit& fit, const mall::Service& service, const Trimmed& times,
              const Pools& pools) {
    fit.ended = times.ended;
    fit.trimmed = times.trimmed;
    if (times.logarithms.size() >= fewest_samples) {
        const LogNormalFit own = log_normal_of(times.logarithms);
        fit.median_seconds = own.median;
        fit.sigma = own.sigma;
        if (!is_not_log_normal(times.logarithms)) return;
        std::vector<double> seconds;
        for (const double logarithm : times.logarithms) seconds.push_back(std::exp(logarithm));
        fit.quantiles = quantiles_of(std::move(seconds), values_of_a_law);
        return;
    }
    const auto agency = pools.agencies.find(service.agency);
    const bool has_agency =
        agency != pools.agencies.end() && agency->second.size() >= fewest_samples;
    if (!has_agency && pools.mall.size() < fewest_samples) {
        fit.median_seconds = planned(planned_median(service));
        fit.sigma = planned(planned_sigma(service));
        return;
    }
    const LogNormalFit pooled = log_normal_of(has_agency ? agency->second : pools.mall);
    fit.median_seconds = pooled.median;
    fit.sigma = pooled.sigma;
    for (double Fitted::* part : {&Fitted::value, &Fitted::low, &Fitted::high}) {
        fit.median_seconds.*part *= planned_median(service);
    }
    fit.median_seconds.origin = fit.sigma.origin = has_agency ? Origin::agency : Origin::mall;
}

/// Of services that have times enough to know their mean.
Fitted counter_spread(std::span<const Trimmed> services) {
    std::map<int, std::vector<double>> by_counter;
    for (const Trimmed& times : services) {
        if (times.logarithms.size() < fewest_samples) continue;
        const double mean = std::accumulate(times.logarithms.begin(), times.logarithms.end(), 0.0) /
                            static_cast<double>(times.logarithms.size());
        for (std::size_t i = 0; i < times.logarithms.size(); ++i) {
            by_counter[times.counters[i]].push_back(times.logarithms[i] - mean);
        }
    }
    std::vector<std::vector<double>> groups;
    for (auto& [number, group] : by_counter) groups.push_back(std::move(group));
    return spread_between(groups);
}

}  // namespace

void fit_times(Calibration& calibration, std::span<const Known> known, std::size_t dates) {
    std::vector<Trimmed> times;
    Pools pools;
    for (const auto& [service, samples] : known) {
        times.push_back(trimmed(*samples, dates));
        const double plan = std::log(planned_median(*service));
        for (const double logarithm : times.back().logarithms) {
            pools.agencies[service->agency].push_back(logarithm - plan);
            pools.mall.push_back(logarithm - plan);
        }
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        fit_time(calibration.services[i], *known[i].service, times[i], pools);
    }
    calibration.counter_spread = counter_spread(times);
}

}  // namespace gerai::plan
