#include "journal/sqlite_integrity.h"

#include "journal/sqlite_connection.h"

namespace gerai::journal::sqlite {

std::optional<std::string> integrity_fault(const std::filesystem::path& file) {
    Connection connection(file, Use::reading);
    auto rows = connection.query("PRAGMA integrity_check(1)");
    if (!rows.next()) return "it says nothing about itself";
    if (rows.text(0) == "ok") return std::nullopt;
    return std::string(rows.text(0));
}

}  // namespace gerai::journal::sqlite
