#include "plan/scenario/scenario.h"

#include <algorithm>

#include "mall/clock_range.h"
#include "plan/scenario/steps.h"

namespace gerai::plan {

namespace {

using mall::Counter;
using mall::Mall;

bool holds(const std::vector<int>& numbers, int number) {
    return std::ranges::find(numbers, number) != numbers.end();
}

void add_once(std::vector<std::string>& services, const std::string& one) {
    if (std::ranges::find(services, one) == services.end()) services.push_back(one);
}

/// Services of those counters, each once; of an agency alone, where one is named.
std::vector<std::string> services_of(const Mall& mall, const std::vector<int>& counters,
                                     std::string_view agency) {
    std::vector<std::string> all;
    for (const Counter& counter : mall.counters) {
        if (!holds(counters, counter.number)) continue;
        for (const std::string& id : counter.services) {
            if (agency.empty() || mall.find_service(id)->agency == agency) add_once(all, id);
        }
    }
    return all;
}

/// The hours of a day with another first opening and last closing; what lies outside is left out.
std::vector<mall::ClockRange> spanning(std::vector<mall::ClockRange> hours, mall::ClockRange span) {
    std::erase_if(hours, [&](mall::ClockRange one) { return !mall::overlap(one, span); });
    if (hours.empty()) return {span};
    hours.front().from = span.from;
    hours.back().to = span.to;
    return hours;
}

/// What a change makes of the mall's file.
struct Changing {
    Mall& mall;

    void operator()(const PoolCounters& change) const {
        const auto numbers =
            change.counters.empty() ? counters_of_agency(mall, change.agency) : change.counters;
        give(numbers, services_of(mall, numbers, change.agency));
    }
    void operator()(const AddSkill& change) const { give(change.counters, change.services); }
    void operator()(const QuickCounter& change) const {
        for (Counter& counter : mall.counters) {
            if (holds(change.counters, counter.number)) counter.services = change.services;
        }
    }
    void operator()(const ChangeHours& change) const {
        for (int day = 0; day < 7; ++day) {
            auto& hours = mall.hours[static_cast<std::size_t>(day)];
            const bool is_meant = change.days.empty() ? !hours.empty() : holds(change.days, day);
            if (is_meant) hours = change.span ? spanning(hours, *change.span) : change.hours;
        }
    }
    void operator()(const ChangeRates& change) const {
        for (const auto& [name, rate] : change.rates) {
            const auto known =
                std::ranges::find(mall.dispatch.rates, name, &mall::Dispatch::Rate::priority_class);
            if (known == mall.dispatch.rates.end()) {
                mall.dispatch.rates.push_back({name, rate});
            } else {
                known->rate = rate;
            }
        }
    }
    void operator()(const ChangeRescue& change) const { mall.dispatch.rescue_after = change.after; }
    void operator()(const Absent& change) const {
        for (mall::Booth& booth : mall.booths) {
            for (mall::Tenant& tenant : booth.tenants) {
                if (tenant.agency == change.agency) tenant.days.clear();
            }
        }
    }
    /// The others are not in a file.
    template <class Other>
    void operator()(const Other&) const {}

private:
    void give(const std::vector<int>& numbers, const std::vector<std::string>& services) const {
        for (Counter& counter : mall.counters) {
            if (!holds(numbers, counter.number)) continue;
            for (const std::string& id : services) add_once(counter.services, id);
        }
    }
};

}  // namespace

std::vector<int> counters_of_agency(const Mall& mall, std::string_view agency) {
    std::vector<int> numbers;
    for (const Counter& counter : mall.counters) {
        const bool gives = std::ranges::any_of(counter.services, [&](const std::string& id) {
            return mall.find_service(id)->agency == agency;
        });
        if (gives) numbers.push_back(counter.number);
    }
    return numbers;
}

void apply_to_file(Mall& mall, const Change& change) { std::visit(Changing{mall}, change); }

Mall changed_mall(const Mall& mall, const Scenario& scenario) {
    Mall changed = mall;
    for (const Change& change : scenario.changes) apply_to_file(changed, change);
    return changed;
}

}  // namespace gerai::plan
