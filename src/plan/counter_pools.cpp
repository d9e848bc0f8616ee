#include "plan/counter_pools.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>

#include "plan/outcome.h"

namespace gerai::plan {

namespace {

using Services = std::vector<hall::ServiceIndex>;

bool holds(const Services& services, hall::ServiceIndex one) {
    return std::ranges::find(services, one) != services.end();
}

std::size_t shared(const Services& some, const Services& others) {
    return static_cast<std::size_t>(
        std::ranges::count_if(some, [&](hall::ServiceIndex one) { return holds(others, one); }));
}

void unite(Services& all, const Services& more) {
    for (const hall::ServiceIndex one : more) {
        if (!holds(all, one)) all.push_back(one);
    }
}

/// Takes from `left` all that are in one pool with its first.
Pool next_pool(std::vector<hall::CounterIndex>& left, const hall::Rules& rules) {
    const hall::Counter& first = rules.counters[left.front().value];
    Pool pool{.agency = first.agency, .services = first.gives, .counters = {}};
    while (true) {
        const auto joins = [&](hall::CounterIndex one) {
            return shared(rules.counters[one.value].gives, pool.services) > 0;
        };
        const auto rest = std::ranges::stable_partition(left, std::not_fn(joins));
        if (rest.empty()) return pool;
        for (const hall::CounterIndex one : rest) {
            unite(pool.services, rules.counters[one.value].gives);
        }
        pool.counters.insert(pool.counters.end(), rest.begin(), rest.end());
        left.erase(rest.begin(), rest.end());
    }
}

/// Puts the counters in rounds, each of which gives as many services with as few as it can.
void put_in_order(Pool& pool, const hall::Rules& rules) {
    std::vector<hall::CounterIndex> left = pool.counters;
    std::ranges::sort(left);
    pool.counters.clear();
    Services missing = pool.services;
    bool is_first_round = true;
    while (!left.empty()) {
        const auto gain = [&](hall::CounterIndex one) {
            return shared(rules.counters[one.value].gives, missing);
        };
        const auto best = std::ranges::max_element(left, {}, gain);
        if (gain(*best) == 0) {
            missing = pool.services;
            continue;
        }
        std::erase_if(missing, [&](hall::ServiceIndex one) {
            return holds(rules.counters[best->value].gives, one);
        });
        pool.counters.push_back(*best);
        left.erase(best);
        if (!missing.empty()) continue;
        if (is_first_round) pool.at_least = static_cast<int>(pool.counters.size());
        is_first_round = false;
        missing = pool.services;
    }
}

/// A stretch of a day in which a counter is open or has its break, without a break at either end.
std::optional<Duty> duty_in(Interval stretch, hall::CounterIndex counter,
                            const std::vector<Interval>& opening) {
    std::vector<Interval> parts;
    for (const Interval& open : opening) {
        const Interval part{std::max(open.from, stretch.from), std::min(open.to, stretch.to)};
        if (part.from < part.to) parts.push_back(part);
    }
    if (parts.empty()) return std::nullopt;
    Duty duty{.counter = counter, .at = {parts.front().from, parts.back().to}};
    for (std::size_t i = 1; i < parts.size(); ++i) {
        duty.breaks.push_back({parts[i - 1].to, parts[i].from});
    }
    if (duty.at.to < opening.back().to) duty.end = AtEnd::closes;
    return duty;
}

/// What is open in a break is open on both sides of it.
std::vector<bool> carried_through_breaks(std::vector<bool> hours, const std::vector<bool>& open) {
    for (std::size_t i = 0; i < hours.size(); ++i) {
        if (open[i]) continue;
        const auto next = static_cast<std::size_t>(
            std::find(open.begin() + static_cast<std::ptrdiff_t>(i), open.end(), true) -
            open.begin());
        hours[i] = i > 0 && hours[i - 1] && next < open.size() && hours[next];
    }
    return hours;
}

/// The duties at one counter.
void add_duties(std::vector<Duty>& roster, hall::CounterIndex counter,
                const std::vector<bool>& hours, const hall::Rules& rules) {
    const HalfHours half_hours{rules};
    std::size_t from = 0;
    for (std::size_t i = 0; i <= hours.size(); ++i) {
        if (i < hours.size() && hours[i]) continue;
        const auto duty =
            duty_in({half_hours.from(from), half_hours.from(i)}, counter, rules.opening);
        if (duty) roster.push_back(*duty);
        from = i + 1;
    }
}

}  // namespace

std::vector<Pool> pools_of(const hall::Rules& rules) {
    std::vector<hall::CounterIndex> left;
    for (std::uint32_t i = 0; i < rules.counters.size(); ++i) {
        if (!rules.counters[i].gives.empty()) left.push_back({i});
    }
    std::vector<Pool> pools;
    while (!left.empty()) {
        pools.push_back(next_pool(left, rules));
        put_in_order(pools.back(), rules);
    }
    return pools;
}

std::vector<bool> open_half_hours(const hall::Rules& rules) {
    const HalfHours half_hours{rules};
    std::vector<bool> open;
    for (std::size_t i = 0; i < half_hours.count(); ++i) {
        const Interval cell{half_hours.from(i), half_hours.from(i + 1)};
        open.push_back(std::ranges::any_of(rules.opening, [&](const Interval& one) {
            return one.from < cell.to && cell.from < one.to;
        }));
    }
    return open;
}

int counter_half_hours(const Staffing& staffing) {
    int sum = 0;
    for (const auto& pool : staffing) sum += std::accumulate(pool.begin(), pool.end(), 0);
    return sum;
}

CounterHours hours_for(const Staffing& staffing, const std::vector<Pool>& pools) {
    CounterHours hours;
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        auto& own = hours.emplace_back();
        for (std::size_t nth = 0; nth < pools[pool].counters.size(); ++nth) {
            auto& counter = own.emplace_back();
            for (const int open : staffing[pool]) counter.push_back(open > static_cast<int>(nth));
        }
    }
    return hours;
}

