#pragma once

#include <memory>
#include <string>

#include "journal/journal.h"

namespace gerai::journal::postgres {

/// The database that a PostgreSQL server keeps; several servers of ours may write it. The address
/// goes to libpq as it is.
std::unique_ptr<Database> open(const std::string& address);

}  // namespace gerai::journal::postgres
