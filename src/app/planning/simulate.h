#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verb `simulate`.
void add_simulate(CommandLine& line);

}  // namespace gerai::app
