#include "hall/rules.h"

#include <algorithm>
#include <cassert>
#include <set>

namespace gerai::hall {

namespace {

template <class Thing>
Index<Thing> index_of(const std::vector<Thing>& all, const Thing& one) {
    return {static_cast<std::uint32_t>(&one - all.data())};
}

std::vector<PriorityClass> classes_of(const mall::Mall& mall) {
    std::vector<PriorityClass> classes;
    const auto add = [&](std::string_view name) {
        const auto rate =
            std::ranges::find(mall.dispatch.rates, name, &mall::Dispatch::Rate::priority_class);
        classes.push_back({std::string{name}, rate == mall.dispatch.rates.end() ? 1 : rate->rate});
    };
    add("none");
    add("booking");
    for (const std::string& name : mall.priority_classes) add(name);
    return classes;
}

std::vector<Interval> opening_on(const mall::Mall& mall, Date date, const TimeZone& zone) {
    std::vector<Interval> opening;
    for (const mall::ClockRange& range : mall.hours_on(date)) {
        opening.push_back({zone.at(date, range.from), zone.at(date, range.to)});
    }
    return opening;
}

AgencyIndex add_agency(Rules& rules, const mall::Agency& agency) {
    for (const Agency& known : rules.agencies) {
        if (known.id == agency.id) return index_of(rules.agencies, known);
    }
    rules.agencies.push_back({agency.id, agency.prefix});
    return index_of(rules.agencies, rules.agencies.back());
}

AgencyIndex agency_of(const Rules& rules, std::string_view id) {
    const auto at = std::ranges::find(rules.agencies, id, &Agency::id);
    if (at == rules.agencies.end()) return {};
    return index_of(rules.agencies, *at);
}

/// What a counter gives on a date: of its services those whose agency has its booth that day.
std::vector<std::string> given_on(const mall::Mall& mall, const mall::Counter& counter, Date date) {
    std::vector<std::string> given;
    const mall::Booth* const booth = mall.find_booth(counter.booth);
    const mall::Agency* const tenant = booth == nullptr ? nullptr : mall.tenant_of(*booth, date);
    if (tenant == nullptr) return given;
    for (const std::string& id : counter.services) {
        const mall::Service* const service = mall.find_service(id);
        if (service != nullptr && service->agency == tenant->id) given.push_back(id);
    }
    return given;
}

/// The counters that a file gives a service on a date, by number.
std::set<int> counters_of(const mall::Mall& mall, std::string_view service, Date date) {
    std::set<int> numbers;
    for (const mall::Counter& counter : mall.counters) {
        const auto given = given_on(mall, counter, date);
        if (std::ranges::find(given, service) != given.end()) numbers.insert(counter.number);
    }
    return numbers;
}

std::set<int> counters_of(const Rules& rules, ServiceIndex service) {
    std::set<int> numbers;
    for (const Counter& counter : rules.counters) {
        if (std::ranges::find(counter.gives, service) != counter.gives.end()) {
            numbers.insert(counter.number);
        }
    }
    return numbers;
}

bool has_same_predecessors(const Rules& rules, ServiceIndex service, const mall::Service& given) {
    std::set<std::string_view> now;
    for (const ServiceIndex before : rules.services[service.value].after) {
        now.insert(rules.services[before.value].id);
    }
    return now == std::set<std::string_view>{given.after.begin(), given.after.end()};
}

void set_predecessors(Rules& rules, const mall::Service& given) {
    const auto service = rules.find_service(given.id);
    if (!service) return;
    auto& after = rules.services[service->value].after;
    after.clear();
    for (const std::string& id : given.after) {
        if (const auto before = rules.find_service(id)) {
            after.push_back(rules.services[before->value].original);
        }
    }
}

void set_predecessors(Rules& rules, const mall::Mall& mall) {
    for (const mall::Service& given : mall.services) set_predecessors(rules, given);
}

void add_edition(Rules& rules, const mall::Service& given, std::optional<ServiceIndex> previous) {
    const ServiceIndex added{static_cast<std::uint32_t>(rules.services.size())};
    const ServiceIndex original = previous ? rules.services[previous->value].original : added;
    if (previous) rules.services[previous->value].is_offered = false;
    rules.services.push_back({.id = given.id,
                              .agency = agency_of(rules, given.agency),
                              .mean = given.counter_time.mean(),
                              .original = original});
}

void add_once(std::vector<ServiceIndex>& services, ServiceIndex one) {
    if (std::ranges::find(services, one) == services.end()) services.push_back(one);
}

/// A counter gives the newest edition of what its file says, for good, and the earlier editions for
/// as long as the newest file says so.
void give(Rules& rules, Counter& counter, std::string_view id) {
    const auto newest = rules.find_service(id);
    if (!newest) return;
    add_once(counter.own, *newest);
    const ServiceIndex original = rules.services[newest->value].original;
    for (const Service& service : rules.services) {
        if (service.original == original)
            add_once(counter.gives, index_of(rules.services, service));
    }
}

void set_counters(Rules& rules, const mall::Mall& mall, Date date) {
    for (Counter& counter : rules.counters) {
        counter.is_in_file = false;
        counter.gives = counter.own;
    }
    for (const mall::Counter& given : mall.counters) {
        auto at = rules.find_counter(given.number);
        if (!at) {
            rules.counters.push_back({.number = given.number});
            at = index_of(rules.counters, rules.counters.back());
        }
        Counter& counter = rules.counters[at->value];
        counter.is_in_file = true;
        counter.booth = given.booth;
        const mall::Booth* const booth = mall.find_booth(given.booth);
        const mall::Agency* const tenant =
            booth == nullptr ? nullptr : mall.tenant_of(*booth, date);
        counter.agency = tenant == nullptr ? AgencyIndex{} : agency_of(rules, tenant->id);
        for (const std::string& id : given_on(mall, given, date)) give(rules, counter, id);
    }
}

bool is_open_at_midnight(const std::vector<mall::ClockRange>& today,
                         const std::vector<mall::ClockRange>& tomorrow) {
    using std::chrono::hours;
    return !today.empty() && today.back().to == hours{24} && !tomorrow.empty() &&
           tomorrow.front().from == hours{0};
}

Date day_after(Date date) { return Date{std::chrono::sys_days{date} + std::chrono::days{1}}; }

void set_hours(Rules& rules, const mall::Mall& mall, Date date) {
    const auto zone = TimeZone::named(mall.time_zone);
    assert(zone);  // `read_mall` accepts no other.
    rules.opening = opening_on(mall, date, *zone);
    rules.ends_at = zone->at(date, std::chrono::hours{24});
    rules.is_open_through_end =
        is_open_at_midnight(mall.hours_on(date), mall.hours_on(day_after(date)));
}

}  // namespace

std::optional<ServiceIndex> Rules::find_service(std::string_view id) const {
    for (std::size_t i = services.size(); i > 0; --i) {
        if (services[i - 1].id == id) return ServiceIndex{static_cast<std::uint32_t>(i - 1)};
    }
    return std::nullopt;
}

std::optional<CounterIndex> Rules::find_counter(int number) const {
    const auto at = std::ranges::find(counters, number, &Counter::number);
    if (at == counters.end()) return std::nullopt;
    return index_of(counters, *at);
}

std::optional<ClassIndex> Rules::find_class(std::string_view name) const {
    const auto at = std::ranges::find(classes, name, &PriorityClass::name);
    if (at == classes.end()) return std::nullopt;
    return index_of(classes, *at);
}

bool Rules::is_open_at(Instant now) const {
    return !opening.empty() && now >= opening.front().from && now < opening.back().to;
}

Instant Rules::closes_at() const { return opening.empty() ? Instant::min() : opening.back().to; }

Rules rules_for(const mall::Mall& mall, Date date) {
    Rules rules;
    rules.classes = classes_of(mall);
    rules.rescue_after = mall.dispatch.rescue_after;
    rules.max_rejoins = mall.max_rejoins;
    rules.rejoin_behind = mall.rejoin_behind;
    rules.closing_tolerance = mall.closing_tolerance;
    rules.paper_prefix = mall.paper_prefix;
    set_hours(rules, mall, date);
    for (const mall::Agency& agency : mall.agencies) add_agency(rules, agency);
    for (const mall::Service& service : mall.services) add_edition(rules, service, std::nullopt);
    set_predecessors(rules, mall);
    set_counters(rules, mall, date);
    return rules;
}

std::optional<std::uint32_t> agency_like_paper(const Rules& today, const mall::Mall& newer) {
    if (today.paper_prefix.empty()) return std::nullopt;
    for (std::uint32_t i = 0; i < newer.agencies.size(); ++i) {
        const mall::Agency& agency = newer.agencies[i];
        const auto known = std::ranges::find(today.agencies, agency.id, &Agency::id);
        const std::string& prefix = known == today.agencies.end() ? agency.prefix : known->prefix;
        if (prefix == today.paper_prefix) return i;
    }
    return std::nullopt;
}

Rules with_newer_file(const Rules& today, const mall::Mall& newer, Date date) {
    Rules rules = today;
    set_hours(rules, newer, date);
    for (const mall::Agency& agency : newer.agencies) add_agency(rules, agency);
    for (Service& service : rules.services) {
        service.is_offered = service.is_offered && newer.find_service(service.id) != nullptr;
    }
    for (const mall::Service& given : newer.services) {
        const auto previous = rules.find_service(given.id);
        if (!previous || counters_of(rules, *previous) != counters_of(newer, given.id, date) ||
            !has_same_predecessors(rules, *previous, given)) {
            add_edition(rules, given, previous);
        } else {
            rules.services[previous->value].mean = given.counter_time.mean();
            rules.services[previous->value].is_offered = true;
        }
    }
    set_predecessors(rules, newer);
    set_counters(rules, newer, date);
    return rules;
}

Rules with_what_is_gone(const Rules& today, const mall::Mall& older, Date date) {
    Rules rules = today;
    std::set<std::string_view> gone;
    for (const mall::Service& service : older.services) {
        if (rules.find_service(service.id)) continue;
        gone.insert(service.id);
        add_agency(rules, *older.find_agency(service.agency));
        add_edition(rules, service, std::nullopt);
        rules.services.back().is_offered = false;
    }
    for (const std::string_view id : gone) set_predecessors(rules, *older.find_service(id));
    for (const mall::Counter& given : older.counters) {
        if (!rules.find_counter(given.number)) {
            rules.counters.push_back(
                {.number = given.number, .booth = given.booth, .is_in_file = false});
        }
        Counter& counter = rules.counters[rules.find_counter(given.number)->value];
        for (const std::string& id : given_on(older, given, date)) {
            if (gone.contains(id)) give(rules, counter, id);
        }
    }
    return rules;
}

}  // namespace gerai::hall
