#include "plan/study/practice_plan.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <set>

#include "plan/staffing/endless_hall.h"
#include "plan/staffing/terms.h"

namespace gerai::plan {

namespace {

constexpr int half_hours_of_day = 48;
constexpr int minutes_of_half_hour = 30;
constexpr double hours_of_half_hour = 0.5;

struct Sums {
    double counted = 0;
    double within = 0;
};

void add(const std::vector<measure::BundleCell>& cells, std::vector<Sums>& sums) {
    for (const measure::BundleCell& cell : cells) {
        const double pieces = static_cast<double>(cell.to - cell.from) / minutes_of_half_hour;
        for (int at = cell.from; at < cell.to; at += minutes_of_half_hour) {
            Sums& one = sums[static_cast<std::size_t>(at / minutes_of_half_hour)];
            one.counted += static_cast<double>(cell.counted) / pieces;
            one.within += static_cast<double>(cell.within) / pieces;
        }
    }
}

std::vector<Sums> sums_by_half_hour(const measure::Bundle& bundle) {
    std::vector<Sums> sums(half_hours_of_day);
    for (const auto& service : bundle.services) add(service.cells, sums);
    for (const auto& others : bundle.others) add(others.cells, sums);
    return sums;
}

double level_of(const measure::Bundle& bundle) {
    Sums all;
    for (const Sums& one : sums_by_half_hour(bundle)) {
        all.counted += one.counted;
        all.within += one.within;
    }
    return all.counted > 0 ? all.within / all.counted : 0;
}

/// Minutes since local midnight.
std::vector<int> beginnings(const Model& model, const TimeZone& zone) {
    const HalfHours half_hours{model.rules};
    const Instant midnight = zone.at(model.date, std::chrono::minutes{0});
    std::vector<int> from;
    for (std::size_t i = 0; i < half_hours.count(); ++i) {
        const auto since = half_hours.from(i) - midnight;
        from.push_back(static_cast<int>(std::chrono::floor<std::chrono::minutes>(since).count()));
    }
    return from;
}

std::vector<int> open_in_all(const StaffingPlan& plan) {
    std::vector<int> all;
    for (const auto& pool : plan.counters) {
        all.resize(pool.size(), 0);
        for (std::size_t i = 0; i < pool.size(); ++i) all[i] += pool[i];
    }
    return all;
}

double skills_of(const StaffingPlan& plan, const Model& model) {
    double services = 0;
    double counters = 0;
    for (std::size_t pool = 0; pool < plan.pools.size(); ++pool) {
        const auto used = static_cast<std::size_t>(std::ranges::max(plan.counters[pool]));
        for (std::size_t i = 0; i < std::min(used, plan.pools[pool].counters.size()); ++i) {
            const hall::CounterIndex counter = plan.pools[pool].counters[i];
            services += static_cast<double>(model.rules.counters[counter.value].gives.size());
            ++counters;
        }
    }
    return counters > 0 ? services / counters : 0;
}

/// Over all pools, each step alike. Pools meet only through visits that go on, so that their errors
/// are added as if they were independent.
Estimate level_of(const StaffingPlan& plan) {
    double steps = 0;
    double within = 0;
    double squares = 0;
    for (const PromisedCell& cell : plan.cells) {
        steps += cell.steps;
        within += cell.steps * cell.service_level.value;
        squares += cell.steps * cell.service_level.margin * cell.steps * cell.service_level.margin;
    }
    if (steps <= 0) return {};
    return {within / steps, std::sqrt(squares) / steps};
}

std::vector<std::optional<double>> levels_by_half_hour(const StaffingPlan& plan,
                                                       const std::vector<bool>& is_open) {
    std::vector<Sums> sums(plan.half_hours.empty() ? 0 : plan.half_hours.front().size());
    for (const auto& pool : plan.half_hours) {
        for (std::size_t i = 0; i < pool.size(); ++i) {
            sums[i].counted += pool[i].steps;
            sums[i].within += pool[i].steps * pool[i].service_level.value;
        }
    }
    std::vector<std::optional<double>> levels;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const bool is_told = is_open[i] && sums[i].counted > 0;
        levels.push_back(is_told ? std::optional{sums[i].within / sums[i].counted} : std::nullopt);
    }
    return levels;
}

/// The agencies whose counters are too few, in the order of their pools.
std::vector<std::string> short_agencies_of(const StaffingPlan& plan, const Model& model) {
    std::vector<std::string> ids;
    for (const Shortage& shortage : plan.shortages) {
        const std::string& id = model.rules.agencies[plan.pools[shortage.pool].agency.value].id;
        if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
    return ids;
}

/// Whether the mall is open on some weekday in some part of the half-hour that begins then.
bool is_open_at(const measure::BundleMall& mall, int from) {
    return std::ranges::any_of(mall.hours, [&](const auto& day) {
        return std::ranges::any_of(day, [&](const measure::BundleSpan& span) {
            return span.from < from + minutes_of_half_hour && from < span.to;
        });
    });
}

/// Whether every counter gives the same services in both.
bool gives_the_same(const Model& one, const Model& other) {
    const auto same = [](std::vector<hall::ServiceIndex> a, std::vector<hall::ServiceIndex> b) {
        std::ranges::sort(a);
        std::ranges::sort(b);
        return a == b;
    };
    return std::ranges::equal(one.rules.counters, other.rules.counters, same, &hall::Counter::gives,
                              &hall::Counter::gives);
}

CounterPlan described(const StaffingPlan& plan, const Model& model) {
    CounterPlan told{.counters = open_in_all(plan),
                     .counter_hours = plan.counter_half_hours() * hours_of_half_hour,
                     .services_a_counter = skills_of(plan, model),
                     .service_level = level_of(plan),
                     .level_by_half_hour = levels_by_half_hour(plan, open_half_hours(model.rules)),
                     .is_enough = plan.shortages.empty(),
                     .short_agencies = short_agencies_of(plan, model)};
    for (const PromisedCell& cell : plan.cells) {
        if (cell.keeping == Keeping::kept) ++told.cells_kept;
        if (cell.keeping == Keeping::kept || cell.keeping == Keeping::not_kept) ++told.cells_asked;
    }
    told.counter_hours_low = told.counter_hours;
    told.counter_hours_high = told.counter_hours;
    return told;
}

/// Plans again and again, and tells how much plans of the same hall differ.
class Repeats {
public:
    Repeats(const PracticeWish& wish, const PracticePlan& asked, const PracticeListener& listener,
            const std::stop_token& stop)
        : wish_(wish),
          asked_(asked),
          listener_(listener),
          stop_(stop),
          of_((asked.is_pooled_already ? 1 : 2) * std::max(wish.repeats, 1U)) {}

    std::optional<CounterPlan> plan(const Model& model) {
        std::optional<CounterPlan> told;
        for (std::uint32_t i = 0; i < std::max(wish_.repeats, 1U); ++i) {
            if (listener_) listener_(done_, of_);
            const auto found = plan_staffing(model,
                                             {.target = asked_.target,
                                              .seed = wish_.seed + i,
                                              .load_days = wish_.search_days,
                                              .search_days = wish_.search_days,
                                              .confirm_days = wish_.confirm_days,
                                              .threads = wish_.threads,
                                              .shares = asked_.asked},
                                             {}, stop_);
            if (!found) return std::nullopt;
            ++done_;
            const CounterPlan one = described(*found, model);
            if (!told) {
                told = one;
                continue;
            }
            told->counter_hours_low = std::min(told->counter_hours_low, one.counter_hours);
            told->counter_hours_high = std::max(told->counter_hours_high, one.counter_hours);
        }
        return told;
    }

private:
    const PracticeWish& wish_;
    const PracticePlan& asked_;
    const PracticeListener& listener_;
    const std::stop_token& stop_;
    std::uint32_t done_ = 0;
    std::uint32_t of_;
};

/// What Erlang's formula asks for when all counters are one pool (MOL-max; Erlang A, or Erlang C
/// where nobody leaves).
std::optional<std::vector<int>> one_pool_of(Model model, const PracticePlan& asked,
                                            const PracticeWish& wish, const std::stop_token& stop) {
    model.rules.has_capacity_stop = false;
    Pool all;
    for (std::uint32_t i = 0; i < model.rules.services.size(); ++i) all.services.push_back({i});
    for (std::uint32_t i = 0; i < model.rules.counters.size(); ++i) {
        model.rules.counters[i].gives = all.services;
        all.counters.push_back({i});
    }
    const std::vector<Pool> pools{all};
    const ScoreBoard board{model.rules, pools, asked.target.wait};
    const auto endless =
        endless_hall(model, pools, board,
                     {.seed = wish.seed, .days = wish.search_days, .threads = wish.threads}, stop);
    if (!endless) return std::nullopt;
    const auto& load = endless->pools.front();
    const Pace pace{.service = load.held, .patience = mean_patience(model)};
    const auto open = open_half_hours(model.rules);
    std::vector<int> counters(load.peak_load.size(), 0);
    for (std::size_t i = 0; i < counters.size(); ++i) {
        const Target target{.wait = asked.target.wait, .share = asked.asked[i]};
        if (open[i]) counters[i] = least_counters(load.peak_load[i], pace, target);
    }
    return counters;
}

}  // namespace

std::vector<std::optional<double>> level_by_half_hour(const measure::Bundle& bundle) {
    std::vector<std::optional<double>> levels;
    for (const Sums& one : sums_by_half_hour(bundle)) {
        levels.push_back(one.counted > 0 ? std::optional{one.within / one.counted} : std::nullopt);
    }
    return levels;
}

Model with_agency_skills(Model model) {
    std::vector<std::set<hall::ServiceIndex>> of_agency(model.rules.agencies.size());
    for (const hall::Counter& counter : model.rules.counters) {
        if (!counter.agency.exists()) continue;
        of_agency[counter.agency.value].insert(counter.gives.begin(), counter.gives.end());
    }
    for (hall::Counter& counter : model.rules.counters) {
        if (!counter.agency.exists() || counter.gives.empty()) continue;
        const auto& all = of_agency[counter.agency.value];
        counter.gives.assign(all.begin(), all.end());
    }
    return model;
}

std::optional<PracticePlan> plan_with_practice(const Model& model, const measure::Bundle& other,
                                               const TimeZone& zone, const PracticeWish& wish,
                                               const PracticeListener& listener,
                                               const std::stop_token& stop) {
    assert(!model.rules.opening.empty());
    PracticePlan plan{.target = {.wait = std::chrono::seconds{other.mall.promised_wait_seconds}},
                      .level_of_other = level_of(other),
                      .from_minutes = beginnings(model, zone),
                      .is_open = open_half_hours(model.rules)};
    plan.target.share = std::clamp(plan.level_of_other, lowest_target, highest_target);
    const auto levels = level_by_half_hour(other);
    for (const int from : plan.from_minutes) {
        const auto place = static_cast<std::size_t>(from / minutes_of_half_hour);
        const bool is_told = place < levels.size() && is_open_at(other.mall, from);
        const auto level = is_told ? levels[place] : std::nullopt;
        plan.other_by_half_hour.push_back(level);
        plan.asked.push_back(
            std::clamp(level.value_or(plan.level_of_other), lowest_target, highest_target));
    }
    const auto staffed = staffed_seconds(model);
    plan.present_counter_hours = std::accumulate(staffed.begin(), staffed.end(), 0.0) / 3600;

    auto one_pool = one_pool_of(model, plan, wish, stop);
    if (!one_pool) return std::nullopt;
    plan.one_pool = std::move(*one_pool);
    plan.one_pool_counter_hours =
        std::accumulate(plan.one_pool.begin(), plan.one_pool.end(), 0) * hours_of_half_hour;
    const Model with_skills = with_agency_skills(model);
    plan.is_pooled_already = gives_the_same(model, with_skills);
    Repeats repeats{wish, plan, listener, stop};
    auto own = repeats.plan(model);
    if (!own) return std::nullopt;
    plan.own = std::move(*own);
    if (plan.is_pooled_already) {
        plan.pooled = plan.own;
        return plan;
    }
    auto pooled = repeats.plan(with_skills);
    if (!pooled) return std::nullopt;
    plan.pooled = std::move(*pooled);
    return plan;
}

}  // namespace gerai::plan
