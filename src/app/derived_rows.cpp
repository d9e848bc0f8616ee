#include "app/derived_rows.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <iterator>
#include <string>
#include <tuple>

namespace gerai::app {

namespace {

namespace json = boost::json;

constexpr std::size_t batch = 1'000;

[[noreturn]] void refuse(const journal::Record& record) {
    throw journal::Broken("The journal of " + record.mall + " cannot be read at seq " +
                          std::to_string(record.seq) + ": restore a backup.");
}

/// The members of an `issued` event that a code row is made of.
journal::CodeRow code_row(const journal::Record& record) {
    boost::system::error_code error;
    const json::value body = json::parse(record.body, error);
    if (error || !body.is_object()) refuse(record);
    const json::object& members = body.as_object();
    const auto* const code = members.if_contains("code");
    const auto* const short_code = members.if_contains("short_code");
    const auto* const visit = members.if_contains("visit");
    if (code == nullptr || !code->is_string() || short_code == nullptr ||
        !short_code->is_string() || visit == nullptr || !visit->is_int64())
        refuse(record);

    const auto long_one = parse_code(std::string_view{code->as_string()});
    const auto short_one = parse_short_code(std::string_view{short_code->as_string()});
    if (!long_one || !short_one) refuse(record);
    return {.code = *long_one,
            .short_code = *short_one,
            .mall = record.mall,
            .business_date = record.business_date,
            .visit = static_cast<std::uint32_t>(visit->as_int64())};
}

void read_mall(journal::Reader& reader, const std::string& mall, DerivedRows& rows) {
    std::int64_t last = 0;
    while (true) {
        const auto records = reader.read(mall, last, batch);
        for (const journal::Record& record : records) {
            if (record.seq != last + 1) {
                throw journal::Broken("The journal of " + mall + " lacks seq " +
                                      std::to_string(last + 1) + ": restore a backup.");
            }
            last = record.seq;
            ++rows.records;
            if (record.type == "issued") rows.codes.push_back(code_row(record));
            if (record.type == "day") rows.days.push_back({mall, record.business_date, record.seq});
        }
        if (records.size() < batch) return;
    }
}

std::strong_ordering order(const journal::CodeRow& one, const journal::CodeRow& other) {
    return std::tie(one.code, one.short_code, one.mall, one.business_date, one.visit) <=>
           std::tie(other.code, other.short_code, other.mall, other.business_date, other.visit);
}

std::strong_ordering order(const journal::DayRow& one, const journal::DayRow& other) {
    return std::tie(one.mall, one.business_date, one.first_seq) <=>
           std::tie(other.mall, other.business_date, other.first_seq);
}

template <class Row>
bool is_before(const Row& one, const Row& other) {
    return order(one, other) < 0;
}

/// How many rows only one of two sorted lists has.
template <class Row>
std::size_t only_in_one(const std::vector<Row>& sorted, std::vector<Row> other) {
    std::ranges::sort(other, is_before<Row>);
    std::vector<Row> found;
    std::ranges::set_symmetric_difference(sorted, other, std::back_inserter(found), is_before<Row>);
    return found.size();
}

}  // namespace

DerivedRows derived_rows(journal::Reader& reader) {
    DerivedRows rows;
    for (const std::string& mall : reader.malls()) read_mall(reader, mall, rows);
    std::ranges::sort(rows.codes, is_before<journal::CodeRow>);
    std::ranges::sort(rows.days, is_before<journal::DayRow>);
    return rows;
}

std::size_t difference(const DerivedRows& from_journal, journal::Reader& kept) {
    return only_in_one(from_journal.codes, kept.codes()) +
           only_in_one(from_journal.days, kept.days());
}

}  // namespace gerai::app
