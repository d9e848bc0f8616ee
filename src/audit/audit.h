#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/code.h"
#include "core/time.h"

/// A second look at the journal: what the hall promises, recomputed from what was written. It reads
/// the form of docs/journal.md with code that shares nothing with the Day, so that a fault of the
/// Day is not repeated here. It needs the memory of one business date and of the derived rows, and
/// says what it finds; it repairs nothing.
namespace gerai::audit {

/// One row of the journal.
struct Line {
    std::string mall;
    std::int64_t seq{};
    std::string type;
    int version{};
    Date business_date;
    Instant at;
    std::string actor;
    std::string body;
};

/// A derived row: where a code leads.
struct CodeRow {
    Code code;
    ShortCode short_code;
    std::string mall;
    Date business_date;
    std::uint32_t visit{};

    friend bool operator==(const CodeRow&, const CodeRow&) = default;
};

/// A derived row: where a date begins.
struct DayRow {
    std::string mall;
    Date business_date;
    std::int64_t first_seq{};

    friend bool operator==(const DayRow&, const DayRow&) = default;
};

/// Where the rows come from. A server may be writing meanwhile: the derived rows are asked for
/// first, and one that came later is looked up when its line is there.
class Source {
public:
    virtual ~Source() = default;

    virtual std::vector<CodeRow> codes() = 0;
    virtual std::vector<DayRow> days() = 0;

    /// The next line: mall after mall, each in the order of its seqs; nothing at the end.
    virtual std::optional<Line> next() = 0;

    virtual std::optional<CodeRow> find_code(const Code& code) = 0;
    virtual std::optional<DayRow> find_day(const std::string& mall, Date date) = 0;
};

/// A place where a promise was not kept. `seq` is 0 where it belongs to no line.
struct Failure {
    std::string mall;
    std::int64_t seq{};
    std::string what;
};

/// What was found about one invariant.
struct Result {
    std::string id;       ///< `I2` ...
    std::string promise;  ///< What is checked, in a sentence.
    std::string unit;     ///< What was counted.
    std::int64_t checked{};
    std::int64_t failed{};
    std::vector<Failure> first;  ///< The first of the failures.

    [[nodiscard]] bool holds() const { return failed == 0; }
};

struct Report {
    std::vector<Result> results;

    [[nodiscard]] bool holds() const;
};

/// Reads everything, and checks everything.
Report run(Source& source);

/// One line for each invariant, and under it one for each of its first failures.
std::vector<std::string> to_lines(const Report& report);

}  // namespace gerai::audit
