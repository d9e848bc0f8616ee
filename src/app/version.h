#pragma once

#include <string>

#include "app/command_line.h"

namespace gerai::app {

/// The version of this program, such as `0.1.0`.
std::string version();

/// The commit that it was built from, or `unknown`.
std::string commit();

/// Adds the verb `version`.
void add_version(CommandLine& line);

}  // namespace gerai::app
