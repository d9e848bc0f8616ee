#include "core/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace gerai::json {

namespace {

std::string escaped(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

/// Builds the value and notes what Boost.JSON would swallow: members that are there twice.
class Builder {
public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    using Error = boost::json::error_code;

    void use(boost::json::storage_ptr storage) { stack_.reset(std::move(storage)); }
    Value take() { return stack_.release(); }
    Faults& faults() { return faults_; }

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }

    bool on_object_begin(Error&) {
        levels_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t size, Error&) {
        note_duplicates();
        levels_.pop_back();
        stack_.push_object(size);
        return count_item();
    }
    bool on_array_begin(Error&) {
        levels_.push_back({.names = {}, .items = 0, .is_array = true});
        return true;
    }
    bool on_array_end(std::size_t size, Error&) {
        levels_.pop_back();
        stack_.push_array(size);
        return count_item();
    }
    bool on_key_part(boost::json::string_view part, std::size_t, Error&) {
        key_.append(part.data(), part.size());
        stack_.push_chars(part);
        return true;
    }
    bool on_key(boost::json::string_view part, std::size_t, Error&) {
        key_.append(part.data(), part.size());
        levels_.back().names.push_back(std::exchange(key_, {}));
        stack_.push_key(part);
        return true;
    }
    bool on_string_part(boost::json::string_view part, std::size_t, Error&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(boost::json::string_view part, std::size_t, Error&) {
        stack_.push_string(part);
        return count_item();
    }
    bool on_number_part(boost::json::string_view, Error&) { return true; }
    bool on_int64(std::int64_t value, boost::json::string_view, Error&) {
        stack_.push_int64(value);
        return count_item();
    }
    bool on_uint64(std::uint64_t value, boost::json::string_view, Error&) {
        stack_.push_uint64(value);
        return count_item();
    }
    bool on_double(double value, boost::json::string_view, Error&) {
        stack_.push_double(value);
        return count_item();
    }
    bool on_bool(bool value, Error&) {
        stack_.push_bool(value);
        return count_item();
    }
    bool on_null(Error&) {
        stack_.push_null();
        return count_item();
    }
    bool on_comment_part(boost::json::string_view, Error&) { return true; }
    bool on_comment(boost::json::string_view, Error&) { return true; }

    /// The pointer to what is open now.
    [[nodiscard]] std::string pointer() const {
        std::string out;
        for (const Level& level : levels_) {
            if (level.is_array) {
                out += '/' + std::to_string(level.items);
            } else if (!level.names.empty() && &level != &levels_.back()) {
                out += '/' + escaped(level.names.back());
            }
        }
        return out;
    }

private:
    struct Level {
        std::vector<std::string> names;
        std::size_t items = 0;
        bool is_array = false;
    };

    bool count_item() {
        if (!levels_.empty()) ++levels_.back().items;
        return true;
    }

    void note_duplicates() {
        auto& names = levels_.back().names;
        std::ranges::sort(names);
        for (auto at = std::ranges::adjacent_find(names); at != names.end();) {
            const std::string& name = *at;
            faults_.push_back({.pointer = pointer() + '/' + escaped(name),
                               .kind = FaultKind::duplicate_member,
                               .allowed = {},
                               .lowest = {},
                               .highest = {},
                               .position = {}});
            at = std::find_if(at, names.end(), [&](const auto& each) { return each != name; });
            at = std::adjacent_find(at, names.end());
        }
        names.clear();
    }

    boost::json::value_stack stack_;
    std::vector<Level> levels_;
    std::string key_;
    Faults faults_;
};

Fault fault_of(const boost::json::error_code& error, std::size_t position, std::string pointer) {
    Fault fault;
    if (error == boost::json::error::too_deep) {
        fault.kind = FaultKind::too_deep;
        fault.pointer = std::move(pointer);
        fault.highest = depth_max;
    } else {
        fault.kind = FaultKind::malformed;
        fault.position = position + 1;
    }
    return fault;
}

}  // namespace

std::string Place::pointer() const {
    if (parent_ == nullptr) return {};
    return parent_->pointer() + '/' + (index_ ? std::to_string(*index_) : escaped(name_));
}

std::expected<Value, Faults> parse(std::string_view text, boost::json::storage_ptr storage) {
    boost::json::parse_options options;
    options.max_depth = depth_max;
    boost::json::basic_parser<Builder> parser(options);
    parser.handler().use(std::move(storage));

    boost::json::error_code error;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
    if (!error && used < text.size()) error = boost::json::error::extra_data;
    if (error) {
        return std::unexpected(Faults{fault_of(error, used, parser.handler().pointer())});
    }
    Faults& faults = parser.handler().faults();
    if (!faults.empty()) return std::unexpected(std::move(faults));
    return parser.handler().take();
}

void append_string(std::string& out, std::string_view text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, plain, i - plain);
        plain = i + 1;
        out += '\\';
        if (c == '"' || c == '\\') {
            out += c;
        } else if (c == '\n') {
            out += 'n';
        } else {
            out += "u00";
            out += digits[byte >> 4U];
            out += digits[byte & 0xFU];
        }
    }
    out.append(text, plain);
    out += '"';
}

