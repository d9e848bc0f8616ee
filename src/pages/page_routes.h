#pragma once

#include <vector>

#include "web/router.h"

/// The pages that people open: the screens of the hall, which the build has put into the program,
/// and the files that they are made of. They know nothing of the hall; the API tells them.
namespace gerai::pages {

enum class Kind { real, trial };

/// The routes of the screens and their files, and in a trial that of the catalogue of their parts.
/// Not in the document of the API.
std::vector<web::Route> page_routes(Kind kind);

}  // namespace gerai::pages
