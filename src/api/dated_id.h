#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.h"

/// Ids of what is counted anew on each date, so that two servers give the same: `2026-11-25.17` is
/// the 17th.
namespace gerai::api {

/// The id of a place, which counts from 0.
std::string dated_id(Date date, std::uint32_t place);

/// The number in an id of that date, which counts from 1; 0 stands before the first. Nothing for an
/// id of another date, or for what is none.
std::optional<std::uint32_t> number_of_dated_id(Date date, std::string_view id);

/// The place behind an id of that date, from 0.
std::optional<std::uint32_t> place_of_dated_id(Date date, std::string_view id);

}  // namespace gerai::api
