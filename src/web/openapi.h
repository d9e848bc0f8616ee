#pragma once

#include <span>
#include <string>
#include <vector>

#include "web/router.h"

namespace gerai::web {

/// A heading of the document that routes name by `tag`.
struct ApiTag {
    std::string name;
    std::string description;
};

struct ApiDescription {
    std::string title;
    std::string version;
    std::string description;
    std::string server_url = "/";
    std::string contact_url;
    std::string license_name;
    std::string license_url;
    std::vector<ApiTag> tags;
};

/// The OpenAPI 3.1 document of the table that serves. Each operation carries `x-access` with the
/// names of the roles that may call it.
std::string openapi_document(std::span<const Route> routes, const ApiDescription& description);

/// The names of the access column: `anyone`, `code_holder`, `device`, ...
std::vector<std::string_view> names(Access access);

}  // namespace gerai::web
