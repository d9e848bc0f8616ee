#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mall/mall.h"

namespace gerai::mall {

/// Reads a range of clock times such as `08:00-12:00`; nothing when it is none.
std::optional<ClockRange> parse_clock_range(std::string_view text);

/// `08:00-12:00`.
std::string to_string(ClockRange range);

/// Whether some minute belongs to both.
constexpr bool overlap(ClockRange one, ClockRange other) {
    return one.from < other.to && other.from < one.to;
}

}  // namespace gerai::mall
