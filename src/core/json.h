#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <expected>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/time.h"

/// JSON and the types that the API speaks. A struct is described once, with
/// `BOOST_DESCRIBE_STRUCT(Type, (), (members))`, an enum with `BOOST_DESCRIBE_ENUM`; reading,
/// writing and the OpenAPI schema all come from that. A trailing `_` of a member or an enumerator
/// (`class_`, `public_`) is not part of its name. Reading collects every fault with its place and
/// gives either a whole value or none.
///
/// - `std::optional` may be absent or null, and is left out when written; `Nullable` is written as
///   `null`. All other members are required, and unknown ones refused.
/// - A string is valid UTF-8 without NUL of at most 1,000 characters (`Text<N>`: N), a list holds
///   at most 1,000 items, a document is at most 32 levels deep and names no member twice.
/// - Any other type joins by a specialisation of `Codec`.
namespace gerai::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;

inline constexpr std::size_t depth_max = 32;
inline constexpr std::size_t items_max = 1'000;
inline constexpr std::size_t characters_max = 1'000;

enum class FaultKind {
    malformed,  ///< Not JSON; `position` says where. The only one that is not about a member.
    too_deep,
    duplicate_member,
    expected_object,
    expected_array,
    expected_string,
    expected_integer,
    expected_number,
    expected_boolean,
    missing_member,
    unknown_member,   ///< `allowed` names the members that there are.
    unknown_value,    ///< `allowed` names the values that there are.
    out_of_range,     ///< Between `lowest` and `highest`.
    too_long,         ///< At most `highest` characters.
    too_many_items,   ///< At most `highest` items.
    bad_text,         ///< A string with NUL.
    bad_format,       ///< `allowed` holds an example of the right form.
    expected_one_of,  ///< `allowed` names the members of which exactly one must be there.
    not_possible      ///< Well-formed, and refused by whoever reads on: `allowed` names what is.
};

/// One thing that is wrong with a document. It holds no text for people: `web` words it.
struct Fault {
    std::string pointer;  ///< RFC 6901, such as `/services/0`; empty for the whole.
    FaultKind kind = FaultKind::malformed;
    std::vector<std::string> allowed;
    std::optional<std::int64_t> lowest;
    std::optional<std::int64_t> highest;
    std::optional<std::size_t> position;

    friend bool operator==(const Fault&, const Fault&) = default;
};

using Faults = std::vector<Fault>;

/// Where in a document the reader is: a list of names and indexes up to the root.
class Place {
public:
    Place() = default;
    Place(const Place& parent, std::string_view name) : parent_(&parent), name_(name) {}
    Place(const Place& parent, std::size_t index) : parent_(&parent), index_(index) {}

    /// The JSON pointer, with `~` and `/` in names escaped.
    [[nodiscard]] std::string pointer() const;

private:
    const Place* parent_ = nullptr;
    std::string_view name_;
    std::optional<std::size_t> index_;
};

/// A string of at most `most` characters.
template <std::size_t most>
struct Text : std::string {
    using std::string::string;
    Text(std::string text) : std::string(std::move(text)) {}
};

/// An integer between two bounds, both included.
template <std::int64_t lowest, std::int64_t highest>
struct Ranged {
    std::int64_t value = lowest;

    friend auto operator<=>(Ranged, Ranged) = default;
};

/// Absent is written as `null`; read like `std::optional`.
template <class T>
struct Nullable : std::optional<T> {
    using std::optional<T>::optional;
    Nullable(std::optional<T> value) : std::optional<T>(std::move(value)) {}
};

/// An instant as the API writes it, with the offset of the mall. One that was read has no zone.
struct Timestamp {
    Instant instant;
    std::optional<TimeZone> zone;
};

/// A piece of JSON that is already written. It is trusted to be well-formed.
struct Raw {
    std::string text = "null";
};

/// The component schemas of an OpenAPI document, by name.
struct Schemas {
    Object components;
    std::map<std::string, std::string_view, std::less<>> types;  ///< Name to the type's own name.
    bool closed = false;  ///< Whether objects say `additionalProperties: false`.
};

/// How a type is read, written and described:
/// `static std::optional<T> read(const Value&, const Place&, Faults&)` (nothing only after adding
/// a fault), `static void write(std::string& out, const T&)`, `static Value schema(Schemas&)`.
template <class T>
struct Codec;

/// Texts of the document about a type: `about`, and `members`, pairs of name and text. Optional.
template <class T>
struct Notes {
    static constexpr std::string_view about{};
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 0> members{};
};

/// Reads JSON text: faults are `malformed`, `too_deep` and `duplicate_member`.
std::expected<Value, Faults> parse(std::string_view text, boost::json::storage_ptr storage = {});

/// Appends `text` as a JSON string with its quotes.
void append_string(std::string& out, std::string_view text);

/// The value as a `T`, or everything that is wrong with it.
template <class T>
std::expected<T, Faults> read(const Value& value) {
    Faults faults;
    auto result = Codec<T>::read(value, Place{}, faults);
    if (!result || !faults.empty()) return std::unexpected(std::move(faults));
    return std::move(*result);
}

/// The same from text.
template <class T>
std::expected<T, Faults> read_text(std::string_view text) {
    std::array<unsigned char, 4096> memory;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    boost::json::monotonic_resource storage(memory.data(), memory.size());
    auto value = parse(text, &storage);
    if (!value) return std::unexpected(std::move(value.error()));
    return read<T>(*value);
}

/// The value as JSON text.
template <class T>
std::string write(const T& value) {
    std::string out;
    out.reserve(256);
    Codec<T>::write(out, value);
    return out;
}

/// The schema of a type: a reference to a component that it adds, or the schema itself.
template <class T>
Value schema_reference(Schemas& schemas) {
    return Codec<T>::schema(schemas);
}

/// The words of a described enum, in the order of its declaration.
template <class E>
std::string_view word(E value);
template <class E>
std::optional<E> from_word(std::string_view word);
template <class E>
std::vector<std::string> words();

}  // namespace gerai::json

#include "core/json_codecs.h"
