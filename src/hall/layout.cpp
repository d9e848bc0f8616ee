#include "hall/layout.h"

#include <algorithm>
#include <cassert>
#include <set>

namespace gerai::hall {

namespace {

std::vector<std::vector<CounterIndex>> givers_of(const Rules& rules) {
    std::vector<std::vector<CounterIndex>> givers(rules.services.size());
    for (std::uint32_t counter = 0; counter < rules.counters.size(); ++counter) {
        for (const ServiceIndex service : rules.counters[counter].gives) {
            givers[service.value].push_back({counter});
        }
    }
    return givers;
}

/// The work of each service is shared equally among its own counters; what falls on the counters of
/// another service is that times the counters they have in common.
std::vector<Layout::Share> shares_of(ServiceIndex service, const Rules& rules,
                                     const std::vector<std::vector<CounterIndex>>& givers) {
    std::vector<std::int64_t> in_common(rules.services.size(), 0);
    for (const CounterIndex counter : givers[service.value]) {
        for (const ServiceIndex other : rules.counters[counter.value].gives)
            ++in_common[other.value];
    }
    std::vector<Layout::Share> shares;
    for (std::uint32_t other = 0; other < in_common.size(); ++other) {
        if (in_common[other] == 0) continue;
        const auto counters = static_cast<std::int64_t>(givers[other].size());
        shares.push_back({{other}, rules.services[other].mean * in_common[other] / counters});
    }
    return shares;
}

}  // namespace

Layout::Layout(Rules all)
    : rules(std::move(all)),
      class_count(static_cast<std::uint32_t>(rules.classes.size())),
      queue_words((rules.services.size() * rules.classes.size() + 63) / 64),
      givers(givers_of(rules)) {
    assert(class_count > 0);
    for (std::uint32_t service = 0; service < rules.services.size(); ++service) {
        shares.push_back(shares_of({service}, rules, givers));
    }
    for (const Counter& counter : rules.counters) {
        std::set<ServiceIndex> originals;
        for (const ServiceIndex given : counter.gives) {
            originals.insert(rules.services[given.value].original);
        }
        skills.push_back(originals.size());
    }
    for (const Agency& agency : rules.agencies) {
        const auto first = std::ranges::find(rules.agencies, agency.prefix, &Agency::prefix);
        series.push_back({static_cast<std::uint32_t>(first - rules.agencies.begin())});
    }
}

}  // namespace gerai::hall
