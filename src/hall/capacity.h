#pragma once

#include "hall/day.h"
#include "hall/objection.h"

namespace gerai::hall {

/// Why no number is issued for a service now, if anything forbids it: no counter gives it today,
/// the mall has no hours today, or, by the capacity stop, it could not be served by closing time
/// plus tolerance. Its counters' work is the mean time of every step that waits or is on hold,
/// shared equally among the counters of that step; breaks are left out of the time there is.
Objection refuses_issue(const Day& day, ServiceIndex service, Instant now);

}  // namespace gerai::hall
