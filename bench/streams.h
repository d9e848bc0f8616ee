#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http_client.h"
#include "poller.h"

namespace gerai::bench {

/// Whether a frame is of that event.
inline bool is_of(std::string_view frame, std::string_view event) {
    const std::size_t at = frame.find("event: ");
    return at != std::string_view::npos && frame.substr(at + 7).starts_with(event);
}

/// One stream of events, read frame by frame.
class Stream {
public:
    /// Opens it and waits until its first frame has come in full.
    Stream(std::uint16_t port, const std::string& target);

    [[nodiscard]] int handle() const { return socket_.handle(); }

    /// Reads what is there, and hands each frame that is whole to `take`.
    template <class Take>
    void receive(Take&& take) {
        socket_.receive(received_);
        std::size_t begin = 0;
        while (true) {
            const std::size_t end = received_.find("\n\n", begin);
            if (end == std::string::npos) break;
            take(std::string_view(received_).substr(begin, end + 2 - begin));
            begin = end + 2;
        }
        received_.erase(0, begin);
    }

private:
    Socket socket_;
    std::string received_;
};

}  // namespace gerai::bench
