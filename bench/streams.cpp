#include "streams.h"

#include <poll.h>

#include <cstdio>
#include <functional>
#include <iostream>
#include <stdexcept>

#include "loads.h"

namespace gerai::bench {

namespace {

constexpr std::chrono::seconds longest_wait{30};

/// Many streams that hear the same.
class Streams {
public:
    Streams(std::uint16_t port, const std::string& target, std::size_t count) {
        streams_.reserve(count);
        for (std::size_t i = 0; i < count; ++i) {
            streams_.emplace_back(port, target);
            poller_.add(streams_.back().handle(), i);
        }
        has_heard_.resize(count);
    }

    /// Returns when a whole frame of that event has come on each; gives its bytes.
    std::size_t wait_for(std::string_view event) {
        has_heard_.assign(streams_.size(), false);
        std::size_t left = streams_.size();
        std::size_t bytes = 0;
        while (left > 0) {
            const auto ready = poller_.wait(longest_wait);
            if (ready.empty()) throw std::runtime_error("a frame is missing after 30 seconds");
            for (const epoll_event& one : ready) {
                streams_[one.data.u64].receive([&](std::string_view frame) {
                    if (has_heard_[one.data.u64] || !is_of(frame, event)) return;
                    has_heard_[one.data.u64] = true;
                    bytes = frame.size();
                    --left;
                });
            }
        }
        return bytes;
    }

private:
    std::vector<Stream> streams_;
    std::vector<bool> has_heard_;
    Poller poller_;
};

/// Sends a request without waiting for its answer, and waits until all streams have heard of it.
std::size_t tell(const Connection& connection, const Request& request, Streams& streams,
                 std::string_view event) {
    connection.send(request);
    return streams.wait_for(event);
}

/// Does `work` for each line that comes in, and says how long it took and what it gave.
void answer_lines(const std::function<void(const std::string& line)>& work) {
    std::puts("open");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        work(line);
        std::fflush(stdout);
    }
}

Answer rest_of(Connection& connection) {
    while (true) {
        if (auto answer = connection.receive()) {
            require_success(*answer);
            return std::move(*answer);
        }
        pollfd wanted{.fd = connection.handle(), .events = POLLIN, .revents = 0};
        ::poll(&wanted, 1, 30'000);
    }
}

}  // namespace

Stream::Stream(std::uint16_t port, const std::string& target) : socket_(port) {
    socket_.send(text_of({.target = target}));
    std::string head;
    while (head.find("\nevent: ") == std::string::npos || !head.ends_with("\n\n")) {
        pollfd wanted{.fd = handle(), .events = POLLIN, .revents = 0};
        if (::poll(&wanted, 1, 30'000) == 0) throw std::runtime_error("a stream does not begin");
        socket_.receive(head);
        if (!head.starts_with("HTTP/1.1 200")) throw std::runtime_error("no stream: " + head);
    }
}

void count_to_last_byte(const Target& target, std::size_t streams) {
    const Place place = places_of(target).front();
    Streams all{target.port, target.path("/events"), streams};
    Connection connection{target.port};
    const auto act = [&](Act what, std::string_view event) {
        const std::size_t bytes = tell(connection, request_for(target, place, what), all, event);
        rest_of(connection);
        return bytes;
    };
    answer_lines([&](const std::string&) {
        act(Act::issue, "issued");
        const auto began = SteadyClock::now();
        const std::size_t bytes =
            tell(connection, request_for(target, place, Act::call), all, "called");
        const double took = Milliseconds(SteadyClock::now() - began).count();
        rest_of(connection);
        act(Act::start, "started");
        act(Act::finish, "finished");
        std::printf("%.2f %zu\n", took, bytes);
    });
}

void count_to_last_byte_of_reference(std::uint16_t port, std::size_t streams) {
    Streams all{port, "/", streams};
    Connection connection{port};
    answer_lines([&](const std::string& bytes) {
        const Request request{.method = "POST", .target = "/", .body = bytes};
        const auto began = SteadyClock::now();
        const std::size_t read = tell(connection, request, all, "called");
        const double took = Milliseconds(SteadyClock::now() - began).count();
        rest_of(connection);
        std::printf("%.2f %zu\n", took, read);
    });
}

}  // namespace gerai::bench
