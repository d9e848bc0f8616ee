#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verb `plan`.
void add_plan(CommandLine& line);

}  // namespace gerai::app
