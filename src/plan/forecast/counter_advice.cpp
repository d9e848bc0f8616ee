#include "plan/forecast/counter_advice.h"

#include <algorithm>
#include <set>

#include "plan/breaks.h"
#include "plan/replicate.h"

namespace gerai::plan {

namespace {

/// So many more have to be called in time in the rest of a day for a counter to be named.
constexpr double worth_a_clerk = 1;

/// Counters that nobody will be calling from once what they have in hand is served, the paused ones
/// first.
std::vector<hall::CounterIndex> free_counters(const hall::Day& day) {
    std::vector<hall::CounterIndex> counters;
    for (const auto wanted : {hall::CounterState::paused, hall::CounterState::closed}) {
        for (std::uint32_t i = 0; i < day.desks().size(); ++i) {
            const hall::Desk& desk = day.at(hall::CounterIndex{i});
            const bool is_leaving = desk.state == hall::CounterState::closing;
            if ((is_leaving ? desk.becomes : desk.state) == wanted) counters.push_back({i});
        }
    }
    return counters;
}

/// The services for which numbers are issued, among those that a counter gives.
std::set<hall::ServiceIndex> services_of(const hall::Rules& rules, hall::CounterIndex counter) {
    std::set<hall::ServiceIndex> services;
    for (const hall::ServiceIndex one : rules.counters[counter.value].gives) {
        if (rules.services[one.value].is_offered) services.insert(one);
    }
    return services;
}

/// The present with one counter more from now until the last closing.
Present with_counter(const Present& present, hall::CounterIndex counter) {
    Present more = present;
    const auto& opening = present.day.rules().opening;
    std::erase_if(more.duties, [&](const Duty& duty) { return duty.counter == counter; });
    Duty duty{.counter = counter, .at = {present.now, opening.back().to}};
    for (const Interval& rest : breaks_between(opening)) {
        if (rest.from >= present.now) duty.breaks.push_back(rest);
    }
    more.duties.push_back(std::move(duty));
    return more;
}

Estimate gain_of(std::span<const RestOfDay> with, std::span<const RestOfDay> without) {
    std::vector<double> gains;
    for (std::size_t i = 0; i < with.size(); ++i) {
        gains.push_back(static_cast<double>(with[i].within) -
                        static_cast<double>(without[i].within));
    }
    return mean_over_days(gains);
}

}  // namespace

std::optional<std::vector<RestOfDay>> rests_of_days(const Model& model, const Present& present,
                                                    const ForecastWish& wish,
                                                    const std::stop_token& stop) {
    const RestGrid grid{model.rules, present.now};
    std::vector<RestOfDay> days(wish.days);
    const auto play = [&](Simulator& simulator, std::uint32_t number) {
        RestFold fold{grid, present.day};
        const SimulatedDay day =
            simulator.run(wish.seed, number,
                          [&](const auto& event, const auto& after) { fold.note(event, after); });
        days[number] = fold.rest(day, model.rules, wish.target.wait);
    };
    const bool is_whole = for_each_day(
        [&] { return Simulator{model, present}; },
        {.seed = wish.seed, .days = wish.days, .threads = wish.threads}, play, {.stop = stop});
    if (!is_whole) return std::nullopt;
    return days;
}

std::vector<Candidate> candidates_for(std::span<const Trouble> troubles, const hall::Day& day) {
    std::vector<Trouble> greatest(troubles.begin(), troubles.end());
    std::ranges::stable_sort(greatest, std::greater{}, &Trouble::late);
    std::vector<hall::CounterIndex> counters = free_counters(day);
    std::set<std::set<hall::ServiceIndex>> seen;
    std::vector<Candidate> candidates;
    for (bool found = true; found;) {
        found = false;
        for (const Trouble& trouble : greatest) {
            const auto next = std::ranges::find_if(counters, [&](hall::CounterIndex counter) {
                const auto services = services_of(day.rules(), counter);
                return !seen.contains(services) &&
                       std::ranges::any_of(services, [&](hall::ServiceIndex one) {
                           return day.at(one).agency == trouble.agency;
                       });
            });
            if (next == counters.end()) continue;
            seen.insert(services_of(day.rules(), *next));
            candidates.push_back({*next, trouble.agency});
            found = true;
        }
    }
    return candidates;
}

std::optional<std::vector<Advice>> advice_for(std::span<const Trouble> troubles,
                                              std::span<const RestOfDay> without,
                                              const Model& model, const Present& present,
                                              const ForecastWish& wish,
                                              const std::stop_token& stop) {
    std::vector<Advice> advice;
    ForecastWish shorter = wish;
    shorter.days = std::min(wish.days, wish.days_tried);
    auto candidates = candidates_for(troubles, present.day);
    candidates.resize(std::min(candidates.size(), wish.counters_tried));
    for (const Candidate& one : candidates) {
        const auto with = rests_of_days(model, with_counter(present, one.counter), shorter, stop);
        if (!with) return std::nullopt;
        const Estimate gain = gain_of(*with, without);
        if (gain.value >= worth_a_clerk && gain.value > gain.margin)
            advice.push_back({one.counter, one.agency, gain});
    }
    std::ranges::stable_sort(advice, [](const Advice& one, const Advice& other) {
        return one.gain.value > other.gain.value;
    });
    return advice;
}

}  // namespace gerai::plan
