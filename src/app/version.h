#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verb `version`.
void add_version(CommandLine& line);

}  // namespace gerai::app
