#include "web/request_parser.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/none.hpp>
#include <utility>

namespace gerai::web {

namespace http = boost::beast::http;

namespace {

Method method_of(http::verb verb) {
    // NOLINTNEXTLINE(clang-diagnostic-switch-enum)
    if (verb == http::verb::get) return Method::get;
    if (verb == http::verb::head) return Method::head;
    if (verb == http::verb::post) return Method::post;
    if (verb == http::verb::put) return Method::put;
    if (verb == http::verb::patch) return Method::patch;
    if (verb == http::verb::delete_) return Method::del;
    if (verb == http::verb::options) return Method::options;
    return Method::other;
}

RequestFault fault_of(const boost::beast::error_code& error) {
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
        return RequestFault::headers_too_large;
    }
    if (error == http::error::bad_content_length || error == http::error::bad_transfer_encoding ||
        error == http::error::multiple_content_length || error == http::error::bad_chunk ||
        error == http::error::bad_chunk_extension) {
        return RequestFault::bad_framing;
    }
    return RequestFault::bad_syntax;
}

bool read_query(std::string_view query, std::vector<Parameter>& into) {
    while (!query.empty()) {
        const auto end = query.find('&');
        const std::string_view item = query.substr(0, end);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        if (item.empty()) continue;
        const auto equals = item.find('=');
        auto name = percent_decoded(item.substr(0, equals), Plus::is_space);
        auto value = equals == std::string_view::npos
                         ? std::string{}
                         : percent_decoded(item.substr(equals + 1), Plus::is_space);
        if (!name || !value) return false;
        into.push_back({.name = std::move(*name), .value = std::move(*value)});
    }
    return true;
}

}  // namespace

bool read_target(std::string_view target, Request& request) {
    if (target.starts_with("http://") || target.starts_with("https://")) {
        // The absolute form names the host again; what matters is the path behind it.
        const auto slash = target.find('/', target.find("//") + 2);
        target = slash == std::string_view::npos ? std::string_view{"/"} : target.substr(slash);
    }
    if (target == "*" && request.method == Method::options) {
        request.path = "*";
        return true;
    }
    if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return false;
    const auto question = target.find('?');
    request.path = target.substr(0, question);
    return question == std::string_view::npos ||
           read_query(target.substr(question + 1), request.query);
}

RequestParser::RequestParser(const Limits& limits, const LargerBody& larger_body)
    : limits_(limits),
      larger_body_(larger_body ? &larger_body : nullptr),
      body_bytes_max_(limits.body_bytes) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    body_limit(boost::none);  // It would be looked at before the head is known as a whole.
    eager(true);
}

std::size_t RequestParser::put(std::string_view bytes) {
    std::size_t taken = 0;
    begun_ = begun_ || !bytes.empty();
    while (!fault_ && !is_done() && taken < bytes.size()) {
        Error error;
        const std::string_view rest = bytes.substr(taken);
        const std::size_t count =
            basic_parser::put(boost::asio::const_buffer{rest.data(), rest.size()}, error);
        taken += count;
        if (error == http::error::need_more) break;
        if (error) note(error);
        if (count == 0) break;
    }
    return taken;
}

void RequestParser::on_request_impl(Verb verb, Text, Text target, int version, Error& error) {
    version_ = version;
    request_.method = method_of(verb);
    if (version != 10 && version != 11) return refuse(RequestFault::bad_syntax, error);
    if (target.size() > limits_.target_bytes) return refuse(RequestFault::target_too_long, error);
    if (!read_target({target.data(), target.size()}, request_)) {
        refuse(RequestFault::bad_target, error);
    }
}

void RequestParser::on_field_impl(Field field, Text name, Text value, Error& error) {
    if (header_complete_) return;  // A trailer of a chunked body: nobody asks for one.
    if (request_.headers.size() == limits_.header_fields) {
        return refuse(RequestFault::too_many_headers, error);
    }
    if (name.size() + value.size() + 2 > limits_.header_line_bytes) {
        return refuse(RequestFault::headers_too_large, error);
    }
    if (field == Field::host) ++hosts_;
    if (field == Field::transfer_encoding &&
        (version_ == 10 || !boost::beast::iequals(value, "chunked"))) {
        return refuse(RequestFault::bad_framing, error);
    }
    if (field == Field::expect) expects_continue_ = boost::beast::iequals(value, "100-continue");
    request_.headers.add({name.data(), name.size()}, {value.data(), value.size()});
}

void RequestParser::on_header_impl(Error& error) {
    header_complete_ = true;
    if (hosts_ > 1 || (hosts_ == 0 && version_ == 11)) {
        return refuse(RequestFault::bad_syntax, error);
    }
    const auto length = content_length();
    if (larger_body_ != nullptr && (length.value_or(0) > limits_.body_bytes || chunked())) {
        body_bytes_max_ = (*larger_body_)(request_).value_or(limits_.body_bytes);
    }
    if (length && *length > body_bytes_max_) refuse(RequestFault::body_too_large, error);
}

void RequestParser::on_body_init_impl(const boost::optional<std::uint64_t>& length, Error&) {
    // A large one takes memory as it comes, not as it is announced.
    if (length) request_.body.reserve(std::min<std::uint64_t>(*length, limits_.body_bytes));
}

std::size_t RequestParser::on_body_impl(Text body, Error&) {
    request_.body.append(body.data(), body.size());
    return body.size();
}

void RequestParser::on_chunk_header_impl(std::uint64_t size, Text, Error& error) {
    if (size > body_bytes_max_ - request_.body.size()) {
        refuse(RequestFault::body_too_large, error);
    }
}

/// No more than its header said, which was looked at.
std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text body, Error&) {
    request_.body.append(body.data(), body.size());
    return body.size();
}

void RequestParser::refuse(RequestFault fault, Error& error) {
    fault_ = fault;
    error = http::error::bad_field;
}

void RequestParser::note(const Error& error) {
    if (!fault_) fault_ = fault_of(error);
}

}  // namespace gerai::web
