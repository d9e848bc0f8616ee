#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <list>

/// Coroutines of one thread: how they start and end together, and how they wait.
namespace gerai::demo {

using boost::asio::awaitable;

/// Coroutines that run side by side on one thread. The group outlives its tasks.
class TaskGroup {
public:
    /// `failed` is told what a task threw, unless the group was cancelled before.
    TaskGroup(boost::asio::io_context& io, std::function<void(const std::exception_ptr&)> failed);
    TaskGroup(const TaskGroup&) = delete;
    TaskGroup& operator=(const TaskGroup&) = delete;
    ~TaskGroup();

    /// Does nothing after `cancel`.
    void spawn(awaitable<void> task);

    /// Every task ends at the wait that it is in, or at its next one.
    void cancel();

    /// Until no task is left.
    awaitable<void> finished();

    [[nodiscard]] std::size_t running() const { return signals_.size(); }

private:
    using Signals = std::list<boost::asio::cancellation_signal>;

    void end(Signals::iterator signal, const std::exception_ptr& failure);

    boost::asio::io_context& io_;
    std::function<void(const std::exception_ptr&)> failed_;
    boost::asio::steady_timer changed_;
    Signals signals_;
    bool cancelled_ = false;
};

/// A wait on the machine's clock.
awaitable<void> pause_for(boost::asio::io_context& io,
                          std::chrono::steady_clock::duration duration);

/// Something that several coroutines of one thread wait for.
class Signal {
public:
    explicit Signal(boost::asio::io_context& io) : io_(io) {}
    Signal(const Signal&) = delete;
    Signal& operator=(const Signal&) = delete;

    /// Wakes all who wait.
    void raise();

    /// Until the signal is raised, but no longer than that.
    awaitable<void> wait(std::chrono::steady_clock::duration longest);

private:
    boost::asio::io_context& io_;
    std::list<boost::asio::steady_timer*> waiting_;
};

}  // namespace gerai::demo
