#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "hall/offering.h"
#include "mall/people.h"
#include "plan/busy_day.h"
#include "plan/calibration/calibration.h"
#include "plan/calibration/samples.h"

namespace gerai::plan {

namespace {

using namespace std::chrono_literals;

constexpr double half = 0.5;  // Of a visitor, before any was seen to go that way.

/// A law through its values, or one of a mean where there are none.
Law law_of(const std::vector<double>& quantiles, const Law& otherwise) {
    if (quantiles.empty()) return otherwise;
    Seen law;
    for (const double seconds : quantiles) law.values.push_back(from_seconds(seconds));
    return law;
}

class Calibrated {
public:
    Calibrated(Model planned, const mall::Mall& mall, const Calibration& calibration, double volume)
        : model_(std::move(planned)),
          layout_(model_.rules),
          calibration_(calibration),
          volume_(volume),
          weekday_(static_cast<int>(weekday_of(model_.date))),
          midnight_(TimeZone::named(mall.time_zone)->at(model_.date, 0min)) {}

    Model model() {
        set_times();
        set_people();
        if (knows_weekday()) {
            set_day_factor();
            set_arrivals();
            set_roster();
        }
        set_patience();
        return std::move(model_);
    }

private:
    [[nodiscard]] bool knows_weekday() const {
        return calibration_.is_long_enough() && !model_.rules.opening.empty() &&
               calibration_.dates[static_cast<std::size_t>(weekday_)] >= fewest_dates_of_a_weekday;
    }

    [[nodiscard]] const std::string& id(std::size_t service) const {
        return model_.rules.services[service].id;
    }

    [[nodiscard]] bool is_given(std::size_t service) const {
        return hall::is_given(layout_, {static_cast<std::uint32_t>(service)});
    }

    void set_times() {
        for (std::size_t i = 0; i < model_.services.size(); ++i) {
            const ServiceFit* const fit = calibration_.find_service(id(i));
            if (fit == nullptr) continue;
            Work& work = model_.services[i];
            if (fit->median_seconds.is_measured()) {
                work.time = law_of(fit->quantiles,
                                   LogNormal{.median = from_seconds(fit->median_seconds.value),
                                             .sigma = fit->sigma.value});
            }
            set_onward(work, *fit);
            model_.second_weights.resize(model_.services.size(), 0);
            const bool is_known = fit->visits + fit->as_second > 0;
            if (is_known) model_.second_weights[i] = is_given(i) ? fit->as_second + half : 0;
        }
    }

    /// Where it leads, and that it is done, each with half a visitor before any was seen.
    void set_onward(Work& work, const ServiceFit& fit) const {
        if (fit.onward.empty()) return;
        std::vector<double> counts;
        double led_on = 0;
        for (const RouteCount& way : fit.onward) {
            counts.push_back(way.count);
            led_on += way.count;
        }
        counts.push_back(std::max(fit.ended - led_on, 0.0));
        const std::vector<double> shares = dirichlet_shares(counts);
        work.onward.clear();
        for (std::size_t i = 0; i < fit.onward.size(); ++i) {
            const auto service = model_.rules.find_service(fit.onward[i].service);
            if (service) work.onward.push_back({*service, shares[i]});
        }
    }

    void set_people() {
        if (calibration_.walking_seconds.is_measured()) {
            model_.walking = law_of(calibration_.walking_quantiles, model_.walking);
        }
        if (calibration_.idle_gap_seconds.is_measured()) {
            model_.idle_gap = Exponential{from_seconds(calibration_.idle_gap_seconds.value)};
        }
        if (calibration_.no_show_after_seconds.is_measured()) {
            model_.no_show_after = from_seconds(calibration_.no_show_after_seconds.value);
        }
        if (calibration_.absent.is_measured()) model_.absence.share = calibration_.absent.value;
        if (calibration_.comes_back.is_measured()) {
            model_.absence.comes_back = calibration_.comes_back.value;
        }
        if (calibration_.back_after_seconds.is_measured()) {
            model_.absence.back_after =
                law_of(calibration_.back_after_quantiles, model_.absence.back_after);
        }
    }

    void set_day_factor() {
        if (!calibration_.day_variance.is_measured()) return;
        model_.day_factor_cv = std::sqrt(calibration_.day_variance.value);
    }

    void set_arrivals() {
        std::vector<Stream> streams;
        std::optional<Patience> patience;  // Kept where the journal says nothing of it.
        for (const Stream& stream : model_.streams) patience = stream.who.patience;
        for (std::uint32_t i = 0; i < model_.rules.services.size(); ++i) {
            const ServiceFit* const fit = calibration_.find_service(id(i));
            if (fit == nullptr || !knows_visitors_of(*fit)) {
                std::ranges::copy_if(
                    model_.streams, std::back_inserter(streams),
                    [&](const Stream& stream) { return stream.who.service.value == i; });
                continue;
            }
            for (const ArrivalRow& row : fit->arrivals) add_stream(streams, {i}, *fit, row);
        }
        for (Stream& stream : streams) stream.who.patience = patience;
        model_.streams = std::move(streams);
    }

