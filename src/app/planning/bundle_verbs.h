#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verb `bundle` with `export`, `simulate` and `check`.
void add_bundle(CommandLine& line);

}  // namespace gerai::app