namespace detail {

bool begin_component(Schemas& schemas, std::string_view name, std::string_view type) {
    const auto [known, is_new] = schemas.types.try_emplace(std::string{name}, type);
    if (known->second != type) {
        throw std::logic_error("two types of the API are called " + std::string{name});
    }
    return is_new;
}

Value component_reference(std::string_view name) {
    return {{"$ref", "#/components/schemas/" + std::string{name}}};
}

void finish_component(Schemas& schemas, std::string_view name, Object schema) {
    schemas.components[name] = std::move(schema);
}

void add(Faults& faults, const Place& at, FaultKind kind) { add(faults, at, kind, {}); }

void add(Faults& faults, const Place& at, FaultKind kind, std::vector<std::string> allowed) {
    Fault fault;
    fault.pointer = at.pointer();
    fault.kind = kind;
    fault.allowed = std::move(allowed);
    faults.push_back(std::move(fault));
}

void add_bounds(Faults& faults, const Place& at, FaultKind kind, std::int64_t lowest,
                std::int64_t highest) {
    add(faults, at, kind);
    faults.back().lowest = lowest;
    faults.back().highest = highest;
}

std::optional<std::int64_t> read_integer(const Value& value, const Place& at, Faults& faults,
                                         std::int64_t lowest, std::int64_t highest) {
    std::optional<std::int64_t> integer;
    if (const auto* const exact = value.if_int64()) {
        integer = *exact;
    } else if (value.is_uint64()) {
        add_bounds(faults, at, FaultKind::out_of_range, lowest, highest);
        return std::nullopt;
    } else if (const auto* const number = value.if_double();
               number != nullptr && std::trunc(*number) == *number && std::abs(*number) < 0x1p53) {
        integer = static_cast<std::int64_t>(*number);  // JSON writes 3 as 3.0 too.
    }
    if (!integer) {
        add(faults, at, FaultKind::expected_integer);
        return std::nullopt;
    }
    if (*integer < lowest || *integer > highest) {
        add_bounds(faults, at, FaultKind::out_of_range, lowest, highest);
        return std::nullopt;
    }
    return integer;
}

std::optional<std::string> read_string(const Value& value, const Place& at, Faults& faults,
                                       std::size_t most) {
    const boost::json::string* const text = value.if_string();
    if (text == nullptr) {
        add(faults, at, FaultKind::expected_string);
        return std::nullopt;
    }
    if (std::ranges::find(*text, '\0') != text->end()) {
        add(faults, at, FaultKind::bad_text);
        return std::nullopt;
    }
    // The parser let only valid UTF-8 through, so a character begins at each non-continuation.
    const auto characters = std::ranges::count_if(
        *text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    if (std::cmp_greater(characters, most)) {
        add_bounds(faults, at, FaultKind::too_long, 0, static_cast<std::int64_t>(most));
        return std::nullopt;
    }
    return std::string{text->data(), text->size()};
}

void append_integer(std::string& out, std::int64_t value) {
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end);
}

void append_number(std::string& out, double value) {
    if (!std::isfinite(value)) throw std::logic_error("JSON has no number that is not finite");
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end);
}

Value nullable_schema(Value schema) {
    Object& object = schema.as_object();
    if (Value* const type = object.if_contains("type"); type != nullptr && type->is_string()) {
        *type = Array{*type, "null"};
        return schema;
    }
    return {{"anyOf", Array{std::move(schema), {{"type", "null"}}}}};
}

}  // namespace detail

std::optional<bool> Codec<bool>::read(const Value& value, const Place& at, Faults& faults) {
    if (const bool* const is = value.if_bool()) return *is;
    detail::add(faults, at, FaultKind::expected_boolean);
    return std::nullopt;
}

std::optional<double> Codec<double>::read(const Value& value, const Place& at, Faults& faults) {
    if (!value.is_number()) {
        detail::add(faults, at, FaultKind::expected_number);
        return std::nullopt;
    }
    const auto number = value.to_number<double>();
    if (std::isfinite(number)) return number;
    constexpr auto limit = std::int64_t{1} << 53U;
    detail::add_bounds(faults, at, FaultKind::out_of_range, -limit, limit);
    return std::nullopt;
}

std::optional<Date> Codec<Date>::read(const Value& value, const Place& at, Faults& faults) {
    const auto text = detail::read_string(value, at, faults, characters_max);
    if (!text) return std::nullopt;
    const auto date = parse_date(*text);
    if (!date) detail::add(faults, at, FaultKind::bad_format, {"2026-11-25"});
    return date;
}

void Codec<Date>::write(std::string& out, Date value) { append_string(out, to_string(value)); }

std::optional<Timestamp> Codec<Timestamp>::read(const Value& value, const Place& at,
                                                Faults& faults) {
    const auto text = detail::read_string(value, at, faults, characters_max);
    if (!text) return std::nullopt;
    const auto instant = parse_rfc3339(*text);
    if (instant) return Timestamp{.instant = *instant, .zone = std::nullopt};
    detail::add(faults, at, FaultKind::bad_format, {"2026-11-25T08:00:00+08:00"});
    return std::nullopt;
}

void Codec<Timestamp>::write(std::string& out, const Timestamp& value) {
    if (!value.zone) throw std::logic_error("a time is written in the zone of a mall");
    append_string(out, to_rfc3339(value.instant, *value.zone));
}

}  // namespace gerai::json
