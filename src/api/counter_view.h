#pragma once

#include "api/types.h"
#include "hall/day.h"

namespace gerai::api {

/// How much of a counter is shown: its state; with it what undo would take back, as the answer to
/// an act; or all, with who waits for it and who is held, for those who serve there. The answer to
/// an act is kept with its key, and a list of all who wait would be kept with every one.
enum class CounterDetail { state, act, work };

CounterView view_of_counter(const hall::Day& day, hall::CounterIndex counter, Instant now,
                            CounterDetail detail);

/// What a call says to the clerk: whom, and why this one.
CalledView view_of_call(const hall::Day& day, const hall::Called& called, Instant at);

}  // namespace gerai::api
