#pragma once

#include "core/time.h"

namespace gerai::journal {

/// The clocks of a process, given from outside. The hall's clock stamps what happens in the hall
/// and may be shifted and hastened in a trial; the machine's is for keys, tokens and logs.
class Clock {
public:
    virtual ~Clock() = default;

    /// The hall's clock, as the wall shows it.
    [[nodiscard]] virtual Instant now() const = 0;

    /// Time that has passed on the hall's clock since some moment; never goes back.
    [[nodiscard]] virtual Duration elapsed() const = 0;

    /// Whether wall and monotonic clock agree to five minutes; while they do not, no date begins.
    [[nodiscard]] virtual bool is_sane() const = 0;

    [[nodiscard]] virtual Instant machine_now() const = 0;
};

/// `now` for a hall: the later of the clock, and the last event's time plus what has passed since,
/// so that a clock that is set back stops nothing.
class HallTime {
public:
    void note(Instant event_at, const Clock& clock) {
        last_at_ = event_at;
        elapsed_then_ = clock.elapsed();
    }

    [[nodiscard]] Instant now(const Clock& clock) const {
        if (last_at_ == Instant::min()) return clock.now();
        return std::max(clock.now(), last_at_ + (clock.elapsed() - elapsed_then_));
    }

private:
    Instant last_at_ = Instant::min();
    Duration elapsed_then_{};
};

}  // namespace gerai::journal
