#include "plan/present.h"

#include <algorithm>
#include <cmath>

#include "plan/breaks.h"
#include "plan/busy_day.h"

namespace gerai::plan {

namespace {

/// By when a clerk who has not come yet is expected, from the beginning of the duty on.
constexpr Duration lateness_max = std::chrono::minutes{15};

constexpr double seconds_an_hour = 3600;

/// Where things of one set of rules are in another; nowhere where they are not.
class Translation {
public:
    Translation(const hall::Rules& from, const hall::Rules& to) : from_(from), to_(to) {}

    /// The edition that visits are issued for.
    [[nodiscard]] hall::ServiceIndex operator()(hall::ServiceIndex service) const {
        const auto found = to_.find_service(from_.services[service.value].id);
        return found.value_or(hall::ServiceIndex{});
    }
    [[nodiscard]] hall::ClassIndex operator()(hall::ClassIndex priority) const {
        return to_.find_class(from_.classes[priority.value].name).value_or(hall::ClassIndex{0});
    }
    [[nodiscard]] hall::CounterIndex operator()(hall::CounterIndex counter) const {
        const auto found = to_.find_counter(from_.counters[counter.value].number);
        return found.value_or(hall::CounterIndex{});
    }

    [[nodiscard]] std::vector<double> classes(const std::vector<double>& weights) const {
        if (weights.empty()) return {};
        std::vector<double> translated(to_.classes.size(), 0);
        for (std::uint32_t i = 0; i < weights.size(); ++i) {
            translated[(*this)(hall::ClassIndex{i}).value] += weights[i];
        }
        return translated;
    }

    /// Those of the services that are there.
    [[nodiscard]] std::vector<hall::ServiceIndex> services(
        const std::vector<hall::ServiceIndex>& all) const {
        std::vector<hall::ServiceIndex> translated;
        for (const hall::ServiceIndex one : all) {
            if (const auto service = (*this)(one); service.exists()) translated.push_back(service);
        }
        return translated;
    }

