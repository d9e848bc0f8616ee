#include "mall/personal_number.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace gerai::mall {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool divides(char c) { return c == ' ' || c == '.' || c == '-'; }

using Groups = std::vector<std::string_view>;

/// The groups of digits from there on with one dividing mark between them; `at` is moved past them.
Groups groups_at(std::string_view text, std::size_t& at) {
    Groups groups;
    while (true) {
        const std::size_t from = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        groups.push_back(text.substr(from, at - from));
        const bool goes_on = at + 1 < text.size() && divides(text[at]) && is_digit(text[at + 1]);
        if (!goes_on) return groups;
        ++at;
    }
}

bool begins_with(std::span<const std::string_view> groups, std::span<const std::size_t> lengths) {
    return groups.size() >= lengths.size() &&
           std::ranges::equal(groups.first(lengths.size()), lengths, {}, &std::string_view::size);
}

/// Indonesian mobile numbers are 10 to 13 digits from the 0 on, written whole or in groups of three
/// to five.
bool is_phone(std::span<const std::string_view> groups) {
    const std::string_view first = groups.front();
    const bool is_abroad = first.starts_with("628") ||
                           (first == "62" && groups.size() > 1 && groups[1].starts_with('8'));
    if (!is_abroad && !(first.starts_with("08") && first.size() >= 4)) return false;
    std::size_t digits = first.size();
    for (const std::string_view group : groups.subspan(1)) {
        if (group.size() < 3 || group.size() > 5) break;
        digits += group.size();
    }
    return digits >= 10 && digits <= 14;
}

std::optional<PersonalNumber> number_at(std::span<const std::string_view> groups) {
    constexpr std::array<std::size_t, 1> whole_nik{16};
    constexpr std::array<std::size_t, 4> nik_by_four{4, 4, 4, 4};
    constexpr std::array<std::size_t, 3> nik_by_part{6, 6, 4};
    constexpr std::array<std::size_t, 1> whole_nip{18};
    constexpr std::array<std::size_t, 4> nip_by_part{8, 6, 1, 3};
    if (begins_with(groups, whole_nik) || begins_with(groups, nik_by_four) ||
        begins_with(groups, nik_by_part)) {
        return PersonalNumber::nik;
    }
    if (begins_with(groups, whole_nip) || begins_with(groups, nip_by_part)) {
        return PersonalNumber::nip;
    }
    if (is_phone(groups)) return PersonalNumber::phone;
    return std::nullopt;
}

}  // namespace

std::optional<PersonalNumber> personal_number_in(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        const Groups groups = groups_at(text, at);
        for (std::size_t first = 0; first < groups.size(); ++first) {
            if (const auto found = number_at(std::span{groups}.subspan(first))) return found;
        }
    }
    return std::nullopt;
}

}  // namespace gerai::mall
