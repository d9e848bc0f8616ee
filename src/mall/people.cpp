#include "mall/people.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace gerai::mall {

namespace {

using namespace std::chrono_literals;

constexpr double load_of_a_counter_max = 0.8;

constexpr auto priority_shares = std::to_array<std::pair<std::string_view, double>>({
    {"elderly", 0.09},
    {"disability", 0.015},
    {"pregnant", 0.02},
    {"infant", 0.035},
});
constexpr double share_of_another_class = 0.005;

/// Hours of work that one hour of the busiest half-hour brings to a service.
double peak_load(const Mall& mall, const Service& service, double volume) {
    const std::vector<double>& arrivals = mall.planning.arrivals;
    const double total = std::accumulate(arrivals.begin(), arrivals.end(), 0.0);
    const double peak = total > 0 ? std::ranges::max(arrivals) / total : 1;
    const auto mean = static_cast<double>(service.counter_time.mean().count());
    return service.daily_visits * volume * peak * mean / static_cast<double>(half_hour.count());
}

/// Counters that do the same work, and the work that falls to them all.
struct CounterGroup {
    std::vector<StaffedCounter> counters;
    double load = 0;
};

using Groups = std::map<std::vector<std::string>, CounterGroup>;

Groups groups_of(std::vector<StaffedCounter> counters) {
    Groups groups;
    for (StaffedCounter& counter : counters) {
        const std::vector<std::string> services = counter.services;
        groups[services].counters.push_back(std::move(counter));
    }
    return groups;
}

void share_out(Groups& groups, const Service& service, double load) {
    std::vector<CounterGroup*> offering;
    std::size_t counters = 0;
    for (auto& [services, group] : groups) {
        if (std::ranges::find(services, service.id) == services.end()) continue;
        offering.push_back(&group);
        counters += group.counters.size();
    }
    for (CounterGroup* group : offering) {
        group->load +=
            load * static_cast<double>(group->counters.size()) / static_cast<double>(counters);
    }
}

}  // namespace

double share_of_visits(std::string_view priority_class) {
    const auto* const known = std::ranges::find(priority_shares, priority_class,
                                                &std::pair<std::string_view, double>::first);
    return known == priority_shares.end() ? share_of_another_class : known->second;
}

std::vector<Interval> opening_of(const Mall& mall, const TimeZone& zone, Date date) {
    std::vector<Interval> open;
    for (const ClockRange& range : mall.hours_on(date)) {
        open.push_back({.from = zone.at(date, range.from), .to = zone.at(date, range.to)});
    }
    return open;
}

std::vector<double> arrival_weights(const Planning& planning, const std::vector<Interval>& open) {
    const Duration whole = open.back().to - open.front().from;
    const auto slots = static_cast<std::size_t>((whole + half_hour - 1us) / half_hour);
    std::vector<double> weights(slots, planning.arrivals.empty() ? 1 : 0);
    for (std::size_t i = 0; i < std::min(slots, planning.arrivals.size()); ++i) {
        weights[i] = planning.arrivals[i];
    }
    const Duration last = whole - half_hour * (slots - 1);
    weights.back() *= static_cast<double>(last.count()) / static_cast<double>(half_hour.count());
    if (std::accumulate(weights.begin(), weights.end(), 0.0) <= 0) weights.assign(slots, 1);
    return weights;
}

std::vector<StaffedCounter> counters_of(const Mall& mall, Date date) {
    std::vector<StaffedCounter> counters;
    for (const Counter& counter : mall.counters) {
        const Booth* const booth = mall.find_booth(counter.booth);
        if (booth == nullptr) continue;
        const Agency* const tenant = mall.tenant_of(*booth, date);
        if (tenant == nullptr) continue;
        StaffedCounter staffed{.number = counter.number, .agency = tenant->id, .services = {}};
        for (const std::string& id : counter.services) {
            const Service* const service = mall.find_service(id);
            if (service != nullptr && service->agency == tenant->id) staffed.services.push_back(id);
        }
        if (!staffed.services.empty()) counters.push_back(std::move(staffed));
    }
    return counters;
}

std::vector<StaffedCounter> staffed_counters(const Mall& mall, Date date, double volume) {
    Groups groups = groups_of(counters_of(mall, date));
    for (const Service& service : mall.services) {
        share_out(groups, service, peak_load(mall, service, volume));
    }
    std::vector<StaffedCounter> staffed;
    for (auto& [services, group] : groups) {
        const double needed = std::ceil(group.load / load_of_a_counter_max);
        const auto size = static_cast<double>(group.counters.size());
        group.counters.resize(static_cast<std::size_t>(std::clamp(needed, 1.0, size)));
        std::ranges::move(group.counters, std::back_inserter(staffed));
    }
    std::ranges::sort(staffed, {}, &StaffedCounter::number);
    return staffed;
}

}  // namespace gerai::mall
