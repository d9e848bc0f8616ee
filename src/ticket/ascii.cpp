#include "ticket/ascii.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <utility>

namespace gerai::ticket {

namespace {

constexpr char32_t broken = 0xFFFD;

/// Takes the first character off a text; `broken` and one byte where it is not UTF-8.
char32_t take(std::string_view& text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t character = length == 1 ? first : first & (0x7FU >> length);
    bool is_whole = (first < 0x80 || (first >= 0xC2 && first < 0xF5)) && length <= text.size();
    for (std::size_t at = 1; is_whole && at < length; ++at) {
        is_whole = (byte(at) & 0xC0U) == 0x80;
        character = (character << 6U) | (byte(at) & 0x3FU);
    }
    text.remove_prefix(is_whole ? length : 1);
    return is_whole ? character : broken;
}

// U+00C0 to U+00FF, and U+0100 to U+017F: the letter without its mark; a space where it has none.
constexpr std::string_view latin_1 =
    "AAAAAA CEEEEIIIIDNOOOOOxOUUUUY  aaaaaa ceeeeiiiidnooooo/ouuuuy y";
constexpr std::string_view latin_extended =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi  JjKkkLlLlLlLlLlNnNnNnnNnOoOoOo  RrRrRr"
    "SsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(latin_1.size() == 0x40 && latin_extended.size() == 0x80);

constexpr std::array<std::pair<char32_t, std::string_view>, 30> others{{
    {0xA0, " "},    {0xA9, "(c)"}, {0xAB, "\""},    {0xAD, ""},    {0xAE, "(R)"},  {0xB0, "o"},
    {0xB1, "+-"},   {0xB2, "2"},   {0xB3, "3"},     {0xB7, "-"},   {0xBB, "\""},   {0xBD, "1/2"},
    {0xC6, "AE"},   {0xDE, "Th"},  {0xDF, "ss"},    {0xE6, "ae"},  {0xFE, "th"},   {0x132, "IJ"},
    {0x133, "ij"},  {0x152, "OE"}, {0x153, "oe"},   {0x2018, "'"}, {0x2019, "'"},  {0x201C, "\""},
    {0x201D, "\""}, {0x2022, "-"}, {0x2026, "..."}, {0x202F, " "}, {0x2265, ">="}, {0x2264, "<="},
}};

std::string_view plain(char32_t character) {
    const auto known = std::ranges::find(others, character, &decltype(others)::value_type::first);
    if (known != others.end()) return known->second;
    if (character >= 0xC0 && character < 0x100) return latin_1.substr(character - 0xC0, 1);
    if (character >= 0x100 && character < 0x180) return latin_extended.substr(character - 0x100, 1);
    if (character >= 0x2010 && character <= 0x2015) return "-";
    if (character >= 0x300 && character < 0x370) return "";  // A mark that follows its letter.
    if (character == U'\n' || character == U'\t' || character == U'\r') return " ";
    return "?";
}

}  // namespace

std::string to_ascii(std::string_view utf8) {
    std::string ascii;
    while (!utf8.empty()) {
        const char32_t character = take(utf8);
        if (character >= 0x20 && character < 0x7F) {
            ascii += static_cast<char>(character);
        } else {
            ascii += plain(character);
        }
    }
    return ascii;
}

std::vector<std::string> in_lines(std::string_view ascii, std::size_t columns,
                                  std::size_t lines_max) {
    assert(columns > 3 && lines_max > 0);
    std::vector<std::string> lines;
    while (!ascii.empty()) {
        const std::size_t start = ascii.find_first_not_of(' ');
        if (start == std::string_view::npos) break;
        ascii.remove_prefix(start);
        if (lines.size() == lines_max) {
            std::string& last = lines.back();
            last.resize(std::min(last.size(), columns - 3));
            last += "...";
            break;
        }
        std::size_t end = ascii.size();
        if (end > columns) {
            const std::size_t space = ascii.rfind(' ', columns);
            end = space == std::string_view::npos ? columns : space;
        }
        lines.emplace_back(ascii.substr(0, ascii.find_last_not_of(' ', end - 1) + 1));
        ascii.remove_prefix(end);
    }
    return lines;
}

}  // namespace gerai::ticket
