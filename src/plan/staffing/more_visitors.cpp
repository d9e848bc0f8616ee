#include "plan/staffing/more_visitors.h"

#include <cmath>

namespace gerai::plan {

namespace {

/// So many of the slots, as evenly as can be.
std::vector<Instant> share_of(const std::vector<Instant>& slots, double share) {
    std::vector<Instant> some;
    double due = 0.5;  // So that few slots give the nearest whole number.
    for (const Instant slot : slots) {
        for (due += share; due >= 1; due -= 1) some.push_back(slot);
    }
    return some;
}

}  // namespace

Model with_more_visitors(Model model, double share) {
    const std::size_t streams = model.streams.size();
    for (std::size_t i = 0; i < streams; ++i) {
        Stream more = model.streams[i];
        for (double& per_hour : more.rate.per_hour) per_hour *= share;
        more.candidates_per_hour *= share;
        model.streams.push_back(std::move(more));
    }
    const std::size_t groups = model.appointments.size();
    for (std::size_t i = 0; i < groups; ++i) {
        Appointments more = model.appointments[i];
        more.slots = share_of(more.slots, share);
        model.appointments.push_back(std::move(more));
    }
    return model;
}

}  // namespace gerai::plan
