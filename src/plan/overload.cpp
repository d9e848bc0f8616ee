#include "plan/overload.h"

#include <algorithm>

#include "plan/counter_pools.h"
#include "plan/expected_steps.h"

namespace gerai::plan {

namespace {

constexpr double seconds_an_hour = 3600;

double seconds_on_duty(const Model& model, const Pool& pool) {
    double seconds = 0;
    for (const Duty& duty : model.roster) {
        if (std::ranges::find(pool.counters, duty.counter) == pool.counters.end()) continue;
        seconds += in_seconds(duty.at.to - duty.at.from);
        for (const Interval& rest : duty.breaks) seconds -= in_seconds(rest.to - rest.from);
    }
    return seconds;
}

/// Whether somebody comes for a service of the pool who waits for ever.
bool has_endless_patience(const Model& model, const Pool& pool) {
    const auto waits_for_ever = [&](const auto& comers) {
        return !comers.who.patience &&
               std::ranges::find(pool.services, comers.who.service) != pool.services.end();
    };
    return std::ranges::any_of(model.streams, waits_for_ever) ||
           std::ranges::any_of(model.appointments, waits_for_ever);
}

}  // namespace

std::vector<Overload> overloads_of(const Model& model) {
    std::vector<Overload> found;
    const std::vector<double> steps = expected_steps(model);
    const double between = in_seconds(mean(model.walking)) + in_seconds(mean(model.idle_gap));
    for (const Pool& pool : pools_of(model.rules)) {
        if (!has_endless_patience(model, pool)) continue;
        double work = 0;
        for (const hall::ServiceIndex service : pool.services) {
            const double time = in_seconds(mean(model.services[service.value].time)) + between;
            work += steps[service.value] * time;
        }
        const double there = seconds_on_duty(model, pool);
        if (work <= there) continue;
        found.push_back({.agency = pool.agency,
                         .services = pool.services,
                         .work_hours = work / seconds_an_hour,
                         .clerk_hours = there / seconds_an_hour});
    }
    return found;
}

}  // namespace gerai::plan
