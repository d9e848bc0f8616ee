#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/time.h"

namespace gerai::app {

/// Where a listener stands.
struct ListenAddress {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
};

/// A trial hall: where its clock begins, and how fast it runs.
struct Trial {
    std::optional<Instant> start;  ///< Absent: now, or 09.00 of the next working day.
    double speed = 1;              ///< Above 0.
};

struct ServeOptions {
    std::string data;      ///< The data directory; made if it is missing.
    std::string database;  ///< `sqlite:PATH` or `postgresql://...`
    std::string malls;     ///< Directory of mall files.
    ListenAddress listen;
    std::string public_url;  ///< Empty: `http://` and the address that it listens on.
    std::optional<ListenAddress> operations;
    std::optional<Trial> trial;
    unsigned threads = 0;  ///< For HTTP; 0: as many as there are cores.
};

/// Runs the server until SIGTERM or SIGINT, then drains. Prints its address when it is ready.
/// Throws `WrongCall` for faulty mall files, and a sentence when it cannot start or has to stop
/// otherwise.
void serve(const ServeOptions& options);

}  // namespace gerai::app
