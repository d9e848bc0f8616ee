#pragma once

#include <filesystem>
#include <memory>

#include "journal/journal.h"

namespace gerai::journal::sqlite {

/// The database in a SQLite file. One connection of one process writes it and moves its log; any
/// number read. Every commit is synced before `append` returns.
std::unique_ptr<Database> open(const std::filesystem::path& file);

}  // namespace gerai::journal::sqlite
