#include "demo/http_client.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <random>
#include <utility>
#include <vector>

namespace gerai::demo {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

using asio::use_awaitable;
using std::chrono::milliseconds;
using Stopwatch = std::chrono::steady_clock;

namespace {

constexpr std::uint64_t body_bytes_max = 16'777'216;  // 16 MiB

std::mt19937_64& noise() {
    static std::mt19937_64 engine{std::random_device{}()};
    return engine;
}

/// Doubles from the first to the longest, and varies by half, so that many who lost the same server
/// do not come back at the same instant.
milliseconds pause_before_attempt(int attempt, const HttpClient::Options& options) {
    milliseconds pause = options.first_pause;
    for (int i = 1; i < attempt && pause < options.longest_pause; ++i) pause *= 2;
    pause = std::min(pause, options.longest_pause);
    const auto half = pause.count() / 2;
    return milliseconds{half + std::uniform_int_distribution<std::int64_t>{0, half}(noise())};
}

struct Connection {
    explicit Connection(asio::io_context& io) : stream(io) {}

    beast::tcp_stream stream;
    beast::flat_buffer buffer;
    bool used = false;  ///< Has carried a request before: the server may have closed it since.
};

using HttpRequest = http::request<http::string_body>;

HttpRequest http_request(const Request& request, const HttpClient::Options& options) {
    const auto verb = request.method == Method::get ? http::verb::get : http::verb::post;
    HttpRequest message{verb, options.server.base + request.path, 11};
    message.set(http::field::host, fmt::format("{}:{}", options.server.host, options.server.port));
    message.set(http::field::accept_language, options.language);
    message.set(http::field::user_agent, "gerai");
    if (!request.token.empty()) {
        message.set(http::field::authorization, "Bearer " + request.token);
    }
    if (!request.key.empty()) message.set("Idempotency-Key", request.key);
    if (request.method == Method::post) {
        message.set(http::field::content_type, "application/json");
        message.body() = request.body.empty() ? "{}" : request.body;
        message.prepare_payload();
    }
    return message;
}

bool is_trial(const http::fields& fields) {
    const auto found = fields.find("Gerai-Trial");
    return found != fields.end() && found->value() == "true";
}

bool worth_another_try(unsigned status) { return status == 429 || status == 502 || status == 503; }

awaitable<void> connect(Connection* connection, ServerAddress server, milliseconds timeout) {
    asio::ip::tcp::resolver resolver(connection->stream.get_executor());
    const auto endpoints = co_await resolver.async_resolve(server.host, server.port, use_awaitable);
    connection->stream.expires_after(timeout);
    co_await connection->stream.async_connect(endpoints, use_awaitable);
    connection->stream.socket().set_option(asio::ip::tcp::no_delay(true));
}

}  // namespace

std::expected<ServerAddress, std::string> parse_server_url(std::string_view url) {
    constexpr std::string_view scheme = "http://";
    const auto wrong = [&] {
        return std::unexpected(fmt::format(
            "The server's address should look like http://127.0.0.1:8080, not \"{}\".", url));
    };
    if (!url.starts_with(scheme)) return wrong();
    const std::string_view rest = url.substr(scheme.size());
    const std::string_view authority = rest.substr(0, rest.find('/'));
    std::string_view base = rest.substr(authority.size());
    while (base.ends_with('/')) base.remove_suffix(1);

    const std::size_t bracket = authority.rfind(']');
    const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    std::string_view host = authority.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    std::string_view port = "80";
    if (colon != std::string_view::npos) port = authority.substr(colon + 1);
    unsigned number = 0;
    const auto read = std::from_chars(port.data(), port.data() + port.size(), number);
    const bool is_port = read.ec == std::errc{} && read.ptr == port.data() + port.size() &&
                         number > 0 && number <= 65535;
    if (host.empty() || !is_port) return wrong();
    return ServerAddress{
        .host = std::string(host), .port = std::string(port), .base = std::string(base)};
}

std::string random_key() {
    static std::random_device source;
    std::array<std::uint32_t, 4> words{};
    for (std::uint32_t& word : words) word = source();
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", words[0], words[1], words[2], words[3]);
}

/// The connections that stay open. One is with at most one request at a time.
struct HttpClient::Pool {
    explicit Pool(asio::io_context& with) : io(with), freed(with) {}

    asio::io_context& io;
    std::vector<std::unique_ptr<Connection>> idle;
    std::size_t leased = 0;
    Signal freed;
    std::uint64_t retries = 0;
};

/// A connection for the time of one request; it goes back only when the request ended well.
class HttpClient::Lease {
public:
    explicit Lease(Pool* pool) : pool_(*pool) {
        ++pool_.leased;
        if (pool_.idle.empty()) {
            connection_ = std::make_unique<Connection>(pool_.io);
        } else {
            connection_ = std::move(pool_.idle.back());
            pool_.idle.pop_back();
        }
    }

    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    ~Lease() {
        --pool_.leased;
        pool_.freed.raise();
    }

