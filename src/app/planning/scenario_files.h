#pragma once

#include <string>
#include <vector>

#include "mall/mall.h"
#include "plan/scenario/scenario.h"

namespace gerai::app {

/// Reads and checks scenario files for a mall. Tells every fault of every file on the standard
/// error and throws `WrongCall` when there is one; `undone` says what did not happen because of it.
std::vector<plan::Scenario> read_scenarios(const std::vector<std::string>& files,
                                           const mall::Mall& mall, const std::string& undone);

}  // namespace gerai::app
