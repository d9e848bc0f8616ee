#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "core/time.h"
#include "web/server.h"

namespace gerai::web {

enum class LogLevel { debug, info, warning, error };

/// One member of a log line beside `ts level event msg`.
struct LogField {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, bool> value;
};

/// JSON lines on a file descriptor, written by a thread of its own, so that a full or blocked pipe
/// never holds up a request: what does not fit the bounded buffer is dropped and counted. `msg` is
/// a constant text; what varies is in the fields, escaped.
class Log {
public:
    struct Options {
        int descriptor = 1;
        LogLevel least = LogLevel::info;
        std::size_t buffer_bytes_max = 1024 * 1024;
        std::function<Instant()> clock;  ///< The machine's.
    };

    explicit Log(Options options);

    /// Writes what is left, as far as the descriptor takes it within a second.
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    void write(LogLevel level, std::string_view event, std::string_view message,
               std::initializer_list<LogField> fields = {});

    /// The line of a finished request: 5xx as errors, the rest as information.
    void write(const Finished& finished);

    [[nodiscard]] bool takes(LogLevel level) const;

    /// Lines that found the buffer full.
    [[nodiscard]] std::uint64_t dropped() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace gerai::web
