#include "journal/postgres_connection.h"

#include <endian.h>
#include <libpq-fe.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstring>
#include <new>
#include <stdexcept>
#include <thread>
#include <utility>

#include "journal/journal.h"
#include "journal/postgres_settings.h"

namespace gerai::journal::postgres {

namespace {

// The types' numbers in PostgreSQL's catalogue, which never change.
constexpr unsigned bytea = 17;
constexpr unsigned bytea_array = 1001;
constexpr unsigned int8 = 20;
constexpr unsigned int8_array = 1016;
constexpr unsigned text = 25;
constexpr unsigned text_array = 1009;

constexpr int binary = 1;

using std::chrono::milliseconds;

// Between the attempts to connect again; a server that has restarted is back within the last.
constexpr auto pauses = std::to_array({milliseconds{0}, milliseconds{50}, milliseconds{250}});
constexpr milliseconds patience{2'000};

// A plan must not depend on how small a table was when it was made; the server must not wait for
// ever on another's transaction, nor another on ours.
constexpr const char* writer_settings =
    "SET enable_seqscan = off; SET jit = off; SET plan_cache_mode = force_generic_plan; "
    "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'";
constexpr const char* reader_settings = "SET default_transaction_read_only = on";

constexpr std::string_view show_settings =
    "SELECT current_setting('fsync'), current_setting('full_page_writes'), "
    "current_setting('synchronous_commit'), current_setting('server_encoding')";

void append_number(std::string& to, std::uint32_t value) {
    const std::uint32_t big = htobe32(value);
    to.append(reinterpret_cast<const char*>(&big), sizeof big);
}

std::array<char, sizeof(std::int64_t)> big_endian(std::int64_t value) {
    const std::uint64_t big = htobe64(static_cast<std::uint64_t>(value));
    std::array<char, sizeof big> bytes{};
    std::memcpy(bytes.data(), &big, sizeof big);
    return bytes;
}

bool succeeded(const pg_result* result) {
    const auto status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

std::string field(const pg_result* result, int which) {
    const char* const found = PQresultErrorField(result, which);
    return found == nullptr ? "" : found;
}

std::string one_line(std::string message) {
    std::ranges::replace(message, '\n', ' ');
    while (message.ends_with(' ') || message.ends_with('.')) message.pop_back();
    return message;
}

/// Whether what stands in the way may pass: out of reach, out of space or other resources, shutting
/// down, read-only, waited too long, or overtaken.
bool may_pass(std::string_view state) {
    constexpr auto classes = std::to_array<std::string_view>({"08", "28", "3D", "40", "53", "57"});
    return state.empty() || state == "25006" || state == "25P03" || state == "55P03" ||
           std::ranges::any_of(classes, [&](auto each) { return state.starts_with(each); });
}

}  // namespace

void Clear::operator()(pg_result* result) const { PQclear(result); }

void Connection::Close::operator()(pg_conn* handle) const { PQfinish(handle); }

Column::Column(unsigned type, unsigned element, std::size_t rows) : type_(type) {
    append_number(encoded_, 1);  // Dimensions.
    append_number(encoded_, 0);  // No nulls.
    append_number(encoded_, element);
    append_number(encoded_, static_cast<std::uint32_t>(rows));
    append_number(encoded_, 1);  // The first index.
}

Column Column::of_texts(std::size_t rows) { return {text_array, text, rows}; }
Column Column::of_integers(std::size_t rows) { return {int8_array, int8, rows}; }
Column Column::of_bytes(std::size_t rows) { return {bytea_array, bytea, rows}; }

void Column::add(std::string_view value) {
    append_number(encoded_, static_cast<std::uint32_t>(value.size()));
    encoded_.append(value);
}

void Column::add(std::int64_t value) {
    const auto bytes = big_endian(value);
    add(std::string_view(bytes.data(), bytes.size()));
}

void Parameters::add(unsigned type, std::string_view bytes) {
    types_.push_back(type);
    values_.push_back(bytes.data() == nullptr ? "" : bytes.data());
    lengths_.push_back(static_cast<int>(bytes.size()));
    formats_.push_back(binary);
}

void Parameters::add(std::int64_t value) {
    const auto& bytes = integers_.emplace_front(big_endian(value));
    add(int8, {bytes.data(), bytes.size()});
}

void Parameters::add(std::string_view value) { add(text, value); }

void Parameters::add(const Code& value) {
    add(bytea, {reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()});
}

void Parameters::add(const Column& value) { add(value.type(), value.encoded()); }

bool Rows::next() { return ++row_ < PQntuples(result_.get()); }

std::int64_t Rows::integer(int column) const {
    assert(PQgetlength(result_.get(), row_, column) == sizeof(std::int64_t));
    std::uint64_t big = 0;
    std::memcpy(&big, PQgetvalue(result_.get(), row_, column), sizeof big);
    return static_cast<std::int64_t>(be64toh(big));
}

std::string_view Rows::bytes(int column) const {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

Transaction::Transaction(Connection& connection, std::string_view begin) : connection_(connection) {
    connection_.script(begin);
}

Transaction::~Transaction() {
    if (is_open_) connection_.roll_back();
}

void Transaction::commit() {
    connection_.script("COMMIT");
    is_open_ = false;
}

Refusal refusal_of(pg_conn* connection, const pg_result* result) {
    if (result == nullptr) return {.state = "", .table = "", .message = PQerrorMessage(connection)};
    return {.state = field(result, PG_DIAG_SQLSTATE),
            .table = field(result, PG_DIAG_TABLE_NAME),
            .message = PQresultErrorMessage(result)};
}

void fail(const Refusal& refusal) {
    const std::string why = one_line(refusal.message) +
                            (refusal.state.empty() ? "" : " (SQLSTATE " + refusal.state + ")");
    if (may_pass(refusal.state))
        throw Unwritable("The database cannot be written or reached now: " + why + ".");
    throw Broken("The database refuses what it should take: " + why + ".");
}

Connection::Connection(std::string address, Use use) : address_(std::move(address)), use_(use) {
    connect();
}

void Connection::connect() {
    names_.clear();
    // What the address says overrides what stands before it.
    const auto names = std::to_array<const char*>(
        {"application_name", "connect_timeout", "tcp_user_timeout", "keepalives_idle",
         "keepalives_interval", "target_session_attrs", "dbname", "client_encoding", nullptr});
    const auto values = std::to_array<const char*>({"gerai", "2", "10000", "10", "5",
                                                    use_ == Use::writing ? "read-write" : "any",
                                                    address_.c_str(), "UTF8", nullptr});
    handle_.reset(PQconnectdbParams(names.data(), values.data(), 1));
    if (handle() == nullptr) throw std::bad_alloc();
    if (is_lost()) fail(refusal_of(handle(), nullptr));
    PQsetNoticeReceiver(handle(), [](void*, const PGresult*) {}, nullptr);
    configure();
}

void Connection::configure() {
    script(use_ == Use::writing ? writer_settings : reader_settings);
    if (use_ == Use::reading) return;
    Rows found(run_once(show_settings, {}));
    found.next();
    refuse_unsafe({.fsync = std::string(found.text(0)),
                   .full_page_writes = std::string(found.text(1)),
                   .synchronous_commit = std::string(found.text(2)),
                   .server_encoding = std::string(found.text(3))});
}

bool Connection::is_lost() const { return PQstatus(handle()) != CONNECTION_OK; }

void Connection::revive() {
    // A server that went away while nothing was asked has left word of it, and an end.
    for (int read = 0; read < 2 && !is_lost(); ++read) PQconsumeInput(handle());
    if (!is_lost()) return;
    const auto began = std::chrono::steady_clock::now();
    std::string why;
    for (const milliseconds pause : pauses) {
        std::this_thread::sleep_for(pause);
        try {
            connect();
            return;
        } catch (const std::runtime_error& error) {
            why = error.what();
        }
        if (std::chrono::steady_clock::now() - began > patience) break;
    }
    throw Unwritable(why);
}

void Connection::script(std::string_view sql) {
    const Result result(PQexec(handle(), std::string(sql).c_str()));
    if (!succeeded(result.get())) fail(refusal_of(handle(), result.get()));
}

Transaction Connection::begin_migration() {
    revive();
    return Transaction(*this, "BEGIN; SELECT pg_advisory_xact_lock(7143280315)");  // One at a time.
}

bool Connection::has_table(std::string_view name) {
    return query(
               "SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() "
               "AND table_name = $1",
               name)
        .next();
}

void Connection::roll_back() {
    if (PQpipelineStatus(handle()) != PQ_PIPELINE_OFF) handle_.reset();
    if (handle() != nullptr && PQtransactionStatus(handle()) != PQTRANS_IDLE)
        PQclear(PQexec(handle(), "ROLLBACK"));
}

const std::string& Connection::prepared(std::string_view sql, const Parameters& parameters) {
    const auto known = names_.find(sql);
    if (known != names_.end()) return known->second;

    std::string name = "s" + std::to_string(names_.size());
    const Result result(PQprepare(handle(), name.c_str(), std::string(sql).c_str(),
                                  parameters.count(), parameters.types()));
    if (!succeeded(result.get())) fail(refusal_of(handle(), result.get()));
    return names_.emplace(sql, std::move(name)).first->second;
}

Result Connection::run_once(std::string_view sql, const Parameters& parameters) {
    const std::string& name = prepared(sql, parameters);
    Result result(PQexecPrepared(handle(), name.c_str(), parameters.count(), parameters.values(),
                                 parameters.lengths(), parameters.formats(), binary));
    if (!succeeded(result.get())) fail(refusal_of(handle(), result.get()));
    return result;
}

Result Connection::run_prepared(std::string_view sql, const Parameters& parameters) {
    const bool is_alone = is_lost() || PQtransactionStatus(handle()) == PQTRANS_IDLE;
    if (!is_alone) return run_once(sql, parameters);
    revive();
    try {
        return run_once(sql, parameters);
    } catch (const Unwritable&) {
        if (!is_lost()) throw;
    }
    revive();
    return run_once(sql, parameters);
}

}  // namespace gerai::journal::postgres
