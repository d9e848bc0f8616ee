#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "core/code.h"
#include "journal/file_lock.h"

struct sqlite3;
struct sqlite3_stmt;

namespace gerai::journal::sqlite {

/// The bytes of a value that is not text.
struct Bytes {
    std::string_view value;
};

/// How long a statement waits for another process that is recovering the log.
inline constexpr int busy_milliseconds = 5'000;

enum class Use { writing, reading };

/// The rows of a running statement. What `text` and `bytes` give is valid until the next row.
class Rows {
public:
    Rows(sqlite3* connection, sqlite3_stmt* statement)
        : connection_(connection), statement_(statement) {}
    ~Rows();

    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    /// Goes to the next row; false when there is none.
    bool next();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view bytes(int column) const;

private:
    sqlite3* connection_;
    sqlite3_stmt* statement_;
};

class Connection;

/// Everything between `begin` and `commit` happens or does not; without `commit` it does not.
class Transaction {
public:
    explicit Transaction(Connection& connection);
    ~Transaction();

    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Connection& connection_;
};

/// A connection to a SQLite file. The one for writing holds the lock of the file, and does all
/// writes and all checkpoints; one for reading changes nothing, not even when it is the last to
/// close. Failures are thrown as `Unwritable` and `Broken` say.
class Connection {
public:
    Connection(const std::filesystem::path& file, Use use);

    /// Runs a statement that is kept prepared; `sql` must live as long as the connection, and
    /// values as long as the rows. One that changes something is for `run`: it is committed at its
    /// end, and what fails there would not be seen here.
    template <class... Values>
    Rows query(std::string_view sql, const Values&... values) {
        sqlite3_stmt* const statement = prepared(sql);
        int parameter = 0;
        (bind(statement, ++parameter, values), ...);
        return {handle_.get(), statement};
    }

    /// Runs a statement to its end, and gives how many rows it changed.
    template <class... Values>
    std::int64_t run(std::string_view sql, const Values&... values) {
        {
            auto rows = query(sql, values...);
            while (rows.next()) continue;
        }
        return changes();
    }

    /// Runs any number of statements that are not kept.
    void script(std::string_view sql);

    [[nodiscard]] Transaction begin_migration() { return Transaction(*this); }

    [[nodiscard]] bool has_table(std::string_view name);

    /// Ends a transaction that was left open by a failure.
    void roll_back();

    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    sqlite3_stmt* prepared(std::string_view sql);
    [[nodiscard]] std::int64_t changes() const;

    static void bind(sqlite3_stmt* statement, int parameter, std::int64_t value);
    static void bind(sqlite3_stmt* statement, int parameter, std::string_view value);
    static void bind(sqlite3_stmt* statement, int parameter, Bytes value);
    static void bind(sqlite3_stmt* statement, int parameter, const Code& value);

    std::optional<FileLock> lock_;  // Given back last.
    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<std::string_view, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

/// Throws the exception that fits the connection's last error, just after it; `errno` was cleared
/// before.
[[noreturn]] void fail(sqlite3* connection);

}  // namespace gerai::journal::sqlite
