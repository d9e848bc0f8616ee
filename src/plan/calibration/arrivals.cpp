#include <algorithm>
#include <numeric>

#include "plan/calibration/fits.h"

namespace gerai::plan {

namespace {

double sum(const HalfHourCounts& counts) {
    return std::accumulate(counts.begin(), counts.end(), 0.0);
}

struct Span {
    std::size_t from = 0;
    std::size_t to = 0;
};

std::vector<ArrivalCell> row_of(const HalfHourCounts& visits, const HalfHourCounts& half_hours,
                                Span span) {
    std::vector<ArrivalCell> row;
    for (std::size_t i = span.from; i < span.to; ++i) row.push_back({visits[i], half_hours[i]});
    return row;
}

/// The half-hours of a weekday in which the mall was open.
Span open_span(const HalfHourCounts& half_hours) {
    const auto is_open = [](double part) { return part > 0; };
    const auto first = std::ranges::find_if(half_hours, is_open);
    if (first == half_hours.end()) return {};
    const auto last = std::find_if(half_hours.rbegin(), half_hours.rend(), is_open);
    return {static_cast<std::size_t>(first - half_hours.begin()),
            static_cast<std::size_t>(half_hours.rend() - last)};
}

/// All classes of a service together, by weekday: what tells how much neighbours differ.
std::vector<double> neighbour_weights_of(const ServiceSamples& samples) {
    std::vector<std::vector<ArrivalCell>> rows;
    for (std::size_t weekday = 0; weekday < weekdays; ++weekday) {
        if (samples.dates[weekday] == 0) continue;
        HalfHourCounts all{};
        for (const auto& [priority, visits] : samples.visits) {
            for (std::size_t i = 0; i < half_hours_a_day; ++i) all[i] += visits[weekday][i];
        }
        rows.push_back(row_of(all, samples.half_hours[weekday], {0, half_hours_a_day}));
    }
    return neighbour_weights(rows);
}

ArrivalRow arrivals_of(const std::string& priority, std::size_t weekday, const WeekCounts& visits,
                       const ServiceSamples& samples, std::span<const double> weights,
                       double day_variance) {
    const Span open = open_span(samples.half_hours[weekday]);
    ArrivalRow row{.priority = priority,
                   .weekday = static_cast<int>(weekday),
                   .from = static_cast<int>(open.from),
                   .dates = samples.dates[weekday]};
    const auto cells = row_of(visits[weekday], samples.half_hours[weekday], open);
    for (const ArrivalCell& cell : cells) {
        row.visits.push_back(cell.visits);
        row.half_hours.push_back(cell.half_hours);
    }
    const auto own_weights = weights.subspan(open.from, open.to - open.from);
    for (const Fitted& rate : arrival_rates(cells, own_weights, day_variance)) {
        row.rate.push_back(rate.value);
        row.low.push_back(rate.low);
        row.high.push_back(rate.high);
    }
    return row;
}

}  // namespace

void fit_arrivals(ServiceFit& fit, const ServiceSamples& samples, double day_variance) {
    const std::vector<double> weights = neighbour_weights_of(samples);
    for (const auto& [priority, visits] : samples.visits) {
        for (std::size_t weekday = 0; weekday < weekdays; ++weekday) {
            if (samples.dates[weekday] < fewest_dates_of_a_weekday) continue;
            if (sum(visits[weekday]) <= 0) continue;
            fit.arrivals.push_back(
                arrivals_of(priority, weekday, visits, samples, weights, day_variance));
        }
    }
}

}  // namespace gerai::plan
