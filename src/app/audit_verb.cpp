#include "app/audit_verb.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <deque>
#include <memory>

#include "app/work.h"
#include "audit/audit.h"
#include "mall/nearest.h"

namespace gerai::app {

namespace {

namespace json = boost::json;

constexpr std::size_t batch = 1'000;

audit::CodeRow row_of(const journal::CodeRow& row) {
    return {row.code, row.short_code, row.mall, row.business_date, row.visit};
}

audit::DayRow row_of(const journal::DayRow& row) {
    return {row.mall, row.business_date, row.first_seq};
}

audit::Line line_of(journal::Record record) {
    return {.mall = std::move(record.mall),
            .seq = record.seq,
            .type = std::move(record.type),
            .version = record.version,
            .business_date = record.business_date,
            .at = record.at,
            .actor = std::move(record.actor),
            .body = std::move(record.body)};
}

/// Those of the malls.
template <class To, class From>
std::vector<To> rows_of(const std::vector<From>& all, const std::vector<std::string>& malls) {
    std::vector<To> rows;
    for (const From& row : all)
        if (std::ranges::find(malls, row.mall) != malls.end()) rows.push_back(row_of(row));
    return rows;
}

/// The journal of some malls, for the audit.
class JournalSource final : public audit::Source {
public:
    JournalSource(journal::Reader& reader, std::vector<std::string> malls)
        : reader_(reader), malls_(std::move(malls)) {}

    std::vector<audit::CodeRow> codes() override {
        return rows_of<audit::CodeRow>(reader_.codes(), malls_);
    }
    std::vector<audit::DayRow> days() override {
        return rows_of<audit::DayRow>(reader_.days(), malls_);
    }

    std::optional<audit::Line> next() override {
        while (read_.empty() && at_ < malls_.size()) read_on();
        if (read_.empty()) return std::nullopt;
        audit::Line line = line_of(std::move(read_.front()));
        read_.pop_front();
        return line;
    }

    std::optional<audit::CodeRow> find_code(const Code& code) override {
        const auto row = reader_.find_code(code);
        if (!row) return std::nullopt;
        return row_of(*row);
    }

    std::optional<audit::DayRow> find_day(const std::string& mall, Date date) override {
        const auto row = reader_.day(mall, date);
        if (!row) return std::nullopt;
        return row_of(*row);
    }

private:
    void read_on() {
        auto records = reader_.read(malls_[at_], last_, batch);
        if (records.empty()) {
            ++at_;
            last_ = 0;
            return;
        }
        last_ = records.back().seq;
        std::ranges::move(records, std::back_inserter(read_));
    }

    journal::Reader& reader_;
    std::vector<std::string> malls_;
    std::size_t at_ = 0;  // The mall that is read.
    std::int64_t last_ = 0;
    std::deque<journal::Record> read_;
};

std::vector<std::string> malls_of(journal::Reader& reader, const std::string& only) {
    std::vector<std::string> malls = reader.malls();
    if (only.empty()) return malls;
    if (std::ranges::find(malls, only) != malls.end()) return {only};
    const std::string hint = mall::hint(only, malls);
    throw WrongCall{"The journal has no mall \"" + only + "\"" + hint +
                    (hint.ends_with('?') ? "" : ".")};
}

json::array as_json(const audit::Report& report) {
    json::array all;
    for (const audit::Result& result : report.results) {
        json::array failures;
        for (const audit::Failure& failure : result.first)
            failures.push_back(
                {{"mall", failure.mall}, {"seq", failure.seq}, {"what", failure.what}});
        json::object one{{"id", result.id}, {"promise", result.promise}, {"unit", result.unit}};
        one["holds"] = result.holds();
        one["checked"] = result.checked;
        one["failed"] = result.failed;
        one["first_failures"] = std::move(failures);
        all.push_back(std::move(one));
    }
    return all;
}

int audit_hall(const std::string& mall, const Call& call) {
    const auto reader = open_reader(call.settings);
    JournalSource source{*reader, malls_of(*reader, mall)};
    const audit::Report report = audit::run(source);
    std::string text;
    for (const std::string& line : audit::to_lines(report)) text += line + "\n";
    call.print({{"holds", report.holds()}, {"invariants", as_json(report)}}, text);
    return report.holds() ? success : work_failed;
}

}  // namespace

void add_audit(CommandLine& line) {
    const auto mall = std::make_shared<std::string>();
    line.add({.name = "audit",
              .about = "recomputes every invariant from the journal, also beside a server",
              .settings = hall_settings,
              .prints_data = true},
             [mall](const Call& call) { return audit_hall(*mall, call); })
        .add_option("--mall", *mall, "one mall (all)")
        ->type_name("ID");
}

}  // namespace gerai::app
