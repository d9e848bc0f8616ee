#include "journal/commit_check.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <initializer_list>

namespace gerai::journal {

namespace {

/// How many of the next bytes are ASCII without NUL, eight at a time.
std::size_t plain_prefix(std::string_view text) {
    constexpr std::uint64_t high = 0x8080808080808080U;
    constexpr std::uint64_t ones = 0x0101010101010101U;
    std::size_t length = 0;
    for (; length + sizeof(std::uint64_t) <= text.size(); length += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + length, sizeof word);
        if (((word - ones) & ~word & high) != 0 || (word & high) != 0) break;
    }
    return length;
}

bool continues(std::string_view text, std::size_t from, std::size_t count) {
    if (from + count > text.size()) return false;
    return std::ranges::all_of(text.substr(from, count),
                               [](char c) { return (static_cast<unsigned char>(c) >> 6U) == 2; });
}

/// The length of the UTF-8 sequence at the start, or 0 where there is none. Overlong forms,
/// surrogates and what lies beyond U+10FFFF are none.
std::size_t sequence_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const auto second = text.size() > 1 ? static_cast<unsigned char>(text[1]) : 0U;
    if (first != 0 && first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(text, 1, 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool allowed = (first != 0xE0 || second >= 0xA0) && (first != 0xED || second < 0xA0);
        return allowed && continues(text, 1, 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool allowed = (first != 0xF0 || second >= 0x90) && (first != 0xF4 || second < 0x90);
        return allowed && continues(text, 1, 3) ? 4 : 0;
    }
    return 0;
}

bool is_text(std::string_view text) {
    while (!text.empty()) {
        text.remove_prefix(plain_prefix(text));
        if (text.empty()) return true;
        const std::size_t length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

void require_text(std::initializer_list<std::string_view> texts) {
    if (std::ranges::all_of(texts, is_text)) return;
    throw std::invalid_argument(
        "The journal was given a text that is not UTF-8 or holds a NUL character.");
}

void check(const Addition& addition) {
    std::int64_t seq = addition.last;
    for (const Record& record : addition.records) {
        ++seq;
        assert(record.mall == addition.mall);
        assert(record.seq == seq);
        require_text({record.mall, record.type, record.actor, record.body});
    }
    for (const CodeRow& row : addition.codes) require_text({row.mall});
    for (const DayRow& row : addition.days) require_text({row.mall});
}

}  // namespace

void check(const Commit& commit) {
    assert(std::ranges::is_sorted(commit.additions, std::ranges::less{}, &Addition::mall));
    for (const Addition& addition : commit.additions) check(addition);
    for (const KeptAnswer& answer : commit.answers)
        require_text(
            {answer.id.mall, answer.id.actor, answer.id.path, answer.id.key, answer.content_type});
}

void throw_shorter(const std::string& mall) {
    throw Broken("The database holds fewer records of mall " + mall +
                 " than this gerai has read from it. Was an older copy put in its place?");
}

void throw_day_twice() {
    throw Broken(
        "The table of dates already holds a date that begins only now. `gerai audit` says which; "
        "`gerai rebuild` mends the table.");
}

}  // namespace gerai::journal
