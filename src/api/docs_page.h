#pragma once

#include <string>

#include "core/json.h"
#include "web/language.h"

namespace gerai::api {

/// The OpenAPI document as a page to read, without script. `head` is what its head begins with, up
/// to and without `</head>`, and `mark` the address of the picture at its top; both may be empty.
struct DocsLook {
    std::string head;
    std::string mark;
};

/// The title of the page.
std::string docs_title(web::Language language);

std::string docs_page(const json::Object& document, const DocsLook& look, web::Language language);

}  // namespace gerai::api
