#pragma once

#include <string_view>

#include "ticket/bitmap.h"

namespace gerai::ticket {

/// 8 dots are a millimetre on every printer that this speaks to (203 dpi).
inline constexpr int dots_per_mm = 8;

/// How high the number on a ticket is: 12 mm.
inline constexpr int number_height = 12 * dots_per_mm;

/// A number such as `A-023` drawn with a round pen, `number_height` dots high and at most
/// `width_max` wide: many characters are drawn narrower, never lower. It holds upper case letters,
/// digits and dashes; any other character leaves its place white.
Bitmap draw_number(std::string_view number, int width_max);

}  // namespace gerai::ticket
