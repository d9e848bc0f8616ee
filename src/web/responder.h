#pragma once

#include <memory>
#include <string>

#include "web/http.h"
#include "web/stream.h"

namespace gerai::web {

struct Exchange;

/// What the log and the metrics say about a request beside what the server knows. Nothing that a
/// client wrote goes in unchecked: the router sets the route's template, the guard the rest, once
/// it knows that there is such a mall and actor.
struct Trail {
    std::string_view route = "_none";  ///< Outlives the server.
    std::string mall;
    std::string actor_id;
};

/// The duty to answer one request, once: with a response, or by handing the connection over to a
/// stream. It may move to another thread and be kept; nothing blocks meanwhile but this
/// connection. One that is dropped without an answer answers 503.
class Responder {
public:
    explicit Responder(std::shared_ptr<Exchange> exchange);
    Responder(Responder&&) noexcept = default;
    Responder& operator=(Responder&&) noexcept;
    Responder(const Responder&) = delete;
    Responder& operator=(const Responder&) = delete;
    ~Responder();

    /// Answers. From any thread; on the connection's own it costs no switch.
    void send(Response response);

    /// Makes the connection a reader of `start.topic`. When the cap of its kind is reached, or the
    /// server drains, the answer is 503 instead. From any thread.
    void stream(StreamStart start);

    /// For the log. Only before the answer, and by whoever holds the responder.
    Trail& trail();

private:
    std::shared_ptr<Exchange> exchange_;
};

}  // namespace gerai::web
