#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <utility>

/// The types of Asio that the sockets of this folder use, with the executor spelled out: what is
/// known when compiling is not looked up for each operation.
namespace gerai::web {

namespace asio = boost::asio;

using Error = boost::system::error_code;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using SteadyClock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;

template <class T>
using Task = asio::awaitable<T, Executor>;

inline constexpr asio::use_awaitable_t<Executor> use_task{};

/// One of the connections that there may be; given back when it goes.
class Slot {
public:
    /// `open` counts those that are taken; it outlives the slot.
    explicit Slot(std::atomic<std::size_t>& open) : open_(&open) { ++open; }
    Slot(Slot&& other) noexcept : open_(std::exchange(other.open_, nullptr)) {}
    Slot& operator=(Slot&& other) noexcept {
        std::swap(open_, other.open_);
        return *this;
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot() {
        if (open_ != nullptr) --*open_;
    }

private:
    std::atomic<std::size_t>* open_;
};

}  // namespace gerai::web
