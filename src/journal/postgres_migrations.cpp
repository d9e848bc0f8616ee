#include "journal/postgres_migrations.h"

#include <array>

namespace gerai::journal::postgres {

namespace {

// Times are microseconds since 1970, UTC; business dates are texts like 2026-11-25. All integers
// are BIGINT, and texts are ordered by their bytes, as on SQLite.
constexpr std::string_view journal_and_its_tables = R"(
    CREATE TABLE journal (
        mall TEXT COLLATE "C" NOT NULL,
        seq BIGINT NOT NULL,
        type TEXT NOT NULL,
        version BIGINT NOT NULL,
        business_date TEXT COLLATE "C" NOT NULL,
        at BIGINT NOT NULL,
        actor TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (mall, seq)
    );

    CREATE TABLE day (
        mall TEXT COLLATE "C" NOT NULL,
        business_date TEXT COLLATE "C" NOT NULL,
        first_seq BIGINT NOT NULL,
        PRIMARY KEY (mall, business_date)
    );

    CREATE TABLE code (
        code BYTEA NOT NULL PRIMARY KEY,
        short_code BIGINT NOT NULL UNIQUE,
        mall TEXT COLLATE "C" NOT NULL,
        business_date TEXT COLLATE "C" NOT NULL,
        visit BIGINT NOT NULL
    );

    CREATE TABLE answer (
        mall TEXT COLLATE "C" NOT NULL,
        actor TEXT COLLATE "C" NOT NULL,
        path TEXT COLLATE "C" NOT NULL,
        key TEXT COLLATE "C" NOT NULL,
        fingerprint BYTEA NOT NULL,
        status BIGINT NOT NULL,
        content_type TEXT NOT NULL,
        body BYTEA NOT NULL,
        kept_at BIGINT NOT NULL,
        PRIMARY KEY (mall, actor, path, key)
    );
    CREATE INDEX answer_kept_at ON answer (kept_at);

    CREATE TABLE setting (
        name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    );)";

constexpr std::string_view tokens = R"(
    CREATE TABLE token (
        id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
        hash TEXT NOT NULL,
        role TEXT NOT NULL,
        mall TEXT NOT NULL,
        agency TEXT NOT NULL,
        counter BIGINT NOT NULL,
        device TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        revoked_at BIGINT NOT NULL
    );)";

constexpr auto all = std::to_array<std::string_view>({journal_and_its_tables, tokens});

}  // namespace

std::span<const std::string_view> migrations() { return all; }

}  // namespace gerai::journal::postgres
