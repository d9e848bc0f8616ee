#pragma once

#include <optional>
#include <vector>

#include "measure/step_record.h"

namespace gerai::measure {

/// How a stay of a step at a counter ended.
enum class StayEnd {
    unfinished,  ///< It has not.
    served,
    no_show,
    held,
    transferred,
    cancelled,
    taken_back,  ///< The call was undone.
};

/// A counter from a call, or a resumption, until it was free again.
struct Stay {
    hall::StepIndex step;
    hall::CounterIndex counter;
    hall::CallRule rule{};
    bool is_resumed = false;  ///< From hold, without a call.
    Instant called_at;        ///< Or resumed.
    std::optional<Instant> started_at{};
    std::optional<Instant> left_at{};
    StayEnd end = StayEnd::unfinished;
    std::optional<Instant> back_at{};  ///< Missed, and asked to be called again then.
};

/// A counter in one state, which is not closed, and with one choice of services.
struct Stretch {
    hall::CounterIndex counter;
    Interval at;
    hall::CounterState state{};
    std::vector<hall::ServiceIndex> offers;
};

/// One date of a hall as it went: all that planning learns from.
struct DayLog {
    Date date{};
    hall::Rules rules;
    std::vector<StepRecord> records;  ///< By step.
    std::vector<Stay> stays;          ///< In the order of their calls.
    std::vector<Stretch> stretches;   ///< In the order of their beginnings.
    Instant ended_at;                 ///< Up to here it is told.
};

/// Folds the events of one business date into its log. Events come in the order of the journal,
/// each with the day right after it; the first is the date's beginning, or the first of a day that
/// was made without one.
class DayLogger {
public:
    void note(const hall::Event& event, const hall::Day& day);

    /// The log as it stands at that moment.
    [[nodiscard]] DayLog log(const hall::Day& day, Instant now) const;

private:
    struct Track {
        hall::CounterState state = hall::CounterState::closed;
        std::vector<hall::ServiceIndex> offers;
        Instant since;
        hall::StepIndex current;
        std::optional<std::size_t> stay;  // Of the step in hand, among all stays.
    };

    void look(hall::CounterIndex counter, const hall::Event& event, const hall::Day& day);
    void look_at_state(hall::CounterIndex counter, const hall::Desk& desk, Instant at);
    void look_at_step(hall::CounterIndex counter, const hall::Event& event, const hall::Day& day);
    void begin_stay(hall::CounterIndex counter, const hall::Event& event, const hall::Day& day);
    void take_up_again(hall::CounterIndex counter, hall::StepIndex step);
    void note_return(hall::StepIndex step, Instant at);

    StepRecorder recorder_;
    std::vector<Track> tracks_;  // By counter.
    std::vector<Stay> stays_;
    std::vector<Stretch> stretches_;  // Those that have ended.
};

}  // namespace gerai::measure
