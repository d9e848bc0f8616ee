#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "demo/event_stream.h"
#include "demo/task_group.h"

namespace gerai::demo {

/// Where a server listens.
struct ServerAddress {
    std::string host;
    std::string port;
    std::string base;  ///< What stands before every path; empty or such as `/mpp`.

    friend bool operator==(const ServerAddress&, const ServerAddress&) = default;
};

/// Reads `http://host:port/base`; else one sentence that says what was expected.
std::expected<ServerAddress, std::string> parse_server_url(std::string_view url);

enum class Method { get, post };

struct Request {
    Method method = Method::get;
    std::string path;   ///< With its query, such as `/api/v1/malls`.
    std::string body;   ///< JSON, of a POST.
    std::string token;  ///< Empty: public.
    std::string key;    ///< `Idempotency-Key`; every attempt carries the same.
    std::optional<std::chrono::milliseconds> give_up_after = {};  ///< Else the client's.
};

struct Answer {
    unsigned status = 0;
    std::string body;
    bool trial = false;  ///< The hall plays; nothing in it is real.

    [[nodiscard]] bool accepted() const { return status >= 200 && status < 300; }
};

/// A server that did not answer for as long as the client was told to try.
class Unreachable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A new random key for one act, never the same twice.
std::string random_key();

/// An HTTP/1.1 client for many coroutines of one thread over a bounded number of connections that
/// stay open. A lost connection, a time-out, 429 and 503 are tried again with the same key after a
/// pause that grows and varies, so that a server which is killed and started again loses nothing.
class HttpClient {
public:
    struct Options {
        ServerAddress server;
        std::string language = "id";
        std::size_t connections_max = 64;
        std::chrono::milliseconds attempt_timeout{15'000};
        std::chrono::milliseconds give_up_after{600'000};
        std::chrono::milliseconds first_pause{50};
        std::chrono::milliseconds longest_pause{2'000};
        std::chrono::milliseconds silence_max{45'000};  ///< A stream without a beat is dead.
    };

    HttpClient(boost::asio::io_context& io, Options options);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// The thread that all of this lives on.
    [[nodiscard]] boost::asio::io_context& io() const;

    /// Throws `Unreachable` when there is no answer in time. A POST without a key is tried once.
    awaitable<Answer> request(Request request);

    /// Reads a stream for ever, resuming after the last id when the connection breaks. Ends only
    /// when the server refuses it for good (4xx), with that answer.
    awaitable<Answer> follow(std::string path, std::string token,
                             std::function<void(const StreamEvent&)> receive);

    /// Attempts after the first, of all requests.
    [[nodiscard]] std::uint64_t retries() const;

private:
    struct Pool;
    class Lease;

    awaitable<Answer> attempt(Request request);
    awaitable<Answer> read_stream(std::string path, std::string token, EventParser* parser,
                                  std::function<void(const StreamEvent&)> receive);

    Options options_;
    std::unique_ptr<Pool> pool_;
};

}  // namespace gerai::demo
