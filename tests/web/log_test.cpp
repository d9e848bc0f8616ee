#include "web/log.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <memory>

#include "web/metrics.h"
#include "web/test_hall.h"

namespace gerai::web {

namespace {

/// A pipe to write a log to, and to read it from.
class Pipe {
public:
    Pipe() {
        if (::pipe(ends_.data()) != 0) throw std::runtime_error("no pipe");
    }
    ~Pipe() {
        ::close(ends_[0]);
        close_input();
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    [[nodiscard]] int input() const { return ends_[1]; }

    /// Until it takes no more.
    void fill() const {
        ::fcntl(ends_[1], F_SETFL, O_NONBLOCK);
        const std::string bytes(4096, ' ');
        while (::write(ends_[1], bytes.data(), bytes.size()) > 0) {
        }
        ::fcntl(ends_[1], F_SETFL, 0);
    }

    void close_input() {
        if (ends_[1] >= 0) ::close(std::exchange(ends_[1], -1));
    }

    /// All that was written, once the input is closed.
    std::string read_all() {
        close_input();
        std::string text;
        std::array<char, 4096> bytes{};
        for (ssize_t count = 1; count > 0;) {
            count = ::read(ends_[0], bytes.data(), bytes.size());
            if (count > 0) text.append(bytes.data(), static_cast<std::size_t>(count));
        }
        return text;
    }

private:
    std::array<int, 2> ends_{};
};

std::unique_ptr<Log> log_to(const Pipe& pipe, std::size_t buffer_bytes_max = 1024 * 1024) {
    Log::Options options;
    options.descriptor = pipe.input();
    options.buffer_bytes_max = buffer_bytes_max;
    options.clock = [] { return wednesday(); };
    return std::make_unique<Log>(std::move(options));
}

}  // namespace

TEST(Log, WritesALineOfJsonForARequest) {
    Pipe pipe;
    auto log = log_to(pipe);
    Trail trail;
    trail.route = "/api/v1/malls/{mall}";
    trail.mall = "paser";

    log->write(Finished{.trail = trail,
                        .request_id = "r1",
                        .trace_id = {},
                        .method = Method::get,
                        .status = 200,
                        .duration = std::chrono::microseconds{12'345}});
    log.reset();

    EXPECT_EQ(pipe.read_all(),
              R"({"ts":"2026-11-25T01:00:00.000000+00:00","level":"info","msg":"request finished",)"
              R"("event":"request","request_id":"r1","mall":"paser",)"
              R"("route":"/api/v1/malls/{mall}","method":"GET","status":200,"dur_ms":12})"
              "\n");
}

TEST(Log, KeepsAnInjectedLineBreakInItsLine) {
    Pipe pipe;
    auto log = log_to(pipe);

    log->write(LogLevel::warning, "test", "a name came", {{"name", "x\n{\"level\":\"error\"}"}});
    log->write(LogLevel::debug, "test", "not wanted");
    log.reset();

    const std::string text = pipe.read_all();
    EXPECT_EQ(std::ranges::count(text, '\n'), 1);
    EXPECT_NE(text.find(R"("name":"x\n{\"level\":\"error\"}")"), std::string::npos);
}

TEST(Log, DropsAndCountsWhatABlockedPipeDoesNotTake) {
    Pipe pipe;
    // The pipe takes 64 KiB, and nobody reads it.
    auto log = log_to(pipe, 16 * 1024);

    for (int i = 0; i < 10'000; ++i) log->write(LogLevel::info, "test", "one more line");

    EXPECT_GT(log->dropped(), 0U);
    log.reset();  // In a second, though the pipe is still full.
}

TEST(Log, EndsThoughItStandsBeforeABlockedPipe) {
    Pipe pipe;
    pipe.fill();
    auto log = log_to(pipe, 128);  // Room for one line.
    log->write(LogLevel::info, "test", "the line before which it stands");

    // A second line finds room as soon as the first was taken to be written.
    const auto finds_room = [&] {
        const std::uint64_t before = log->dropped();
        log->write(LogLevel::info, "test", "one more line");
        return log->dropped() == before;
    };
    while (!finds_room()) std::this_thread::yield();

    log.reset();
}

TEST(Metrics, PrintsWhatPrometheusReads) {
    Metrics metrics;
    metrics.counter("gerai_calls_total", "Calls.", {{"mall", "paser"}, {"counter", "12"}}).add(3);
    metrics.gauge("gerai_wal_bytes", "Size.").set(1.5);
    metrics.gauge_from("gerai_streams", "Streams.", {{"kind", "bo\"ard"}}, [] { return 7.0; });
    static constexpr std::array<double, 2> bounds{0.5, 1};
    Histogram& waits = metrics.histogram("gerai_wait_seconds", "Waits.", bounds);
    for (const double wait : {0.25, 0.5, 0.75, 9.0}) waits.observe(wait);

    EXPECT_EQ(metrics.text(),
              "# HELP gerai_calls_total Calls.\n"
              "# TYPE gerai_calls_total counter\n"
              "gerai_calls_total{mall=\"paser\",counter=\"12\"} 3\n"
              "# HELP gerai_streams Streams.\n"
              "# TYPE gerai_streams gauge\n"
              "gerai_streams{kind=\"bo\\\"ard\"} 7\n"
              "# HELP gerai_wait_seconds Waits.\n"
              "# TYPE gerai_wait_seconds histogram\n"
              "gerai_wait_seconds_bucket{le=\"0.5\"} 2\n"
              "gerai_wait_seconds_bucket{le=\"1\"} 3\n"
              "gerai_wait_seconds_bucket{le=\"+Inf\"} 4\n"
              "gerai_wait_seconds_sum 10.5\n"
              "gerai_wait_seconds_count 4\n"
              "# HELP gerai_wal_bytes Size.\n"
              "# TYPE gerai_wal_bytes gauge\n"
              "gerai_wal_bytes 1.5\n");
}

TEST(Metrics, CountsRequestsByRouteMethodAndStatus) {
    Metrics metrics;
    Trail trail;
    trail.route = "/livez";
    for (int i = 0; i < 2; ++i) {
        metrics.observe(Finished{.trail = trail,
                                 .request_id = {},
                                 .trace_id = {},
                                 .method = Method::get,
                                 .status = 200,
                                 .duration = std::chrono::milliseconds{6}});
    }

    EXPECT_NE(metrics.text().find("gerai_http_request_duration_seconds_bucket{route=\"/livez\","
                                  "method=\"GET\",code=\"200\",le=\"0.01\"} 2\n"),
              std::string::npos);
}

TEST(Metrics, GivesTheSameSeriesForTheSameLabels) {
    Metrics metrics;

    metrics.counter("gerai_x_total", "X.", {{"mall", "a"}}).add();
    metrics.counter("gerai_x_total", "X.", {{"mall", "a"}}).add();

    EXPECT_EQ(metrics.counter("gerai_x_total", "X.", {{"mall", "a"}}).value(), 2U);
    EXPECT_THROW(metrics.gauge("gerai_x_total", "X."), std::logic_error);
}

TEST(Metrics, AreServedAtTheirAddressAlone) {
    Metrics metrics;
    metrics.counter("gerai_x_total", "X.").add();
    Server::Options options;
    options.port = 0;
    options.threads = 1;
    options.clock = [] { return wednesday(); };
    Server server(options, metrics_handler(metrics));
    server.start();

    EXPECT_NE(RawClient{server.port()}.ask(get("/metrics")).body.find("gerai_x_total 1\n"),
              std::string::npos);
    EXPECT_EQ(RawClient{server.port()}.ask(get("/")).status, 404);
}

}  // namespace gerai::web
