#include "journal/postgres_batch.h"

#include <functional>
#include <string>
#include <utility>

#include "journal/sql.h"

namespace gerai::journal::postgres {

namespace {

// The first record of a mall takes its seq from the one before it, so that it fails where that one
// is not there.
constexpr std::string_view insert_records =
    "INSERT INTO journal (mall, seq, type, version, business_date, at, actor, body) "
    "SELECT added.mall, CASE WHEN added.prior = 0 THEN added.seq ELSE (SELECT found.seq + 1 "
    "FROM journal AS found WHERE found.mall = added.mall AND found.seq = added.prior) END, "
    "added.type, added.version, added.business_date, added.at, added.actor, added.body "
    "FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS added "
    "(mall, seq, prior, type, version, business_date, at, actor, body)";

constexpr std::string_view insert_days =
    "INSERT INTO day (mall, business_date, first_seq) SELECT * FROM unnest($1, $2, $3)";

constexpr std::string_view insert_codes =
    "INSERT INTO code (code, short_code, mall, business_date, visit) "
    "SELECT * FROM unnest($1, $2, $3, $4, $5)";

// An answer that is past its time gives way. One that is not makes `kept_at` null, which fails and
// with it the commit.
constexpr std::string_view insert_answers =
    "INSERT INTO answer (mall, actor, path, key, fingerprint, status, content_type, body, kept_at) "
    "SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (mall, actor, path, key) DO UPDATE SET fingerprint = excluded.fingerprint, "
    "status = excluded.status, content_type = excluded.content_type, body = excluded.body, "
    "kept_at = CASE WHEN answer.kept_at <= excluded.kept_at - $10 THEN excluded.kept_at END";

constexpr std::int64_t time_of_an_answer = Duration{answers_are_kept}.count();

std::int64_t microseconds(Instant at) { return at.time_since_epoch().count(); }

std::size_t count_of(std::span<const Addition> additions) {
    std::size_t count = 0;
    for (const Addition& addition : additions) count += addition.records.size();
    return count;
}

/// A column with what `field` gives for each row.
template <class Row, class Field>
Column texts(std::span<const Row> rows, Field field) {
    Column column = Column::of_texts(rows.size());
    for (const Row& row : rows) column.add(std::string_view(std::invoke(field, row)));
    return column;
}

template <class Row, class Field>
Column integers(std::span<const Row> rows, Field field) {
    Column column = Column::of_integers(rows.size());
    for (const Row& row : rows) column.add(static_cast<std::int64_t>(std::invoke(field, row)));
    return column;
}

template <class Row, class Field>
Column bytes(std::span<const Row> rows, Field field) {
    Column column = Column::of_bytes(rows.size());
    for (const Row& row : rows) column.add(std::string_view(std::invoke(field, row)));
    return column;
}

std::string_view bytes_of(const Code& code) {
    return {reinterpret_cast<const char*>(code.bytes.data()), code.bytes.size()};
}

}  // namespace

Batch::Batch(const Commit& commit) {
    add_records(commit.additions);
    for (const Addition& addition : commit.additions) add_days(addition.days);
    add_answers(commit.answers);
    for (const Addition& addition : commit.additions) add_codes(addition.codes);
}

Batch::Batch(std::span<const CodeRow> codes, std::span<const DayRow> days) {
    add(sql::delete_codes);
    add(sql::delete_days);
    add_days(days);
    add_codes(codes);
}

template <class... Columns>
void Batch::add(std::string_view sql, Columns... columns) {
    auto& kept = columns_.emplace_back();
    kept.reserve(sizeof...(columns));
    (kept.push_back(std::move(columns)), ...);
    Statement& statement = statements_.emplace_back(Statement{.sql = sql, .parameters = {}});
    for (const Column& column : kept) statement.parameters.add(column);
}

void Batch::add_records(std::span<const Addition> additions) {
    const std::size_t count = count_of(additions);
    if (count == 0) return;
    Column mall = Column::of_texts(count);
    Column seq = Column::of_integers(count);
    Column prior = Column::of_integers(count);
    Column type = Column::of_texts(count);
    Column version = Column::of_integers(count);
    Column date = Column::of_texts(count);
    Column at = Column::of_integers(count);
    Column actor = Column::of_texts(count);
    Column body = Column::of_texts(count);
    for (const Addition& addition : additions) {
        for (const Record& record : addition.records) {
            mall.add(record.mall);
            seq.add(record.seq);
            prior.add(record.seq == addition.last + 1 ? addition.last : 0);
            type.add(record.type);
            version.add(std::int64_t{record.version});
            date.add(to_string(record.business_date));
            at.add(microseconds(record.at));
            actor.add(record.actor);
            body.add(record.body);
        }
    }
    add(insert_records, std::move(mall), std::move(seq), std::move(prior), std::move(type),
        std::move(version), std::move(date), std::move(at), std::move(actor), std::move(body));
}

void Batch::add_days(std::span<const DayRow> days) {
    if (days.empty()) return;
    add(insert_days, texts(days, &DayRow::mall),
        texts(days, [](const DayRow& row) { return to_string(row.business_date); }),
        integers(days, &DayRow::first_seq));
}

void Batch::add_codes(std::span<const CodeRow> codes) {
    if (codes.empty()) return;
    add(insert_codes, bytes(codes, [](const CodeRow& row) { return bytes_of(row.code); }),
        integers(codes, [](const CodeRow& row) { return row.short_code.value; }),
        texts(codes, &CodeRow::mall),
        texts(codes, [](const CodeRow& row) { return to_string(row.business_date); }),
        integers(codes, &CodeRow::visit));
}

void Batch::add_answers(std::span<const KeptAnswer> answers) {
    using Row = KeptAnswer;
    if (answers.empty()) return;
    add(insert_answers,
        texts(answers, [](const Row& row) -> const std::string& { return row.id.mall; }),
        texts(answers, [](const Row& row) -> const std::string& { return row.id.actor; }),
        texts(answers, [](const Row& row) -> const std::string& { return row.id.path; }),
        texts(answers, [](const Row& row) -> const std::string& { return row.id.key; }),
        bytes(answers, &Row::fingerprint), integers(answers, &Row::status),
        texts(answers, &Row::content_type), bytes(answers, &Row::body),
        integers(answers, [](const Row& row) { return microseconds(row.kept_at); }));
    statements_.back().parameters.add(time_of_an_answer);
}

}  // namespace gerai::journal::postgres
