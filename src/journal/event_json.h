#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hall/event.h"
#include "journal/journal.h"

/// How an event is written in the journal, and read again (format: docs/journal.md). An event names
/// things by their place in the Day; the journal writes the ids and numbers behind them, so that it
/// can be read without the Day.
namespace gerai::journal {

/// The word of the event's kind: `issued`, `called` ...
std::string_view type_of(const hall::Event& event);

/// The version in which `encode` writes events of this kind.
int version_of(const hall::Event& event);

/// The body: JSON on one line, with its members always in the same order.
std::string encode(const hall::Event& event, const hall::Rules& rules);

/// The event of a record under the rules in force before it. Throws `Broken` when the record is of
/// a type or version that this program does not know, or its body does not fit.
hall::Event decode(const Record& record, const hall::Rules& rules);

/// The seqs of the mall files that a `day` record names, oldest first. Throws as `decode` does.
std::vector<std::int64_t> versions_of(const Record& day);

/// The seq of the document on forming that a `day` record names; 0: it names none. Throws as
/// `decode` does.
std::int64_t forming_of(const Record& day);

}  // namespace gerai::journal
