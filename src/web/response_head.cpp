#include "web/response_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace gerai::web {

namespace {

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

void append_number(std::string& out, std::size_t value) {
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    out.append(text.data(), end);
}

void append_status_line(std::string& out, int status) {
    if (status == 200) {
        out += "HTTP/1.1 200 OK\r\n";
        return;
    }
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::size_t>(status));
    out.append(" ").append(reason(status)).append("\r\n");
}

bool has_body(const Response& response) { return response.status != 204 && response.status != 304; }

}  // namespace

std::string common_fields(std::string_view version, bool trial) {
    std::string out;
    append_field(
        out, "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; "
        "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'");
    append_field(out, "X-Content-Type-Options", "nosniff");
    append_field(out, "Referrer-Policy", "same-origin");
    append_field(out, "Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    append_field(out, "Cross-Origin-Opener-Policy", "same-origin");
    append_field(out, "Cross-Origin-Resource-Policy", "same-origin");
    append_field(out, "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    append_field(out, "Gerai-Version", version);
    if (trial) append_field(out, "Gerai-Trial", "true");
    return out;
}

std::string http_date(Instant now) {
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const Date date{day};
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(now - day)};
    std::array<char, 64> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
        days.at(std::chrono::weekday{day}.c_encoding()), unsigned{date.day()},
        months.at(unsigned{date.month()} - 1), int{date.year()},
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

void append_head(std::string& out, const Response& response, const HeadContext& context) {
    append_status_line(out, response.status);
    append_field(out, "Date", context.date);
    out += context.common;
    append_field(out, "Cache-Control", response.cache_control);
    if (!context.request_id.empty()) append_field(out, "X-Request-Id", context.request_id);
    if (!response.etag.empty()) append_field(out, "ETag", response.etag);
    for (const Header& header : response.headers) append_field(out, header.name, header.value);
    if (has_body(response)) {
        if (!response.content_type.empty()) {
            append_field(out, "Content-Type", response.content_type);
        }
        if (response.content_type != media::event_stream) {
            out += "Content-Length: ";
            append_number(out, response.content().size());
            out += "\r\n";
        }
    }
    if (context.afterwards == Afterwards::closes) append_field(out, "Connection", "close");
    if (context.afterwards == Afterwards::stays_for_http_1_0) {
        append_field(out, "Connection", "keep-alive");
    }
    out += "\r\n";
}

bool is_sendable(const Response& response) {
    const auto is_one_line = [](std::string_view text) {
        return text.find_first_of(std::string_view{"\r\n\0", 3}) == std::string_view::npos;
    };
    return is_one_line(response.etag) &&
           std::ranges::all_of(response.headers, [&](const Header& header) {
               return is_one_line(header.name) && is_one_line(header.value);
           });
}

}  // namespace gerai::web
