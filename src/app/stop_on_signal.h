#pragma once

#include <pthread.h>

#include <stop_token>
#include <thread>

namespace gerai::app {

/// Turns SIGINT and SIGTERM into a request to stop, for as long as it lives. Made before other
/// threads, so that they leave the signals to it.
class StopOnSignal {
public:
    StopOnSignal();
    ~StopOnSignal();
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;

    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

private:
    std::stop_source source_;
    std::thread thread_;
};

}  // namespace gerai::app
