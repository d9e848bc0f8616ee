#pragma once

#include <cstddef>
#include <span>

#include "plan/calibration/calibration.h"
#include "plan/calibration/samples.h"

/// The parts of a calibration, each from its samples.
namespace gerai::plan {

/// A service of the file, with what was seen of it.
struct Known {
    const mall::Service* service;
    const ServiceSamples* samples;
};

/// The values at which an empirical law is kept.
inline constexpr std::size_t values_of_a_law = 100;

/// Of the weekdays on which it was given often enough.
void fit_arrivals(ServiceFit& fit, const ServiceSamples& samples, double day_variance);

/// The times at counters of all services, of which the rare ones take those of others, and how much
/// counters differ. `calibration.services` are those that are known, in their order; `dates` were
/// counted.
void fit_times(Calibration& calibration, std::span<const Known> known, std::size_t dates);

/// Where their visitors go besides, and from there.
void fit_routes(Calibration& calibration, std::span<const Known> known, double planned_share);

/// When counters are open, by weekday.
void fit_counters(Calibration& calibration, const Samples& samples);

/// Patience, absences, walks, and the clerks' gaps between visitors.
void fit_people(Calibration& calibration, const Samples& samples, const mall::Mall& mall);

}  // namespace gerai::plan
