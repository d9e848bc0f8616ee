#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gerai::api {

/// `A-023`: at least three digits, more when there are more.
std::string number_text(std::string_view prefix, std::uint32_t value);

struct NumberParts {
    std::string prefix;
    std::uint32_t value{};
};

/// Reads `A-023`, `a-23`, `A023` or `A 23`; nothing when it is no number, or 0.
std::optional<NumberParts> parse_number(std::string_view text);

}  // namespace gerai::api
