#include "plan/calibration.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "mall/people.h"
#include "plan/calibration_samples.h"
#include "plan/law.h"

namespace gerai::plan {

namespace {

constexpr std::size_t values_of_a_law = 100;
constexpr double absences_before = 2;  // Beta(2, 18): one in ten.
constexpr double presences_before = 18;
constexpr double half = 0.5;

/// A service of the file, with what was seen of it.
struct Known {
    const mall::Service* service;
    const ServiceSamples* samples;
};

// --- arrivals

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

// --- times

struct Trimmed {
    std::vector<double> logarithms;  ///< Of the last dates.
    double ended = 0;                ///< On all dates, like the next.
    double trimmed = 0;
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

void fit_times(ServiceFit& fit, const mall::Service& service, const Trimmed& times,
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

Fitted counter_spread(const std::vector<Known>& known, std::size_t dates) {
    std::map<int, std::vector<double>> by_counter;
    for (const auto& [service, samples] : known) {
        const Trimmed times = trimmed(*samples, dates);
        if (times.logarithms.size() < fewest_samples) continue;
        const double mean = std::accumulate(times.logarithms.begin(), times.logarithms.end(), 0.0) /
                            static_cast<double>(times.logarithms.size());
        for (const TimeSample& time : samples->times) {
            if (time.seconds < shortest_service_seconds) continue;
            by_counter[time.counter].push_back(std::log(time.seconds) - mean);
        }
    }
    std::vector<std::vector<double>> groups;
    for (auto& [number, group] : by_counter) groups.push_back(std::move(group));
    return spread_between(groups);
}

// --- routes

struct Firsts {
    double visits = 0;
    double went_on = 0;
};

Fitted second_share(const Firsts& firsts, Origin origin) {
    Fitted share = beta_share(firsts.went_on, firsts.visits, half, half);
    share.origin = origin;
    return share;
}

void fit_routes(ServiceFit& fit, const Known& one, const Firsts& agency, const Firsts& mall,
                double planned_share) {
    constexpr auto enough = static_cast<double>(fewest_samples);
    const Firsts own{one.samples->first, one.samples->with_second};
    fit.visits = own.visits;
    fit.as_second = one.samples->as_second;
    for (const auto& [service, count] : one.samples->onward) fit.onward.push_back({service, count});
    if (own.visits >= enough) {
        fit.second_service = second_share(own, Origin::measured);
    } else if (agency.visits >= enough) {
        fit.second_service = second_share(agency, Origin::agency);
    } else if (mall.visits >= enough) {
        fit.second_service = second_share(mall, Origin::mall);
    } else {
        fit.second_service = planned(planned_share);
    }
}

// --- counters

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

// --- people

/// A mean and an empirical law, where there are enough.
struct TimesFit {
    Fitted mean;
    std::vector<double> quantiles;
};

TimesFit times_of(const std::vector<double>& seconds, double otherwise) {
    if (seconds.size() < fewest_samples) return {planned(otherwise), {}};
    return {mean_of(seconds), quantiles_of(seconds, values_of_a_law)};
}

void fit_idle_gap(Calibration& calibration, const std::vector<Gap>& gaps, double otherwise) {
    std::vector<Duration> ended;
    for (const Gap& gap : gaps) {
        if (gap.is_ended) ended.push_back(from_seconds(gap.seconds));
    }
    const double longest = ended.empty() ? 0 : in_seconds(longest_gap_at_work(std::move(ended)));
    double exposure = 0;
    double ends = 0;
    for (const Gap& gap : gaps) {
        if (gap.seconds > longest) {
            ++calibration.long_gaps;
            continue;
        }
        exposure += gap.seconds;
        ends += gap.is_ended ? 1 : 0;
    }
    calibration.idle_gap_seconds = ends < static_cast<double>(fewest_samples)
                                       ? planned(otherwise)
                                       : exponential_mean(exposure, ends);
}

void fit_people(Calibration& calibration, const Samples& samples, const mall::Mall& mall) {
    const auto middle = [](Duration from, Duration to) { return in_seconds((from + to) / 2); };
    const auto walking = times_of(samples.walks, middle(mall::shortest_walk, mall::longest_walk));
    calibration.walking_seconds = walking.mean;
    calibration.walking_quantiles = walking.quantiles;
    const auto back = times_of(samples.back_after, middle(mall::shortest_look, mall::longest_look));
    calibration.back_after_seconds = back.mean;
    calibration.back_after_quantiles = back.quantiles;
    calibration.no_show_after_seconds =
        times_of(samples.waits_in_vain, in_seconds(mall.walking_time)).mean;
    fit_idle_gap(calibration, samples.gaps, in_seconds(mall.planning.idle_gap));

    if (const auto patience = patience_of(samples.stayings)) {
        calibration.patience_seconds = patience->mean_seconds;
        calibration.says_goodbye = patience->says_goodbye;
        calibration.absent = patience->absent;
        calibration.comes_back = patience->comes_back;
        return;
    }
    calibration.patience_seconds = planned(in_seconds(mall.planning.patience));
    calibration.says_goodbye = planned(mall::share_says_goodbye);
    double calls = 0;
    double in_vain = 0;
    double back_again = 0;
    for (const Staying& visit : samples.stayings) {
        const int missed = visit.ending == Staying::Ending::missed ? 1 : 0;
        calls += visit.met + visit.came_back + missed;
        in_vain += visit.came_back + missed;
        back_again += visit.came_back;
    }
    const bool is_enough = calls >= static_cast<double>(fewest_samples);
    calibration.absent = is_enough ? beta_share(in_vain, calls, absences_before, presences_before)
                                   : planned(mall.planning.no_show);
    calibration.comes_back =
        is_enough ? beta_share(back_again, in_vain, half, half) : planned(mall::share_comes_back);
}

// --- all

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
    Pools pools;
    std::map<std::string, Firsts> agencies;
    Firsts all;
    for (const Known& one : known) {
        for (Firsts* const sums : {&agencies[one.service->agency], &all}) {
            sums->visits += one.samples->first;
            sums->went_on += one.samples->with_second;
        }
        const double plan = std::log(planned_median(*one.service));
        for (const double logarithm : trimmed(*one.samples, samples.dates.size()).logarithms) {
            pools.agencies[one.service->agency].push_back(logarithm - plan);
            pools.mall.push_back(logarithm - plan);
        }
    }
    for (const Known& one : known) {
        ServiceFit fit{.service = one.service->id};
        fit_times(fit, *one.service, trimmed(*one.samples, samples.dates.size()), pools);
        fit_routes(fit, one, agencies[one.service->agency], all, mall.planning.second_service);
        if (calibration.is_long_enough()) {
            fit_arrivals(fit, *one.samples, calibration.day_variance.value);
        }
        calibration.services.push_back(std::move(fit));
    }
    calibration.counter_spread = counter_spread(known, samples.dates.size());
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
