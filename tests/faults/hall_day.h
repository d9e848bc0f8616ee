#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "journal/journal.h"

/// A little of a hall's day, and what must be left of it on a disk whatever happened.
namespace gerai::faults {

/// The commit that gives out the number after `last`: its record, its code and its answer.
journal::Commit number_after(std::int64_t last);

/// What is wrong with the database, or nothing: SQLite's own check; every number up to
/// `acknowledged` there, none after `asked_for`, dense, as they were written, each with its code
/// and its answer. Looks with SQLite alone.
std::string fault_of(const std::filesystem::path& database, std::int64_t acknowledged,
                     std::int64_t asked_for);

}  // namespace gerai::faults
