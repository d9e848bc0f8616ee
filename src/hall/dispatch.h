#pragma once

#include "hall/day.h"

/// Who is next, and why: the accumulating priority of the hall. A place gains score with its age
/// times the rate of its class; whoever has waited past the rescue age comes before all others,
/// oldest first. Ties go by effective time, then by the order in which the places were taken.
namespace gerai::hall {

/// A step as a counter sees it when it calls.
struct Candidate {
    StepIndex step;
    Instant e;
    std::uint32_t order{};
    std::int64_t score{};  ///< Rate times age in microseconds, less a switch of service.
    bool is_rescued = false;
    bool is_primary = false;
};

/// What a counter would call now.
struct Choice {
    Candidate next;
    CallRule rule{};
    Candidate overtook;  ///< The oldest waiting step before it; without a step if there is none.
    PassReason reason{};
};

/// The next step for a counter, or nothing when no eligible one waits.
std::optional<Choice> choose_next(const Day& day, CounterIndex counter, Instant now);

/// What a call of that step out of turn passes over.
Choice choose_by_number(const Day& day, CounterIndex counter, StepIndex step, Instant now);

/// How a waiting (or returning) step looks from a counter.
Candidate candidate_of(const Day& day, CounterIndex counter, StepIndex step, Instant now);

/// Whether `a` is called before `b` under the order of the rules.
bool is_called_before(const Rules& rules, const Candidate& a, std::int64_t rate_a,
                      const Candidate& b, std::int64_t rate_b);

/// A step that waits at a counter, in calling order: what stands between it and its call now.
struct WaitingStep {
    StepIndex step;
    std::int64_t score{};
    bool is_rescued = false;
    PassReason reason{};  ///< `none`: it may be called.
};

/// Everybody who waits for a counter, in the order in which it would call them if nobody was away;
/// at most `limit` of them.
std::vector<WaitingStep> waiting_at(const Day& day, CounterIndex counter, Instant now,
                                    std::size_t limit);

/// How many wait for a counter, those that are passed over now included.
std::uint32_t waiting_count(const Day& day, CounterIndex counter);

/// How many callable steps would be called before this waiting step, as things stand.
std::uint32_t ahead_of(const Day& day, StepIndex step, Instant now);

/// The idle open counter to which a callable step should go: fewest services first, then the one
/// that has been idle longest; nowhere when all are busy.
CounterIndex idle_counter_for(const Day& day, StepIndex step);

/// The same among `counters`, for a caller who knows which are idle.
CounterIndex idle_counter_for(const Day& day, StepIndex step,
                              std::span<const CounterIndex> counters);

/// The calls that went past a step since it took its place, in their order.
std::vector<CallRecord> overtakers_of(const Day& day, StepIndex step);

}  // namespace gerai::hall
