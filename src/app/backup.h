#pragma once

#include <cstddef>
#include <filesystem>

#include "app/command_line.h"

namespace gerai::app {

/// What was found in a database that was restored.
struct Restored {
    std::size_t malls = 0;
    std::size_t records = 0;
    std::size_t differences = 0;  ///< Derived rows that were not as the journal says; now they are.
};

/// Copies the database of a backup to where a hall will find it, once it has shown that it is
/// whole: its pages, the seqs of every mall, and the derived rows. Throws a sentence when it is
/// not; then nothing stays behind.
Restored restore(const std::filesystem::path& backup, const std::filesystem::path& database);

/// Adds the verbs `backup`, `restore` and `rebuild`.
void add_backup(CommandLine& line);

}  // namespace gerai::app
