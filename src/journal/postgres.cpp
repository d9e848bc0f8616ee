#include "journal/postgres.h"

#include <stdexcept>
#include <utility>

#include "journal/commit_check.h"
#include "journal/migration.h"
#include "journal/postgres_batch.h"
#include "journal/postgres_connection.h"
#include "journal/postgres_listener.h"
#include "journal/postgres_migrations.h"
#include "journal/reading.h"

namespace gerai::journal::postgres {

namespace {

constexpr std::string_view unique_violation = "23505";
constexpr std::string_view not_null_violation = "23502";
constexpr std::string_view serialization_failure = "40001";
constexpr std::string_view deadlock = "40P01";

bool is_overtaken(const Refusal& refusal) {
    if (refusal.state == serialization_failure || refusal.state == deadlock) return true;
    if (refusal.state == unique_violation) return refusal.table == "journal";
    return refusal.state == not_null_violation && refusal.table == "answer";
}

class PostgresJournal final : public Reading<Journal, Connection> {
public:
    explicit PostgresJournal(const std::string& address)
        : Reading(std::in_place, address, Use::writing), announcer_(address) {
        migrate(connection(), migrations());
    }

    Append append(const Commit& commit) override {
        check(commit);
        const Batch batch(commit);
        connection().revive();
        const auto refusal = run_together(connection(), batch.statements());
        return refusal ? meaning_of(*refusal, commit) : Append::done;
    }

    void forget_answers(Instant before) override {
        connection().run(sql::forget_answers, before.time_since_epoch().count());
    }

    void add_token(const trust::TokenRow& token) override {
        connection().run(sql::add_token, token.id, token.hash, token.role, token.mall, token.agency,
                         static_cast<std::int64_t>(token.counter.value_or(0)), token.device,
                         token.created_at.time_since_epoch().count(),
                         token.expires_at.time_since_epoch().count(),
                         token.revoked_at.value_or(Instant{}).time_since_epoch().count());
    }

    bool revoke_token(std::string_view id, Instant at) override {
        auto rows = connection().query(sql::revoke_token, at.time_since_epoch().count(), id);
        return rows.next();
    }

    void set_setting(std::string_view name, std::string_view value) override {
        connection().run(sql::set_setting, name, value);
    }

    void replace_derived(std::span<const CodeRow> codes, std::span<const DayRow> days) override {
        const Batch batch(codes, days);
        connection().revive();
        if (const auto refusal = run_together(connection(), batch.statements())) fail(*refusal);
    }

    void announce(std::span<const std::string> malls) override { announcer_.announce(malls); }

    void checkpoint() override {}  // PostgreSQL does so by itself.

private:
    Append meaning_of(const Refusal& refusal, const Commit& commit) {
        if (is_overtaken(refusal)) return Append::overtaken;
        if (refusal.state == unique_violation && refusal.table == "code") return Append::code_taken;
        if (refusal.state == unique_violation && refusal.table == "day") throw_day_twice();
        if (refusal.state == not_null_violation && refusal.table == "journal")
            throw_shorter(shorter_mall(commit));
        if (refusal.state.empty()) connection().revive();  // For the next time.
        fail(refusal);
    }

    std::string shorter_mall(const Commit& commit) {
        for (const Addition& addition : commit.additions)
            if (last_seq(addition.mall) < addition.last) return addition.mall;
        return commit.additions.front().mall;
    }

    Announcer announcer_;
};

class PostgresReader final : public Reading<Reader, Connection> {
public:
    explicit PostgresReader(const std::string& address)
        : Reading(std::in_place, address, Use::reading) {
        require_newest(connection(), migrations());
    }
};

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(std::string address) : address_(std::move(address)) {}

    std::unique_ptr<Journal> open_journal() override {
        return std::make_unique<PostgresJournal>(address_);
    }
    std::unique_ptr<Reader> open_reader() override {
        return std::make_unique<PostgresReader>(address_);
    }
    std::unique_ptr<Listener> open_listener() override { return listen(address_); }

    void backup(const std::string& /*to*/) override {
        throw std::runtime_error(
            "A PostgreSQL database is backed up with PostgreSQL's own tools, such as pg_dump or "
            "pg_basebackup.");
    }

private:
    std::string address_;
};

}  // namespace

std::unique_ptr<Database> open(const std::string& address) {
    return std::make_unique<PostgresDatabase>(address);
}

}  // namespace gerai::journal::postgres
