#pragma once

#include <boost/json/object.hpp>
#include <expected>
#include <memory>
#include <string>

#include "app/command_line.h"
#include "app/work.h"
#include "journal/clock.h"
#include "journal/writer.h"
#include "mall/mall.h"

namespace gerai::app {

/// Hands a mall file to the writer for an actor, and waits until it is durable. Gives why the hall
/// does not take it, in a sentence; empty when it does. Any thread but the writer's.
std::expected<std::string, journal::Failure> configure(journal::Writer& writer, std::string actor,
                                                       std::string text,
                                                       std::shared_ptr<const mall::Mall> mall);

/// Takes a mall file into force: `{"verb": "import", "file", "text"}`. The answer holds `mall`,
/// `is_new`, `changes`, and `faults` of a file that is not taken. Any thread but the writer's;
/// it waits until the file is durable.
Answer import_mall(journal::Writer& writer, const journal::Clock& clock, const Request& request);

/// Adds the verb `import`.
void add_import(CommandLine& line);

}  // namespace gerai::app
