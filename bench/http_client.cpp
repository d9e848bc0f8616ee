#include "http_client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace gerai::bench {

namespace {

[[noreturn]] void throw_error(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// The bytes that must be there before the body ends, or 0 while the head is incomplete.
std::size_t length_of(std::string_view text, std::size_t head_end) {
    constexpr std::string_view name = "Content-Length: ";
    const std::size_t at = text.substr(0, head_end).find(name);
    if (at == std::string_view::npos) return head_end + 4;
    std::size_t length = 0;
    std::from_chars(text.data() + at + name.size(), text.data() + head_end, length);
    return head_end + 4 + length;
}

}  // namespace

std::string text_of(const Request& request) {
    std::string text;
    text.append(request.method).append(" ").append(request.target);
    text.append(" HTTP/1.1\r\nHost: bench\r\n");
    if (!request.token.empty())
        text.append("Authorization: Bearer ").append(request.token).append("\r\n");
    if (!request.key.empty()) text.append("Idempotency-Key: ").append(request.key).append("\r\n");
    if (!request.body.empty()) text.append("Content-Type: application/json\r\n");
    if (request.method != "GET") {
        text.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n");
    }
    return text.append("\r\n").append(request.body);
}

std::string fresh_key() {
    static const auto began = std::chrono::system_clock::now().time_since_epoch().count();
    static std::uint64_t count = 0;
    return std::to_string(began) + "-" + std::to_string(++count);
}

Socket::Socket(std::uint16_t port) : handle_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (handle_ < 0) throw_error("socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(handle_);
        throw_error("connect");
    }
    const int on = 1;
    ::setsockopt(handle_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Socket::~Socket() {
    if (handle_ >= 0) ::close(handle_);
}

Socket::Socket(Socket&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}

void Socket::send(std::string_view text) const {
    const ssize_t sent = ::send(handle_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0) throw_error("send");
    if (std::cmp_less(sent, text.size())) throw std::runtime_error("a request was not sent whole");
}

bool Socket::receive(std::string& received) const {
    std::array<char, 16'384> buffer;
    const ssize_t count = ::recv(handle_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count > 0) {
        received.append(buffer.data(), static_cast<std::size_t>(count));
        return true;
    }
    if (count == 0) throw std::runtime_error("the server closed a connection");
    if (errno != EAGAIN && errno != EINTR) throw_error("recv");
    return false;
}

std::optional<Answer> Connection::take_answer() {
    const std::size_t head_end = received_.find("\r\n\r\n");
    if (head_end == std::string::npos) return std::nullopt;
    const std::size_t end = length_of(received_, head_end);
    if (received_.size() < end) return std::nullopt;
    Answer answer;
    constexpr std::size_t status_at = std::string_view("HTTP/1.1 ").size();
    std::from_chars(received_.data() + status_at, received_.data() + head_end, answer.status);
    answer.body = received_.substr(head_end + 4, end - head_end - 4);
    received_.erase(0, end);
    return answer;
}

std::optional<Answer> Connection::receive() {
    socket_.receive(received_);
    return take_answer();
}

Answer Connection::ask(const Request& request) {
    send(request);
    while (true) {
        pollfd wanted{.fd = handle(), .events = POLLIN, .revents = 0};
        if (::poll(&wanted, 1, 30'000) == 0) throw std::runtime_error("no answer in 30 seconds");
        if (auto answer = receive()) {
            require_success(*answer);
            return std::move(*answer);
        }
    }
}

void require_success(const Answer& answer) {
    if (answer.is_success()) return;
    throw std::runtime_error("the server answered " + std::to_string(answer.status) + " " +
                             answer.body);
}

}  // namespace gerai::bench
