#include "web/responder.h"

#include <boost/asio/post.hpp>
#include <cassert>
#include <utility>

#include "web/exchange.h"
#include "web/problem.h"

namespace gerai::web {

namespace {

void place(Exchange& exchange, Answer answer) {
    exchange.answer = std::move(answer);
    if (exchange.waiter != nullptr) exchange.waiter->cancel();
}

}  // namespace

void complete(std::shared_ptr<Exchange> exchange, Answer answer) {
    const auto context = exchange->context.lock();
    if (!context) return;
    if (context->get_executor().running_in_this_thread()) {
        place(*exchange, std::move(answer));
        return;
    }
    asio::post(*context, [exchange = std::move(exchange), answer = std::move(answer)]() mutable {
        place(*exchange, std::move(answer));
    });
}

Responder::Responder(std::shared_ptr<Exchange> exchange) : exchange_(std::move(exchange)) {}

Responder& Responder::operator=(Responder&& other) noexcept {
    std::swap(exchange_, other.exchange_);
    return *this;
}

Responder::~Responder() {
    if (!exchange_) return;
    try {
        send(problem(problems::unavailable, exchange_->asker));
    } catch (...) {
        std::terminate();  // Out of memory: the client would wait for ever.
    }
}

void Responder::send(Response response) {
    assert(exchange_);  // One answer for each request.
    complete(std::move(exchange_), std::move(response));
}

void Responder::stream(StreamStart start) {
    assert(exchange_);
    complete(std::move(exchange_), std::move(start));
}

Trail& Responder::trail() {
    assert(exchange_);
    return exchange_->trail;
}

}  // namespace gerai::web
