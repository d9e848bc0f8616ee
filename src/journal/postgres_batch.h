#pragma once

#include <deque>
#include <span>
#include <vector>

#include "journal/journal.h"
#include "journal/postgres_pipeline.h"

namespace gerai::journal::postgres {

/// The statements that write a commit: one a table, with a column of values for each of its fields.
/// Measured against one statement a row in the same pipeline, this takes half the time.
class Batch {
public:
    explicit Batch(const Commit& commit);

    /// Replaces the derived tables whole.
    Batch(std::span<const CodeRow> codes, std::span<const DayRow> days);

    [[nodiscard]] std::span<const Statement> statements() const { return statements_; }

private:
    void add_records(std::span<const Addition> additions);
    void add_days(std::span<const DayRow> days);
    void add_codes(std::span<const CodeRow> codes);
    void add_answers(std::span<const KeptAnswer> answers);

    template <class... Columns>
    void add(std::string_view sql, Columns... columns);

    std::deque<std::vector<Column>> columns_;  // What the statements' parameters point to.
    std::vector<Statement> statements_;
};

}  // namespace gerai::journal::postgres
