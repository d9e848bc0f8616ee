#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "app/planning/staffing_tables.h"

/// The shifts of a staffing that has some, as text, JSON and CSV.
namespace gerai::app {

/// A line for each pool: its counters, each with its shifts.
std::string roster_as_text(const StaffedMall& staffed);

/// The shifts of all counters and what they come to.
boost::json::object shifts_as_json(const StaffedMall& staffed);

/// A line for each shift.
std::string roster_as_csv(const StaffedMall& staffed);

}  // namespace gerai::app
