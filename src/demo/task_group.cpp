#include "demo/task_group.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cassert>
#include <memory>
#include <utility>

namespace gerai::demo {

namespace asio = boost::asio;

namespace {

/// A wait that ends without an error when its timer is cancelled.
awaitable<void> wait_for(asio::steady_timer* timer) {
    boost::system::error_code ended;
    co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ended));
}

/// A wait that throws when its coroutine is cancelled.
awaitable<void> wait_through(std::unique_ptr<asio::steady_timer> timer) {
    co_await timer->async_wait(asio::use_awaitable);
}

}  // namespace

TaskGroup::TaskGroup(asio::io_context& io, std::function<void(const std::exception_ptr&)> failed)
    : io_(io), failed_(std::move(failed)), changed_(io) {}

TaskGroup::~TaskGroup() { assert(signals_.empty()); }

void TaskGroup::spawn(awaitable<void> task) {
    if (cancelled_) return;
    const auto signal = signals_.emplace(signals_.end());
    asio::co_spawn(io_, std::move(task),
                   asio::bind_cancellation_slot(signal->slot(),
                                                [this, signal](const std::exception_ptr& failure) {
                                                    end(signal, failure);
                                                }));
}

void TaskGroup::cancel() {
    cancelled_ = true;
    for (auto& signal : signals_) signal.emit(asio::cancellation_type::terminal);
}

void TaskGroup::end(Signals::iterator signal, const std::exception_ptr& failure) {
    if (failure && !cancelled_) failed_(failure);
    // The task's last steps still use the signal: it goes when they are over.
    asio::post(io_, [this, signal] {
        signals_.erase(signal);
        changed_.cancel();
    });
}

awaitable<void> TaskGroup::finished() {
    while (!signals_.empty()) {
        changed_.expires_at(asio::steady_timer::time_point::max());
        co_await wait_for(&changed_);
    }
}

awaitable<void> pause_for(asio::io_context& io, std::chrono::steady_clock::duration duration) {
    return wait_through(std::make_unique<asio::steady_timer>(io, duration));
}

void Signal::raise() {
    for (asio::steady_timer* timer : waiting_) timer->cancel();
}

awaitable<void> Signal::wait(std::chrono::steady_clock::duration longest) {
    asio::steady_timer timer(io_, longest);
    struct Place {
        std::list<asio::steady_timer*>& waiting;
        std::list<asio::steady_timer*>::iterator here;

        ~Place() { waiting.erase(here); }
    };
    const Place place{.waiting = waiting_, .here = waiting_.insert(waiting_.end(), &timer)};
    co_await wait_for(&timer);
}

}  // namespace gerai::demo
