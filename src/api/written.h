#pragma once

#include <string>

#include "core/json.h"

namespace gerai::api {

/// A value of one of those types, written as JSON: it is kept and passed on as it is, unread.
template <class... Ts>
struct Written {
    std::string text = "null";
};

/// An object whose members somebody else reads and checks.
struct AnyObject {
    json::Object members;
};

/// Appends a value as the API writes it.
void append_value(std::string& out, const json::Value& value);

}  // namespace gerai::api

namespace gerai::json {

template <class... Ts>
struct Codec<api::Written<Ts...>> {
    static std::optional<api::Written<Ts...>> read(const Value& value, const Place&, Faults&) {
        api::Written<Ts...> written{.text = {}};
        api::append_value(written.text, value);
        return written;
    }
    static void write(std::string& out, const api::Written<Ts...>& value) { out += value.text; }
    static Value schema(Schemas& schemas) {
        return {{"oneOf", Array{Codec<Ts>::schema(schemas)...}}};
    }
};

template <>
struct Codec<api::AnyObject> {
    static std::optional<api::AnyObject> read(const Value& value, const Place& at, Faults& faults) {
        const Object* const object = value.if_object();
        // A copy would stay in the memory of the document, which goes before it.
        if (object != nullptr) return api::AnyObject{Object{*object, boost::json::storage_ptr{}}};
        detail::add(faults, at, FaultKind::expected_object);
        return std::nullopt;
    }
    static void write(std::string& out, const api::AnyObject& value) {
        api::append_value(out, value.members);
    }
    static Value schema(Schemas&) {
        return {{"type", "object"},
                {"properties", {{"verb", {{"type", "string"}}}}},
                {"required", {"verb"}},
                {"additionalProperties", true}};
    }
};

}  // namespace gerai::json
