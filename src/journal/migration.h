#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "journal/sql.h"

namespace gerai::journal {

/// The newest version that these migrations lead to. They are numbered from 1 by their place, and
/// are never edited: a change of the schema is one more at the end.
constexpr std::int64_t newest(std::span<const std::string_view> migrations) {
    return static_cast<std::int64_t>(migrations.size());
}

/// Throws where the schema is newer than this program.
inline void refuse_newer(std::int64_t found, std::int64_t known) {
    if (found <= known) return;
    throw std::runtime_error("The database has schema version " + std::to_string(found) +
                             ", and this gerai knows versions up to " + std::to_string(known) +
                             ". Start the newer gerai that made it.");
}

/// Throws where the schema is not the newest, for who only reads.
template <class Connection>
void require_newest(Connection& connection, std::span<const std::string_view> migrations) {
    std::int64_t found = 0;
    if (connection.has_table("schema_version")) {
        auto rows = connection.query(sql::schema_version);
        rows.next();
        found = rows.integer(0);
    }
    refuse_newer(found, newest(migrations));
    if (found == newest(migrations)) return;
    throw std::runtime_error("The database has schema version " + std::to_string(found) +
                             ", and this gerai needs version " +
                             std::to_string(newest(migrations)) +
                             ". `gerai serve` brings it up to date.");
}

/// Brings a database to the newest schema. Each migration is one transaction with its number, so
/// that an interrupted one leaves the old schema or the new.
template <class Connection>
void migrate(Connection& connection, std::span<const std::string_view> migrations) {
    const auto version = [&] {
        auto rows = connection.query(sql::schema_version);
        rows.next();
        return rows.integer(0);
    };
    while (true) {
        auto transaction = connection.begin_migration();
        connection.script(sql::create_schema_version);
        const std::int64_t found = version();
        refuse_newer(found, newest(migrations));
        if (found == newest(migrations)) return transaction.commit();

        connection.script(migrations[static_cast<std::size_t>(found)]);
        connection.run(sql::add_schema_version, found + 1);
        transaction.commit();
    }
}

}  // namespace gerai::journal
