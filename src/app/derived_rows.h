#pragma once

#include <cstddef>
#include <vector>

#include "journal/journal.h"

namespace gerai::app {

/// The derived tables as the journal says that they are.
struct DerivedRows {
    std::vector<journal::CodeRow> codes;  ///< In the order of their codes.
    std::vector<journal::DayRow> days;    ///< In the order of mall and date.
    std::size_t records = 0;              ///< That were read for it.

    friend bool operator==(const DerivedRows&, const DerivedRows&) = default;
};

/// Reads the whole journal. Throws `Broken` when a record is missing or cannot be read.
DerivedRows derived_rows(journal::Reader& reader);

/// Rows of `kept` that the journal does not give, and rows that `kept` lacks.
std::size_t difference(const DerivedRows& from_journal, journal::Reader& kept);

}  // namespace gerai::app
