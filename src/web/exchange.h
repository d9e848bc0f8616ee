#pragma once

#include <memory>
#include <optional>
#include <variant>

#include "web/io.h"
#include "web/problem.h"
#include "web/responder.h"

namespace gerai::web {

using Answer = std::variant<Response, StreamStart>;

/// What a connection and the responder of its current request share. Only `answer`
/// and `waiter` are touched on the connection's thread only.
struct Exchange {
    std::weak_ptr<asio::io_context> context;
    Trail trail;
    Asker asker;  ///< Who is told when the responder is dropped.
    std::optional<Answer> answer;
    Timer* waiter = nullptr;  ///< Woken when the answer is there.
};

/// Brings the answer to the connection's thread; does nothing when the server is gone.
void complete(std::shared_ptr<Exchange> exchange, Answer answer);

}  // namespace gerai::web
