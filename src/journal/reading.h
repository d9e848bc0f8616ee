#pragma once

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "journal/journal.h"
#include "journal/sql.h"

namespace gerai::journal {

/// What both engines read alike. `Port` is `Reader` or `Journal`; a `Connection` has
/// `query(sql, values...)`, which gives rows with `next`, `integer`, `text` and `bytes`.
template <class Port, class Connection>
class Reading : public Port {
public:
    template <class... Arguments>
    explicit Reading(std::in_place_t /*connection*/, Arguments&&... arguments)
        : connection_(std::forward<Arguments>(arguments)...) {}

    std::vector<Record> read(std::string_view mall, std::int64_t after,
                             std::size_t limit) override {
        constexpr std::size_t most = std::numeric_limits<std::int64_t>::max();
        auto rows = connection_.query(sql::records_after, mall, after,
                                      static_cast<std::int64_t>(std::min(limit, most)));
        return all(rows, record_of<decltype(rows)>);
    }

    std::optional<Record> record_at(std::string_view mall, std::int64_t seq) override {
        auto rows = connection_.query(sql::record_at, mall, seq);
        return first(rows, record_of<decltype(rows)>);
    }

    std::int64_t last_seq(std::string_view mall) override {
        auto rows = connection_.query(sql::last_seq, mall);
        rows.next();
        return rows.integer(0);
    }

    std::vector<std::string> malls() override {
        auto rows = connection_.query(sql::malls);
        return all(rows, string_of<decltype(rows)>);
    }

    std::optional<DayRow> last_day(std::string_view mall) override {
        auto rows = connection_.query(sql::last_day, mall);
        return first(rows, day_of<decltype(rows)>);
    }

    std::optional<DayRow> day(std::string_view mall, Date date) override {
        const std::string text = to_string(date);
        auto rows = connection_.query(sql::day, mall, text);
        return first(rows, day_of<decltype(rows)>);
    }

    std::optional<CodeRow> find_code(const Code& code) override {
        auto rows = connection_.query(sql::code, code);
        return first(rows, code_of<decltype(rows)>);
    }

    std::optional<CodeRow> find_short_code(ShortCode code) override {
        auto rows = connection_.query(sql::short_code, static_cast<std::int64_t>(code.value));
        return first(rows, code_of<decltype(rows)>);
    }

    std::optional<KeptAnswer> find_answer(const KeyId& id) override {
        auto rows = connection_.query(sql::answer, id.mall, id.actor, id.path, id.key);
        return first(rows, answer_of<decltype(rows)>);
    }

    std::vector<CodeRow> codes() override {
        auto rows = connection_.query(sql::codes);
        return all(rows, code_of<decltype(rows)>);
    }

    std::vector<DayRow> days() override {
        auto rows = connection_.query(sql::days);
        return all(rows, day_of<decltype(rows)>);
    }

    std::optional<std::string> setting(std::string_view name) override {
        auto rows = connection_.query(sql::setting, name);
        return first(rows, string_of<decltype(rows)>);
    }

    std::vector<trust::TokenRow> tokens() override {
        auto rows = connection_.query(sql::tokens);
        return all(rows, token_of<decltype(rows)>);
    }

protected:
    Connection& connection() { return connection_; }

private:
    template <class Rows, class Row>
    static std::vector<Row> all(Rows& rows, Row (*row_of)(const Rows&)) {
        std::vector<Row> found;
        while (rows.next()) found.push_back(row_of(rows));
        return found;
    }

    template <class Rows, class Row>
    static std::optional<Row> first(Rows& rows, Row (*row_of)(const Rows&)) {
        if (!rows.next()) return std::nullopt;
        return row_of(rows);
    }

    template <class Rows>
    static Instant instant_of(const Rows& rows, int column) {
        return Instant{Duration{rows.integer(column)}};
    }

    template <class Rows>
    static Date date_of(const Rows& rows, int column) {
        const auto date = parse_date(rows.text(column));
        if (!date) {
            throw Broken("The database holds '" + std::string(rows.text(column)) +
                         "' where a date like 2026-11-25 is expected.");
        }
        return *date;
    }

    template <class Rows>
    static std::string string_of(const Rows& rows) {
        return std::string(rows.text(0));
    }

    template <class Rows>
    static Record record_of(const Rows& rows) {
        return {.mall = std::string(rows.text(0)),
                .seq = rows.integer(1),
                .type = std::string(rows.text(2)),
                .version = static_cast<int>(rows.integer(3)),
                .business_date = date_of(rows, 4),
                .at = instant_of(rows, 5),
                .actor = std::string(rows.text(6)),
                .body = std::string(rows.text(7))};
    }

    template <class Rows>
    static trust::TokenRow token_of(const Rows& rows) {
        trust::TokenRow row{.id = std::string(rows.text(0)),
                            .hash = std::string(rows.text(1)),
                            .role = std::string(rows.text(2)),
                            .mall = std::string(rows.text(3)),
                            .agency = std::string(rows.text(4)),
                            .device = std::string(rows.text(6)),
                            .created_at = instant_of(rows, 7),
                            .expires_at = instant_of(rows, 8)};
        if (rows.integer(5) != 0) row.counter = static_cast<int>(rows.integer(5));
        if (rows.integer(9) != 0) row.revoked_at = instant_of(rows, 9);
        return row;
    }

    template <class Rows>
    static DayRow day_of(const Rows& rows) {
        return {.mall = std::string(rows.text(0)),
                .business_date = date_of(rows, 1),
                .first_seq = rows.integer(2)};
    }

    template <class Rows>
    static CodeRow code_of(const Rows& rows) {
        CodeRow row{.code = {},
                    .short_code = {static_cast<std::uint64_t>(rows.integer(1))},
                    .mall = std::string(rows.text(2)),
                    .business_date = date_of(rows, 3),
                    .visit = static_cast<std::uint32_t>(rows.integer(4))};
        const auto bytes = rows.bytes(0);
        if (bytes.size() != row.code.bytes.size()) throw Broken("A code has not 16 bytes.");
        std::ranges::copy(bytes, row.code.bytes.begin());
        return row;
    }

    template <class Rows>
    static KeptAnswer answer_of(const Rows& rows) {
        return {.id = {.mall = std::string(rows.text(0)),
                       .actor = std::string(rows.text(1)),
                       .path = std::string(rows.text(2)),
                       .key = std::string(rows.text(3))},
                .fingerprint = std::string(rows.bytes(4)),
                .status = static_cast<int>(rows.integer(5)),
                .content_type = std::string(rows.text(6)),
                .body = std::string(rows.bytes(7)),
                .kept_at = instant_of(rows, 8)};
    }

    Connection connection_;
};

}  // namespace gerai::journal
