#include "demo/watch.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <stdexcept>
#include <utility>

#include "demo/hall_clock.h"
#include "demo/http_client.h"
#include "demo/json_view.h"
#include "demo/task_group.h"

namespace gerai::demo {

namespace asio = boost::asio;
namespace json = boost::json;

using namespace std::chrono_literals;

namespace {

/// The terminal's second screen without a cursor, for as long as this lives.
class Screen {
public:
    explicit Screen(const std::function<void(std::string_view)>& write) : write_(write) {
        write_("\x1b[?1049h\x1b[?25l\x1b[2J");
    }

    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    ~Screen() { write_("\x1b[?25h\x1b[?1049l"); }

    /// One write, and nothing is cleared before its new text is there: no flicker.
    void show(const std::vector<Line>& lines) {
        std::string text = "\x1b[?2026h\x1b[H";
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i > 0) text += "\r\n";
            text += as_terminal_text(lines[i]) + "\x1b[K";
        }
        write_(text + "\x1b[J\x1b[?2026l");
    }

private:
    const std::function<void(std::string_view)>& write_;
};

/// Who begins to watch is told soon that there is no server; later it may be away longer.
constexpr std::chrono::milliseconds patience_at_start{3'000};

/// One who looks at one mall.
class Watcher {
public:
    Watcher(const WatchOptions& options, asio::io_context& io, HttpClient::Options client)
        : options_(options),
          io_(io),
          http_(io, std::move(client)),
          tasks_(io, [this](const auto& failure) { fail(failure); }),
          clock_(io),
          board_became_old_(io) {}

    void begin() { tasks_.spawn(look_on()); }
    void cancel() { tasks_.cancel(); }

    void rethrow_failure() const {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    using Manner = WatchOptions::Manner;

    void fail(const std::exception_ptr& failure) {
        failure_ = failure;
        tasks_.cancel();
    }

    awaitable<void> look_on() {
        co_await choose_mall();
        co_await read_mall();
        has_begun_ = true;
        if (options_.manner == Manner::once) {
            co_await read_board();
            for (const Line& line : frame(scene(), options_.size(), options_.language)) {
                options_.write(as_text(line) + "\n");
            }
            co_return;
        }
        tasks_.spawn(follow());
        tasks_.spawn(refresh_mall());
        if (options_.manner == Manner::screen) {
            tasks_.spawn(refresh_board());
            tasks_.spawn(draw());
        }
    }

    awaitable<json::value> ask(std::string path) {
        const Request request{
            .method = Method::get,
            .path = path,
            .body = {},
            .token = {},
            .key = {},
            .give_up_after = has_begun_ ? options_.give_up_after : patience_at_start};
        const Answer answer = co_await http_.request(request);
        if (!answer.accepted()) {
            throw std::runtime_error(fmt::format("The server answered {} with status {}: {}", path,
                                                 answer.status, answer.body));
        }
        co_return parse_json(answer.body);
    }

    awaitable<void> choose_mall() {
        mall_id_ = options_.mall;
        if (!mall_id_.empty()) co_return;
        const json::value answer = co_await ask("/api/v1/malls");
        bool open = false;
        for (const json::value& mall : elements(member(answer, "malls"))) {
            const bool better = mall_id_.empty() || (!open && truth_of(member(mall, "open")));
            if (!better) continue;
            mall_id_ = text_of(member(mall, "id"));
            open = truth_of(member(mall, "open"));
        }
        if (mall_id_.empty()) throw std::runtime_error("The server has no mall.");
    }

    [[nodiscard]] std::string path(std::string_view rest) const {
        return fmt::format("/api/v1/malls/{}{}", mall_id_, rest);
    }

    [[nodiscard]] std::string zoned(std::string_view rest) const {
        return options_.zone.empty() ? path(rest)
                                     : path(fmt::format("{}?zone={}", rest, options_.zone));
    }

    awaitable<void> read_mall() {
        const json::value answer = co_await ask(path(""));
        card_ = mall_card(answer, options_.language);
        take_time(answer);
    }

    awaitable<void> read_board() {
        const json::value answer = co_await ask(zoned("/board"));
        board_ = board(answer);
        take_time(answer);
    }

    /// Whether the mall is open, and what its clock shows, changes without an event.
    awaitable<void> refresh_mall() {
        while (true) {
            co_await pause_for(io_, 5s);
            try {
                co_await read_mall();
            } catch (const Unreachable&) {
                continue;  // The screen says so, and who watches wants it to go on.
            }
        }
    }

    awaitable<void> refresh_board() {
        while (true) {
            board_is_old_ = false;
            try {
                co_await read_board();
            } catch (const Unreachable&) {
                continue;
            }
            co_await pause_for(io_, 200ms);
            if (!board_is_old_) co_await board_became_old_.wait(5s);
        }
    }

    awaitable<void> draw() {
        Screen screen(options_.write);
        while (true) {
            screen.show(frame(scene(), options_.size(), options_.language));
            co_await pause_for(io_, 200ms);
        }
    }

    awaitable<void> follow() {
        const Answer refused = co_await http_.follow(
            zoned("/events"), {}, [this](const StreamEvent& event) { receive(event); });
        throw std::runtime_error(
            fmt::format("The stream was refused with status {}.", refused.status));
    }

    void receive(const StreamEvent& event) {
        heard_ = HallClock::Machine::now();
        const json::value data = parse_json(event.data);
        if (event.name == "hello" || event.name == "beat") take_time(data);
        if (event.name != "beat") {
            board_is_old_ = true;
            board_became_old_.raise();
        }
        const bool is_call = event.name == "called" || event.name == "recalled";
        if (options_.manner == Manner::lines && is_call) {
            options_.write(call_line(card_, board_call(data), options_.language) + "\n");
        }
    }

    void take_time(const json::value& said) {
        heard_ = HallClock::Machine::now();
        const auto now = parse_rfc3339(text_of(member(said, "now")));
        if (now) clock_.set(*now, number_of(member(said, "clock_rate")), heard_);
    }

    [[nodiscard]] Scene scene() const {
        constexpr auto silence_max = 8s;
        return {.mall = card_,
                .board = board_,
                .now = clock_.now(),
                .connected = HallClock::Machine::now() - heard_ < silence_max};
    }

    const WatchOptions& options_;
    asio::io_context& io_;
    HttpClient http_;
    TaskGroup tasks_;
    std::exception_ptr failure_;
    bool has_begun_ = false;
    std::string mall_id_;
    MallCard card_;
    Board board_;
    HallClock clock_;
    HallClock::Machine::time_point heard_;
    bool board_is_old_ = true;
    Signal board_became_old_;
};

HttpClient::Options client_options(const WatchOptions& options) {
    const auto server = parse_server_url(options.server);
    if (!server) throw std::runtime_error(server.error());
    HttpClient::Options client;
    client.server = *server;
    client.language = options.language == Language::indonesian ? "id" : "en";
    client.connections_max = 4;
    client.give_up_after = options.give_up_after;
    return client;
}

}  // namespace

void watch(const WatchOptions& options, const std::stop_token& stop) {
    asio::io_context io(1);
    Watcher watcher(options, io, client_options(options));
    const std::stop_callback stopping(stop,
                                      [&] { asio::post(io, [&watcher] { watcher.cancel(); }); });
    watcher.begin();
    io.run();
    watcher.rethrow_failure();
}

Size terminal_size() {
    winsize size{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the system's own interface.
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? Size{.columns = size.ws_col, .rows = size.ws_row} : Size{};
}

}  // namespace gerai::demo
