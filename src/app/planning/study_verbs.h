#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verbs `study` and `funnel`.
void add_study(CommandLine& line);

}  // namespace gerai::app
