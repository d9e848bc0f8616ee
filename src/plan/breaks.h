#pragma once

#include <vector>

#include "plan/model.h"

namespace gerai::plan {

/// When a hall with these hours, in order, is closed between them.
std::vector<Interval> breaks_between(const std::vector<Interval>& opening);

/// The same time in order, with what overlaps or touches as one.
std::vector<Interval> united(std::vector<Interval> times);

}  // namespace gerai::plan
