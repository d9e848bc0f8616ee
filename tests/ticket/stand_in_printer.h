#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "ticket/printer_state.h"

namespace gerai::ticket {

inline constexpr PrinterStatus all_well{0x12, 0x12, 0x12, 0x12};
inline constexpr PrinterStatus paper_nearly_used_up{0x12, 0x12, 0x12, 0x1E};
inline constexpr PrinterStatus paper_used_up{0x1A, 0x32, 0x12, 0x72};
inline constexpr PrinterStatus cover_is_open{0x1A, 0x16, 0x12, 0x12};

/// Listens like a printer, keeps what it was sent, and is as well or as unwell as it is told.
class StandInPrinter {
public:
    struct Manner {
        PrinterStatus before = all_well;
        PrinterStatus after = all_well;
        bool answers = true;           ///< How it is.
        bool answers_after = true;     ///< The same, once it has been sent a ticket.
        bool reads_tickets = true;     ///< Otherwise it takes a few bytes and stands still.
        std::size_t closes_after = 0;  ///< Bytes of a ticket; 0: not at all.
    };

    explicit StandInPrinter(Manner manner) : manner_(manner) { listen(); }
    ~StandInPrinter() {
        {
            const std::scoped_lock lock{mutex_};
            is_over_ = true;
            for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
        }
        changed_.notify_all();
        ::shutdown(listening_, SHUT_RDWR);
        ::close(listening_);
    }
    StandInPrinter(const StandInPrinter&) = delete;
    StandInPrinter& operator=(const StandInPrinter&) = delete;

    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

    /// What it was sent beside questions, one text a connection.
    [[nodiscard]] std::vector<std::string> tickets() const {
        const std::scoped_lock lock{mutex_};
        return tickets_;
    }

    /// Waits until somebody has called it. Whoever did has its ticket in hand by then.
    void wait_for_caller() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return !open_.empty(); });
    }

    void behave(Manner manner) {
        const std::scoped_lock lock{mutex_};
        manner_ = manner;
    }

private:
    void listen() {
        listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
        const int little = 2'048;  // So that a printer that reads nothing is soon full.
        ::setsockopt(listening_, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(listening_, reinterpret_cast<sockaddr*>(&address), size);
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        ::listen(listening_, 8);
        thread_ = std::jthread{[this] { serve(); }};
    }

    void serve() {
        for (int socket = ::accept(listening_, nullptr, nullptr); socket >= 0;
             socket = ::accept(listening_, nullptr, nullptr)) {
            {
                const std::scoped_lock lock{mutex_};
                if (is_over_) ::shutdown(socket, SHUT_RDWR);
                open_.push_back(socket);
            }
            changed_.notify_all();
            talk(socket);
            const std::scoped_lock lock{mutex_};
            open_.pop_back();
            ::close(socket);
        }
    }

    void talk(int socket) {
        const Manner manner = [this] {
            const std::scoped_lock lock{mutex_};
            return manner_;
        }();
        std::string ticket;
        std::string heard;
        char bytes[1'024];
        while (true) {
            if (!heard.empty() && !manner.reads_tickets) return stand_still();
            const ssize_t count = ::recv(socket, bytes, sizeof bytes, 0);
            if (count <= 0) break;
            heard.append(bytes, static_cast<std::size_t>(count));
            answer(socket, manner, heard, ticket);
            if (manner.closes_after > 0 && ticket.size() >= manner.closes_after) break;
        }
        if (ticket.empty()) return;
        const std::scoped_lock lock{mutex_};
        tickets_.push_back(ticket);
    }

    void stand_still() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return is_over_; });
    }

    void answer(int socket, const Manner& manner, std::string& heard, std::string& ticket) {
        while (heard.size() >= 3) {
            const std::size_t at = heard.find("\x10\x04");
            const std::size_t end = at == std::string::npos ? heard.size() - 2 : at;
            ticket += heard.substr(0, end);
            heard.erase(0, end);
            if (at == std::string::npos || heard.size() < 3) return;
            const bool is_after = !ticket.empty();
            const PrinterStatus& status = is_after ? manner.after : manner.before;
            const auto which = static_cast<std::size_t>(heard[2] - 1);
            heard.erase(0, 3);
            if (!manner.answers || (is_after && !manner.answers_after)) continue;
            ::send(socket, &status.at(which), 1, MSG_NOSIGNAL);
        }
    }

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Manner manner_;
    std::vector<std::string> tickets_;
    std::vector<int> open_;
    bool is_over_ = false;
    int listening_ = -1;
    std::uint16_t port_ = 0;
    std::jthread thread_;
};

}  // namespace gerai::ticket
