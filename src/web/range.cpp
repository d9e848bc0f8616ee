#include "web/range.h"

#include <charconv>

namespace gerai::web {

namespace {

struct Range {
    std::size_t first{};
    std::size_t last{};  ///< Included.
};

std::optional<std::size_t> number_in(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// One range of bytes, whatever the length; nothing for any other form.
std::optional<Range> range_of(std::string_view header, std::size_t size) {
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit)) return std::nullopt;
    header.remove_prefix(unit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const std::string_view end = header.substr(dash + 1);
    const auto first = number_in(header.substr(0, dash));
    const auto last = number_in(end);
    if (!last && !end.empty()) return std::nullopt;
    if (first) return Range{*first, last ? std::min(*last, size - 1) : size - 1};
    // `-500`: the last 500 bytes.
    if (dash != 0 || !last) return std::nullopt;
    return Range{size - std::min(*last, size), size - 1};
}

}  // namespace

Response ranged(const Request& request, Response whole) {
    whole.headers.push_back({"Accept-Ranges", "bytes"});
    const auto header = request.header("Range");
    const std::size_t size = whole.content().size();
    if (!header || whole.status != 200 || size == 0) return whole;
    const auto range = range_of(*header, size);
    if (!range) return whole;
    const std::string all = std::to_string(size);
    if (range->first > range->last || range->first >= size) {
        Response outside{.status = 416, .content_type = {}};
        outside.headers = {{"Content-Range", "bytes */" + all}};
        return outside;
    }
    whole.status = 206;
    whole.body = std::string{whole.content().substr(range->first, range->last - range->first + 1)};
    whole.shared_body.reset();
    whole.headers.push_back({"Content-Range", "bytes " + std::to_string(range->first) + "-" +
                                                  std::to_string(range->last) + "/" + all});
    return whole;
}

}  // namespace gerai::web
