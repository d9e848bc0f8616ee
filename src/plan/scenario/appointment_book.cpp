#include "plan/scenario/appointment_book.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "plan/counter_pools.h"
#include "plan/expected_steps.h"
#include "plan/outcome.h"

namespace gerai::plan {

namespace {

using hall::ServiceIndex;
using Slots = std::vector<std::vector<Instant>>;  // By service.

std::vector<double> visitors_by_service(const Model& model) {
    std::vector<double> visitors(model.services.size(), 0);
    for (const Stream& stream : model.streams) {
        visitors[stream.who.service.value] += visitors_a_day(stream.rate);
    }
    return visitors;
}

Duration common(const Interval& one, const Interval& other) {
    return std::max(std::min(one.to, other.to) - std::max(one.from, other.from), Duration{});
}

/// Work that the clerks of a pool can do in a stretch of time, in seconds.
double capacity(const Model& model, const Pool& pool, const Interval& when) {
    Duration time{};
    for (const Duty& duty : model.roster) {
        if (std::ranges::find(pool.counters, duty.counter) == pool.counters.end()) continue;
        time += common(duty.at, when);
        for (const Interval& rest : duty.breaks) time -= common(rest, when);
    }
    return in_seconds(time);
}

/// Half-hours in which appointments are given, each with the time that the hall is open in it.
std::vector<Interval> bookable_half_hours(const hall::Rules& rules) {
    const HalfHours half_hours{rules};
    std::vector<Interval> bookable;
    for (std::size_t i = 0; i + 1 < half_hours.count(); ++i) {
        for (const Interval& open : rules.opening) {
            const Interval part{std::max(open.from, half_hours.from(i)),
                                std::min(open.to, half_hours.from(i + 1))};
            if (part.from < part.to) bookable.push_back(part);
        }
    }
    return bookable;
}

/// Gives the appointments of one pool, half-hour by half-hour.
class PoolBook {
public:
    PoolBook(const Model& model, const Pool& pool, const Booking& booking,
             const std::vector<double>& visitors)
        : model_(model), pool_(pool), wanted_(visitors.size(), 0), left_(visitors.size(), 0) {
        for (const ServiceIndex service : pool.services) {
            if (!booking.services[service.value]) continue;
            wanted_[service.value] = visitors[service.value] * booking.share;
            left_[service.value] = visitors[service.value];
        }
        total_ = std::accumulate(wanted_.begin(), wanted_.end(), 0.0);
    }

    void give(const std::vector<Interval>& half_hours, Slots& slots) {
        Duration whole{};
        for (const Interval& one : half_hours) whole += one.to - one.from;
        if (total_ <= 0 || whole <= Duration{}) return;
        double due = 0.5;  // Rounds the day's number to the nearest.
        for (const Interval& when : half_hours) {
            due += total_ * in_seconds(when.to - when.from) / in_seconds(whole);
            const auto given = services_for(std::min(std::floor(due), minutes_of(when)), when);
            due -= static_cast<double>(given.size());
            for (std::size_t i = 0; i < given.size(); ++i) {
                const auto place = static_cast<std::int64_t>(i);
                const auto count = static_cast<std::int64_t>(given.size());
                const Duration at = (when.to - when.from) * place / count;
                slots[given[i].value].push_back(when.from +
                                                std::chrono::floor<std::chrono::minutes>(at));
            }
            due = std::min(due, most_postponed);
        }
    }

private:
    // What a full half-hour could not take is tried in the next, but does not pile up.
    static constexpr double most_postponed = 5;

    /// As many appointments have a minute of their own.
    static double minutes_of(const Interval& when) {
        return static_cast<double>((when.to - when.from) / std::chrono::minutes{1});
    }

    /// As many as are due, while there is room.
    std::vector<ServiceIndex> services_for(double due, const Interval& when) {
        double room = booked_capacity_max * capacity(model_, pool_, when);
        std::vector<ServiceIndex> given;
        while (static_cast<double>(given.size()) + 1 <= due) {
            const ServiceIndex next = most_wanted();
            if (!next.exists()) break;
            room -= in_seconds(mean(model_.services[next.value].time));
            if (room < 0) break;
            --wanted_[next.value];
            --left_[next.value];
            given.push_back(next);
        }
        return given;
    }

    /// Never more than come for a service.
    [[nodiscard]] ServiceIndex most_wanted() const {
        ServiceIndex best;
        for (const ServiceIndex service : pool_.services) {
            if (left_[service.value] < 1) continue;
            if (!best.exists() || wanted_[service.value] > wanted_[best.value]) best = service;
        }
        return best;
    }

    const Model& model_;
    const Pool& pool_;
    std::vector<double> wanted_;  // By service.
    std::vector<double> left_;    // Who may still make one.
    double total_ = 0;
};

/// All who come for a service, whatever stream they come in: classes and second services weigh as
/// much as their streams bring.
Population comers_for(ServiceIndex service, const Model& model, double visitors) {
    std::optional<Population> comers;
    for (const Stream& stream : model.streams) {
        const double share = visitors_a_day(stream.rate) / visitors;
        if (stream.who.service != service || share <= 0) continue;
        if (!comers) {
            comers = stream.who;
            comers->class_weights.assign(model.rules.classes.size(), 0);
            comers->second_service = 0;
        }
        comers->second_service += share * stream.who.second_service;
        const auto& weights = stream.who.class_weights;
        const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
        if (all <= 0) comers->class_weights.front() += share;
        for (std::size_t i = 0; i < weights.size() && all > 0; ++i) {
            comers->class_weights[i] += share * weights[i] / all;
        }
    }
    assert(comers);
    return *std::move(comers);
}

/// Those who are of no class that goes before are now of the class that has an appointment.
void give_appointments(Population& who, const hall::Rules& rules) {
    const auto booked = rules.find_class("booking");
    if (!booked) return;
    who.class_weights[booked->value] += std::exchange(who.class_weights.front(), 0);
}

}  // namespace

void book(Model& model, const Booking& booking) {
    const auto visitors = visitors_by_service(model);
    Slots slots(visitors.size());
    const auto half_hours = bookable_half_hours(model.rules);
    for (const Pool& pool : pools_of(model.rules)) {
        PoolBook{model, pool, booking, visitors}.give(half_hours, slots);
    }
    for (std::uint32_t service = 0; service < slots.size(); ++service) {
        if (slots[service].empty()) continue;
        Population who = comers_for({service}, model, visitors[service]);
        give_appointments(who, model.rules);
        model.appointments.push_back({.who = std::move(who),
                                      .slots = slots[service],
                                      .no_show = booking.no_show,
                                      .unpunctuality = booking.unpunctuality});
    }
    for (Stream& stream : model.streams) {
        const std::uint32_t service = stream.who.service.value;
        if (slots[service].empty()) continue;
        const double kept = 1 - static_cast<double>(slots[service].size()) / visitors[service];
        for (double& per_hour : stream.rate.per_hour) per_hour *= kept;
    }
}

}  // namespace gerai::plan
