#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "journal/postgres_connection.h"

namespace gerai::journal::postgres {

struct Statement {
    std::string_view sql;
    Parameters parameters;
};

/// Runs the statements as one transaction in one round trip: all are sent, and the commit after
/// them, before the first answer is waited for. Gives why one failed, and then none has happened;
/// or nothing when all is committed. When the connection was lost nobody knows, and the refusal's
/// state is empty.
std::optional<Refusal> run_together(Connection& connection, std::span<const Statement> statements);

}  // namespace gerai::journal::postgres
