#pragma once

#include <string>

#include "ticket/ticket.h"

namespace gerai::ticket {

/// Height of a line of text, in dots; the printer's font A is 24 high. On narrow paper there are
/// more lines, and no room between them.
constexpr int line_height(Paper paper) { return paper == Paper::mm_58 ? 24 : 26; }

/// Size of a module of the QR code, in dots.
inline constexpr int qr_module = 6;

/// The document in ESC/POS, from `ESC @` to the cut: text in code page 437, of which it uses
/// ASCII alone; the number by `GS v 0`; the QR code by `GS ( k`, model 2, error correction M;
/// `GS V` feeds to the knife and cuts.
std::string escpos(const Document& document);

}  // namespace gerai::ticket
