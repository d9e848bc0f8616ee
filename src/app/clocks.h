#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "journal/clock.h"

/// The clocks of a running server: that of a real hall, and that of a trial, which begins where it
/// is told to, runs faster if it is told to, and skips the hours in which all malls are closed and
/// empty.
namespace gerai::app {

/// What the machine's clocks say at one moment.
struct Reading {
    Instant wall;
    std::chrono::nanoseconds steady{};
};

using ReadMachine = Reading (*)();

/// The machine's clocks as they are.
Reading read_machine();

/// The hall's clock is the machine's.
class RealClock final : public journal::Clock {
public:
    explicit RealClock(ReadMachine read = read_machine);

    [[nodiscard]] Instant now() const override { return read_().wall; }
    [[nodiscard]] Duration elapsed() const override;
    [[nodiscard]] bool is_sane() const override;
    [[nodiscard]] Instant machine_now() const override { return read_().wall; }

private:
    ReadMachine read_;
    Reading start_;
};

/// The hall's clock of a trial. It never goes back: a jump goes forward, and who starts it again
/// after a restart gives a time that is not before the last event.
class TrialClock final : public journal::Clock {
public:
    TrialClock(Instant start, double speed, ReadMachine read = read_machine);

    [[nodiscard]] Instant now() const override;
    [[nodiscard]] Duration elapsed() const override;
    [[nodiscard]] bool is_sane() const override { return true; }
    [[nodiscard]] Instant machine_now() const override { return read_().wall; }

    /// Goes on from there at once, if that is later than now.
    void jump_to(Instant later);

    [[nodiscard]] double speed() const { return speed_; }

private:
    [[nodiscard]] Duration run() const;

    ReadMachine read_;
    double speed_;
    Reading start_;
    std::atomic<std::int64_t> base_;  // Hall time at the start plus all jumps, in microseconds.
};

}  // namespace gerai::app
