#include "plan/calibration/calibration.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "plan/calibration/fits.h"

namespace gerai::plan {

namespace {

std::vector<Known> known_services(const mall::Mall& mall, const Samples& samples) {
    static const ServiceSamples nothing;
    std::vector<Known> known;
    for (const mall::Service& service : mall.services) {
        const auto seen = samples.services.find(service.id);
        known.push_back({&service, seen == samples.services.end() ? &nothing : &seen->second});
    }
    return known;
}

void fit_day_factor(Calibration& calibration, const Samples& samples, double planned_cv) {
    const Dispersion dispersion = dispersion_of(samples.totals);
    calibration.day_variance = dispersion.variance;
    calibration.dispersion_index = dispersion.index;
    calibration.dispersion_p_value = dispersion.p_value;
    if (!calibration.is_long_enough() || !dispersion.variance.is_measured()) {
        calibration.day_variance = planned(planned_cv * planned_cv);
    }
}

void fit_services(Calibration& calibration, const Samples& samples, const mall::Mall& mall) {
    const std::vector<Known> known = known_services(mall, samples);
    for (const auto& [service, seen] : known) {
        ServiceFit& fit = calibration.services.emplace_back(ServiceFit{
            .service = service->id, .given_on = {seen->dates.begin(), seen->dates.end()}});
        if (calibration.is_long_enough()) {
            fit_arrivals(fit, *seen, calibration.day_variance.value);
        }
    }
    fit_times(calibration, known, samples.dates.size());
    fit_routes(calibration, known, mall.planning.second_service);
}

}  // namespace

int Calibration::all_dates() const { return std::accumulate(dates.begin(), dates.end(), 0); }

const ServiceFit* Calibration::find_service(std::string_view id) const {
    const auto found = std::ranges::find(services, id, &ServiceFit::service);
    return found == services.end() ? nullptr : &*found;
}

Calibration calibrate(std::span<const measure::DayLog> days, const mall::Mall& mall) {
    const auto zone = TimeZone::named(mall.time_zone);
    assert(zone);
    const Samples samples = samples_of(days, *zone);
    Calibration calibration{.mall = mall.id, .dates = std::vector<int>(weekdays, 0)};
    for (const Date date : samples.dates) ++calibration.dates[weekday_of(date)];
    if (!samples.dates.empty()) {
        calibration.from = samples.dates.front();
        calibration.to = samples.dates.back();
    }
    for (const mall::Counter& counter : mall.counters) {
        calibration.known_counters.push_back(counter.number);
    }
    fit_day_factor(calibration, samples, mall.planning.day_factor_cv);
    fit_services(calibration, samples, mall);
    if (calibration.is_long_enough()) fit_counters(calibration, samples);
    fit_people(calibration, samples, mall);
    return calibration;
}

}  // namespace gerai::plan
