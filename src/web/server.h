#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/time.h"
#include "web/http.h"
#include "web/limits.h"
#include "web/responder.h"
#include "web/stream.h"

namespace gerai::web {

/// What a finished request was, for the log and the metrics.
struct Finished {
    const Trail& trail;
    std::string_view request_id;
    std::string_view trace_id;
    Method method;
    int status;
    std::chrono::microseconds duration;
};

/// Takes a request and the duty to answer it. Runs on a server thread and must not block: what
/// waits for a disk or a lock takes the responder along.
using Handler = std::function<void(Request&&, Responder)>;

/// HTTP/1.1 on one address: a thread for each core, a coroutine for each connection, one write for
/// each answer. TLS is the proxy's.
class Server {
public:
    struct Options {
        std::string address = "127.0.0.1";
        std::uint16_t port = 8080;  ///< 0 takes a free one.
        unsigned threads = 0;       ///< 0: as many as there are cores.
        Limits limits;
        LargerBody larger_body;                         ///< Optional; on a server thread.
        std::string version;                            ///< For `Gerai-Version`.
        bool trial = false;                             ///< Adds `Gerai-Trial: true`.
        std::function<Instant()> clock;                 ///< The machine's, for `Date`.
        std::function<void(const Finished&)> finished;  ///< Optional; on a server thread.
    };

    /// `hub` may be null when no route is a stream; it outlives the server.
    Server(Options options, Handler handler, StreamHub* hub = nullptr);

    /// Stops at once if it still runs.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds and begins to serve. Throws std::system_error when the address cannot be had.
    void start();

    /// The port that it listens on, once started.
    [[nodiscard]] std::uint16_t port() const;

    /// Begins to drain: takes no more connections, answers what runs, closes what is idle, and
    /// the streams over `limits.drain_time`. From any thread; returns at once.
    void stop();

    /// Whether it drains, for `/readyz`.
    [[nodiscard]] bool draining() const;

    /// Returns when all is closed, at most a moment after `drain_time`.
    void wait();

    /// Open connections, streams among them.
    [[nodiscard]] std::size_t connections() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Allows this process as many open files as the system lets it; returns how many.
std::size_t raise_open_files_limit();

}  // namespace gerai::web
