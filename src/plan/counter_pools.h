#pragma once

#include <vector>

#include "plan/model.h"

namespace gerai::plan {

/// Counters that are staffed together, because they share services: in most malls the like counters
/// of an agency.
struct Pool {
    hall::AgencyIndex agency;
    std::vector<hall::ServiceIndex> services;
    std::vector<hall::CounterIndex> counters;  ///< In the order in which they are opened.
    int at_least = 1;                          ///< So many of them give every service.
};

/// The pools of a hall: two counters are in one if they give a service both, or each shares one
/// with a third of it. Of unlike counters those are opened first that give most of what the open
/// ones do not.
std::vector<Pool> pools_of(const hall::Rules& rules);

/// Open counters, by pool and half-hour of the day.
using Staffing = std::vector<std::vector<int>>;

/// The sum over pools and half-hours.
int counter_half_hours(const Staffing& staffing);

/// Which counters are open when: by pool, by place in the order of the pool, by half-hour.
using CounterHours = std::vector<std::vector<std::vector<bool>>>;

/// The first so many counters of each pool.
CounterHours hours_for(const Staffing& staffing, const std::vector<Pool>& pools);

/// How many that is.
Staffing counted(const CounterHours& hours);

/// Half-hours of which the hall is open for a part at least; the others are breaks.
std::vector<bool> open_half_hours(const hall::Rules& rules);

/// Clerks for counters that are open then. A counter that closes finishes its visitor; those that
/// are open in the last half-hour serve out. Who works on after a break has it as a break.
std::vector<Duty> roster_for(const CounterHours& hours, const std::vector<Pool>& pools,
                             const hall::Rules& rules);

/// Clerks for the first so many counters of each pool.
std::vector<Duty> roster_for(const Staffing& staffing, const std::vector<Pool>& pools,
                             const hall::Rules& rules);

/// A hall with that many counters more in each pool, like those that it has.
struct LargerHall {
    Model model;
    std::vector<Pool> pools;
};
LargerHall with_more_counters(const Model& model, std::vector<Pool> pools,
                              const std::vector<int>& more);

}  // namespace gerai::plan
