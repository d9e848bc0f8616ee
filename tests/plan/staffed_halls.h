#pragma once

#include <optional>

#include "plan/staffing/staffing.h"
#include "plan/textbook.h"

/// Halls that close, to be staffed.
namespace gerai::plan {

/// The day by the half-hour of the textbook tests, in a hall that closes, at so many counters.
Model day_with(Duration service, std::optional<Duration> patience, std::size_t counters);

/// Two agencies of unlike size with a break at noon; a third of the visitors goes to both.
Model two_agencies();

/// A hall of one counter that is open from eight to ten, with services of twenty minutes to which
/// people come who have appointments, and are on time.
Model two_hours(std::vector<Instant> slots);

StaffingWish quick(std::uint32_t search_days = 40, std::uint32_t confirm_days = 100);

}  // namespace gerai::plan
