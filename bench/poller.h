#pragma once

#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <span>
#include <system_error>

namespace gerai::bench {

/// Waits until sockets can be read. Each is known by a number of the caller's.
class Poller {
public:
    Poller() : handle_(::epoll_create1(EPOLL_CLOEXEC)) {
        if (handle_ < 0) throw_error("epoll_create1");
    }
    ~Poller() { ::close(handle_); }
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    void add(int socket, std::uint64_t number, std::uint32_t events = EPOLLIN) const {
        epoll_event event{.events = events, .data = {.u64 = number}};
        if (::epoll_ctl(handle_, EPOLL_CTL_ADD, socket, &event) != 0) throw_error("epoll_ctl");
    }

    void change(int socket, std::uint64_t number, std::uint32_t events) const {
        epoll_event event{.events = events, .data = {.u64 = number}};
        if (::epoll_ctl(handle_, EPOLL_CTL_MOD, socket, &event) != 0) throw_error("epoll_ctl");
    }

    /// Those that can be read now; none after `longest`.
    std::span<const epoll_event> wait(std::chrono::milliseconds longest) {
        const int count = ::epoll_wait(handle_, events_.data(), static_cast<int>(events_.size()),
                                       static_cast<int>(longest.count()));
        if (count < 0 && errno != EINTR) throw_error("epoll_wait");
        return {events_.data(), static_cast<std::size_t>(count < 0 ? 0 : count)};
    }

private:
    [[noreturn]] static void throw_error(const char* what) {
        throw std::system_error(errno, std::generic_category(), what);
    }

    int handle_;
    std::array<epoll_event, 4'096> events_;
};

}  // namespace gerai::bench