    /// A service that is new, or new on that weekday, has had no visitors yet, which does not say
    /// that it will have none.
    [[nodiscard]] bool knows_visitors_of(const ServiceFit& fit) const {
        return fit.given_on[static_cast<std::size_t>(weekday_)] >= fewest_dates_of_a_weekday;
    }

    void add_stream(std::vector<Stream>& streams, hall::ServiceIndex service, const ServiceFit& fit,
                    const ArrivalRow& row) const {
        const auto priority = model_.rules.find_class(row.priority);
        if (row.weekday != weekday_ || !priority || !is_given(service.value)) return;
        Stream stream{.who = {.service = service, .second_service = fit.second_service.value},
                      .rate = rate_of(row)};
        stream.who.class_weights.assign(model_.rules.classes.size(), 0);
        stream.who.class_weights[priority->value] = 1;
        const double greatest = std::ranges::max(stream.rate.per_hour);
        if (greatest <= 0) return;
        for (double& per_hour : stream.rate.per_hour) per_hour *= volume_;
        stream.candidates_per_hour =
            greatest * busiest_day(model_.day_factor_cv) * std::max(volume_of_candidates, volume_);
        streams.push_back(std::move(stream));
    }

    /// From the first opening to the last closing, in cells that are half-hours of the clock or
    /// divide them.
    [[nodiscard]] Rate rate_of(const ArrivalRow& row) const {
        const Instant from = model_.rules.opening.front().from;
        const Duration whole = model_.rules.closes_at() - from;
        const Duration off = (from - midnight_) % mall::half_hour;
        Duration cell{std::gcd(mall::half_hour.count(), whole.count())};
        if (off > Duration{0}) cell = Duration{std::gcd(cell.count(), off.count())};
        Rate rate{.from = from, .cell = cell, .per_hour = {}};
        for (Duration at{0}; at < whole; at += cell) {
            const auto half_hour = (from + at - midnight_) / mall::half_hour;
            const auto place = half_hour - row.from;
            const bool is_known = place >= 0 && place < static_cast<std::int64_t>(row.rate.size());
            rate.per_hour.push_back(is_known ? 2 * row.rate[static_cast<std::size_t>(place)] : 0);
        }
        return rate;
    }

    void set_roster() {
        std::vector<Duty> roster;
        for (const CounterFit& fit : calibration_.counters) {
            if (fit.weekday == weekday_) add_duty(roster, fit);
        }
        for (const Duty& duty : model_.roster) {
            const int number = model_.rules.counters[duty.counter.value].number;
            if (std::ranges::find(calibration_.known_counters, number) ==
                calibration_.known_counters.end()) {
                roster.push_back(duty);
            }
        }
        model_.roster = std::move(roster);
    }

    void add_duty(std::vector<Duty>& roster, const CounterFit& fit) const {
        const auto counter = model_.rules.find_counter(fit.number);
        if (!counter || fit.open.empty()) return;
        const auto instant = [&](int minutes) { return midnight_ + std::chrono::minutes{minutes}; };
        const Instant closes = model_.rules.closes_at();
        Duty duty{
            .counter = *counter,
            .at = {instant(fit.open.front().from), std::min(instant(fit.open.back().to), closes)},
            .services = services_of(*counter, fit),
            .end = fit.serves_out ? AtEnd::serves_out : AtEnd::closes};
        for (std::size_t i = 1; i < fit.open.size(); ++i) {
            const Interval rest{instant(fit.open[i - 1].to), instant(fit.open[i].from)};
            if (rest.to < closes) duty.breaks.push_back(rest);
        }
        if (duty.at.from < duty.at.to) roster.push_back(std::move(duty));
    }

    /// None where it offers all that it gives.
    [[nodiscard]] std::vector<hall::ServiceIndex> services_of(hall::CounterIndex counter,
                                                              const CounterFit& fit) const {
        std::vector<hall::ServiceIndex> services;
        const auto& gives = model_.rules.counters[counter.value].gives;
        for (const std::string& one : fit.services) {
            const auto service = model_.rules.find_service(one);
            if (service && std::ranges::find(gives, *service) != gives.end()) {
                services.push_back(*service);
            }
        }
        if (services.size() == gives.size()) services.clear();
        return services;
    }

    void set_patience() {
        if (!calibration_.patience_seconds.is_measured()) return;
        for (Stream& stream : model_.streams) {
            stream.who.patience =
                Patience{Exponential{from_seconds(calibration_.patience_seconds.value)},
                         calibration_.says_goodbye.value};
        }
    }

    Model model_;
    hall::Layout layout_;
    const Calibration& calibration_;
    double volume_;
    int weekday_;
    Instant midnight_;
};

}  // namespace

Model calibrated(Model planned, const mall::Mall& mall, const Calibration& calibration,
                 double volume) {
    return Calibrated{std::move(planned), mall, calibration, volume}.model();
}

}  // namespace gerai::plan
