#include "ticket/printer_state.h"

#include <algorithm>

namespace gerai::ticket {

namespace {

// DLE EOT 1.
constexpr unsigned off_line = 0x08;
// DLE EOT 2.
constexpr unsigned cover = 0x04;
constexpr unsigned stopped_by_paper_end = 0x20;
constexpr unsigned fault = 0x40;
// DLE EOT 3: mechanical, knife, unrecoverable, hot.
constexpr unsigned any_error = 0x6C;
// DLE EOT 4.
constexpr unsigned paper_near_end = 0x0C;
constexpr unsigned paper_end = 0x60;

/// Bits 0, 1, 4 and 7 of every answer are fixed.
bool is_status(std::uint8_t byte) { return (byte & 0x93U) == 0x12U; }

}  // namespace

PrinterState state_of(const PrinterStatus& status) {
    if (!std::ranges::all_of(status, is_status)) return PrinterState::unknown;
    const auto [printer, cause, error, paper] = status;
    if ((paper & paper_end) != 0 || (cause & stopped_by_paper_end) != 0) {
        return PrinterState::no_paper;
    }
    if ((cause & cover) != 0) return PrinterState::cover_open;
    const bool is_at_fault = (cause & fault) != 0 || (error & any_error) != 0;
    if (is_at_fault || (printer & off_line) != 0) return PrinterState::offline;
    return (paper & paper_near_end) != 0 ? PrinterState::near_end : PrinterState::ready;
}

}  // namespace gerai::ticket
