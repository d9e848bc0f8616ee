#pragma once

#include <boost/json/object.hpp>

#include "app/command_line.h"
#include "app/work.h"
#include "journal/clock.h"
#include "journal/writer.h"

namespace gerai::app {

/// Takes a mall file into force: `{"verb": "import", "file", "text"}`. The answer holds `mall`,
/// `is_new`, `changes`, and `faults` of a file that is not taken. Any thread but the writer's;
/// it waits until the file is durable.
Answer import_mall(journal::Writer& writer, const journal::Clock& clock, const Request& request);

/// Adds the verb `import`.
void add_import(CommandLine& line);

}  // namespace gerai::app
