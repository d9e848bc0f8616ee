#pragma once

#include <functional>
#include <optional>

#include "hall/day.h"

namespace gerai::api {

/// Whether numbers are issued now: the midday break is open, a date that was ended by hand is not.
bool is_open(const hall::Day& day, Instant now);

/// When the mall of that day opens next on a date for which `counts` holds; nothing when it does
/// not within the next year.
std::optional<Instant> next_opening(const hall::Day& day, Instant now,
                                    const std::function<bool(Date)>& counts);

/// The same on any date.
std::optional<Instant> next_opening(const hall::Day& day, Instant now);

}  // namespace gerai::api
