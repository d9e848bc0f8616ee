#pragma once

#include <optional>
#include <string>

#include "web/http.h"

namespace gerai::pages {

/// The language that was chosen on a page that the server writes, now (`?lang=`) or before; nothing
/// where none was.
std::optional<web::Language> chosen_language(const web::Request& request);

/// A page as an answer, which remembers the language that the request chose.
web::Response html_response(int status, std::string page, const web::Request& request);

}  // namespace gerai::pages
