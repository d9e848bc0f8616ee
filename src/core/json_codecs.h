#pragma once

// The codecs of `core/json.h`, which includes this file behind all that it needs; nobody else does.

namespace gerai::json {

namespace detail {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public |
                                                         boost::describe::mod_inherited>;

template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
struct IsNullable : std::false_type {};
template <class T>
struct IsNullable<Nullable<T>> : std::true_type {};

/// `class_` is `class` outside.
constexpr std::string_view outer_name(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    return name;
}

/// The name of a type without its namespaces and template arguments.
template <class T>
constexpr std::string_view type_name() {
    // g++: "... type_name() [with T = gerai::web::Visit; std::string_view = ...]"; clang: "[T =
    // ..]"
    std::string_view name = __PRETTY_FUNCTION__;
    name.remove_prefix(name.find("T = ") + 4);
    name = name.substr(0, name.find_first_of(";]"));
    return name;
}

constexpr std::string_view last_name(std::string_view full) {
    full = full.substr(0, full.find('<'));
    const auto colon = full.rfind(':');
    return colon == std::string_view::npos ? full : full.substr(colon + 1);
}

/// Adds the component `name` unless it is there; throws when another type has that name.
bool begin_component(Schemas& schemas, std::string_view name, std::string_view type);
Value component_reference(std::string_view name);
void finish_component(Schemas& schemas, std::string_view name, Object schema);

void add(Faults& faults, const Place& at, FaultKind kind);
void add(Faults& faults, const Place& at, FaultKind kind, std::vector<std::string> allowed);
void add_bounds(Faults& faults, const Place& at, FaultKind kind, std::int64_t lowest,
                std::int64_t highest);

std::optional<std::int64_t> read_integer(const Value& value, const Place& at, Faults& faults,
                                         std::int64_t lowest, std::int64_t highest);
std::optional<std::string> read_string(const Value& value, const Place& at, Faults& faults,
                                       std::size_t most);
void append_integer(std::string& out, std::int64_t value);
void append_number(std::string& out, double value);
Value nullable_schema(Value schema);

template <class T>
std::string_view note_on(std::string_view member) {
    for (const auto& [name, text] : Notes<T>::members) {
        if (name == member) return text;
    }
    return {};
}

template <class T>
std::vector<std::string> member_names() {
    std::vector<std::string> names;
    boost::mp11::mp_for_each<Members<T>>(
        [&](auto member) { names.emplace_back(outer_name(member.name)); });
    return names;
}

template <class T>
bool has_member(std::string_view name) {
    bool found = false;
    boost::mp11::mp_for_each<Members<T>>(
        [&](auto member) { found = found || outer_name(member.name) == name; });
    return found;
}

/// Reads one member; `value` is null when the object has none of that name.
template <class M>
void read_member(M& into, const Value* value, const Place& at, Faults& faults) {
    const bool absent = value == nullptr || value->is_null();
    if constexpr (IsOptional<M>::value || IsNullable<M>::value) {
        if (absent) return;
        if (auto read = Codec<typename M::value_type>::read(*value, at, faults)) {
            into = std::move(*read);
        }
    } else {
        if (absent) return add(faults, at, FaultKind::missing_member);
        if (auto read = Codec<M>::read(*value, at, faults)) into = std::move(*read);
    }
}

template <class M>
void write_member(std::string& out, std::string_view name, const M& member) {
    if constexpr (IsOptional<M>::value) {
        if (member) write_member(out, name, *member);
    } else {
        if (out.back() != '{') out += ',';
        append_string(out, name);
        out += ':';
        Codec<M>::write(out, member);
    }
}

}  // namespace detail

template <>
struct Codec<bool> {
    static std::optional<bool> read(const Value& value, const Place& at, Faults& faults);
    static void write(std::string& out, bool value) { out += value ? "true" : "false"; }
    static Value schema(Schemas&) { return {{"type", "boolean"}}; }
};

template <std::integral T>
struct Codec<T> {
    static constexpr std::int64_t lowest = std::numeric_limits<T>::min();
    static constexpr std::int64_t highest =
        std::cmp_less(std::numeric_limits<std::int64_t>::max(), std::numeric_limits<T>::max())
            ? std::numeric_limits<std::int64_t>::max()
            : static_cast<std::int64_t>(std::numeric_limits<T>::max());

