#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/time.h"
#include "demo/hall.h"
#include "demo/plan.h"
#include "mall/mall.h"

namespace gerai::demo {

/// What the players did, in numbers.
struct Tally {
    std::int64_t visits = 0;       ///< Numbers taken.
    std::int64_t turned_away = 0;  ///< Refused: full, closed or absent.
    std::int64_t calls = 0;
    std::int64_t served = 0;  ///< Steps that a clerk finished or sent on.
    std::int64_t no_shows = 0;
    std::int64_t rejoined = 0;
    std::int64_t cancelled = 0;
    std::int64_t held = 0;
    std::int64_t transferred = 0;
    std::int64_t sent_on = 0;
    std::int64_t undone = 0;
    std::int64_t rated = 0;

    Tally& operator+=(const Tally& other);
    friend bool operator==(const Tally&, const Tally&) = default;
};

/// A visitor in the building.
class Guest {
public:
    Guest(const Character& character, Instant arrived) : character_(character), arrived_(arrived) {}

    [[nodiscard]] const Character& character() const { return character_; }

    /// Whether the visitor has waited too long; the time at counters does not count.
    [[nodiscard]] bool is_out_of_patience(Instant now) const;

    /// Whether the visitor comes when called now.
    bool answers_call(Instant now);

    void was_at_counter(Duration time) { at_counters_ += time; }
    void go_home() { gone_ = true; }

private:
    Character character_;
    Instant arrived_;
    Duration at_counters_{};
    bool gone_ = false;
    bool missed_one_ = false;
};

/// The visitors that these players brought, by the code of their visit.
class Crowd {
public:
    void enter(const std::string& code, const Guest& guest);

    /// The visitor goes home. Who is called afterwards does not come.
    void leave(const std::string& code);

    /// Null for somebody who took a number without these players.
    Guest* find(const std::string& code);

    [[nodiscard]] bool empty() const { return present_ == 0; }

private:
    std::map<std::string, Guest> guests_;
    int present_ = 0;
};

/// One day of one mall while it is played: what all its players share.
struct Day {
    const mall::Mall& mall;
    DayPlan plan;
    Hall& hall;
    Tally tally;
    Crowd crowd;

    [[nodiscard]] Instant closes() const { return plan.open.back().to; }
    [[nodiscard]] bool is_past_closing() const { return hall.clock().now() >= closes(); }
};

/// Whether the server did it; false when the state of the hall forbids it. Anything else is a
/// failure, thrown as a sentence that holds the server's answer.
bool was_done(const Answer& answer, std::string_view act);

}  // namespace gerai::demo
