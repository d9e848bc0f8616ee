#pragma once

#include <optional>
#include <vector>

#include "hall/day.h"

/// What a stretch of events shows. The definitions stand here once, for the real hall and for the
/// simulated one: both are folded from the events of `hall` by the same code. Pure: no clock, no
/// I/O.
namespace gerai::measure {

/// The life of one step, folded from the events of its date.
struct StepRecord {
    hall::StepIndex step;
    hall::VisitIndex visit;
    hall::ServiceIndex service;
    hall::ClassIndex priority;
    hall::Channel channel{};
    hall::StepState state{};
    hall::Outcome outcome{};
    hall::CounterIndex counter;
    Instant e;                              ///< From which its place counts.
    std::optional<Instant> first_callable;  ///< When it could be called for the first time.
    std::optional<Instant> called_at;       ///< First.
    std::optional<Instant> started_at;
    std::optional<Instant> ended_at;
    int returns = 0;  ///< How often it came back after a no-show.

    /// How long it could be called and was not: its visitor was at no counter, its predecessors
    /// were done, it was not on hold; summed over returns, until the last call, or until the end
    /// where it was not called.
    Duration wait{};

    /// Cancelled by the staff, who say why.
    bool is_staff_cancelled = false;

    /// The first of its visit.
    bool is_first = false;

    /// Made by an act that was taken back.
    bool is_undone = false;

    [[nodiscard]] bool is_waiting() const { return state == hall::StepState::waiting; }
};

/// Folds the events of one business date into step records. Events come in the order of the
/// journal, each with the day right after it; the first is the date's beginning.
class StepRecorder {
public:
    /// One that goes on from the middle of a day whose events nobody has noted. What it tells of
    /// the steps until `now` is what they themselves say: of those that were called again after a
    /// return only the wait since then is known, and what the staff has cancelled looks as if the
    /// visitor had.
    static StepRecorder from_the_middle(const hall::Day& day, Instant now);

    void note(const hall::Event& event, const hall::Day& day);

    /// The records as they stand at that moment, by step.
    [[nodiscard]] std::vector<StepRecord> records(const hall::Day& day, Instant now) const;

private:
    struct Track {
        std::optional<Instant> first_callable;
        std::optional<Instant> callable_since;
        std::optional<Instant> called_at;
        Duration waited{};
        int returns = 0;
        bool is_staff_cancelled = false;
    };

    void look(hall::StepIndex step, const hall::Day& day, Instant at);
    void look_at_visit(hall::VisitIndex visit, const hall::Day& day, Instant at);
    void look_at_all(const hall::Day& day, Instant at);
    Track& track(hall::StepIndex step);
    static Track track_until(hall::StepIndex step, const hall::Day& day, Instant now);

    std::vector<Track> tracks_;  // By step.
    bool has_closed_ = false;    // Closing time has passed, which frees steps without an event.
};

/// The visit that an event is about; nowhere if it is about none.
hall::VisitIndex visit_of(const hall::Event& event, const hall::Day& day);

}  // namespace gerai::measure
