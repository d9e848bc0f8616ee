#include "api/numbers.h"

#include <charconv>

namespace gerai::api {

namespace {

constexpr std::size_t digits_least = 3;

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

std::string number_text(std::string_view prefix, std::uint32_t value) {
    std::string digits = std::to_string(value);
    if (digits.size() < digits_least) digits.insert(0, digits_least - digits.size(), '0');
    return std::string{prefix} + "-" + digits;
}

std::optional<NumberParts> parse_number(std::string_view text) {
    NumberParts parts;
    while (!text.empty() && is_letter(text.front())) {
        const char c = text.front();
        parts.prefix.push_back(c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c);
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.front() == '-' || text.front() == ' ')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parts.value);
    const bool is_whole = error == std::errc{} && end == text.data() + text.size();
    if (parts.prefix.empty() || !is_whole || parts.value == 0) return std::nullopt;
    return parts;
}

}  // namespace gerai::api
