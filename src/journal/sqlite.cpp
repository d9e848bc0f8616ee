#include "journal/sqlite.h"

#include <sqlite3.h>

#include <cerrno>
#include <string>
#include <utility>

#include "journal/commit_check.h"
#include "journal/migration.h"
#include "journal/reading.h"
#include "journal/sqlite_backup.h"
#include "journal/sqlite_connection.h"
#include "journal/sqlite_migrations.h"

namespace gerai::journal::sqlite {

namespace {

// Pages of 4 KiB in the write-ahead log before a commit moves them into the file.
constexpr int log_pages_max = 8'192;

// A log that readers have held open beyond this is cut when there is time.
constexpr int log_pages_kept = 2 * log_pages_max;

std::int64_t microseconds(Instant at) { return at.time_since_epoch().count(); }

/// Moves the log into the file, when it is due.
class Log {
public:
    explicit Log(Connection& connection) : connection_(connection) {
        sqlite3_wal_hook(connection.handle(), committed, this);
    }

    void keep_small() {
        if (pages_ < due_) return;
        due_ = pages_ + log_pages_max;
        move(SQLITE_CHECKPOINT_PASSIVE);
    }

    void clear() {
        move(SQLITE_CHECKPOINT_PASSIVE);
        if (pages_ < log_pages_kept) return;
        sqlite3_busy_timeout(connection_.handle(), 0);  // Readers are not waited for.
        move(SQLITE_CHECKPOINT_TRUNCATE);
        sqlite3_busy_timeout(connection_.handle(), busy_milliseconds);
    }

private:
    static int committed(void* log, sqlite3* /*connection*/, const char* /*name*/, int pages) {
        auto& self = *static_cast<Log*>(log);
        if (pages < self.pages_) self.due_ = log_pages_max;  // It began anew.
        self.pages_ = pages;
        return SQLITE_OK;
    }

    /// What does not fit on the disk or is in a reader's way is moved another time.
    void move(int mode) {
        errno = 0;
        const int result =
            sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, mode, nullptr, nullptr);
        if (result == SQLITE_OK) return;
        try {
            fail(connection_.handle());
        } catch (const Unwritable&) {
            return;
        }
    }

    Connection& connection_;
    int pages_ = 0;
    int due_ = log_pages_max;
};

class SqliteJournal final : public Reading<Journal, Connection> {
public:
    explicit SqliteJournal(const std::filesystem::path& file)
        : Reading(std::in_place, file, Use::writing), log_(connection()) {
        migrate(connection(), migrations());
    }

    Append append(const Commit& commit) override {
        check(commit);
        log_.keep_small();
        Transaction transaction(connection());
        for (const Addition& addition : commit.additions)
            if (!add_records(addition)) return Append::overtaken;
        for (const KeptAnswer& answer : commit.answers)
            if (!keep(answer)) return Append::overtaken;
        for (const Addition& addition : commit.additions)
            for (const CodeRow& row : addition.codes)
                if (!add(row)) return Append::code_taken;
        transaction.commit();
        return Append::done;
    }

    void forget_answers(Instant before) override {
        connection().run(sql::forget_answers, microseconds(before));
    }

    void add_token(const trust::TokenRow& token) override {
        connection().run(sql::add_token, token.id, token.hash, token.role, token.mall, token.agency,
                         static_cast<std::int64_t>(token.counter.value_or(0)), token.device,
                         microseconds(token.created_at), microseconds(token.expires_at),
                         microseconds(token.revoked_at.value_or(Instant{})));
    }

    bool revoke_token(std::string_view id, Instant at) override {
        return connection().run(sql::revoke_token, microseconds(at), id) == 1;
    }

    void set_setting(std::string_view name, std::string_view value) override {
        connection().run(sql::set_setting, name, value);
    }

    void replace_derived(std::span<const CodeRow> codes, std::span<const DayRow> days) override {
        Transaction transaction(connection());
        connection().run(sql::delete_codes);
        connection().run(sql::delete_days);
        for (const DayRow& row : days) add(row);
        for (const CodeRow& row : codes)
            if (!add(row)) throw Broken("Two visits of the journal have the same code.");
        transaction.commit();
    }

    void announce(std::span<const std::string> /*malls*/) override {}

    void checkpoint() override { log_.clear(); }

private:
    bool add_records(const Addition& addition) {
        const std::int64_t found = last_seq(addition.mall);
        if (found > addition.last) return false;
        if (found < addition.last) throw_shorter(addition.mall);

        for (const Record& record : addition.records)
            if (!add(record)) return false;
        for (const DayRow& row : addition.days) add(row);
        return true;
    }

    bool add(const Record& record) {
        const std::string date = to_string(record.business_date);
        return connection().run(
                   "INSERT INTO journal (mall, seq, type, version, business_date, at, actor, body) "
                   "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
                   record.mall, record.seq, record.type, std::int64_t{record.version}, date,
                   microseconds(record.at), record.actor, record.body) == 1;
    }

    void add(const DayRow& row) {
        const std::string date = to_string(row.business_date);
        const auto added = connection().run(
            "INSERT INTO day (mall, business_date, first_seq) VALUES ($1, $2, $3) "
            "ON CONFLICT DO NOTHING",
            row.mall, date, row.first_seq);
        if (added == 0) throw_day_twice();
    }

    bool add(const CodeRow& row) {
        const std::string date = to_string(row.business_date);
        return connection().run(
                   "INSERT INTO code (code, short_code, mall, business_date, visit) "
                   "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                   row.code, static_cast<std::int64_t>(row.short_code.value), row.mall, date,
                   std::int64_t{row.visit}) == 1;
    }

    /// An answer that is past its time gives way, whether or not it was forgotten yet.
    bool keep(const KeptAnswer& answer) {
        return connection().run(
                   "INSERT INTO answer (mall, actor, path, key, fingerprint, status, "
                   "content_type, body, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                   "ON CONFLICT (mall, actor, path, key) DO UPDATE SET "
                   "fingerprint = excluded.fingerprint, status = excluded.status, "
                   "content_type = excluded.content_type, body = excluded.body, "
                   "kept_at = excluded.kept_at WHERE answer.kept_at <= $10",
                   answer.id.mall, answer.id.actor, answer.id.path, answer.id.key,
                   Bytes{answer.fingerprint}, std::int64_t{answer.status}, answer.content_type,
                   Bytes{answer.body}, microseconds(answer.kept_at),
                   microseconds(answer.kept_at - answers_are_kept)) == 1;
    }

    Log log_;
};

class SqliteReader final : public Reading<Reader, Connection> {
public:
    explicit SqliteReader(const std::filesystem::path& file)
        : Reading(std::in_place, file, Use::reading) {
        require_newest(connection(), migrations());
    }
};

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(std::filesystem::path file) : file_(std::move(file)) {}

    std::unique_ptr<Journal> open_journal() override {
        return std::make_unique<SqliteJournal>(file_);
    }
    std::unique_ptr<Reader> open_reader() override { return std::make_unique<SqliteReader>(file_); }
    std::unique_ptr<Listener> open_listener() override { return nullptr; }
    void backup(const std::string& to) override { back_up(file_, to); }

private:
    std::filesystem::path file_;
};

}  // namespace

std::unique_ptr<Database> open(const std::filesystem::path& file) {
    return std::make_unique<SqliteDatabase>(file);
}

}  // namespace gerai::journal::sqlite
