#include "audit/derived.h"

#include <algorithm>
#include <functional>

namespace gerai::audit {

namespace {

constexpr auto rows_agree = Invariant::derived_rows;

std::pair<std::string, Date> key_of(const DayRow& row) { return {row.mall, row.business_date}; }

/// The row of the list with that key: its place, or the list's size.
template <class Row, class Key, class KeyOf>
std::size_t place_of(const std::vector<Row>& rows, const Key& key, KeyOf key_of) {
    const auto at = std::ranges::lower_bound(rows, key, {}, key_of);
    const bool is_there = at != rows.end() && std::invoke(key_of, *at) == key;
    return static_cast<std::size_t>((is_there ? at : rows.end()) - rows.begin());
}

}  // namespace

Derived::Derived(Source& source, Findings& findings)
    : source_(source), findings_(findings), codes_(source.codes()), days_(source.days()) {
    std::ranges::sort(codes_, {}, &CodeRow::code);
    std::ranges::sort(days_, {}, key_of);
    seen_codes_.resize(codes_.size());
    seen_days_.resize(days_.size());
}

void Derived::expect(const CodeRow& row) {
    findings_.count(rows_agree);
    const std::size_t at = place_of(codes_, row.code, &CodeRow::code);
    const bool was_there = at < codes_.size();
    const auto found = was_there ? std::optional{codes_[at]} : source_.find_code(row.code);
    if (was_there) seen_codes_[at] = true;
    findings_.expect(rows_agree, found.has_value(), [&] {
        return "the code of visit " + std::to_string(row.visit) + " is missing in table code";
    });
    findings_.expect(rows_agree, !found || *found == row, [&] {
        return "the code of visit " + std::to_string(row.visit) + " leads to visit " +
               std::to_string(found->visit) + " of " + found->mall + " on " +
               to_string(found->business_date) + ", or its short code differs";
    });
}

void Derived::expect(const DayRow& row) {
    findings_.count(rows_agree);
    const std::size_t at = place_of(days_, key_of(row), key_of);
    const bool was_there = at < days_.size();
    const auto found =
        was_there ? std::optional{days_[at]} : source_.find_day(row.mall, row.business_date);
    if (was_there) seen_days_[at] = true;
    findings_.expect(rows_agree, found == row, [&] {
        return "table day has " +
               (found ? "seq " + std::to_string(found->first_seq) : std::string{"no row"}) +
               " for " + to_string(row.business_date);
    });
}

void Derived::expect_no_more() {
    for (std::size_t i = 0; i < codes_.size(); ++i) {
        if (seen_codes_[i]) continue;
        findings_.look_at(codes_[i].mall, 0);
        findings_.fail(rows_agree, "table code has visit " + std::to_string(codes_[i].visit) +
                                       " of " + to_string(codes_[i].business_date) +
                                       ", which no line issued");
    }
    for (std::size_t i = 0; i < days_.size(); ++i) {
        if (seen_days_[i]) continue;
        findings_.look_at(days_[i].mall, 0);
        findings_.fail(rows_agree, "table day has " + to_string(days_[i].business_date) +
                                       ", which no line began");
    }
}

}  // namespace gerai::audit
