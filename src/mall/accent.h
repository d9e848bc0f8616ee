#pragma once

#include <string_view>

namespace gerai::mall {

/// What an accent must have at least against white, so that either can be read on the other.
inline constexpr double accent_contrast_min = 4.5;

/// Whether the text is a colour such as `#0B5FA5`.
bool is_colour(std::string_view text);

/// The contrast of a colour such as `#0B5FA5` with white, 1 to 21, as WCAG 2 defines it.
double contrast_with_white(std::string_view colour);

}  // namespace gerai::mall
