#pragma once

#include "plan/model.h"

namespace gerai::plan {

/// Counters whose clerks come or go. `when` is cut to the hours of the hall; a break of the hall in
/// it is the clerk's too. Duties of other counters stay as they are.
void open_counters(Model& model, const std::vector<hall::CounterIndex>& counters, Interval when);
void close_counters(Model& model, const std::vector<hall::CounterIndex>& counters, Interval when);

/// So many of the counters of an agency have a clerk for that time: those that have one most of it
/// first, then others in the order in which their pool would open them.
void set_clerks(Model& model, hall::AgencyIndex agency, int clerks, Interval when);

/// The roster for other hours of the hall: who came within a quarter of an hour of the opening
/// comes as much before or after the new one, likewise at the closing, and has the new breaks in
/// place of the former. Counters that give nothing today have no clerk.
void follow_hours(Model& model, const std::vector<Interval>& former);

}  // namespace gerai::plan
