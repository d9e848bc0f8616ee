#include "demo/task_group.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cassert>
#include <utility>

namespace gerai::demo {

namespace asio = boost::asio;

namespace {

/// A wait that ends without an error when its timer is cancelled.
awaitable<void> wait_for(asio::steady_timer* timer) {
    boost::system::error_code ended;
    co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, ended));
}

}  // namespace

TaskGroup::TaskGroup(asio::any_io_executor executor,
                     std::function<void(const std::exception_ptr&)> failed)
    : executor_(std::move(executor)), failed_(std::move(failed)), changed_(executor_) {}

TaskGroup::~TaskGroup() { assert(signals_.empty()); }

void TaskGroup::spawn(awaitable<void> task) {
    if (cancelled_) return;
    const auto signal = signals_.emplace(signals_.end());
    asio::co_spawn(executor_, std::move(task),
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
    asio::post(executor_, [this, signal] {
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

awaitable<bool> is_cancelled() {
    const auto state = co_await asio::this_coro::cancellation_state;
    co_return state.cancelled() != asio::cancellation_type::none;
}

awaitable<void> pause_for(std::chrono::steady_clock::duration duration) {
    asio::steady_timer timer(co_await asio::this_coro::executor, duration);
    co_await timer.async_wait(asio::use_awaitable);
}

void Signal::raise() {
    for (asio::steady_timer* timer : waiting_) timer->cancel();
}

awaitable<void> Signal::wait(std::chrono::steady_clock::duration longest) {
    asio::steady_timer timer(co_await asio::this_coro::executor, longest);
    struct Place {
        std::list<asio::steady_timer*>& waiting;
        std::list<asio::steady_timer*>::iterator here;

        ~Place() { waiting.erase(here); }
    };
    const Place place{.waiting = waiting_, .here = waiting_.insert(waiting_.end(), &timer)};
    co_await wait_for(&timer);
}

}  // namespace gerai::demo
