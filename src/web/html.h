#pragma once

#include <string>
#include <string_view>

namespace gerai::web {

/// A text as it may stand in HTML, between tags or in an attribute's double quotes.
std::string escaped(std::string_view text);

}  // namespace gerai::web
