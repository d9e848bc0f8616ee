#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/code.h"

namespace gerai::trust {

/// Fills `bytes` with what nobody can guess, from the system. Throws `std::system_error` when the
/// system gives none.
void random_bytes(std::span<std::uint8_t> bytes);

/// The same as a value.
template <std::size_t count>
std::array<std::uint8_t, count> random_array() {
    std::array<std::uint8_t, count> bytes{};
    random_bytes(bytes);
    return bytes;
}

/// A new code for the link of a visit.
Code random_code();

/// A new code for people to type.
ShortCode random_short_code();

}  // namespace gerai::trust
