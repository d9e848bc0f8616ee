#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The client's side of HTTP, as little of it as a load generator needs: keep-alive connections to
/// this machine, and answers with a Content-Length.
namespace gerai::bench {

struct Request {
    std::string_view method = "GET";
    std::string target;
    std::string token;
    std::string body;  ///< JSON.
    std::string key;   ///< For `Idempotency-Key`; empty: none.
};

std::string text_of(const Request& request);

struct Answer {
    int status{};
    std::string body;

    [[nodiscard]] bool is_success() const { return status >= 200 && status < 300; }
};

/// A key that no run has used before.
std::string fresh_key();

/// An open socket to a port of this machine.
class Socket {
public:
    explicit Socket(std::uint16_t port);
    ~Socket();
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&&) = delete;

    [[nodiscard]] int handle() const { return handle_; }

    void send(std::string_view text) const;

    /// What has come, added to `received`. False when nothing is there; throws when the other end
    /// has closed.
    bool receive(std::string& received) const;

private:
    int handle_;
};

/// Sends requests one after the other on one connection.
class Connection {
public:
    explicit Connection(std::uint16_t port) : socket_(port) {}

    [[nodiscard]] int handle() const { return socket_.handle(); }

    void send(const Request& request) const { socket_.send(text_of(request)); }

    /// The answer, once it has come in full.
    std::optional<Answer> receive();

    /// Sends and waits for the answer. Throws what the server said unless it is a success.
    Answer ask(const Request& request);

private:
    std::optional<Answer> take_answer();

    Socket socket_;
    std::string received_;
};

/// Throws what the server said unless it is a success.
void require_success(const Answer& answer);

}  // namespace gerai::bench
