#include "core/csv.h"

namespace gerai {

std::string csv_cell(std::string_view text) {
    constexpr std::string_view begins_a_formula = "=+-@\t\r";
    const bool is_formula =
        !text.empty() && begins_a_formula.find(text.front()) != std::string_view::npos;
    const std::string shown = (is_formula ? "'" : "") + std::string{text};
    if (shown.find_first_of("\",\r\n") == std::string::npos) return shown;
    std::string quoted = "\"";
    for (const char c : shown) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + '"';
}

}  // namespace gerai
