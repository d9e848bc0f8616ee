#pragma once

#include <optional>
#include <string>

#include "mall/table_reader.h"
#include "plan/scenario/scenario.h"

namespace gerai::plan {

/// Reads the change at a path for a mall as the changes before it have left it, and checks what it
/// names. Nothing for an unknown verb. What is wrong goes into the fault list.
std::optional<Change> read_change(const toml::table& change, const std::string& path,
                                  const mall::Mall& mall, mall::FaultList& faults);

}  // namespace gerai::plan
