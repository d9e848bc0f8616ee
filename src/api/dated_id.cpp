#include "api/dated_id.h"

#include <charconv>

namespace gerai::api {

std::string dated_id(Date date, std::uint32_t place) {
    return gerai::to_string(date) + "." + std::to_string(place + 1);
}

std::optional<std::uint32_t> number_of_dated_id(Date date, std::string_view id) {
    const std::string prefix = gerai::to_string(date) + ".";
    if (!id.starts_with(prefix)) return std::nullopt;
    id.remove_prefix(prefix.size());
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc{} || end != id.data() + id.size()) return std::nullopt;
    return number;
}

std::optional<std::uint32_t> place_of_dated_id(Date date, std::string_view id) {
    const auto number = number_of_dated_id(date, id);
    if (!number || *number == 0) return std::nullopt;
    return *number - 1;
}

}  // namespace gerai::api
