#pragma once

#include <vector>

#include "plan/model.h"

namespace gerai::plan {

/// Counters that are staffed together and have more to do than their clerks can.
struct Overload {
    hall::AgencyIndex agency;
    std::vector<hall::ServiceIndex> services;
    double work_hours{};   ///< A day, of all who come: at the counter, the way to it, and the gap
                           ///< to the next.
    double clerk_hours{};  ///< A day, breaks left out.
};

/// Pools that are asked for more than they can do although nobody leaves: queues grow all day, and
/// no figure of their waits is a figure of anything but the length of the day. Where people leave,
/// a queue finds its measure by itself.
std::vector<Overload> overloads_of(const Model& model);

}  // namespace gerai::plan
