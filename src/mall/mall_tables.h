#pragma once

#include "mall/mall.h"
#include "mall/table_reader.h"

namespace gerai::mall {

/// Reads the tables of a mall file one by one; what refers from one table to another is checked
/// afterwards (`mall_checks.h`).
Mall read_tables(TableReader& file);

}  // namespace gerai::mall
