#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>

namespace gerai::web {

/// The bounds on what a client may send, how long it may take, and how many there may be.
struct Limits {
    std::size_t body_bytes = 64 * 1024;
    std::size_t header_fields = 100;
    std::size_t header_line_bytes = 8 * 1024;
    std::size_t header_bytes = 64 * 1024;
    std::size_t target_bytes = 8 * 1024;
    std::size_t connections = 12'000;
    std::chrono::milliseconds header_time{10'000};
    /// For a body, and a second more for each `body_bytes_a_second` of it that have come.
    std::chrono::milliseconds body_time{30'000};
    std::size_t body_bytes_a_second = 500;
    std::chrono::milliseconds idle_time{75'000};
    std::chrono::milliseconds write_time{30'000};
    std::chrono::milliseconds drain_time{20'000};
};

struct Request;

/// How many bytes the body of a request may have of which the head was read, where these may be
/// more than usual; nothing: no more than usual.
using LargerBody = std::function<std::optional<std::size_t>(const Request& head)>;

}  // namespace gerai::web
