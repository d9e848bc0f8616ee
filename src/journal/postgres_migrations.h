#pragma once

#include <span>
#include <string_view>

namespace gerai::journal::postgres {

/// The schema of the PostgreSQL database, from nothing to the newest. Append only.
std::span<const std::string_view> migrations();

}  // namespace gerai::journal::postgres
