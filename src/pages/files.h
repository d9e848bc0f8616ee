#pragma once

#include <span>
#include <string_view>

namespace gerai::pages {

/// A file of the pages, as the build has put it into the program.
struct File {
    std::string_view path;  ///< `board.html`, `assets/board-Bx2k.js`.
    std::string_view type;  ///< Its media type.
    std::string_view hash;  ///< Of its bytes, as text.
    std::string_view plain;
    std::string_view gzip;    ///< Empty where it would not be shorter.
    std::string_view brotli;  ///< The same.
};

/// All files, in the order of their paths.
std::span<const File> files();

}  // namespace gerai::pages
