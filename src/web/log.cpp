#include "web/log.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "core/json.h"

namespace gerai::web {

namespace {

/// How long lines gather before they are written together.
constexpr std::chrono::milliseconds gathering{100};
constexpr std::chrono::milliseconds last_write_time{1'000};
constexpr int look_up_milliseconds = 50;

/// What a pipe that is ready takes without blocking (POSIX, `PIPE_BUF`).
constexpr std::size_t piece_bytes = 4096;

std::string_view word(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return "debug";
        case LogLevel::info: return "info";
        case LogLevel::warning: return "warning";
        case LogLevel::error: return "error";
    }
    return "error";
}

/// `2026-11-25T00:00:00.123456+00:00`: the log's time is UTC, with its offset.
void append_time(std::string& out, Instant now) {
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const Date date{day};
    const std::chrono::hh_mm_ss clock{now - day};
    std::array<char, 64> text{};
    const int length = std::snprintf(
        text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%06d+00:00", int{date.year()},
        unsigned{date.month()}, unsigned{date.day()}, static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count()));
    out.append(text.data(), static_cast<std::size_t>(length));
}

void append_value(std::string& out, const LogField& field) {
    if (const auto* const text = std::get_if<std::string_view>(&field.value)) {
        json::append_string(out, *text);
    } else if (const auto* const number = std::get_if<std::int64_t>(&field.value)) {
        out += std::to_string(*number);
    } else {
        out += std::get<bool>(field.value) ? "true" : "false";
    }
}

}  // namespace

/// The buffer, and the thread that empties it.
struct Log::State {
    explicit State(Options given) : options(std::move(given)), writer([this] { run(); }) {}

    void run();
    bool write_all(std::string_view text);
    bool has_given_up();

    Options options;
    std::mutex mutex;
    std::condition_variable wake;
    std::string buffer;
    std::uint64_t lines = 0;  ///< In the buffer.
    std::atomic<bool> stopping{false};
    std::optional<std::chrono::steady_clock::time_point> give_up_at;  // Of the thread alone.
    std::atomic<std::uint64_t> dropped{0};
    std::thread writer;  // Last: it uses all of the above.
};

void Log::State::run() {
    std::string taken;
    std::unique_lock lock(mutex);
    while (true) {
        wake.wait(lock, [&] { return stopping || !buffer.empty(); });
        if (!stopping) wake.wait_for(lock, gathering, [&] { return stopping.load(); });
        const bool is_last = stopping;
        taken.clear();
        taken.swap(buffer);
        const std::uint64_t count = std::exchange(lines, 0);
        lock.unlock();
        // A pipe that nobody empties holds up this thread alone, and the buffer fills.
        if (!write_all(taken)) dropped += count;
        if (is_last) return;
        lock.lock();
    }
}

/// Writes all of it; false when the descriptor takes no more.
bool Log::State::write_all(std::string_view text) {
    while (!text.empty()) {
        if (has_given_up()) return false;
        pollfd ready{.fd = options.descriptor, .events = POLLOUT, .revents = 0};
        if (::poll(&ready, 1, look_up_milliseconds) <= 0) continue;
        const ssize_t count =
            ::write(options.descriptor, text.data(), std::min(text.size(), piece_bytes));
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

/// Whether the time for last words is over.
bool Log::State::has_given_up() {
    if (!stopping) return false;
    const auto now = std::chrono::steady_clock::now();
    if (!give_up_at) give_up_at = now + last_write_time;
    return now >= *give_up_at;
}

Log::Log(Options options) : state_(std::make_unique<State>(std::move(options))) {}

Log::~Log() {
    {
        const std::scoped_lock lock(state_->mutex);
        state_->stopping = true;
    }
    state_->wake.notify_one();
    state_->writer.join();
}

void Log::write(LogLevel level, std::string_view event, std::string_view message,
                std::initializer_list<LogField> fields) {
    if (!takes(level)) return;
    static thread_local std::string line;
    line = "{\"ts\":\"";
    append_time(line, state_->options.clock());
    line.append("\",\"level\":\"").append(word(level)).append("\",\"msg\":");
    json::append_string(line, message);
    line += ",\"event\":";
    json::append_string(line, event);
    for (const LogField& field : fields) {
        const auto* const text = std::get_if<std::string_view>(&field.value);
        if (text != nullptr && text->empty()) continue;  // Absent equals empty here.
        line += ',';
        json::append_string(line, field.name);
        line += ':';
        append_value(line, field);
    }
    line += "}\n";

    const std::scoped_lock lock(state_->mutex);
    if (state_->buffer.size() + line.size() > state_->options.buffer_bytes_max) {
        ++state_->dropped;
        return;
    }
    const bool was_empty = state_->buffer.empty();
    state_->buffer += line;
    ++state_->lines;
    if (was_empty) state_->wake.notify_one();
}

void Log::write(const Finished& finished) {
    const LogLevel level = finished.status >= 500 ? LogLevel::error : LogLevel::info;
    write(level, "request", "request finished",
          {{"request_id", finished.request_id},
           {"trace_id", finished.trace_id},
           {"mall", std::string_view{finished.trail.mall}},
           {"actor_id", std::string_view{finished.trail.actor_id}},
           {"route", finished.trail.route},
           {"method", name(finished.method)},
           {"status", std::int64_t{finished.status}},
           {"dur_ms", std::int64_t{finished.duration.count() / 1000}}});
}

bool Log::takes(LogLevel level) const { return level >= state_->options.least; }

std::uint64_t Log::dropped() const { return state_->dropped; }

}  // namespace gerai::web
