#pragma once

#include <span>
#include <string_view>

namespace gerai::journal::sqlite {

/// The schema of the SQLite file, from nothing to the newest. Append only.
std::span<const std::string_view> migrations();

}  // namespace gerai::journal::sqlite
