#pragma once

#include "mall/fault_list.h"
#include "mall/mall.h"

namespace gerai::mall {

/// Checks what no table can tell alone: forms and doubles of ids, references, hours in order,
/// circles of `after`. A value that could not be read (empty, or 0) already has its fault and is
/// passed over.
void check_mall(const Mall& mall, FaultList& faults);

}  // namespace gerai::mall
