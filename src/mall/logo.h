#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gerai::mall {

/// The largest logo, in bytes.
inline constexpr std::size_t logo_max = 65'536;

/// What is wrong with a picture that is to be a mall's logo, as what was expected instead; empty
/// where nothing is. Right is one well-formed SVG element of at most `logo_max` bytes that runs
/// nothing and asks for nothing from elsewhere: no script, no handler of events, no foreign
/// content, no style sheet and no address but one inside the picture or with its data.
std::string fault_of_logo(std::string_view svg);

}  // namespace gerai::mall