    static std::optional<T> read(const Value& value, const Place& at, Faults& faults) {
        const auto integer = detail::read_integer(value, at, faults, lowest, highest);
        if (!integer) return std::nullopt;
        return static_cast<T>(*integer);
    }
    static void write(std::string& out, T value) {
        detail::append_integer(out, static_cast<std::int64_t>(value));
    }
    static Value schema(Schemas&) {
        Object schema{{"type", "integer"}};
        if (sizeof(T) >= 8) schema["format"] = "int64";
        if (sizeof(T) < 8) schema["format"] = "int32";
        if (std::is_unsigned_v<T>) schema["minimum"] = 0;
        return schema;
    }
};

template <std::int64_t lowest, std::int64_t highest>
struct Codec<Ranged<lowest, highest>> {
    static std::optional<Ranged<lowest, highest>> read(const Value& value, const Place& at,
                                                       Faults& faults) {
        const auto integer = detail::read_integer(value, at, faults, lowest, highest);
        if (!integer) return std::nullopt;
        return Ranged<lowest, highest>{*integer};
    }
    static void write(std::string& out, Ranged<lowest, highest> value) {
        detail::append_integer(out, value.value);
    }
    static Value schema(Schemas&) {
        return {{"type", "integer"}, {"minimum", lowest}, {"maximum", highest}};
    }
};

template <>
struct Codec<double> {
    static std::optional<double> read(const Value& value, const Place& at, Faults& faults);
    static void write(std::string& out, double value) { detail::append_number(out, value); }
    static Value schema(Schemas&) { return {{"type", "number"}}; }
};

template <>
struct Codec<std::string> {
    static std::optional<std::string> read(const Value& value, const Place& at, Faults& faults) {
        return detail::read_string(value, at, faults, characters_max);
    }
    static void write(std::string& out, std::string_view value) { append_string(out, value); }
    static Value schema(Schemas& schemas) {
        Object schema{{"type", "string"}};
        if (schemas.closed) schema["maxLength"] = characters_max;
        return schema;
    }
};

/// Only written: what is read is owned.
template <>
struct Codec<std::string_view> {
    static void write(std::string& out, std::string_view value) { append_string(out, value); }
    static Value schema(Schemas&) { return {{"type", "string"}}; }
};

template <std::size_t most>
struct Codec<Text<most>> {
    static std::optional<Text<most>> read(const Value& value, const Place& at, Faults& faults) {
        auto text = detail::read_string(value, at, faults, most);
        if (!text) return std::nullopt;
        return Text<most>{std::move(*text)};
    }
    static void write(std::string& out, const Text<most>& value) { append_string(out, value); }
    static Value schema(Schemas&) { return {{"type", "string"}, {"maxLength", most}}; }
};

template <>
struct Codec<Date> {
    static std::optional<Date> read(const Value& value, const Place& at, Faults& faults);
    static void write(std::string& out, Date value);
    static Value schema(Schemas&) {
        return {{"type", "string"}, {"format", "date"}, {"examples", {"2026-11-25"}}};
    }
};

template <>
struct Codec<Timestamp> {
    static std::optional<Timestamp> read(const Value& value, const Place& at, Faults& faults);
    static void write(std::string& out, const Timestamp& value);
    static Value schema(Schemas&) {
        return {{"type", "string"},
                {"format", "date-time"},
                {"examples", {"2026-11-25T08:00:00+08:00"}}};
    }
};

template <>
struct Codec<Raw> {
    static void write(std::string& out, const Raw& value) { out += value.text; }
    static Value schema(Schemas&) { return Object{}; }
};

template <class T>
struct Codec<std::vector<T>> {
    static std::optional<std::vector<T>> read(const Value& value, const Place& at, Faults& faults) {
        const Array* const array = value.if_array();
        if (array == nullptr) {
            detail::add(faults, at, FaultKind::expected_array);
            return std::nullopt;
        }
        if (array->size() > items_max) {
            detail::add_bounds(faults, at, FaultKind::too_many_items, 0, items_max);
            return std::nullopt;
        }
        std::vector<T> result;
        result.reserve(array->size());
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (auto item = Codec<T>::read((*array)[i], Place{at, i}, faults)) {
                result.push_back(std::move(*item));
            }
        }
        return result;
    }
    static void write(std::string& out, const std::vector<T>& value) {
        out += '[';
        bool first = true;
        for (const auto& item : value) {
            if (!std::exchange(first, false)) out += ',';
            Codec<T>::write(out, item);
        }
        out += ']';
    }
    static Value schema(Schemas& schemas) {
        Object schema{{"type", "array"}, {"items", Codec<T>::schema(schemas)}};
        if (schemas.closed) schema["maxItems"] = items_max;
        return schema;
    }
};