Staffing counted(const CounterHours& hours) {
    Staffing staffing;
    for (const auto& pool : hours) {
        auto& own = staffing.emplace_back(pool.front().size(), 0);
        for (const auto& counter : pool) {
            for (std::size_t i = 0; i < own.size(); ++i) own[i] += counter[i] ? 1 : 0;
        }
    }
    return staffing;
}

std::vector<Duty> roster_for(const CounterHours& hours, const std::vector<Pool>& pools,
                             const hall::Rules& rules) {
    const std::vector<bool> open = open_half_hours(rules);
    std::vector<Duty> roster;
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        for (std::size_t nth = 0; nth < pools[pool].counters.size(); ++nth) {
            add_duties(roster, pools[pool].counters[nth],
                       carried_through_breaks(hours[pool][nth], open), rules);
        }
    }
    return roster;
}

std::vector<Duty> roster_for(const Staffing& staffing, const std::vector<Pool>& pools,
                             const hall::Rules& rules) {
    return roster_for(hours_for(staffing, pools), pools, rules);
}

LargerHall with_more_counters(const Model& model, std::vector<Pool> pools,
                              const std::vector<int>& more) {
    LargerHall larger{.model = model, .pools = std::move(pools)};
    auto& counters = larger.model.rules.counters;
    int number = std::ranges::max(counters, {}, &hall::Counter::number).number;
    for (std::size_t pool = 0; pool < larger.pools.size(); ++pool) {
        auto& own = larger.pools[pool].counters;
        for (int i = 0; i < more[pool]; ++i) {
            hall::Counter like = counters[own[static_cast<std::size_t>(i)].value];
            like.number = ++number;
            own.push_back({static_cast<std::uint32_t>(counters.size())});
            counters.push_back(std::move(like));
        }
    }
    return larger;
}

}  // namespace gerai::plan
