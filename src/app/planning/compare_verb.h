#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verb `compare`.
void add_compare(CommandLine& line);

}  // namespace gerai::app