template <class T>
struct Codec<std::map<std::string, T>> {
    static void write(std::string& out, const std::map<std::string, T>& value) {
        out += '{';
        for (const auto& [name, item] : value) {
            if (out.back() != '{') out += ',';
            append_string(out, name);
            out += ':';
            Codec<T>::write(out, item);
        }
        out += '}';
    }
    static Value schema(Schemas& schemas) {
        return {{"type", "object"}, {"additionalProperties", Codec<T>::schema(schemas)}};
    }
};

template <class T>
struct Codec<Nullable<T>> {
    static std::optional<Nullable<T>> read(const Value& value, const Place& at, Faults& faults) {
        if (value.is_null()) return Nullable<T>{};
        auto read = Codec<T>::read(value, at, faults);
        if (!read) return std::nullopt;
        return Nullable<T>{std::move(*read)};
    }
    static void write(std::string& out, const Nullable<T>& value) {
        if (value) {
            Codec<T>::write(out, *value);
        } else {
            out += "null";
        }
    }
    static Value schema(Schemas& schemas) {
        return detail::nullable_schema(Codec<T>::schema(schemas));
    }
};

/// Described for the sake of lists and of members in schemas; a member is handled by its struct.
template <class T>
struct Codec<std::optional<T>> {
    static Value schema(Schemas& schemas) { return Codec<T>::schema(schemas); }
};

template <detail::DescribedEnum E>
struct Codec<E> {
    static std::optional<E> read(const Value& value, const Place& at, Faults& faults) {
        const boost::json::string* const text = value.if_string();
        if (text == nullptr) {
            detail::add(faults, at, FaultKind::expected_string, words<E>());
            return std::nullopt;
        }
        const auto found = from_word<E>(std::string_view{text->data(), text->size()});
        if (!found) detail::add(faults, at, FaultKind::unknown_value, words<E>());
        return found;
    }
    static void write(std::string& out, E value) { append_string(out, word(value)); }
    static Value schema(Schemas& schemas) {
        constexpr std::string_view type = detail::type_name<E>();
        constexpr std::string_view name = detail::last_name(type);
        if (detail::begin_component(schemas, name, type)) {
            Array values;
            for (const std::string& each : words<E>()) values.emplace_back(each);
            Object schema{{"type", "string"}, {"enum", std::move(values)}};
            if (!Notes<E>::about.empty()) schema["description"] = Notes<E>::about;
            detail::finish_component(schemas, name, std::move(schema));
        }
        return detail::component_reference(name);
    }
};

