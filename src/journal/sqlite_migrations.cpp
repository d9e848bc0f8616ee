#include "journal/sqlite_migrations.h"

#include <array>

namespace gerai::journal::sqlite {

namespace {

// Times are microseconds since 1970, UTC; business dates are texts like 2026-11-25.
constexpr std::string_view journal_and_its_tables = R"(
    CREATE TABLE journal (
        mall TEXT NOT NULL,
        seq INTEGER NOT NULL,
        type TEXT NOT NULL,
        version INTEGER NOT NULL,
        business_date TEXT NOT NULL,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (mall, seq)
    ) STRICT;

    CREATE TABLE day (
        mall TEXT NOT NULL,
        business_date TEXT NOT NULL,
        first_seq INTEGER NOT NULL,
        PRIMARY KEY (mall, business_date)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE code (
        code BLOB NOT NULL PRIMARY KEY,
        short_code INTEGER NOT NULL UNIQUE,
        mall TEXT NOT NULL,
        business_date TEXT NOT NULL,
        visit INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE answer (
        mall TEXT NOT NULL,
        actor TEXT NOT NULL,
        path TEXT NOT NULL,
        key TEXT NOT NULL,
        fingerprint BLOB NOT NULL,
        status INTEGER NOT NULL,
        content_type TEXT NOT NULL,
        body BLOB NOT NULL,
        kept_at INTEGER NOT NULL,
        PRIMARY KEY (mall, actor, path, key)
    ) STRICT;
    CREATE INDEX answer_kept_at ON answer (kept_at);

    CREATE TABLE setting (
        name TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;)";

constexpr std::string_view tokens = R"(
    CREATE TABLE token (
        id TEXT NOT NULL PRIMARY KEY,
        hash TEXT NOT NULL,
        role TEXT NOT NULL,
        mall TEXT NOT NULL,
        agency TEXT NOT NULL,
        counter INTEGER NOT NULL,
        device TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        revoked_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;)";

constexpr auto all = std::to_array<std::string_view>({journal_and_its_tables, tokens});

}  // namespace

std::span<const std::string_view> migrations() { return all; }

}  // namespace gerai::journal::sqlite
