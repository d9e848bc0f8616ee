#pragma once

#include "api/public_types.h"

/// What the frames of the streams say, beside `seq`, `at` and `now`, which every frame has.
namespace gerai::api {

/// To everybody. A frame of a zone names number and counter only when the counter is in the zone.
struct BoardFrame {
    std::optional<std::string> number;
    std::optional<std::int64_t> step;
    std::optional<hall::StepState> state;
    std::optional<std::int64_t> counter;
    std::optional<std::string> booth;
    std::optional<std::int64_t> floor;
    std::optional<Timestamp> called_at;
    std::optional<std::int64_t> times_called;
    std::optional<hall::Act> act;
    std::optional<hall::CounterState> counter_state;
    std::optional<std::string> business_date;
    std::optional<bool> closed;
    std::vector<QueueView> queues;
};
BOOST_DESCRIBE_STRUCT(BoardFrame, (),
                      (number, step, state, counter, booth, floor, called_at, times_called, act,
                       counter_state, business_date, closed, queues))

/// To those who work in the hall.
struct HallFrame {
    std::optional<VisitReference> visit;
    std::optional<StepReference> step;
    std::optional<std::vector<StepReference>> steps;
    std::optional<hall::StepState> state;
    std::optional<hall::Outcome> outcome;
    std::optional<std::int64_t> counter;
    std::optional<std::string> booth;
    std::optional<std::int64_t> floor;
    std::optional<Timestamp> called_at;
    std::optional<std::int64_t> times_called;
    std::optional<CallReason> call_reason;
    std::optional<Overtook> overtook;
    std::optional<StepReference> next;
    std::optional<std::int64_t> next_counter;
    std::optional<hall::Act> act;
    std::optional<std::string> reason;
    std::optional<std::int64_t> score;
    std::optional<hall::CounterState> counter_state;
    std::optional<hall::CounterState> becomes;
    std::optional<bool> has_session;
    std::optional<std::string> business_date;
    std::optional<bool> closed;
    std::vector<QueueView> queues;
};
BOOST_DESCRIBE_STRUCT(HallFrame, (),
                      (visit, step, steps, state, outcome, counter, booth, floor, called_at,
                       times_called, call_reason, overtook, next, next_counter, act, reason, score,
                       counter_state, becomes, has_session, business_date, closed, queues))

/// The hall as it stands, for a reader of its stream who has missed too much.
struct HallSnapshot : BoardView {
    std::vector<CounterView> counters;
};
BOOST_DESCRIBE_STRUCT(HallSnapshot, (BoardView), (counters))

}  // namespace gerai::api
