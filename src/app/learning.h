#pragma once

#include <string>

#include "api/estimate_book.h"
#include "journal/archive.h"
#include "journal/writer.h"

namespace gerai::app {

/// Learns what the last dates of a mall say of its waits, from the journal: a date at a time on the
/// archive's thread, and what has happened since on the writer's, where nothing happens meanwhile.
/// Until then the mall tells no estimates. All outlive the writer.
void learn_waits(journal::Archive& archive, journal::Writer& writer, api::EstimateBook& book,
                 const std::string& mall);

}  // namespace gerai::app
