#pragma once

#include <string>
#include <string_view>

namespace gerai::api {

/// A QR code of the text as an SVG picture with its quiet zone; error correction M.
std::string qr_svg(std::string_view text);

}  // namespace gerai::api
