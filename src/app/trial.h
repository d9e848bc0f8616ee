#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/time.h"
#include "hall/day.h"
#include "mall/mall.h"

namespace gerai::app {

/// The first moment from `now` on at which one of the malls is open: now, if one is.
std::optional<Instant> next_opening(std::span<const mall::Mall* const> malls, Instant now);

/// Where a new trial begins when nobody says it: now, if a mall is open, or 09.00 of the next
/// working day (the opening, where that is later).
Instant trial_start(std::span<const mall::Mall* const> malls, Instant now);

/// Whether anybody is still to be served: a step waits, is called, served or on hold.
bool has_visitors(const hall::Day& day);

}  // namespace gerai::app
