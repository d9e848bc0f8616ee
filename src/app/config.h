#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verb `config show`.
void add_config(CommandLine& line);

}  // namespace gerai::app
