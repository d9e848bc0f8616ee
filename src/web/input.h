#pragma once

#include <cstdint>
#include <expected>
#include <string>

#include "core/json.h"
#include "web/http.h"
#include "web/problem.h"

namespace gerai::web {

/// The body as a `T`, or the 400 or 422 that names every fault. An empty body is an empty object,
/// so that `POST .../call` needs none.
template <class T>
std::expected<T, Response> read_body(const Request& request) {
    auto body = json::read_text<T>(request.body.empty() ? std::string_view{"{}"} : request.body);
    if (!body) return std::unexpected(problem(body.error(), Asker{request}));
    return std::move(*body);
}

/// What a list is asked for.
struct Page {
    std::size_t size = 200;
    std::string token;  ///< Empty for the first page.
};

inline constexpr std::size_t page_size_max = 200;

/// `page_size` (more than the most is the most; what is no positive number is 400) and
/// `page_token`.
std::expected<Page, Response> read_page(const Request& request);

/// An optional integer of the query; 400 when it is none or out of range.
std::expected<std::optional<std::int64_t>, Response> query_integer(const Request& request,
                                                                   std::string_view name,
                                                                   std::int64_t lowest,
                                                                   std::int64_t highest);

}  // namespace gerai::web