    Connection& operator*() { return *connection_; }

    void give_back() {
        connection_->used = true;
        pool_.idle.push_back(std::move(connection_));
    }

private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
};

HttpClient::HttpClient(asio::io_context& io, Options options)
    : options_(std::move(options)), pool_(std::make_unique<Pool>(io)) {}

HttpClient::~HttpClient() = default;

asio::io_context& HttpClient::io() const { return pool_->io; }

std::uint64_t HttpClient::retries() const { return pool_->retries; }

awaitable<Answer> HttpClient::request(Request request) {
    const auto begun = Stopwatch::now();
    const auto limit = request.give_up_after.value_or(options_.give_up_after);
    const bool repeatable = request.method == Method::get || !request.key.empty();
    std::string trouble;
    for (int attempt_number = 1;; ++attempt_number) {
        try {
            Answer answer = co_await attempt(request);
            if (!repeatable || !worth_another_try(answer.status)) co_return answer;
            trouble = fmt::format("status {}", answer.status);
        } catch (const boost::system::system_error& error) {
            trouble = error.code().message();
        }
        if (!repeatable || Stopwatch::now() - begun > limit) {
            throw Unreachable(fmt::format("No answer from http://{}:{}{}: {}.",
                                          options_.server.host, options_.server.port, request.path,
                                          trouble));
        }
        ++pool_->retries;
        // Throws when this coroutine was cancelled, which is one cause of the error above.
        co_await pause_for(pool_->io, pause_before_attempt(attempt_number, options_));
    }
}

awaitable<Answer> HttpClient::attempt(Request request) {
    while (pool_->leased >= options_.connections_max) {
        co_await pool_->freed.wait(options_.attempt_timeout);
    }
    Lease lease(pool_.get());
    Connection& connection = *lease;
    const HttpRequest message = http_request(request, options_);
    http::response_parser<http::string_body> parser;
    parser.body_limit(body_bytes_max);

    if (!connection.used) {
        co_await connect(&connection, options_.server, options_.attempt_timeout);
    }
    connection.stream.expires_after(options_.attempt_timeout);
    co_await http::async_write(connection.stream, message, use_awaitable);
    co_await http::async_read(connection.stream, connection.buffer, parser, use_awaitable);
    connection.stream.expires_never();

    const bool stays = parser.get().keep_alive();
    Answer answer{.status = parser.get().result_int(),
                  .body = std::move(parser.get().body()),
                  .trial = is_trial(parser.get())};
    if (stays) lease.give_back();
    co_return answer;
}

awaitable<Answer> HttpClient::follow(std::string path, std::string token,
                                     std::function<void(const StreamEvent&)> receive) {
    EventParser parser;
    int failures = 0;
    while (true) {
        try {
            const Answer answer = co_await read_stream(path, token, &parser, receive);
            const bool refused = answer.status >= 400 && answer.status < 500;
            if (refused && !worth_another_try(answer.status)) co_return answer;
            failures = answer.accepted() ? 0 : failures + 1;
        } catch (const boost::system::system_error&) {
            ++failures;
        }
        parser.start_again();
        // Throws when this coroutine was cancelled, which is one cause of the error above.
        co_await pause_for(pool_->io, pause_before_attempt(failures + 1, options_));
    }
}

awaitable<Answer> HttpClient::read_stream(std::string path, std::string token, EventParser* parser,
                                          std::function<void(const StreamEvent&)> receive) {
    Connection connection(pool_->io);
    co_await connect(&connection, options_.server, options_.attempt_timeout);
    const Request asked{.method = Method::get, .path = path, .body = {}, .token = token, .key = {}};
    HttpRequest message = http_request(asked, options_);
    message.set(http::field::accept, "text/event-stream");
    if (!parser->last_id().empty()) message.set("Last-Event-ID", parser->last_id());
    connection.stream.expires_after(options_.attempt_timeout);
    co_await http::async_write(connection.stream, message, use_awaitable);

    http::response_parser<http::buffer_body> response;
    response.body_limit(boost::none);
    co_await http::async_read_header(connection.stream, connection.buffer, response, use_awaitable);
    Answer answer{
        .status = response.get().result_int(), .body = {}, .trial = is_trial(response.get())};
    if (!answer.accepted()) co_return answer;

    std::array<char, 8192> chunk{};
    while (!response.is_done()) {
        response.get().body().data = chunk.data();
        response.get().body().size = chunk.size();
        response.get().body().more = true;
        connection.stream.expires_after(options_.silence_max);
        boost::system::error_code ended;
        co_await http::async_read_some(connection.stream, connection.buffer, response,
                                       asio::redirect_error(use_awaitable, ended));
        if (ended && ended != http::error::need_buffer) break;
        const std::size_t received = chunk.size() - response.get().body().size;
        for (const StreamEvent& event : parser->feed({chunk.data(), received})) receive(event);
    }
    co_return answer;
}

}  // namespace gerai::demo
