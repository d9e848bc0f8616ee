#include "hall/capacity.h"

#include <algorithm>

#include "hall/offering.h"

namespace gerai::hall {

namespace {

/// When `work` that begins at `now` is done, if it is done in opening time alone and goes on after
/// the last closing.
Instant done_at(const std::vector<Interval>& opening, Instant now, Duration work) {
    for (const Interval& open : opening) {
        const Instant from = std::max(now, open.from);
        if (from >= open.to) continue;
        if (open.to == Instant::max() || work <= open.to - from) return from + work;
        work -= open.to - from;
    }
    return std::max(now, opening.back().to) + work;
}

Duration work_before(const Day& day, ServiceIndex service) {
    Duration work{0};
    for (const Layout::Share& share : day.layout().shares[service.value]) {
        work += share.work * day.standing(share.service);
    }
    for (const CounterIndex counter : day.layout().givers[service.value]) {
        work += day.bound_work(counter);
    }
    return work;
}

}  // namespace

Objection refuses_issue(const Day& day, ServiceIndex service, Instant now) {
    const Rules& rules = day.rules();
    if (!is_given(day.layout(), service)) {
        return {Refusal::service_not_offered, service.value};
    }
    if (rules.opening.empty()) return {Refusal::closed};
    // What is not served by midnight goes on into the next date of a mall that stays open.
    const bool never_closes = rules.closes_at() == Instant::max() || rules.is_open_through_end;
    if (!rules.has_capacity_stop || never_closes) return Objection::none();

    const auto counters = static_cast<std::int64_t>(day.layout().givers[service.value].size());
    const Duration work = (work_before(day, service) + day.at(service).mean) / counters;
    if (done_at(rules.opening, now, work) > rules.closes_at() + rules.closing_tolerance) {
        return {Refusal::capacity_reached, service.value};
    }
    return Objection::none();
}

}  // namespace gerai::hall
