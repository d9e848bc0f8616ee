#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/code.h"
#include "core/time.h"
#include "trust/token.h"

/// The journal: every change in a mall is an event in that mall's append-only journal, in the order
/// of `(mall, seq)`, its primary key. Everything else is derived from it and can be rebuilt. This
/// is the seam between the hall and the disk: one port, with an engine for SQLite and one for
/// PostgreSQL.
///
/// No lock, no leader: who wants to append says which seq comes last; if another was faster, the
/// primary key refuses, and the caller catches up and decides again.
namespace gerai::journal {

/// One event as it is stored. `body` is kept as the exact bytes that were written.
struct Record {
    std::string mall;
    std::int64_t seq{};  ///< From 1, dense for each mall.
    std::string type;
    int version{};
    Date business_date;
    Instant at;
    std::string actor;
    std::string body;  ///< JSON.

    friend bool operator==(const Record&, const Record&) = default;
};

/// A derived row: the code of a link and the short code lead to a mall, a date and a visit.
struct CodeRow {
    Code code;
    ShortCode short_code;
    std::string mall;
    Date business_date;
    std::uint32_t visit{};

    friend bool operator==(const CodeRow&, const CodeRow&) = default;
};

/// A derived row: where in the journal a business date begins.
struct DayRow {
    std::string mall;
    Date business_date;
    std::int64_t first_seq{};  ///< Of its `day` event.

    friend bool operator==(const DayRow&, const DayRow&) = default;
};

/// Which request a kept answer belongs to.
struct KeyId {
    std::string mall;  ///< Empty: a request to no mall.
    std::string actor;
    std::string path;
    std::string key;

    friend auto operator<=>(const KeyId&, const KeyId&) = default;
};

/// How long an answer is kept, in machine time. An older one gives way to a new answer with its
/// key, whether or not it was forgotten yet; who finds an older one takes it for none.
inline constexpr std::chrono::hours answers_are_kept{24};

/// The answer to a request with an idempotency key.
struct KeptAnswer {
    KeyId id;
    std::string fingerprint;  ///< Of the request's body.
    int status{};
    std::string content_type;
    std::string body;
    Instant kept_at;

    friend bool operator==(const KeptAnswer&, const KeptAnswer&) = default;
};

/// What one mall adds in a commit: records with seqs from `last + 1` on.
struct Addition {
    std::string mall;
    std::int64_t last{};
    std::vector<Record> records;
    std::vector<CodeRow> codes;
    std::vector<DayRow> days;
};

/// One transaction: all of it or nothing. Additions are in the order of their malls, each mall
/// once. Texts are UTF-8 without NUL (`append` throws `std::invalid_argument` otherwise, before it
/// writes); fingerprints and the bodies of answers are any bytes.
struct Commit {
    std::vector<Addition> additions;
    std::vector<KeptAnswer> answers;
};

enum class Append {
    done,        ///< Durable.
    overtaken,   ///< Somebody else has appended one of these seqs, or kept one of these keys.
    code_taken,  ///< A code of a new visit is in use already: choose another.
};

/// The disk or the database does not take writes now (full, read-only, out of reach); reading may
/// go on, and it may pass. Nothing of the commit is there, or, after a lost connection, nobody
/// knows.
struct Unwritable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The journal cannot be trusted any more (a failed fsync, a write that failed otherwise, fewer
/// records than were acknowledged, a row from a newer version): the process must stop.
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What anybody may read, from any thread; a reader is used by one thread at a time.
class Reader {
public:
    virtual ~Reader() = default;

    /// The records of a mall after a seq, in order, at most `limit`.
    virtual std::vector<Record> read(std::string_view mall, std::int64_t after,
                                     std::size_t limit) = 0;

    virtual std::optional<Record> record_at(std::string_view mall, std::int64_t seq) = 0;
    virtual std::int64_t last_seq(std::string_view mall) = 0;
    virtual std::vector<std::string> malls() = 0;

    /// The newest date that has begun, or the one that is named.
    virtual std::optional<DayRow> last_day(std::string_view mall) = 0;
    virtual std::optional<DayRow> day(std::string_view mall, Date date) = 0;

    virtual std::optional<CodeRow> find_code(const Code& code) = 0;
    virtual std::optional<CodeRow> find_short_code(ShortCode code) = 0;
    virtual std::optional<KeptAnswer> find_answer(const KeyId& id) = 0;

    /// All rows of the derived tables, in the order of their keys (for rebuild and audit).
    virtual std::vector<CodeRow> codes() = 0;
    virtual std::vector<DayRow> days() = 0;

    /// Free settings of the data directory, such as `kind` = `trial`.
    virtual std::optional<std::string> setting(std::string_view name) = 0;

    /// All tokens that were ever made, the oldest first.
    virtual std::vector<trust::TokenRow> tokens() = 0;
};

/// The one writer of an engine in this process; used by one thread.
class Journal : public Reader {
public:
    /// Makes the commit durable, or says who was faster. Throws `Unwritable` or `Broken`.
    virtual Append append(const Commit& commit) = 0;

    /// Forgets answers kept before that moment (machine time).
    virtual void forget_answers(Instant before) = 0;

    virtual void set_setting(std::string_view name, std::string_view value) = 0;

    virtual void add_token(const trust::TokenRow& token) = 0;

    /// False when there is no such token, or it was revoked before.
    virtual bool revoke_token(std::string_view id, Instant at) = 0;

    /// Replaces the derived tables of all malls in one transaction.
    virtual void replace_derived(std::span<const CodeRow> codes, std::span<const DayRow> days) = 0;

    /// Tells other servers on the same database that these malls have new records; called after an
    /// append. SQLite has no others.
    virtual void announce(std::span<const std::string> malls) = 0;

    /// Moves what is in the write-ahead log into the database file (SQLite); called when idle.
    virtual void checkpoint() = 0;
};

/// Waits for word of other servers' appends.
class Listener {
public:
    virtual ~Listener() = default;

    /// Blocks until a mall has new records, `interrupt` was called, or the time is over; gives the
    /// mall.
    virtual std::optional<std::string> wait(std::chrono::milliseconds at_most) = 0;

    virtual void interrupt() = 0;
};

/// A database, by its address: `sqlite:PATH` or `postgresql://...`.
class Database {
public:
    virtual ~Database() = default;

    /// Migrates to the newest schema and opens the writer. Throws with a sentence for people when
    /// the database is in use by another process, or has settings that could lose what was
    /// acknowledged.
    virtual std::unique_ptr<Journal> open_journal() = 0;

    /// Opens for reading alone; the schema must be there.
    virtual std::unique_ptr<Reader> open_reader() = 0;

    /// Null where only one process writes.
    virtual std::unique_ptr<Listener> open_listener() = 0;

    /// Copies the whole database into a file or directory while it is in use, and syncs it
    /// (SQLite).
    virtual void backup(const std::string& to) = 0;
};

/// Gives the engine of an address. Throws `std::invalid_argument` with what was expected.
std::unique_ptr<Database> open_database(const std::string& address);

}  // namespace gerai::journal
