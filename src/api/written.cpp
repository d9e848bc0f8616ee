#include "api/written.h"

namespace gerai::api {

namespace {

void append_array(std::string& out, const json::Array& array) {
    out += '[';
    for (const json::Value& item : array) {
        if (out.back() != '[') out += ',';
        append_value(out, item);
    }
    out += ']';
}

void append_object(std::string& out, const json::Object& object) {
    out += '{';
    for (const auto& member : object) {
        if (out.back() != '{') out += ',';
        json::append_string(out, member.key());
        out += ':';
        append_value(out, member.value());
    }
    out += '}';
}

}  // namespace

void append_value(std::string& out, const json::Value& value) {
    switch (value.kind()) {
        case boost::json::kind::null: out += "null"; return;
        case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; return;
        case boost::json::kind::int64: json::detail::append_integer(out, value.get_int64()); return;
        case boost::json::kind::uint64: out += std::to_string(value.get_uint64()); return;
        case boost::json::kind::double_:
            json::detail::append_number(out, value.get_double());
            return;
        case boost::json::kind::string: json::append_string(out, value.get_string()); return;
        case boost::json::kind::array: append_array(out, value.get_array()); return;
        case boost::json::kind::object: append_object(out, value.get_object()); return;
    }
}

}  // namespace gerai::api
