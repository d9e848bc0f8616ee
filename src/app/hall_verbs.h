#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds `demo` and `watch`, which meet a running server over HTTP.
void add_hall_verbs(CommandLine& line);

}  // namespace gerai::app