template <detail::DescribedStruct T>
struct Codec<T> {
    static std::optional<T> read(const Value& value, const Place& at, Faults& faults) {
        const Object* const object = value.if_object();
        if (object == nullptr) {
            detail::add(faults, at, FaultKind::expected_object);
            return std::nullopt;
        }
        T result{};
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            const std::string_view name = detail::outer_name(member.name);
            detail::read_member(result.*member.pointer, object->if_contains(name), Place{at, name},
                                faults);
        });
        for (const auto& each : *object) {
            const std::string_view key{each.key().data(), each.key().size()};
            if (detail::has_member<T>(key)) continue;
            detail::add(faults, Place{at, key}, FaultKind::unknown_member,
                        detail::member_names<T>());
        }
        return result;
    }
    static void write(std::string& out, const T& value) {
        out += '{';
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            detail::write_member(out, detail::outer_name(member.name), value.*member.pointer);
        });
        out += '}';
    }
    static Value schema(Schemas& schemas) {
        constexpr std::string_view type = detail::type_name<T>();
        constexpr std::string_view name = detail::last_name(type);
        if (detail::begin_component(schemas, name, type)) {
            detail::finish_component(schemas, name, object_schema(schemas));
        }
        return detail::component_reference(name);
    }

private:
    template <class M>
    static constexpr bool required = !detail::IsOptional<M>::value;

    static Object object_schema(Schemas& schemas) {
        Object properties;
        Array required_names;
        boost::mp11::mp_for_each<detail::Members<T>>([&](auto member) {
            using M = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            const std::string_view name = detail::outer_name(member.name);
            Value schema = Codec<M>::schema(schemas);
            if (const auto note = detail::note_on<T>(name); !note.empty()) {
                schema.as_object()["description"] = note;
            }
            properties[name] = std::move(schema);
            const bool may_be_absent = schemas.closed && detail::IsNullable<M>::value;
            if (required<M> && !may_be_absent) required_names.emplace_back(name);
        });
        Object schema{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required_names.empty()) schema["required"] = std::move(required_names);
        if (schemas.closed) schema["additionalProperties"] = false;
        if (!Notes<T>::about.empty()) schema["description"] = Notes<T>::about;
        return schema;
    }
};

/// One of several structs, told apart by their members: `{"service": ...}` or `{"counter": ...}`.
template <detail::DescribedStruct... Ts>
struct Codec<std::variant<Ts...>> {
    using Variant = std::variant<Ts...>;

    static std::optional<Variant> read(const Value& value, const Place& at, Faults& faults) {
        if (!value.is_object()) {
            detail::add(faults, at, FaultKind::expected_object);
            return std::nullopt;
        }
        std::optional<Variant> result;
        Faults first;
        const bool any = (try_one<Ts>(value, at, result, first) || ...);
        if (any) return result;
        if (first.empty()) {
            std::vector<std::string> allowed;
            (allowed.push_back(detail::member_names<Ts>().front()), ...);
            detail::add(faults, at, FaultKind::expected_one_of, std::move(allowed));
        } else {
            faults.insert(faults.end(), first.begin(), first.end());
        }
        return std::nullopt;
    }
    static void write(std::string& out, const Variant& value) {
        std::visit([&]<class T>(const T& each) { Codec<T>::write(out, each); }, value);
    }
    static Value schema(Schemas& schemas) {
        return {{"oneOf", Array{Codec<Ts>::schema(schemas)...}}};
    }

private:
    /// The alternative whose first member the object has is meant, when it is the only one.
    template <class T>
    static bool try_one(const Value& value, const Place& at, std::optional<Variant>& result,
                        Faults& first) {
        const auto has_first = [&]<class U>(std::type_identity<U>) {
            return value.get_object().contains(detail::member_names<U>().front());
        };
        const int meant = (0 + ... + int{has_first(std::type_identity<Ts>{})});
        if (meant != 1 || !has_first(std::type_identity<T>{})) return false;
        if (auto read = Codec<T>::read(value, at, first)) result = std::move(*read);
        return first.empty() && result.has_value();
    }
};

template <class E>
std::string_view word(E value) {
    std::string_view found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto each) {
        if (each.value == value) found = detail::outer_name(each.name);
    });
    return found;
}

template <class E>
std::optional<E> from_word(std::string_view text) {
    std::optional<E> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto each) {
        if (detail::outer_name(each.name) == text) found = each.value;
    });
    return found;
}

template <class E>
std::vector<std::string> words() {
    std::vector<std::string> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto each) { all.emplace_back(detail::outer_name(each.name)); });
    return all;
}

}  // namespace gerai::json
