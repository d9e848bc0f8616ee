#pragma once

#include <vector>

#include "plan/model.h"

namespace gerai::plan {

/// What share of the visitors without an appointment makes one, and how they keep it.
struct Booking {
    std::vector<bool> services;  ///< By service: whose visitors.
    double share{};
    Law unpunctuality;
    double no_show{};
};

/// At most this share of what the clerks of a pool can do in a half-hour is given to appointments;
/// the rest is for those who come without.
inline constexpr double booked_capacity_max = 0.6;

/// Makes appointments of that share of the streams, so that as many come as before, less those who
/// stay away. Individual block (Cayirli and Veral 2003): every appointment of a pool has a minute
/// of its own, evenly over the half-hours of the day, so that a half-hour has 30 at most. None is
/// given in the last half-hour, in a break, and beyond `booked_capacity_max`. Where a service has
/// several streams, of a class each, all have their share of its appointments. Appointments are
/// whole and the same every day: a pool has as many as its share comes to, those of its services
/// that are asked for most.
void book(Model& model, const Booking& booking);

}  // namespace gerai::plan
