#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace gerai {

/// The place of one `Thing` in its owner's dense list. Indexes of two kinds never compare, mix or
/// convert; a default one points at nothing.
template <class Thing>
struct Index {
    static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t value = nowhere;

    [[nodiscard]] constexpr bool exists() const { return value != nowhere; }
    friend constexpr auto operator<=>(Index, Index) = default;
};

}  // namespace gerai
