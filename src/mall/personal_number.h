#pragma once

#include <optional>
#include <string_view>

namespace gerai::mall {

/// A number that leads to one person: of the identity card (NIK), of a civil servant (NIP), of a
/// mobile telephone.
enum class PersonalNumber { nik, nip, phone };

/// The first such number in a text that may hold none, or nothing. Groups with a space, a dot or a
/// hyphen between them are read as one number; what a slash divides, such as the number of a
/// letter, is not.
std::optional<PersonalNumber> personal_number_in(std::string_view text);

}  // namespace gerai::mall
