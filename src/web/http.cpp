#include "web/http.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <boost/assert.hpp>
#include <stdexcept>
#include <utility>

namespace gerai::web {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, lower, lower);
}

constexpr std::size_t sha256_bytes = 32;

/// SHA-256 with what the library needs for it kept: looking that up takes longer than the hash of a
/// short answer. For one thread.
class Sha256 {
public:
    Sha256() : kind_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
        if (!kind_ || !context_) throw std::runtime_error("OpenSSL has no SHA-256");
    }

    std::array<unsigned char, sha256_bytes> of(std::string_view content) {
        std::array<unsigned char, sha256_bytes> hash{};
        const bool is_done =
            EVP_DigestInit_ex2(context_.get(), kind_.get(), nullptr) == 1 &&
            EVP_DigestUpdate(context_.get(), content.data(), content.size()) == 1 &&
            EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr) == 1;
        if (!is_done) throw std::runtime_error("OpenSSL could not hash");
        return hash;
    }

private:
    struct Free {
        void operator()(EVP_MD* kind) const { EVP_MD_free(kind); }
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };

    std::unique_ptr<EVP_MD, Free> kind_;
    std::unique_ptr<EVP_MD_CTX, Free> context_;
};

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    const char small = lower(c);
    if (small >= 'a' && small <= 'f') return static_cast<unsigned>(small - 'a' + 10);
    return std::nullopt;
}

/// The length of the well-formed UTF-8 sequence that `text` begins with, or 0.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
    }
    // Overlong forms, surrogates, and what lies beyond U+10FFFF.
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return length;
}

bool is_clean_text(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0 || text[0] == '\0') return false;
        text.remove_prefix(length);
    }
    return true;
}

}  // namespace

std::string_view name(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::patch: return "PATCH";
        case Method::del: return "DELETE";
        case Method::options: return "OPTIONS";
        case Method::other: return "_OTHER";
    }
    return "_OTHER";
}

void Headers::add(std::string_view name, std::string_view value) {
    entries_.push_back({.at = static_cast<std::uint32_t>(text_.size()),
                        .name_size = static_cast<std::uint16_t>(name.size()),
                        .value_size = static_cast<std::uint16_t>(value.size())});
    text_.append(name).append(value);
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    const std::string_view text = text_;
    for (const Entry& entry : entries_) {
        if (entry.name_size != name.size()) continue;
        if (!same_name(text.substr(entry.at, entry.name_size), name)) continue;
        return text.substr(entry.at + entry.name_size, entry.value_size);
    }
    return std::nullopt;
}

const std::string& Request::place(std::string_view name) const {
    const auto found = std::ranges::find(places, name, &Parameter::name);
    if (found == places.end()) {
        throw std::logic_error("the route has no place " + std::string{name});
    }
    return found->value;
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    const auto found = std::ranges::find(query, name, &Parameter::name);
    if (found == query.end()) return std::nullopt;
    return found->value;
}

std::optional<std::string_view> Request::bearer() const {
    constexpr std::string_view scheme = "bearer ";
    auto value = header("authorization");
    if (!value || value->size() <= scheme.size()) return std::nullopt;
    if (!same_name(value->substr(0, scheme.size()), scheme)) return std::nullopt;
    value->remove_prefix(value->find_first_not_of(' ', scheme.size() - 1));
    return value;
}

Response json_response(std::string body) {
    Response response;
    response.etag = etag_of(body);
    response.body = std::move(body);
    response.cache_control = cache::revalidate;
    return response;
}

Response no_content() {
    Response response;
    response.status = 204;
    response.content_type = {};
    return response;
}

std::string etag_of(std::string_view content) {
    static constexpr std::string_view digits = "0123456789abcdef";
    static constexpr std::size_t bytes = 12;
    static thread_local Sha256 sha256;
    const auto hash = sha256.of(content);
    std::string etag = "\"";
    for (std::size_t i = 0; i < bytes; ++i) {
        etag += digits[hash.at(i) >> 4U];
        etag += digits[hash.at(i) & 0xFU];
    }
    return etag += '"';
}

bool matches(std::string_view if_none_match, std::string_view etag) {
    if (etag.empty()) return false;
    if (if_none_match == "*") return true;
    while (!if_none_match.empty()) {
        const auto comma = if_none_match.find(',');
        std::string_view item = if_none_match.substr(0, comma);
        item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
        item = item.substr(0, item.find_last_not_of(" \t") + 1);
        if (item.starts_with("W/")) item.remove_prefix(2);
        if (item == etag) return true;
        if (comma == std::string_view::npos) break;
        if_none_match.remove_prefix(comma + 1);
    }
    return false;
}

std::string_view reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 416: return "Range Not Satisfiable";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        default: return "Unknown";
    }
}

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == Plus::is_space) {
            out += ' ';
        } else if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const auto high = hex_digit(text[i + 1]);
            const auto low = hex_digit(text[i + 2]);
            if (!high || !low) return std::nullopt;
            out += static_cast<char>(*high * 16 + *low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    if (!is_clean_text(out)) return std::nullopt;
    return out;
}

}  // namespace gerai::web
