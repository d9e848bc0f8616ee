#pragma once

#include "app/command_line.h"

namespace gerai::app {

/// Adds the verb `audit`.
void add_audit(CommandLine& line);

}  // namespace gerai::app
