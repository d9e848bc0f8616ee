#include <algorithm>

#include "plan/calibration/fits.h"

namespace gerai::plan {

namespace {

std::vector<ClockStretch> mostly_open(std::span<const int> open, int dates) {
    std::vector<ClockStretch> stretches;
    for (std::size_t i = 0; i < open.size(); ++i) {
        if (2 * open[i] < dates || open[i] == 0) continue;
        const int from = static_cast<int>(i) * slot_minutes;
        if (!stretches.empty() && stretches.back().to == from) {
            stretches.back().to += slot_minutes;
        } else {
            stretches.push_back({from, from + slot_minutes});
        }
    }
    return stretches;
}

CounterFit counter_on(int number, std::size_t weekday, const CounterSamples& samples, int dates) {
    const auto& hours = samples.hours[weekday];
    CounterFit fit{.number = number,
                   .weekday = static_cast<int>(weekday),
                   .dates = dates,
                   .open_on = static_cast<int>(hours.size()),
                   .hours = mean_of(hours),
                   .open = mostly_open(samples.open[weekday], dates)};
    fit.serves_out = 2 * samples.serves_out[weekday] >= fit.open_on;
    for (const auto& [service, times] : samples.offers[weekday]) {
        if (2 * times >= fit.open_on) fit.services.push_back(service);
    }
    return fit;
}

}  // namespace

void fit_counters(Calibration& calibration, const Samples& samples) {
    for (std::size_t weekday = 0; weekday < weekdays; ++weekday) {
        const int dates = calibration.dates[weekday];
        if (dates < fewest_dates_of_a_weekday) continue;
        for (const auto& [number, counter] : samples.counters) {
            if (counter.hours[weekday].empty()) continue;
            calibration.counters.push_back(counter_on(number, weekday, counter, dates));
        }
    }
}

}  // namespace gerai::plan
