#pragma once

#include "plan/scenario/scenario.h"

/// The parts of a scenario, for those who read it and those who apply it.
namespace gerai::plan {

/// The counters that give at least one service of an agency, by number.
std::vector<int> counters_of_agency(const mall::Mall& mall, std::string_view agency);

/// One change of a mall's file; nothing where the file does not hold what is changed.
void apply_to_file(mall::Mall& mall, const Change& change);

}  // namespace gerai::plan
