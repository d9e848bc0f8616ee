#pragma once

#include "journal/journal.h"

namespace gerai::journal {

/// Asserts what every caller owes: additions in the order of their malls, records of that mall with
/// the seqs after `last`. Throws `std::invalid_argument` for a text that not every engine can keep
/// byte for byte (not UTF-8, or with a NUL).
void check(const Commit& commit);

/// Throws `Broken`: the caller has seen more of a mall than the database holds.
[[noreturn]] void throw_shorter(const std::string& mall);

/// Throws `Broken`: a date begins that the table of dates has already.
[[noreturn]] void throw_day_twice();

}  // namespace gerai::journal
