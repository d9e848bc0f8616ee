#include "demo/json_view.h"

#include <boost/json/parse.hpp>

namespace gerai::demo {

namespace json = boost::json;

json::value parse_json(std::string_view text) {
    boost::system::error_code wrong;
    json::value value = json::parse({text.data(), text.size()}, wrong);
    if (wrong) return {};
    return value;
}

const json::value& member(const json::value& value, std::string_view name) {
    static const json::value nothing;
    if (!value.is_object()) return nothing;
    const json::value* const found = value.get_object().if_contains({name.data(), name.size()});
    return found == nullptr ? nothing : *found;
}

const json::array& elements(const json::value& value) {
    static const json::array none;
    return value.is_array() ? value.get_array() : none;
}

std::string text_of(const json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::int64_t whole_of(const json::value& value) {
    if (value.is_uint64()) return static_cast<std::int64_t>(value.get_uint64());
    return value.is_int64() ? value.get_int64() : 0;
}

double number_of(const json::value& value) {
    if (value.is_double()) return value.get_double();
    return static_cast<double>(whole_of(value));
}

bool truth_of(const json::value& value) { return value.is_bool() && value.get_bool(); }

}  // namespace gerai::demo
