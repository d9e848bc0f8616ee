#include "core/code.h"

#include <algorithm>

namespace gerai {

namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t code_length = 26;        // 130 bits for 128.
constexpr std::size_t short_code_length = 10;  // 50 bits, and one check character.

/// The value of a character, with the confusions that Crockford allows; nothing for any other.
std::optional<std::uint64_t> value_of(char c) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
    const auto at = alphabet.find(c);
    if (at == std::string_view::npos) return std::nullopt;
    return at;
}

/// A weighted sum modulo 31: every wrong character and every swap of neighbours changes it, since
/// 31 is a prime and the weights are all different. (Characters 0 and 31 alone are not told apart.)
char check_of(std::string_view characters) {
    std::uint64_t sum = 0;
    std::uint64_t weight = 1;
    for (const char c : characters) sum += *value_of(c) * weight++;
    return alphabet[sum % 31];
}

}  // namespace

std::string to_string(const Code& code) {
    std::string text(code_length, '0');
    std::uint32_t held = 0;
    int bits = 0;
    std::size_t next = 0;
    for (const std::uint8_t byte : code.bytes) {
        held = (held << 8U) | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text[next++] = alphabet[(held >> static_cast<unsigned>(bits)) & 31U];
        }
    }
    text[next] = alphabet[(held << static_cast<unsigned>(5 - bits)) & 31U];
    return text;
}

std::optional<Code> parse_code(std::string_view text) {
    if (text.size() != code_length) return std::nullopt;
    Code code;
    std::uint64_t held = 0;
    int bits = 0;
    std::size_t next = 0;
    for (const char c : text) {
        const auto value = value_of(c);
        if (!value) return std::nullopt;
        held = (held << 5U) | *value;
        bits += 5;
        if (bits >= 8 && next < code.bytes.size()) {
            bits -= 8;
            code.bytes.at(next++) = static_cast<std::uint8_t>(held >> static_cast<unsigned>(bits));
        }
    }
    if (to_string(code) != text && (held & 3U) != 0) return std::nullopt;
    return code;
}

std::string to_string(ShortCode code) {
    std::string text(short_code_length, '0');
    for (std::size_t i = 0; i < short_code_length; ++i) {
        text[short_code_length - 1 - i] = alphabet[(code.value >> (5 * i)) & 31U];
    }
    return text + check_of(text);
}

std::optional<ShortCode> parse_short_code(std::string_view text) {
    std::string typed;
    for (const char c : text) {
        if (c == '-' || c == ' ') continue;
        const auto value = value_of(c);
        if (!value) return std::nullopt;
        typed.push_back(alphabet[*value]);
    }
    if (typed.size() != short_code_length + 1) return std::nullopt;
    const std::string_view characters = std::string_view{typed}.substr(0, short_code_length);
    if (check_of(characters) != typed.back()) return std::nullopt;

    ShortCode code;
    for (const char c : characters) code.value = (code.value << 5U) | *value_of(c);
    return code;
}

}  // namespace gerai
