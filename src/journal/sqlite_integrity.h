#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace gerai::journal::sqlite {

/// What is wrong with the pages, indexes and constraints of a database file, in SQLite's words;
/// nothing when it is whole. Reads all of it.
std::optional<std::string> integrity_fault(const std::filesystem::path& file);

}  // namespace gerai::journal::sqlite
