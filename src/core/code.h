#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gerai {

/// The 128 random bits of a link to a visit. Whoever has them may see the visit, so they are random
/// and come from outside, with the command.
struct Code {
    std::array<std::uint8_t, 16> bytes{};

    friend auto operator<=>(const Code&, const Code&) = default;
};

/// What people type instead of a link: ten random characters of Crockford's base 32 (50 bits) and
/// one check character, written `K3M9-7QXTB-2F` with the dashes left to taste.
struct ShortCode {
    std::uint64_t value{};  ///< Below 2^50.

    friend auto operator<=>(const ShortCode&, const ShortCode&) = default;
};

/// 26 characters of Crockford's base 32 in lower case.
std::string to_string(const Code& code);

/// Reads what `to_string` wrote, upper or lower case.
std::optional<Code> parse_code(std::string_view text);

/// 11 characters, the last of them the check.
std::string to_string(ShortCode code);

/// Reads a typed code: dashes, spaces and case do not matter, O is 0, I and L are 1; nothing when
/// the check character does not fit.
std::optional<ShortCode> parse_short_code(std::string_view text);

}  // namespace gerai
