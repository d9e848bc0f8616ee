#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/server.h"

namespace gerai::web {

/// A label of a time series. Never an id of a person or visit, a name or free text.
struct Label {
    std::string_view name;
    std::string_view value;
};

/// Only grows.
class Counter {
public:
    void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

/// Goes up and down.
class Gauge {
public:
    void set(double value) { value_.store(value, std::memory_order_relaxed); }
    [[nodiscard]] double value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<double> value_{0};
};

/// Counts observations below fixed bounds.
class Histogram {
public:
    static constexpr std::size_t bounds_max = 20;

    /// `bounds` ascends, has at most `bounds_max` entries, and outlives the histogram.
    explicit Histogram(std::span<const double> bounds) : bounds_(bounds) {}

    void observe(double value);

    [[nodiscard]] std::span<const double> bounds() const { return bounds_; }
    [[nodiscard]] std::uint64_t count(std::size_t bucket) const {
        return counts_[bucket].load(std::memory_order_relaxed);
    }
    [[nodiscard]] double sum() const { return sum_.load(std::memory_order_relaxed); }

private:
    std::span<const double> bounds_;
    std::array<std::atomic<std::uint64_t>, bounds_max + 1> counts_{};
    std::atomic<double> sum_{0};
};

/// The bounds for the time of a request, in seconds.
inline constexpr std::array<double, 14> request_seconds_bounds{.005, .01, .025, .05, .075, .1,  .25,
                                                               .5,   .75, 1,    2.5, 5,    7.5, 10};

/// The bounds for waits and services, in seconds: from half a minute to two hours.
inline constexpr std::array<double, 12> hall_seconds_bounds{30,   60,   120,  300,  600,  900,
                                                            1200, 1800, 2700, 3600, 5400, 7200};

/// The time series of the process and their Prometheus text. A series is asked for by name and
/// labels, made at the first time, and stays where it is: callers keep the reference. Asking takes
/// a lock, counting does not.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    Counter& counter(std::string_view name, std::string_view help,
                     std::initializer_list<Label> labels = {});
    Gauge& gauge(std::string_view name, std::string_view help,
                 std::initializer_list<Label> labels = {});
    Histogram& histogram(std::string_view name, std::string_view help,
                         std::span<const double> bounds, std::initializer_list<Label> labels = {});

    /// A gauge that is asked when the text is made.
    void gauge_from(std::string_view name, std::string_view help,
                    std::initializer_list<Label> labels, std::function<double()> ask);

    /// The same for a counter that lives elsewhere.
    void counter_from(std::string_view name, std::string_view help,
                      std::initializer_list<Label> labels, std::function<std::uint64_t()> ask);

    /// `gerai_http_request_duration_seconds{route,method,code}` of a finished request.
    void observe(const Finished& finished);

    /// The text that Prometheus reads (version 0.0.4).
    [[nodiscard]] std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Where metrics are served, on a listener of their own: `GET /metrics` and nothing else.
Handler metrics_handler(const Metrics& metrics);

}  // namespace gerai::web
