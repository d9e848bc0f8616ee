#pragma once

#include <string>
#include <string_view>

namespace gerai {

/// A text as one cell of a CSV file (RFC 4180), in quotes where it needs them. One that a
/// spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
/// return) gets an apostrophe before it: names come from whoever may write a scenario or a mall's
/// file, and are opened by somebody else. Numbers of ours are no texts and keep their sign.
std::string csv_cell(std::string_view text);

}  // namespace gerai
