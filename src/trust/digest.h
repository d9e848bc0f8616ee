#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gerai::trust {

/// Two hexadecimal digits for each byte, in lower case.
std::string hexadecimal(std::span<const std::uint8_t> bytes);

/// The SHA-256 of the bytes, 64 hexadecimal digits in lower case.
std::string sha256_hex(std::string_view bytes);

}  // namespace gerai::trust
