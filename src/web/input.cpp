#include "web/input.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gerai::web {

namespace {

std::optional<std::int64_t> integer_of(std::string_view text) {
    std::int64_t value = 0;
    const auto [stopped, error] = std::from_chars(text.begin(), text.end(), value);
    if (error != std::errc{} || stopped != text.end()) return std::nullopt;
    return value;
}

Response bad_query(const Request& request, std::string_view name, const std::string& reason) {
    return problem(problems::bad_request, Asker{request}, {{"reason", reason}},
                   {{.pointer = "?" + std::string{name}, .detail = reason}});
}

}  // namespace

std::expected<Page, Response> read_page(const Request& request) {
    Page page;
    page.token = request.query_value("page_token").value_or(std::string_view{});
    const auto size = request.query_value("page_size");
    if (!size) return page;
    const auto wanted = integer_of(*size);
    if (!wanted || *wanted < 1) {
        return std::unexpected(
            bad_query(request, "page_size", text(Message::reason_bad_page_size, request.language)));
    }
    page.size = static_cast<std::size_t>(
        std::min<std::int64_t>(*wanted, static_cast<std::int64_t>(page_size_max)));
    return page;
}

std::expected<std::optional<std::int64_t>, Response> query_integer(const Request& request,
                                                                   std::string_view name,
                                                                   std::int64_t lowest,
                                                                   std::int64_t highest) {
    const auto given = request.query_value(name);
    if (!given) return std::nullopt;
    const auto value = integer_of(*given);
    if (value && *value >= lowest && *value <= highest) return value;
    const std::string reason = text(
        Message::reason_bad_query, request.language,
        {{"name", name}, {"lowest", std::to_string(lowest)}, {"highest", std::to_string(highest)}});
    return std::unexpected(bad_query(request, name, reason));
}

}  // namespace gerai::web
