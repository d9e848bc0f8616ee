#include "hall/dispatch.h"

#include <algorithm>
#include <cassert>

namespace gerai::hall {

namespace {

std::int64_t rate_of(const Day& day, StepIndex step) {
    return day.rules().classes[day.at(day.at(step).visit).priority.value].rate;
}

bool is_rescued(const Rules& rules, Instant e, Instant now) {
    return rules.rescue_after && now - e >= *rules.rescue_after;
}

Candidate candidate(const Day& day, const Desk& desk, AgencyIndex primary, const Place& place,
                    ServiceIndex service, std::int64_t rate, Instant now) {
    const Rules& rules = day.rules();
    Candidate one{.step = place.step, .e = place.e, .order = place.order};
    one.score = rate * (now - place.e).count();
    if (rules.skill_switch && desk.last_service.exists()) {
        const auto& services = rules.services;
        const bool is_switch =
            services[desk.last_service.value].original != services[service.value].original;
        if (is_switch) one.score -= rules.skill_switch->count();
    }
    one.is_rescued = is_rescued(rules, place.e, now);
    one.is_primary = rules.primary_threshold && rules.services[service.value].agency == primary;
    return one;
}

bool is_older(const Candidate& a, const Candidate& b) {
    return a.e != b.e ? a.e < b.e : a.order < b.order;
}

/// The heads and fronts of all queues of a counter, weighed against each other.
class Weighing {
public:
    Weighing(const Day& day, CounterIndex counter, Instant now)
        : day_(day),
          counter_(counter),
          desk_(day.at(counter)),
          primary_(day.rules().counters[counter.value].agency),
          primary_threshold_(
              day.rules().primary_threshold.value_or(std::numeric_limits<std::int64_t>::max())),
          now_(now) {
        const Layout& layout = day.layout();
        day.queues().for_each_occupied(day.queues_of(counter), [&](QueueIndex queue) {
            weigh(day.queues().front(queue), day.queues().head(queue), layout.service_of(queue),
                  day.rules().classes[layout.class_of(queue).value].rate);
        });
        if (day.queues().bound_to(counter) > 0) weigh_bound();
    }

    /// The best candidate, the primary agency's first while one of them is above its threshold.
    [[nodiscard]] const Candidate& best() const { return is_primary_due_ ? primary_best_ : best_; }

    [[nodiscard]] CallRule rule_of(const Candidate& next) const {
        if (!oldest_callable_.step.exists() || is_older(oldest_callable_, next)) {
            return CallRule::priority;
        }
        return next.is_rescued && greatest_score_ > next.score ? CallRule::rescue
                                                               : CallRule::oldest;
    }

    /// The oldest waiting step, if it is before `next`.
    [[nodiscard]] Candidate overtaken_by(const Candidate& next) const {
        const bool is_passed = oldest_.step.exists() && is_older(oldest_, next);
        return is_passed ? oldest_ : Candidate{};
    }

private:
    void weigh(const Place& front, const Place& head, ServiceIndex service, std::int64_t rate) {
        const Candidate waiting = candidate(day_, desk_, primary_, front, service, rate, now_);
        if (!oldest_.step.exists() || is_older(waiting, oldest_)) oldest_ = waiting;
        if (!head.step.exists()) return;

        const Candidate one = head.step == front.step
                                  ? waiting
                                  : candidate(day_, desk_, primary_, head, service, rate, now_);
        if (!oldest_callable_.step.exists() || is_older(one, oldest_callable_)) {
            oldest_callable_ = one;
        }
        greatest_score_ = std::max(greatest_score_, one.score);
        take_if_better(best_, best_rate_, one, rate);
        if (one.is_primary) {
            take_if_better(primary_best_, primary_rate_, one, rate);
            if (one.is_rescued || one.score > primary_threshold_) is_primary_due_ = true;
        }
    }

    void take_if_better(Candidate& best, std::int64_t& best_rate, const Candidate& one,
                        std::int64_t rate) {
        if (best.step.exists() && !is_called_before(day_.rules(), one, rate, best, best_rate))
            return;
        best = one;
        best_rate = rate;
    }

    void weigh_bound() {
        for (std::uint32_t i = 0; i < day_.layout().class_count; ++i) {
            const Places& places = day_.queues().places(counter_, {i});
            const Place* const front = places.first_waiting();
            if (front == nullptr) continue;
            // Of one counter's own steps there are few, of several services: each is weighed.
            places.for_each_waiting([&](const Place& place) {
                const Place head = day_.at(place.step).is_callable ? place : Place{};
                weigh(place, head, day_.at(place.step).service, day_.rules().classes[i].rate);
            });
        }
    }