    /// Whether the population comes at all.
    [[nodiscard]] bool translate(Population& who) const {
        who.service = (*this)(who.service);
        who.class_weights = classes(who.class_weights);
        return who.service.exists() && to_.services[who.service.value].is_offered;
    }

private:
    const hall::Rules& from_;
    const hall::Rules& to_;
};

std::vector<Work> works_of(const hall::Rules& rules, const Model& model, const Translation& to) {
    std::vector<Work> works;
    for (const hall::Service& service : rules.services) {
        const auto known = model.rules.find_service(service.id);
        if (!known) {
            works.push_back({.time = Exponential{service.mean}});
            continue;
        }
        Work work = model.services[known->value];
        for (Onward& way : work.onward) way.service = to(way.service);
        std::erase_if(work.onward, [](const Onward& way) { return !way.service.exists(); });
        works.push_back(std::move(work));
    }
    return works;
}

std::vector<double> second_weights_of(const hall::Rules& rules, const Model& model,
                                      const Translation& to) {
    std::vector<double> weights(rules.services.size(), 0);
    for (std::uint32_t i = 0; i < model.second_weights.size(); ++i) {
        const hall::ServiceIndex service = to(hall::ServiceIndex{i});
        if (!service.exists() || !rules.services[service.value].is_offered) continue;
        weights[service.value] = model.second_weights[i];
    }
    return weights;
}

std::vector<Duty> roster_of(const std::vector<Duty>& roster, const Translation& to) {
    std::vector<Duty> translated;
    for (Duty duty : roster) {
        const bool gives_all = duty.services.empty();
        duty.counter = to(duty.counter);
        duty.services = to.services(duty.services);
        if (!duty.counter.exists() || (duty.services.empty() && !gives_all)) continue;
        translated.push_back(std::move(duty));
    }
    return translated;
}

/// When a counter is open again for the duty that it has now, if it will be.
std::optional<Instant> open_from(const hall::Desk& desk, const Duty& duty, bool is_planned,
                                 Instant now) {
    const bool is_closing = desk.state == hall::CounterState::closing;
    const hall::CounterState state = is_closing ? desk.becomes : desk.state;
    if (state == hall::CounterState::open) return now;
    const bool is_paused = state == hall::CounterState::paused;
    const auto rest =
        std::ranges::find_if(duty.breaks, [&](const Interval& one) { return one.to > now; });
    const bool has_rest = rest != duty.breaks.end();
    if (has_rest && (is_paused || rest->from <= now)) return rest->to;
    const bool was_there = desk.since >= duty.at.from;
    if (is_paused || !is_planned || was_there) return std::nullopt;
    const Instant expected = duty.at.from + lateness_max;
    return expected > now ? std::optional{expected} : std::nullopt;
}

/// Arrivals of a rate until a moment, on average.
double expected_until(Instant until, const Rate& rate) {
    double expected = 0;
    for (std::size_t i = 0; i < rate.per_hour.size(); ++i) {
        const Instant from = rate.from + rate.cell * static_cast<std::int64_t>(i);
        const Duration gone = std::clamp(until - from, Duration{0}, rate.cell);
        expected += rate.per_hour[i] * in_seconds(gone) / seconds_an_hour;
    }
    return expected;
}

double booked_until(Instant until, const Appointments& group) {
    const auto due = std::ranges::count_if(group.slots, [&](Instant slot) { return slot < until; });
    return static_cast<double>(due) * (1 - group.no_show);
}

}  // namespace

Model fitted_to(const hall::Rules& rules, const Model& model) {
    const Translation to{model.rules, rules};
    Model fitted = model;
    fitted.services = works_of(rules, model, to);
    fitted.second_weights = second_weights_of(rules, model, to);
    fitted.roster = roster_of(model.roster, to);
    std::erase_if(fitted.streams, [&](Stream& one) { return !to.translate(one.who); });
    std::erase_if(fitted.appointments, [&](Appointments& one) { return !to.translate(one.who); });
    fitted.rules = rules;
    return fitted;
}

std::vector<Duty> duties_from(const hall::Day& day, Instant now, const std::vector<Duty>& roster) {
    const Instant closes = day.rules().closes_at();
    const auto breaks = breaks_between(day.rules().opening);
    std::vector<Duty> duties;
    std::ranges::copy_if(roster, std::back_inserter(duties),
                         [&](const Duty& duty) { return duty.at.from >= now; });
    for (std::uint32_t i = 0; i < day.desks().size(); ++i) {
        const hall::CounterIndex counter{i};
        const auto planned = std::ranges::find_if(roster, [&](const Duty& duty) {
            return duty.counter == counter && duty.at.from < now && now < duty.at.to;
        });
        const bool is_planned = planned != roster.end();
        Duty duty =
            is_planned ? *planned : Duty{.counter = counter, .at = {now, closes}, .breaks = breaks};
        const auto from = open_from(day.at(counter), duty, is_planned, now);
        if (!from) continue;
        duty.at.from = *from;
        if (day.at(counter).state != hall::CounterState::closed) duty.services.clear();
        std::erase_if(duty.breaks, [&](const Interval& one) { return one.from < *from; });
        duties.push_back(std::move(duty));
    }
    return duties;
}

Turnout turnout_of(const hall::Day& day, Instant now, const Model& model) {
    Turnout turnout;
    for (const Stream& stream : model.streams) turnout.expected += expected_until(now, stream.rate);
    turnout.came = static_cast<double>(std::ranges::count_if(
        day.visits(), [](const hall::Visit& visit) { return visit.carried < 0; }));
    for (const Appointments& group : model.appointments) turnout.came -= booked_until(now, group);
    turnout.came = std::max(turnout.came, 0.0);
    return turnout;
}

Coming coming_after(const Turnout& turnout, Instant now, double variation) {
    if (variation <= 0) return {.from = now};
    const double before = 1 / (variation * variation);
    const double shape = before + turnout.came;
    return {.from = now,
            .factor = shape / (before + turnout.expected),
            .variation = 1 / std::sqrt(shape)};
}

void widen(Model& model, const Coming& coming) {
    const double busiest = coming.factor * busiest_day(coming.variation);
    for (Stream& stream : model.streams) {
        if (stream.rate.per_hour.empty()) continue;
        const double greatest = std::ranges::max(stream.rate.per_hour) * busiest;
        stream.candidates_per_hour = std::max(stream.candidates_per_hour, greatest);
    }
}

Present present_of(const hall::Day& day, Instant now, const Model& model) {
    now = std::max(now, day.last_at());
    const Turnout turnout = turnout_of(day, now, model);
    return {.day = day,
            .now = now,
            .duties = duties_from(day, now, model.roster),
            .turnout = turnout,
            .coming = coming_after(turnout, now, model.day_factor_cv)};
}

}  // namespace gerai::plan
