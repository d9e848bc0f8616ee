#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verb `forecast`.
void add_forecast(CommandLine& line);

}  // namespace gerai::app
