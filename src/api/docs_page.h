#pragma once

#include <span>
#include <string>

#include "web/language.h"
#include "web/router.h"

namespace gerai::api {

/// The table of routes as a page to read, without script.
std::string docs_page(std::span<const web::Route> routes, web::Language language);

}  // namespace gerai::api
