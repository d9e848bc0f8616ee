#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verb `calibrate`.
void add_calibrate(CommandLine& line);

}  // namespace gerai::app
