#pragma once

#include "api/types.h"
#include "hall/day.h"

namespace gerai::api {

/// How much of a counter is shown: its state, or also who waits for it, is held, and what undo
/// would take back, which is for those who serve there.
enum class CounterDetail { state, work };

CounterView view_of_counter(const hall::Day& day, hall::CounterIndex counter, Instant now,
                            CounterDetail detail);

/// What a call says to the clerk: whom, and why this one.
CalledView view_of_call(const hall::Day& day, const hall::Called& called, Instant at);

}  // namespace gerai::api
