#pragma once

#include <vector>

#include "plan/model.h"

namespace gerai::plan {

/// What a clerk does to a counter when it is time; in this order where several are due at once.
enum class DutyAct { close, pause, open };

struct Appointed {
    Instant at;
    DutyAct act{};
    hall::CounterIndex counter;
    std::vector<hall::ServiceIndex> services;  ///< To open with.
};

/// The acts of a roster in order.
std::vector<Appointed> timetable_of(const std::vector<Duty>& roster);

}  // namespace gerai::plan
