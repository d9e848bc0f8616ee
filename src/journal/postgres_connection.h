#pragma once

#include <array>
#include <cstdint>
#include <forward_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/code.h"

struct pg_conn;
struct pg_result;

namespace gerai::journal::postgres {

struct Clear {
    void operator()(pg_result* result) const;
};
using Result = std::unique_ptr<pg_result, Clear>;

/// A column of many rows, sent as one array.
class Column {
public:
    static Column of_texts(std::size_t rows);
    static Column of_integers(std::size_t rows);
    static Column of_bytes(std::size_t rows);

    void add(std::string_view value);
    void add(std::int64_t value);

    [[nodiscard]] std::string_view encoded() const { return encoded_; }
    [[nodiscard]] unsigned type() const { return type_; }

private:
    Column(unsigned type, unsigned element, std::size_t rows);

    unsigned type_;
    std::string encoded_;
};

/// The values of a statement, in PostgreSQL's binary form. What is given must outlive it.
class Parameters {
public:
    Parameters() = default;
    Parameters(Parameters&&) noexcept = default;
    Parameters& operator=(Parameters&&) noexcept = default;

    void add(std::int64_t value);
    void add(std::string_view value);
    void add(const Code& value);
    void add(const Column& value);

    [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
    [[nodiscard]] const unsigned* types() const { return types_.data(); }
    [[nodiscard]] const char* const* values() const { return values_.data(); }
    [[nodiscard]] const int* lengths() const { return lengths_.data(); }
    [[nodiscard]] const int* formats() const { return formats_.data(); }

private:
    void add(unsigned type, std::string_view bytes);

    std::forward_list<std::array<char, sizeof(std::int64_t)>> integers_;
    std::vector<unsigned> types_;
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

/// The rows of a statement that has run.
class Rows {
public:
    explicit Rows(Result result) : result_(std::move(result)) {}

    /// Goes to the next row; false when there is none.
    bool next();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const { return bytes(column); }
    [[nodiscard]] std::string_view bytes(int column) const;

private:
    Result result_;
    int row_ = -1;
};

/// What a server answers to a statement that fails.
struct Refusal {
    std::string state;  ///< The five characters of SQLSTATE; empty where the connection was lost.
    std::string table;
    std::string message;
};

enum class Use { writing, reading };

class Connection;

/// Everything between `begin` and `commit` happens or does not; without `commit` it does not.
class Transaction {
public:
    explicit Transaction(Connection& connection, std::string_view begin = "BEGIN");
    ~Transaction();

    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Connection& connection_;
    bool is_open_ = true;
};

/// A connection to a PostgreSQL database that is made anew when it was lost. Failures are thrown as
/// `Unwritable` and `Broken` say.
class Connection {
public:
    /// Connects, or throws. One for writing refuses a server that could lose what it acknowledged.
    Connection(std::string address, Use use);

    /// Runs a statement that is kept prepared; `sql` must live as long as the connection. Outside a
    /// transaction it is run again when the connection was lost, so it must bear to be run twice.
    template <class... Values>
    Rows query(std::string_view sql, const Values&... values) {
        Parameters parameters;
        (parameters.add(values), ...);
        return Rows(run_prepared(sql, parameters));
    }

    template <class... Values>
    void run(std::string_view sql, const Values&... values) {
        query(sql, values...);
    }

    /// Runs any number of statements that are not kept.
    void script(std::string_view sql);

    [[nodiscard]] Transaction begin_migration();
    [[nodiscard]] bool has_table(std::string_view name);

    /// Leaves a transaction, failed or not, or notices that the connection is lost.
    void roll_back();

    /// Makes a lost connection anew, with some patience; throws `Unwritable` where it cannot.
    void revive();

    [[nodiscard]] bool is_lost() const;

    /// The name of a prepared statement, prepared now if it was not.
    const std::string& prepared(std::string_view sql, const Parameters& parameters);

    [[nodiscard]] pg_conn* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(pg_conn* handle) const;
    };

    void connect();
    void configure();
    Result run_prepared(std::string_view sql, const Parameters& parameters);
    Result run_once(std::string_view sql, const Parameters& parameters);

    std::string address_;
    Use use_;
    std::unique_ptr<pg_conn, Close> handle_;
    std::unordered_map<std::string_view, std::string> names_;
};

/// Why a statement failed.
Refusal refusal_of(pg_conn* connection, const pg_result* result);

/// Throws the exception that fits.
[[noreturn]] void fail(const Refusal& refusal);

}  // namespace gerai::journal::postgres
