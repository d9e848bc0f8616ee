#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/language.h"

/// What a request and an answer are. The folder translates between HTTP and the hall: `server`
/// owns the sockets, `router` finds the route, `problem` words what went wrong, `stream` keeps the
/// readers of events. It decides nothing about a queue, and no text for people stands in it.
namespace gerai::web {

enum class Method { get, head, post, put, patch, del, options, other };

/// `GET`; `_OTHER` for a method that is not listed.
std::string_view name(Method method);

/// A name with its value: of the query, or of a place in a route's template.
struct Parameter {
    std::string name;
    std::string value;

    friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// The header fields of a request, in one piece of memory.
class Headers {
public:
    void add(std::string_view name, std::string_view value);

    /// The value of the first field of that name, in any case; nothing when there is none.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::uint32_t at;
        std::uint16_t name_size;
        std::uint16_t value_size;
    };

    std::string text_;
    std::vector<Entry> entries_;
};

/// One request, complete with its body. It owns all that it shows and may move between threads.
struct Request {
    Method method = Method::get;
    std::string path;               ///< As sent: percent signs and all, without the query.
    std::vector<Parameter> query;   ///< Decoded, in the order sent.
    std::vector<Parameter> places;  ///< Decoded values of the template's places; by the router.
    Headers headers;
    std::string body;
    Language language = Language::indonesian;
    std::string id;        ///< Of this request: names it in the log and in a problem's `instance`.
    std::string trace_id;  ///< 32 hexadecimal digits of a W3C `traceparent`, or empty.
    std::string remote;    ///< The address of the other end, without its port.
    bool remote_is_loopback = false;

    /// The value of a place of the template, such as `mall`. The route must have it.
    [[nodiscard]] const std::string& place(std::string_view name) const;

    /// The first value of a query parameter.
    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;

    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const {
        return headers.find(name);
    }

    /// The token of `Authorization: Bearer ...`.
    [[nodiscard]] std::optional<std::string_view> bearer() const;
};

namespace media {
inline constexpr std::string_view json = "application/json";
inline constexpr std::string_view problem = "application/problem+json";
inline constexpr std::string_view event_stream = "text/event-stream";
inline constexpr std::string_view html = "text/html; charset=utf-8";
inline constexpr std::string_view text = "text/plain; charset=utf-8";
inline constexpr std::string_view svg = "image/svg+xml";
inline constexpr std::string_view css = "text/css; charset=utf-8";
}  // namespace media

/// Every answer says how it may be cached.
namespace cache {
inline constexpr std::string_view no_store = "no-store";
inline constexpr std::string_view revalidate = "no-cache";
inline constexpr std::string_view open_data = "public, max-age=30, stale-while-revalidate=300";
inline constexpr std::string_view immutable = "public, max-age=31536000, immutable";
}  // namespace cache

/// A header field of an answer. Neither part may hold a line break; the server refuses to send one.
struct Header {
    std::string_view name;  ///< A text that outlives the answer, usually a literal.
    std::string value;

    friend bool operator==(const Header&, const Header&) = default;
};

/// One answer. Security headers, `Gerai-Version`, the date and the length are added by the server;
/// so is the 304 to a GET whose `If-None-Match` names `etag`, and the empty body for HEAD.
struct Response {
    int status = 200;
    std::string_view content_type = media::json;  ///< A literal; empty when there is no body.
    std::string body;
    std::shared_ptr<const std::string> shared_body;    ///< Sent instead of `body` when present.
    std::string_view cache_control = cache::no_store;  ///< A literal.
    std::string etag;                                  ///< With its quotes, or empty.
    std::vector<Header> headers;

    [[nodiscard]] std::string_view content() const {
        return shared_body ? std::string_view{*shared_body} : std::string_view{body};
    }
};

/// 200 with JSON, a strong ETag and `no-cache`: a client asks again and mostly gets 304.
Response json_response(std::string body);

/// 204 without a body.
Response no_content();

/// A strong ETag with its quotes: the first 96 bits of the SHA-256 of `content`.
std::string etag_of(std::string_view content);

/// Whether `If-None-Match` names `etag`, by the weak comparison of RFC 9110.
bool matches(std::string_view if_none_match, std::string_view etag);

/// `Not Found`.
std::string_view reason(int status);

/// Undoes percent encoding; nothing when it is broken, or gives NUL or what is not UTF-8. `+` is a
/// space when `plus_is_space`.
enum class Plus { is_itself, is_space };
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

}  // namespace gerai::web
