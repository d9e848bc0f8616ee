#pragma once

#include <cstdint>

#include "hall/day.h"

namespace gerai::measure {

/// What stands between a step and its call, at one moment.
struct Line {
    std::uint32_t ahead{};    ///< Steps that will be called before it, as things stand.
    std::uint32_t open{};     ///< Open counters that offer its service.
    std::uint32_t paused{};   ///< Those that have a break and would give it.
    std::uint32_t idle{};     ///< Open ones with nobody in hand.
    Duration oldest{};        ///< Age of the oldest other step that they could call now.
    Duration service_mean{};  ///< Planned mean time at the counter, over all that they give.

    /// Whether a counter is free for it at once.
    [[nodiscard]] bool is_free() const { return idle > ahead; }

    /// By the plan, the mean time between two calls of these counters, in seconds. A counter that
    /// has a break counts half: it comes back. Some counter must be open.
    [[nodiscard]] double seconds_between_calls() const;
};

/// The line before a step that waits and may be called.
Line line_before(const hall::Day& day, hall::StepIndex step, Instant now);

/// The line before one more ordinary visitor who came for the service now.
Line line_for_newcomer(const hall::Day& day, hall::ServiceIndex service, Instant now);

/// Open counters that offer a service.
std::uint32_t open_counters(const hall::Day& day, hall::ServiceIndex service);

/// Whether a step waits as those do from whom is learned: it can be called, was seen from its
/// beginning, and is in a queue of its service.
bool can_be_foreseen(const hall::Day& day, hall::StepIndex step);

/// Whether the opening that it is at `now` ends with a break before `until`. After the last one
/// those who wait are served.
bool meets_a_break(const hall::Rules& rules, Instant now, Instant until);

}  // namespace gerai::measure
