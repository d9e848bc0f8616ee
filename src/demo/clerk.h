#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demo/asking.h"
#include "demo/day.h"
#include "demo/dice.h"

namespace gerai::demo {

/// The clerk of one counter, for a day: opens, calls and serves whoever waits, pauses in the break,
/// and closes when the queue of the agency is served out. What is found at the counter, from before
/// a break of the link or another life of the players, is gone on with.
class Clerk {
public:
    Clerk(Day& day, mall::StaffedCounter post, Actor self, const Dice& dice);

    /// Until it is cancelled: a closed counter opens again when somebody waits after all.
    awaitable<void> work();

    /// Whether the counter is closed and nothing is left to do.
    [[nodiscard]] bool is_at_rest() const { return at_rest_; }

private:
    /// The step at the counter.
    struct InHand {
        std::string visit;
        std::string service;
        bool started = false;
    };

    /// A step that this clerk put aside.
    struct Held {
        std::string visit;
        std::string service;
        Instant due;
        Duration rest{};  ///< Of its time at the counter.
        int failures = 0;
    };

    awaitable<void> next_thing();
    awaitable<void> come_in();
    awaitable<void> look();
    awaitable<bool> act(std::string name);
    awaitable<bool> act(std::string name, boost::json::object body);
    void take_in(const boost::json::value& counter);
    void take_in_held(const boost::json::value& held);

    awaitable<void> have_a_break(Instant until);
    awaitable<void> wind_up();
    awaitable<void> call_next();
    awaitable<void> wait_for_somebody();
    awaitable<void> resume(Held held);

    awaitable<void> go_on(InHand step);
    awaitable<bool> meet(InHand step);
    awaitable<bool> wait_in_vain();
    awaitable<void> serve(InHand step, Duration time);
    awaitable<void> put_aside(InHand step, Duration rest);
    awaitable<bool> transfer(std::string service);
    awaitable<bool> send_on(std::string service);
    awaitable<void> finish();
    awaitable<void> undo();

    [[nodiscard]] std::optional<Instant> break_until() const;
    [[nodiscard]] std::vector<Held>::iterator next_held();
    [[nodiscard]] std::optional<std::string> sister_of(const std::string& service);
    [[nodiscard]] std::optional<std::string> service_elsewhere();
    [[nodiscard]] Duration draw_time(const std::string& service);
    [[nodiscard]] Duration draw_gap();

    Day& day_;
    mall::StaffedCounter post_;
    Actor self_;
    Dice dice_;
    Asking asking_;
    std::string state_;  // As the server said it last, like the next three.
    std::optional<InHand> in_hand_;
    bool may_call_ = false;     // Somebody waits whom nobody else has.
    bool others_hold_ = false;  // Steps of these services that other clerks put aside.
    std::vector<Held> held_;
    bool at_rest_ = false;
};

}  // namespace gerai::demo