    const Day& day_;
    CounterIndex counter_;
    const Desk& desk_;
    AgencyIndex primary_;
    std::int64_t primary_threshold_;
    Instant now_;
    Candidate oldest_;
    Candidate oldest_callable_;
    Candidate best_;
    Candidate primary_best_;
    std::int64_t best_rate_ = 0;
    std::int64_t primary_rate_ = 0;
    bool is_primary_due_ = false;
    std::int64_t greatest_score_ = std::numeric_limits<std::int64_t>::min();
};

PassReason pass_reason(const Day& day, const Candidate& passed, const Candidate& next) {
    if (!passed.step.exists()) return PassReason::none;
    const Step& step = day.at(passed.step);
    if (!step.is_callable) {
        return day.at(step.visit).with_clerk.exists() ? PassReason::busy_elsewhere
                                                      : PassReason::waits_for;
    }
    return next.is_primary && !passed.is_primary ? PassReason::primary : PassReason::lower_score;
}

/// A spot in a queue: whoever has a place before it counts.
struct Spot {
    Instant e;
    std::uint32_t order{};

    friend auto operator<=>(const Spot&, const Spot&) = default;
};

/// Where a step of `rate` at `own` would stand among the places of a class of another rate.
Spot spot_among(const Rules& rules, std::int64_t other_rate, std::int64_t rate, Spot own,
                Instant now) {
    constexpr Spot front{Instant::min(), 0};
    constexpr Spot back{Instant::max(), std::numeric_limits<std::uint32_t>::max()};
    constexpr Duration next{1};
    if (other_rate == rate || is_rescued(rules, own.e, now)) return own;
    const Spot rescued = rules.rescue_after ? Spot{now - *rules.rescue_after + next, 0} : front;
    if (rules.order == Order::absolute) return other_rate > rate ? back : rescued;

    // The other goes first when other_rate x (now - x) > rate x (now - e), or as much and x < e.
    const std::int64_t score = rate * (now - own.e).count();
    const Instant even = now - Duration{score / other_rate};
    if (score % other_rate != 0 || even > own.e) return std::max(rescued, {even, 0});
    return std::max(rescued, even == own.e ? own : Spot{even + next, 0});
}

/// The counters that a step may be called to, and the services that these give.
struct Competition {
    boost::container::small_vector<CounterIndex, 16> counters;
    boost::container::small_vector<ServiceIndex, 32> services;
};

Competition competition_of(const Day& day, const Step& step) {
    Competition all;
    if (step.only_counter.exists()) {
        const auto& gives = day.rules().counters[step.only_counter.value].gives;
        all.counters.push_back(step.only_counter);
        all.services.assign(gives.begin(), gives.end());
        return all;
    }
    const auto& givers = day.layout().givers[step.service.value];
    all.counters.assign(givers.begin(), givers.end());
    for (const Layout::Share& share : day.layout().shares[step.service.value]) {
        all.services.push_back(share.service);
    }
    return all;
}

bool has_ended(StepState state) {
    return state == StepState::done || state == StepState::no_show || state == StepState::cancelled;
}

}  // namespace

bool is_called_before(const Rules& rules, const Candidate& a, std::int64_t rate_a,
                      const Candidate& b, std::int64_t rate_b) {
    if (a.is_rescued != b.is_rescued) return a.is_rescued;
    if (!a.is_rescued) {
        if (rules.order == Order::absolute && rate_a != rate_b) return rate_a > rate_b;
        if (rules.order == Order::accumulating && a.score != b.score) return a.score > b.score;
    }
    return is_older(a, b);
}

Candidate candidate_of(const Day& day, CounterIndex counter, StepIndex step, Instant now) {
    const Step& one = day.at(step);
    return candidate(day, day.at(counter), day.rules().counters[counter.value].agency,
                     {one.e, one.order, step}, one.service, rate_of(day, step), now);
}

std::optional<Choice> choose_next(const Day& day, CounterIndex counter, Instant now) {
    const Weighing weighing{day, counter, now};
    const Candidate& next = weighing.best();
    if (!next.step.exists()) return std::nullopt;
    const Candidate overtook = weighing.overtaken_by(next);
    return Choice{.next = next,
                  .rule = weighing.rule_of(next),
                  .overtook = overtook,
                  .reason = pass_reason(day, overtook, next)};
}

Choice choose_by_number(const Day& day, CounterIndex counter, StepIndex step, Instant now) {
    const Candidate next = candidate_of(day, counter, step, now);
    const Candidate overtook = Weighing{day, counter, now}.overtaken_by(next);
    return {.next = next,
            .rule = CallRule::by_number,
            .overtook = overtook,
            .reason = overtook.step.exists() ? PassReason::by_number : PassReason::none};
}

std::vector<WaitingStep> waiting_at(const Day& day, CounterIndex counter, Instant now,
                                    std::size_t limit) {
    std::vector<Candidate> all;
    const auto add_first_of = [&](const Places& places) {
        places.for_each_waiting(
            [&](const Place& place) { all.push_back(candidate_of(day, counter, place.step, now)); },
            limit);
    };
    day.queues().for_each_occupied(day.queues_of(counter), [&](QueueIndex queue) {
        add_first_of(day.queues().places(queue));
    });
    for (std::uint32_t i = 0; i < day.layout().class_count; ++i) {
        add_first_of(day.queues().places(counter, {i}));
    }
    std::ranges::sort(all, [&](const Candidate& a, const Candidate& b) {
        return is_called_before(day.rules(), a, rate_of(day, a.step), b, rate_of(day, b.step));
    });
    if (all.size() > limit) all.resize(limit);

    std::vector<WaitingStep> waiting;
    for (const Candidate& one : all) {
        const bool is_callable = day.at(one.step).is_callable;
        waiting.push_back({.step = one.step,
                           .score = one.score,
                           .is_rescued = one.is_rescued,
                           .reason = is_callable ? PassReason::none : pass_reason(day, one, one)});
    }
    return waiting;
}

std::uint32_t waiting_count(const Day& day, CounterIndex counter) {
    std::uint32_t count = day.queues().bound_to(counter);
    day.queues().for_each_occupied(
        day.queues_of(counter), [&](QueueIndex queue) { count += day.queues().waiting_in(queue); });
    return count;
}

std::uint32_t ahead_of(const Day& day, StepIndex step, Instant now) {
    const Step& one = day.at(step);
    const Layout& layout = day.layout();
    const Queues& queues = day.queues();
    const Competition competition = competition_of(day, one);
    std::uint32_t ahead = 0;
    for (std::uint32_t i = 0; i < layout.class_count; ++i) {
        const Spot spot = spot_among(day.rules(), day.rules().classes[i].rate, rate_of(day, step),
                                     {one.e, one.order}, now);
        const auto count = [&](const Places& places) {
            ahead += places.callable_before(spot.e, spot.order);
        };
        for (const ServiceIndex service : competition.services) {
            const QueueIndex queue = layout.queue_of(service, {i});
            if (queues.waiting_in(queue) > 0) count(queues.places(queue));
        }
        for (const CounterIndex counter : competition.counters) {
            if (queues.bound_to(counter) > 0) count(queues.places(counter, {i}));
        }
    }
    return ahead;
}

CounterIndex idle_counter_for(const Day& day, StepIndex step) {
    return idle_counter_for(day, step, day.layout().givers[day.at(step).service.value]);
}

CounterIndex idle_counter_for(const Day& day, StepIndex step,
                              std::span<const CounterIndex> counters) {
    const Step& one = day.at(step);
    CounterIndex best;
    const auto is_better = [&](CounterIndex a, CounterIndex b) {
        const auto skills_a = day.layout().skills[a.value];
        const auto skills_b = day.layout().skills[b.value];
        if (skills_a != skills_b) return skills_a < skills_b;
        const Instant since_a = day.at(a).idle_since;
        const Instant since_b = day.at(b).idle_since;
        return since_a != since_b ? since_a < since_b : a < b;
    };
    for (const CounterIndex counter : counters) {
        const Desk& desk = day.at(counter);
        if (desk.state != CounterState::open || desk.current.exists()) continue;
        if (one.only_counter.exists() && one.only_counter != counter) continue;
        if (!day.offers(counter, one.service)) continue;
        if (!best.exists() || is_better(counter, best)) best = counter;
    }
    return best;
}

std::vector<CallRecord> overtakers_of(const Day& day, StepIndex step) {
    const Step& one = day.at(step);
    const auto& givers = day.layout().givers[one.service.value];
    const auto calls = day.calls();
    const Instant until = has_ended(one.state) ? one.ended_at : Instant::max();
    std::vector<CallRecord> overtakers;
    auto at = std::ranges::lower_bound(calls, one.placed_at, {}, &CallRecord::at);
    for (; at != calls.end() && at->at <= until; ++at) {
        if (at->step == step && at->order == one.order) break;
        const bool is_later = at->e != one.e ? at->e > one.e : at->order > one.order;
        if (!is_later || day.at(at->step).visit == one.visit) continue;
        if (std::ranges::find(givers, at->counter) != givers.end()) overtakers.push_back(*at);
    }
    return overtakers;
}

}  // namespace gerai::hall
