#include "journal/sqlite_connection.h"

#include <sqlite3.h>

#include <cassert>
#include <cerrno>
#include <cstring>
#include <new>
#include <stdexcept>
#include <string>

#include "journal/journal.h"

namespace gerai::journal::sqlite {

namespace {

constexpr std::string_view writer_settings = R"(
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA cache_size = -32000;
    PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;)";

constexpr std::string_view reader_settings = R"(
    PRAGMA query_only = 1;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA mmap_size = 0;
    PRAGMA temp_store = MEMORY;)";

enum class Kind { passing, memory, final };

/// Whether an input or output error may pass: the disk is full or read-only. The index of the log
/// in shared memory holds nothing that lasts, so failing to enlarge it loses nothing.
bool may_pass(int extended, int system) {
    if (extended == SQLITE_IOERR_SHMSIZE || extended == SQLITE_IOERR_SHMOPEN ||
        extended == SQLITE_IOERR_SHMMAP)
        return true;
    return extended == SQLITE_IOERR_WRITE &&
           (system == ENOSPC || system == EROFS || system == EDQUOT);
}

Kind kind_of(int extended, int system) {
    if (extended == SQLITE_IOERR_NOMEM) return Kind::memory;
    switch (extended & 0xff) {
        case SQLITE_NOMEM: return Kind::memory;
        case SQLITE_FULL:
        case SQLITE_READONLY:
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
        case SQLITE_CANTOPEN: return Kind::passing;
        case SQLITE_IOERR: return may_pass(extended, system) ? Kind::passing : Kind::final;
        default: return Kind::final;
    }
}

void configure(sqlite3* handle, int option, int value) {
    if (sqlite3_db_config(handle, option, value, nullptr) != SQLITE_OK) fail(handle);
}

void keep_out_of_the_log(sqlite3* handle) {
    configure(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
}

/// The write-ahead log is a property of the file, made when the file is made.
void use_write_ahead_log(Connection& connection) {
    std::string mode;
    auto rows = connection.query("PRAGMA journal_mode = WAL");
    while (rows.next()) mode = rows.text(0);  // To the end, where it is committed.
    if (mode != "wal") {
        throw std::runtime_error(
            "The file system of the data directory cannot hold SQLite's write-ahead log (it needs "
            "shared memory between processes). Put the data directory on a local disk.");
    }
}

void require_file(const std::filesystem::path& file) {
    if (std::filesystem::exists(file)) return;
    throw std::runtime_error("There is no database at " + file.string() +
                             ". `gerai serve` makes one.");
}

}  // namespace

void fail(sqlite3* connection) {
    // SQLite's own copy of errno misses a commit that fails; nothing has changed it since.
    const int system = errno;
    const int code = sqlite3_extended_errcode(connection);
    const std::string why = std::string(sqlite3_errmsg(connection)) + " (SQLite error " +
                            std::to_string(code) +
                            (system != 0 ? std::string(", ") + std::strerror(system) : "") + ")";
    switch (kind_of(code, system)) {
        case Kind::memory: throw std::bad_alloc();
        case Kind::passing:
            throw Unwritable("The database file cannot be written or reached now: " + why + ".");
        case Kind::final: break;
    }
    throw Broken("The database file can no longer be trusted: " + why + ".");
}

Rows::~Rows() { sqlite3_reset(statement_); }

bool Rows::next() {
    errno = 0;
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    fail(connection_);
}

std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Rows::text(int column) const { return bytes(column); }

std::string_view Rows::bytes(int column) const {
    const auto* const start = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Transaction::Transaction(Connection& connection) : connection_(connection) {
    connection_.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (sqlite3_get_autocommit(connection_.handle()) == 0) connection_.roll_back();
}

void Transaction::commit() { connection_.run("COMMIT"); }

Connection::Connection(const std::filesystem::path& file, Use use) {
    if (use == Use::writing) lock_.emplace(file);
    if (use == Use::reading) require_file(file);

    sqlite3* opened = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                      (use == Use::writing ? SQLITE_OPEN_CREATE : 0);
    const int result = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
    handle_.reset(opened);
    if (opened == nullptr) throw std::bad_alloc();
    if (result != SQLITE_OK) fail(opened);

    sqlite3_extended_result_codes(opened, 1);
    sqlite3_busy_timeout(opened, busy_milliseconds);
    configure(opened, SQLITE_DBCONFIG_DQS_DML, 0);
    configure(opened, SQLITE_DBCONFIG_DQS_DDL, 0);
    if (use == Use::reading) keep_out_of_the_log(opened);
    if (use == Use::writing) use_write_ahead_log(*this);
    script(use == Use::writing ? writer_settings : reader_settings);
}

void Connection::script(std::string_view sql) {
    errno = 0;
    if (sqlite3_exec(handle(), std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(handle());
}

bool Connection::has_table(std::string_view name) {
    return query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", name).next();
}

void Connection::roll_back() {
    // Fails only when the failure itself has rolled back already.
    sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    assert(sqlite3_get_autocommit(handle()) != 0);
}

sqlite3_stmt* Connection::prepared(std::string_view sql) {
    auto& statement = statements_[sql];
    if (statement == nullptr) {
        sqlite3_stmt* made = nullptr;
        const int result = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                              SQLITE_PREPARE_PERSISTENT, &made, nullptr);
        statement.reset(made);
        if (result != SQLITE_OK) fail(handle());
    }
    assert(sqlite3_stmt_busy(statement.get()) == 0);
    return statement.get();
}

std::int64_t Connection::changes() const { return sqlite3_changes64(handle()); }

void Connection::bind(sqlite3_stmt* statement, int parameter, std::int64_t value) {
    sqlite3_bind_int64(statement, parameter, value);
}

void Connection::bind(sqlite3_stmt* statement, int parameter, std::string_view value) {
    sqlite3_bind_text64(statement, parameter, value.data() == nullptr ? "" : value.data(),
                        value.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Connection::bind(sqlite3_stmt* statement, int parameter, Bytes value) {
    sqlite3_bind_blob64(statement, parameter,
                        value.value.data() == nullptr ? "" : value.value.data(), value.value.size(),
                        SQLITE_STATIC);
}

void Connection::bind(sqlite3_stmt* statement, int parameter, const Code& value) {
    sqlite3_bind_blob64(statement, parameter, value.bytes.data(), value.bytes.size(),
                        SQLITE_STATIC);
}

void Connection::Close::operator()(sqlite3* handle) const { sqlite3_close(handle); }

void Connection::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

}  // namespace gerai::journal::sqlite
