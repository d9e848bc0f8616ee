#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <unordered_map>

#include "loads.h"
#include "poller.h"

namespace gerai::bench {

namespace {

int listening_on(std::uint16_t port) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0) throw std::system_error(errno, std::generic_category(), "socket");
    const int on = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener, SOMAXCONN) != 0) {
        throw std::system_error(errno, std::generic_category(), "bind");
    }
    return listener;
}

/// A frame of so many bytes, as a server would send it.
std::string frame_of(std::size_t bytes) {
    std::string frame = "event: called\ndata: ";
    if (frame.size() + 2 < bytes) frame.append(bytes - frame.size() - 2, 'x');
    return frame.append("\n\n");
}

/// One epoll loop that accepts, reads what is asked, and writes the frame to all readers.
class RawWriter {
public:
    explicit RawWriter(std::uint16_t port) : listener_(listening_on(port)) {
        poller_.add(listener_, number_of(listener_));
    }

    [[noreturn]] void run() {
        while (true) {
            for (const epoll_event& event : poller_.wait(std::chrono::minutes{1})) {
                const int socket = static_cast<int>(event.data.u64);
                if (socket == listener_) {
                    accept();
                } else if ((event.events & EPOLLOUT) != 0) {
                    write_rest(socket);
                } else {
                    read(socket);
                }
            }
        }
    }

private:
    static std::uint64_t number_of(int socket) { return static_cast<std::uint64_t>(socket); }

    void accept() {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) return;
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        poller_.add(socket, number_of(socket));
    }

    void read(int socket) {
        std::array<char, 1024> buffer;
        const ssize_t count = ::recv(socket, buffer.data(), buffer.size(), 0);
        if (count <= 0) return leave(socket);
        const std::string_view request{buffer.data(), static_cast<std::size_t>(count)};
        if (request.starts_with("GET")) {
            send(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            send(socket, "event: hello\ndata: {}\n\n");
            readers_.push_back(socket);
            return;
        }
        const std::string bytes{request.substr(request.find("\r\n\r\n") + 4)};
        write_to_all(frame_of(std::stoul(bytes)));
        send(socket, "HTTP/1.1 204 No Content\r\n\r\n");
    }

    void write_to_all(const std::string& frame) {
        for (const int reader : readers_) send(reader, frame);
    }

    void send(int socket, std::string_view text) {
        const ssize_t count = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
        const auto sent = static_cast<std::size_t>(count < 0 ? 0 : count);
        if (sent == text.size()) return;
        rests_[socket].append(text.substr(sent));
        poller_.change(socket, number_of(socket), EPOLLIN | EPOLLOUT);
    }

    void write_rest(int socket) {
        const std::string rest = std::move(rests_[socket]);
        rests_.erase(socket);
        poller_.change(socket, number_of(socket), EPOLLIN);
        send(socket, rest);
    }

    void leave(int socket) {
        std::erase(readers_, socket);
        ::close(socket);
    }

    int listener_;
    Poller poller_;
    std::vector<int> readers_;
    std::unordered_map<int, std::string> rests_;  // What did not fit into the socket.
};

}  // namespace

void write_raw(std::uint16_t port) { RawWriter{port}.run(); }

}  // namespace gerai::bench
