#pragma once

#include <chrono>

#include "core/time.h"
#include "demo/task_group.h"

namespace gerai::demo {

/// The hall's clock as a client sees it: what the server said last, and the machine's time since,
/// at the server's rate. A trial hall may jump; the next word from the server sets the clock right.
class HallClock {
public:
    using Machine = std::chrono::steady_clock;

    explicit HallClock(boost::asio::io_context& io) : io_(io) {}

    void set(Instant hall_now, double rate, Machine::time_point heard);

    [[nodiscard]] bool is_set() const { return heard_ != Machine::time_point{}; }
    [[nodiscard]] Instant at(Machine::time_point machine) const;
    [[nodiscard]] Instant now() const { return at(Machine::now()); }
    [[nodiscard]] double rate() const { return rate_; }

    /// How long the machine takes for that much of the hall's time.
    [[nodiscard]] Machine::duration machine_time(Duration hall_time) const;

    /// Wakes within a second when the clock jumped over the instant.
    awaitable<void> sleep_until(Instant instant) const;
    awaitable<void> sleep_for(Duration hall_time) const;

private:
    boost::asio::io_context& io_;
    Instant hall_;
    double rate_ = 1;
    Machine::time_point heard_;
};

}  // namespace gerai::demo
