#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gerai::ticket {

/// The text in printable ASCII, which every printer's own font has: letters lose their marks, typed
/// dashes and quotation marks become the plain ones, anything else becomes `?`. No byte that a
/// printer could take for a command is left.
std::string to_ascii(std::string_view utf8);

/// The text in lines of at most `columns` characters, broken between words where it can be. What
/// would be beyond `lines_max` lines is cut, and the last line ends with `...`.
std::vector<std::string> in_lines(std::string_view ascii, std::size_t columns,
                                  std::size_t lines_max);

}  // namespace gerai::ticket
