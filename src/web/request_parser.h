#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <cstddef>
#include <optional>
#include <string_view>

#include "web/http.h"
#include "web/limits.h"

namespace gerai::web {

/// Why bytes are no request that we take.
enum class RequestFault {
    bad_syntax,
    bad_framing,
    bad_target,
    target_too_long,
    headers_too_large,
    too_many_headers,
    body_too_large
};

/// Makes one request of bytes. Stricter than the grammar where two programs might read the same
/// bytes differently: a body has one length, a request one host, and a transfer coding is chunked
/// or refused.
class RequestParser : private boost::beast::http::basic_parser<true> {
public:
    /// `larger_body` is asked for each request that has a body, once its head is there.
    explicit RequestParser(const Limits& limits, const LargerBody& larger_body = {});

    /// Takes what it can of `bytes`, which go on from those that it did not take the last time.
    /// Returns how many it took; after a fault the count means nothing.
    std::size_t put(std::string_view bytes);

    [[nodiscard]] bool has_begun() const { return begun_; }
    [[nodiscard]] bool has_header() const { return is_header_done(); }
    [[nodiscard]] bool is_complete() const { return is_done(); }
    [[nodiscard]] std::optional<RequestFault> fault() const { return fault_; }

    /// The client waits for `100 Continue` before it sends the body.
    [[nodiscard]] bool expects_continue() const { return expects_continue_; }
    [[nodiscard]] bool keeps_alive() const { return keep_alive(); }
    [[nodiscard]] bool is_http_1_0() const { return version_ == 10; }

    /// That the body of this request may have.
    [[nodiscard]] std::size_t body_bytes_max() const { return body_bytes_max_; }

    /// The request, once complete; or what there is of it, to word a refusal.
    Request& request() { return request_; }

private:
    using Error = boost::beast::error_code;
    using Text = boost::beast::string_view;
    using Verb = boost::beast::http::verb;
    using Field = boost::beast::http::field;

    void on_request_impl(Verb verb, Text method, Text target, int version, Error& error) override;
    void on_response_impl(int, Text, int, Error&) override {}
    void on_field_impl(Field field, Text name, Text value, Error& error) override;
    void on_header_impl(Error& error) override;
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, Error& error) override;
    std::size_t on_body_impl(Text body, Error& error) override;
    void on_chunk_header_impl(std::uint64_t size, Text extensions, Error& error) override;
    std::size_t on_chunk_body_impl(std::uint64_t remain, Text body, Error& error) override;
    void on_finish_impl(Error&) override {}

    void refuse(RequestFault fault, Error& error);
    void note(const Error& error);

    Limits limits_;
    const LargerBody* larger_body_;
    std::size_t body_bytes_max_;
    Request request_;
    std::optional<RequestFault> fault_;
    int version_ = 11;
    int hosts_ = 0;
    bool begun_ = false;
    bool header_complete_ = false;
    bool expects_continue_ = false;
};

/// Takes a request target apart into path and query; false when it is not well-formed.
bool read_target(std::string_view target, Request& request);

}  // namespace gerai::web
