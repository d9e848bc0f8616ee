#include "mall/accent.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>

namespace gerai::mall {

namespace {

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// One of the three parts of a colour as light, 0 to 1.
double light_of(std::string_view part) {
    int value = 0;
    std::from_chars(part.data(), part.data() + part.size(), value, 16);
    const double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

}  // namespace

bool is_colour(std::string_view text) {
    return text.size() == 7 && text.front() == '#' && std::ranges::all_of(text.substr(1), is_hex);
}

double contrast_with_white(std::string_view colour) {
    assert(is_colour(colour));
    const double luminance = 0.2126 * light_of(colour.substr(1, 2)) +
                             0.7152 * light_of(colour.substr(3, 2)) +
                             0.0722 * light_of(colour.substr(5, 2));
    return 1.05 / (luminance + 0.05);
}

}  // namespace gerai::mall
