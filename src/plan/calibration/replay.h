#pragma once

#include "measure/day_log.h"

namespace gerai::plan {

/// A logged date gone through again: arrivals, services and counters as logged, and calls at the
/// logged moments, each of which asks whom our order would have chosen.
struct Replay {
    double calls = 0;  ///< That were compared; not those of a number that a person named, or again.
    double same = 0;   ///< For which our order chooses whom the log has.
    double others = 0;  ///< Calls that could not be gone through again.

    /// Over the calls that were compared: how much longer whom the log has called had been there
    /// than whom our order chooses, or the other way round, in seconds.
    double wait_difference = 0;

    Replay& operator+=(const Replay& other);
};

/// Whatever our order chooses, the day goes on as it is logged, so that one other choice does not
/// make others.
Replay replay(const measure::DayLog& day);

}  // namespace gerai::plan
