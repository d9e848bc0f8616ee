#include "demo/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <set>
#include <utility>

#include "demo/dice.h"

namespace gerai::demo {

namespace {

using namespace std::chrono_literals;

// How people are, where the mall's file does not say. Shares of all visits unless said otherwise.
constexpr double share_of_bundles = 0.15;  // Of the visits for several services.
constexpr double share_changes_mind = 0.01;
constexpr double share_rates = 0.4;
constexpr std::array<double, 4> rating_weights{0.02, 0.06, 0.42, 0.5};

Instant draw_arrival(Dice& dice, const std::vector<double>& weights,
                     const std::vector<Interval>& open) {
    const Instant slot = open.front().from + mall::half_hour * dice.place_by_weight(weights);
    return dice.between(0us, std::min(mall::half_hour, Duration{open.back().to - slot})) + slot;
}

/// Every step of the day still without a visit. Visits are put together from it, so that each
/// service has its volume whatever the visits look like.
class StepBag {
public:
    StepBag(const mall::Mall& mall, std::vector<const mall::Service*> steps)
        : mall_(mall), steps_(std::move(steps)) {
        for (const mall::Service* step : steps_) ++left_[step->id];
    }

    /// The services of the next visit; empty when the bag is.
    std::vector<std::string> take_visit(Dice& dice) {
        const mall::Service* const first = take_first();
        if (first == nullptr) return {};
        if (!dice.chance(mall_.planning.second_service)) return {first->id};
        if (dice.chance(share_of_bundles)) {
            if (auto bundle = take_bundle(dice, *first); !bundle.empty()) return bundle;
        }
        std::vector<std::string> services{first->id};
        if (const mall::Service* second = take_of_another(*first)) services.push_back(second->id);
        return services;
    }

private:
    const mall::Service* take_first() {
        while (!steps_.empty()) {
            const mall::Service* const step = steps_.back();
            steps_.pop_back();
            if (take(step->id)) return step;
        }
        return nullptr;
    }

    const mall::Service* take_of_another(const mall::Service& first) {
        const auto other =
            std::ranges::find_if(steps_ | std::views::reverse, [&](const mall::Service* step) {
                return step->agency != first.agency && left_[step->id] > 0;
            });
        if (other == (steps_ | std::views::reverse).end()) return nullptr;
        const mall::Service* const second = *other;
        take(second->id);
        return second;
    }

    /// One of the bundles with `first` of which every service is left.
    std::vector<std::string> take_bundle(Dice& dice, const mall::Service& first) {
        std::vector<const mall::Bundle*> fitting;
        for (const mall::Bundle& bundle : mall_.bundles) {
            const bool fits = std::ranges::all_of(bundle.services, [&](const std::string& service) {
                return service == first.id || left_[service] > 0;
            });
            const bool has = std::ranges::find(bundle.services, first.id) != bundle.services.end();
            if (fits && has) fitting.push_back(&bundle);
        }
        if (fitting.empty()) return {};
        const mall::Bundle& chosen = *fitting[dice.place_in(fitting.size())];
        for (const std::string& service : chosen.services) {
            if (service != first.id) take(service);
        }
        return chosen.services;
    }

    bool take(const std::string& service) {
        int& left = left_[service];
        if (left == 0) return false;
        --left;
        return true;
    }

    const mall::Mall& mall_;
    std::vector<const mall::Service*> steps_;  // May name more of a service than are left.
    std::map<std::string, int> left_;
};

std::vector<const mall::Service*> draw_steps(Dice& dice, const mall::Mall& mall, Date date,
                                             double volume) {
    std::set<std::string> offered;
    for (const mall::StaffedCounter& counter : mall::counters_of(mall, date)) {
        offered.insert(counter.services.begin(), counter.services.end());
    }
    const double day = dice.factor(mall.planning.day_factor_cv);
    std::vector<const mall::Service*> steps;
    for (const mall::Service& service : mall.services) {
        if (!offered.contains(service.id)) continue;
        const int count = dice.poisson(service.daily_visits * volume * day);
        steps.insert(steps.end(), static_cast<std::size_t>(count), &service);
    }
    dice.shuffle(steps);
    return steps;
}

std::string draw_priority(Dice& dice, const mall::Mall& mall) {
    double drawn = dice.share();
    for (const std::string& priority_class : mall.priority_classes) {
        drawn -= mall::share_of_visits(priority_class);
        if (drawn < 0) return priority_class;
    }
    return "none";
}

Character draw_character(Dice& dice, const mall::Planning& planning) {
    Character character;
    character.patience = dice.exponential(planning.patience);
    character.says_goodbye = dice.chance(mall::share_says_goodbye);
    character.changes_mind = dice.chance(share_changes_mind);
    character.misses_a_call = dice.chance(planning.no_show);
    character.comes_back = dice.chance(mall::share_comes_back);
    if (dice.chance(share_rates)) {
        character.rating = static_cast<int>(dice.place_by_weight(rating_weights)) + 1;
    }
    return character;
}

}  // namespace

DayPlan plan_day(const mall::Mall& mall, const TimeZone& zone, Date date, const Load& load) {
    DayPlan plan{
        .date = date, .open = mall::opening_of(mall, zone, date), .visits = {}, .counters = {}};
    if (plan.open.empty()) return plan;
    plan.counters = mall::staffed_counters(mall, date, load.volume);

    Dice dice(load.seed, fmt::format("{} {}", mall.id, to_string(date)));
    const std::vector<double> weights = mall::arrival_weights(mall.planning, plan.open);
    StepBag bag(mall, draw_steps(dice, mall, date, load.volume));
    while (true) {
        std::vector<std::string> services = bag.take_visit(dice);
        if (services.empty()) break;
        PlannedVisit visit{.arrives = draw_arrival(dice, weights, plan.open),
                           .services = std::move(services),
                           .priority = draw_priority(dice, mall),
                           .character = draw_character(dice, mall.planning)};
        plan.visits.push_back(std::move(visit));
    }
    std::ranges::stable_sort(plan.visits, {}, &PlannedVisit::arrives);
    return plan;
}

}  // namespace gerai::demo
