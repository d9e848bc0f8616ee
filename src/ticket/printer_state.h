#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string_view>

namespace gerai::ticket {

/// What is known of a printer.
enum class PrinterState {
    ready,
    near_end,  ///< It prints; the paper is nearly used up.
    no_paper,
    cover_open,
    offline,  ///< It does not take a connection, or says that it is off line or at fault.
    unknown   ///< It took the connection and did not say how it is; or nobody has asked.
};
BOOST_DESCRIBE_ENUM(PrinterState, ready, near_end, no_paper, cover_open, offline, unknown)

/// Asks for the four bytes of `PrinterStatus`: DLE EOT 1 to 4.
inline constexpr std::string_view status_question{
    "\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04", 12};

/// What a printer answers to DLE EOT 1 to 4: printer, cause of being off line, error, paper.
using PrinterStatus = std::array<std::uint8_t, 4>;

/// The state that the bytes tell, by the ESC/POS tables of DLE EOT; `unknown` when one of them has
/// not the fixed bits of such an answer.
PrinterState state_of(const PrinterStatus& status);

/// Whether a printer in that state is sent a ticket. One that is out of paper, open or off line
/// would keep it and print it when nobody waits for it any more.
constexpr bool may_print(PrinterState state) {
    return state == PrinterState::ready || state == PrinterState::near_end ||
           state == PrinterState::unknown;
}

}  // namespace gerai::ticket
