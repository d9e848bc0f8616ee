#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>

namespace gerai::ticket {

/// A picture of dots that are black or not, packed as a printer wants it: rows from the top, eight
/// dots a byte, the leftmost in the highest bit. What is left of a row's last byte is white.
class Bitmap {
public:
    Bitmap(int width, int height)
        : width_(width),
          height_(height),
          bytes_(static_cast<std::size_t>(row_bytes()) * static_cast<std::size_t>(height), '\0') {}

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] int row_bytes() const { return (width_ + 7) / 8; }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

    [[nodiscard]] bool is_black(int x, int y) const {
        return (static_cast<unsigned char>(bytes_[at(x, y)]) & mask(x)) != 0;
    }

    void blacken(int x, int y) {
        char& byte = bytes_[at(x, y)];
        byte = static_cast<char>(static_cast<unsigned char>(byte) | mask(x));
    }

    friend bool operator==(const Bitmap&, const Bitmap&) = default;

private:
    [[nodiscard]] std::size_t at(int x, int y) const {
        assert(x >= 0 && x < width_ && y >= 0 && y < height_);
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(row_bytes()) +
               static_cast<std::size_t>(x / 8);
    }

    static unsigned mask(int x) { return 0x80U >> (static_cast<unsigned>(x) % 8U); }

    int width_;
    int height_;
    std::string bytes_;
};

}  // namespace gerai::ticket
