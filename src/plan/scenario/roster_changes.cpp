#include "plan/scenario/roster_changes.h"

#include <algorithm>

#include "plan/breaks.h"
#include "plan/counter_pools.h"

namespace gerai::plan {

namespace {

using hall::CounterIndex;

/// Who comes or goes within that much of the opening or the closing is there from the one or until
/// the other: what a journal shows is rarely the full hour.
constexpr Duration about_the_hour = std::chrono::minutes{15};

bool is_within(const Interval& inner, const Interval& outer) {
    return inner.from >= outer.from && inner.to <= outer.to;
}

bool is_empty(const Interval& interval) { return interval.from >= interval.to; }

Interval common(const Interval& one, const Interval& other) {
    return {std::max(one.from, other.from), std::min(one.to, other.to)};
}

/// A part of a duty, without a break at either end; nothing is left of one that is all break.
void add_part(std::vector<Duty>& roster, const Duty& whole, Interval part) {
    Duty duty = whole;
    duty.at = part;
    for (const Interval& rest : whole.breaks) {
        if (rest.from <= duty.at.from) duty.at.from = std::max(duty.at.from, rest.to);
        if (rest.to >= duty.at.to) duty.at.to = std::min(duty.at.to, rest.from);
    }
    if (is_empty(duty.at)) return;
    std::erase_if(duty.breaks, [&](const Interval& rest) { return !is_within(rest, duty.at); });
    if (duty.at.to < whole.at.to) duty.end = AtEnd::closes;
    roster.push_back(std::move(duty));
}

/// The roster with each duty of these counters replaced by what `parts_of` leaves of it.
template <class PartsOf>
void replace(Model& model, const std::vector<CounterIndex>& counters, const PartsOf& parts_of) {
    std::vector<Duty> roster;
    for (Duty& duty : model.roster) {
        if (std::ranges::find(counters, duty.counter) == counters.end()) {
            roster.push_back(std::move(duty));
            continue;
        }
        for (const Interval& part : parts_of(duty)) add_part(roster, duty, part);
    }
    model.roster = std::move(roster);
}

std::vector<Interval> without(const Interval& from, const Interval& cut) {
    std::vector<Interval> left;
    for (const Interval part : {Interval{from.from, std::min(from.to, cut.from)},
                                Interval{std::max(from.from, cut.to), from.to}}) {
        if (!is_empty(part)) left.push_back(part);
    }
    return is_empty(common(from, cut)) ? std::vector{from} : left;
}

std::vector<Interval> without(const Interval& from, const std::vector<Interval>& cuts) {
    std::vector<Interval> left{from};
    for (const Interval& cut : cuts) {
        std::vector<Interval> parts;
        for (const Interval& one : left) {
            const auto some = without(one, cut);
            parts.insert(parts.end(), some.begin(), some.end());
        }
        left = std::move(parts);
    }
    return left;
}

/// When within a stretch a counter has no duty.
std::vector<Interval> free_time(const Model& model, CounterIndex counter, Interval when) {
    std::vector<Interval> duties;
    for (const Duty& duty : model.roster) {
        if (duty.counter == counter) duties.push_back(duty.at);
    }
    return without(when, duties);
}

bool gives_something(const Model& model, CounterIndex counter) {
    return !model.rules.counters[counter.value].gives.empty();
}

Interval hours_of(const Model& model) {
    return {model.rules.opening.front().from, model.rules.opening.back().to};
}

Duration time_on_duty(const Model& model, CounterIndex counter, Interval when) {
    Duration time{};
    for (const Duty& duty : model.roster) {
        const Interval both = common(duty.at, when);
        if (duty.counter == counter && !is_empty(both)) time += both.to - both.from;
    }
    return time;
}

/// Where a moment about a former hour is about the present one; elsewhere it stays.
Instant follow(Instant at, Instant former, Instant now) {
    const Duration off = at - former;
    return std::chrono::abs(off) <= about_the_hour ? now + off : at;
}

/// A clerk's breaks where the hall's own are others: what was one of the hall's goes, and with it
/// the minutes before and after that belong to it alone.
std::vector<Interval> follow_breaks(const std::vector<Interval>& breaks,
                                    const std::vector<Interval>& gone,
                                    const std::vector<Interval>& added) {
    std::vector<Interval> rests = added;
    for (const Interval& rest : breaks) {
        const auto parts = without(rest, gone);
        const bool is_of_the_hall = parts != std::vector{rest};
        for (const Interval& part : parts) {
            const bool is_beside_another = std::ranges::any_of(added, [&](const Interval& one) {
                return part.from <= one.to && one.from <= part.to;
            });
            const bool is_short = part.to - part.from <= about_the_hour;
            if (!is_of_the_hall || !is_short || is_beside_another) rests.push_back(part);
        }
    }
    return united(std::move(rests));
}

}  // namespace

void open_counters(Model& model, const std::vector<CounterIndex>& counters, Interval when) {
    if (model.rules.opening.empty()) return;
    const Interval hours = hours_of(model);
    const auto breaks = breaks_between(model.rules.opening);
    for (const CounterIndex counter : counters) {
        if (!gives_something(model, counter)) continue;
        for (const Interval& free : free_time(model, counter, common(when, hours))) {
            const Duty whole{.counter = counter, .at = hours, .breaks = breaks};
            if (!is_empty(free)) add_part(model.roster, whole, free);
        }
    }
}

void close_counters(Model& model, const std::vector<CounterIndex>& counters, Interval when) {
    replace(model, counters, [&](const Duty& duty) { return without(duty.at, when); });
}

void set_clerks(Model& model, hall::AgencyIndex agency, int clerks, Interval when) {
    if (model.rules.opening.empty()) return;
    std::vector<CounterIndex> own;
    for (const Pool& pool : pools_of(model.rules)) {
        if (pool.agency == agency)
            own.insert(own.end(), pool.counters.begin(), pool.counters.end());
    }
    std::ranges::stable_sort(own, std::greater{}, [&](CounterIndex counter) {
        return time_on_duty(model, counter, when);
    });
    const auto count = static_cast<std::ptrdiff_t>(
        std::min(own.size(), static_cast<std::size_t>(std::max(clerks, 0))));
    open_counters(model, {own.begin(), own.begin() + count}, when);
    close_counters(model, {own.begin() + count, own.end()}, when);
}

void follow_hours(Model& model, const std::vector<Interval>& former) {
    const auto& opening = model.rules.opening;
    std::vector<Duty> roster;
    for (Duty& duty : model.roster) {
        if (former.empty() || opening.empty() || !gives_something(model, duty.counter)) continue;
        if (former != opening) {
            const Interval hours = hours_of(model);
            duty.at.from = follow(duty.at.from, former.front().from, hours.from);
            duty.at.to = follow(duty.at.to, former.back().to, hours.to);
            duty.at = common(duty.at, hours);
            duty.breaks =
                follow_breaks(duty.breaks, breaks_between(former), breaks_between(opening));
            if (is_empty(duty.at)) continue;
            add_part(roster, Duty{duty}, duty.at);
            continue;
        }
        roster.push_back(std::move(duty));
    }
    model.roster = std::move(roster);
}

}  // namespace gerai::plan
