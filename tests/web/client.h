#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace gerai::web {

/// An answer as it came over the wire.
struct Answer {
    int status = 0;  ///< 0: the connection ended without one.
    std::string head;
    std::string body;

    /// The value of a header field, or nothing but an empty text.
    [[nodiscard]] std::string field(std::string_view name) const {
        const std::string line = "\r\n" + std::string{name} + ": ";
        const auto at = head.find(line);
        if (at == std::string::npos) return {};
        const auto from = at + line.size();
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

/// A client that sends the bytes that it is told, well-formed or not, over a real socket.
class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receive_buffer = 0)
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer > 0) {
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        }
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            ::close(socket_);
            throw std::runtime_error("cannot connect");
        }
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// False when the other end no longer takes anything.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    void end_sending() { ::shutdown(socket_, SHUT_WR); }

    /// The next answer, by its Content-Length; `is_head` when none of the body is sent.
    Answer receive(bool is_head = false) {
        Answer answer;
        const std::string head = receive_until("\r\n\r\n");
        if (head.empty()) return answer;
        answer.head = head;
        answer.status = std::atoi(head.c_str() + 9);
        const std::string length = answer.field("Content-Length");
        const auto size = is_head || length.empty() ? std::size_t{0} : std::stoul(length);
        while (buffer_.size() < size && fill()) {
        }
        answer.body = take(std::min(size, buffer_.size()));
        return answer;
    }

    Answer ask(std::string_view bytes) {
        send(bytes);
        return receive();
    }

    /// Everything up to and including `mark`; nothing when the connection ends before.
    std::string receive_until(std::string_view mark) {
        std::size_t at = buffer_.find(mark);
        while (at == std::string::npos) {
            if (!fill()) return {};
            at = buffer_.find(mark);
        }
        return take(at + mark.size());
    }

    /// All that comes until the other end closes.
    std::string receive_all() {
        while (fill()) {
        }
        return take(buffer_.size());
    }

    /// Whether the other end closes, and sends nothing before.
    bool is_closed() { return buffer_.empty() && !fill(); }

private:
    static constexpr int patience_milliseconds = 10'000;

    bool fill() {
        pollfd ready{.fd = socket_, .events = POLLIN, .revents = 0};
        if (::poll(&ready, 1, patience_milliseconds) <= 0) {
            throw std::runtime_error("nothing came for ten seconds");
        }
        char bytes[65536];
        const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count <= 0) return false;
        buffer_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    std::string take(std::size_t count) {
        std::string taken = buffer_.substr(0, count);
        buffer_.erase(0, count);
        return taken;
    }

    int socket_;
    std::string buffer_;
};

/// `GET path` with the header lines given, each ended by CRLF.
inline std::string get(std::string_view path, std::string_view headers = {}) {
    std::string text = "GET ";
    text.append(path).append(" HTTP/1.1\r\nHost: test\r\n").append(headers).append("\r\n");
    return text;
}

inline std::string post(std::string_view path, std::string_view body,
                        std::string_view headers = "Content-Type: application/json\r\n") {
    std::string text = "POST ";
    text.append(path).append(" HTTP/1.1\r\nHost: test\r\n").append(headers);
    text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
    return text.append(body);
}

}  // namespace gerai::web
