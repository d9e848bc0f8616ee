#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gerai::mall {

/// How many letters must be added, dropped, replaced or swapped with their neighbour to turn one
/// word into the other.
std::size_t edit_distance(std::string_view one, std::string_view other);

/// The known word that was most likely meant, or nothing when none is near.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string> known);

/// `; did you mean "name"?` when a known word is near, else the known words when there are few.
std::string hint(std::string_view word, std::span<const std::string> known);

}  // namespace gerai::mall
