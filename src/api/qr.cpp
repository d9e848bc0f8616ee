#include "api/qr.h"

#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace gerai::api {

namespace {

constexpr int quiet_zone = 4;  // Modules, as ISO/IEC 18004 asks for.

}  // namespace

std::string qr_svg(std::string_view text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code{
        QRcode_encodeString8bit(std::string{text}.c_str(), 0, QR_ECLEVEL_M), QRcode_free};
    if (!code) throw std::runtime_error{"no QR code holds an address of that length"};

    const int side = code->width + 2 * quiet_zone;
    const std::string size = std::to_string(side);
    std::string svg = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + size + " " +
                      size + R"(" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h)" + size +
                      "v" + size + "H0z\"/><path d=\"";
    for (int row = 0; row < code->width; ++row) {
        for (int column = 0; column < code->width; ++column) {
            const bool is_dark = (code->data[row * code->width + column] & 1) != 0;
            if (!is_dark) continue;
            svg += "M" + std::to_string(column + quiet_zone) + " " +
                   std::to_string(row + quiet_zone) + "h1v1h-1z";
        }
    }
    return svg + "\"/></svg>";
}

}  // namespace gerai::api
