#pragma once

#include <filesystem>
#include <string>

namespace gerai::journal::sqlite {

/// Copies a database as it is at one moment, while it is in use, into a new file, or into an
/// existing directory under its own name. The copy is on the disk when this returns, and never
/// there in part.
void back_up(const std::filesystem::path& file, const std::filesystem::path& to);

}  // namespace gerai::journal::sqlite
