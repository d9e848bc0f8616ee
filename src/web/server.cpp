#include "web/server.h"

#include <sys/resource.h>

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "web/connection.h"
#include "web/problem.h"

namespace gerai::web {

namespace {

using asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using WorkGuard = asio::executor_work_guard<Executor>;

constexpr std::chrono::milliseconds pause_after_failed_accept{100};
constexpr std::chrono::milliseconds tick_longest{1'000};
constexpr std::chrono::milliseconds tick_while_draining{5};

/// Between two looks at the deadlines: short enough for the shortest limit.
std::chrono::milliseconds tick_of(const Limits& limits) {
    const auto shortest = std::min({limits.header_time, limits.body_time, limits.idle_time,
                                    limits.write_time, limits.drain_time});
    return std::clamp(shortest / 8, std::chrono::milliseconds{5}, tick_longest);
}

}  // namespace

/// The threads, and the listener on the first of them.
struct Server::State {
    /// One thread with all that lives on it.
    struct Worker {
        Worker(const Options& options, const Handler& handler, std::string_view fields)
            : io(options, handler, fields), work(io.context->get_executor()), tick(*io.context) {}

        IoThread io;
        WorkGuard work;
        Timer tick;
        SteadyClock::time_point drain_began;
        std::size_t streams_at_drain = 0;
        std::thread thread;
    };

    State(Options given, Handler handle, StreamHub* with)
        : options(std::move(given)),
          handler(std::move(handle)),
          hub(with),
          fields(common_fields(options.version, options.trial)),
          tick(tick_of(options.limits)) {}

    Options options;
    Handler handler;
    StreamHub* hub;
    std::string fields;
    std::chrono::milliseconds tick;
    std::atomic<std::size_t> open{0};
    std::atomic<bool> draining{false};
    std::atomic<bool> is_at_once{false};
    std::vector<std::unique_ptr<Worker>> workers;
    std::unique_ptr<Acceptor> acceptor;
    std::uint16_t port = 0;
    std::mutex joining;

    void make_workers();
    void attach_streams();
    void detach_streams();
    void listen();
    Task<void> accept_all();
    void take(Worker& worker, Socket socket);
    void refuse(Socket socket) const;
    void tick_later(Worker& worker);
    void on_tick(Worker& worker);
    void begin_drain(Worker& worker) const;
    void continue_drain(Worker& worker) const;
};

void Server::State::make_workers() {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const unsigned count = options.threads == 0 ? cores : options.threads;
    for (unsigned i = 0; i < count; ++i) {
        workers.push_back(std::make_unique<Worker>(options, handler, fields));
    }
}

void Server::State::attach_streams() {
    if (hub == nullptr) return;
    const std::scoped_lock lock(hub->state_->mutex);
    for (const auto& worker : workers) {
        IoThread& io = worker->io;
        io.streams = std::make_unique<StreamShard>(*io.context, hub->state_->totals);
        hub->state_->targets.push_back({.context = io.context, .shard = io.streams.get()});
    }
}

void Server::State::detach_streams() {
    if (hub == nullptr) return;
    const std::scoped_lock lock(hub->state_->mutex);
    for (const auto& worker : workers) {
        std::erase_if(hub->state_->targets, [&](const StreamHub::State::Target& target) {
            return target.context == worker->io.context;
        });
    }
}

void Server::State::listen() {
    Error error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) throw std::system_error(error, options.address);
    const tcp::endpoint endpoint(address, options.port);
    acceptor = std::make_unique<Acceptor>(*workers.front()->io.context);
    acceptor->open(endpoint.protocol(), error);
    if (!error) acceptor->set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor->bind(endpoint, error);
    if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
    if (error) {
        throw std::system_error(error, options.address + ":" + std::to_string(options.port));
    }
    port = acceptor->local_endpoint().port();
}

/// Gives connections to the threads in turn.
Task<void> Server::State::accept_all() {
    Timer pause(*workers.front()->io.context);
    for (std::size_t next = 0; !draining; ++next) {
        Worker& worker = *workers[next % workers.size()];
        auto [error, socket] = co_await acceptor->async_accept(worker.io.context->get_executor(),
                                                               asio::as_tuple(use_task));
        if (draining) co_return;
        if (error) {
            // Mostly too many open files: others have to close first.
            pause.expires_after(pause_after_failed_accept);
            co_await pause.async_wait(asio::as_tuple(use_task));
        } else if (open >= options.limits.connections) {
            refuse(std::move(socket));
        } else {
            take(worker, std::move(socket));
        }
    }
}

void Server::State::take(Worker& worker, Socket socket) {
    auto begin = [io = &worker.io, socket = std::move(socket), slot = Slot{open}]() mutable {
        auto connection = std::make_unique<Connection>(*io, std::move(socket), std::move(slot));
        asio::co_spawn(io->context->get_executor(), Connection::run(std::move(connection)),
                       asio::detached);
    };
    asio::post(*worker.io.context, std::move(begin));
}

/// Says 503 as far as that is possible without waiting.
void Server::State::refuse(Socket socket) const {
    const Response response = problem(problems::busy, Asker{});
    std::string text;
    append_head(text, response,
                {.common = fields,
                 .date = workers.front()->io.date,
                 .request_id = {},
                 .afterwards = Afterwards::closes});
    text += response.content();
    Error ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored);
    socket.shutdown(Socket::shutdown_send, ignored);
}

void Server::State::tick_later(Worker& worker) {
    worker.tick.expires_after(draining ? std::min(tick, tick_while_draining) : tick);
    worker.tick.async_wait([this, &worker](const Error& error) {
        if (!error) on_tick(worker);
    });
}

void Server::State::on_tick(Worker& worker) {
    IoThread& io = worker.io;
    io.date = http_date(options.clock());
    const auto now = SteadyClock::now();
    for (Connection* const connection : io.connections) connection->check(now);
    if (draining) {
        begin_drain(worker);
        continue_drain(worker);
    }
    const bool has_streams = io.streams && io.streams->size() > 0;
    if (draining && io.connections.empty() && !has_streams) {
        worker.work.reset();
        worker.tick.cancel();
        return;
    }
    tick_later(worker);
}

void Server::State::begin_drain(Worker& worker) const {
    IoThread& io = worker.io;
    if (std::exchange(io.draining, true)) return;
    worker.drain_began = SteadyClock::now();
    if (io.streams) {
        io.streams->begin_drain();
        worker.streams_at_drain = io.streams->size();
    }
    for (Connection* const connection : io.connections) connection->drain();
}

/// Closes as many streams as the time that has passed asks for, and everything at its end.
void Server::State::continue_drain(Worker& worker) const {
    IoThread& io = worker.io;
    const auto passed = SteadyClock::now() - worker.drain_began;
    const bool is_over = is_at_once || passed >= options.limits.drain_time;
    if (io.streams) {
        const auto left = std::chrono::duration<double>(options.limits.drain_time - passed) /
                          std::chrono::duration<double>(options.limits.drain_time);
        const auto may_stay = static_cast<double>(worker.streams_at_drain) * std::max(left, 0.0);
        io.streams->close_down_to(is_over ? 0 : static_cast<std::size_t>(may_stay));
    }
    if (!is_over) return;
    for (Connection* const connection : io.connections) connection->abandon();
}

Server::Server(Options options, Handler handler, StreamHub* hub)
    : state_(std::make_unique<State>(std::move(options), std::move(handler), hub)) {}

Server::~Server() {
    if (state_->workers.empty()) return;
    state_->is_at_once = true;
    try {
        stop();
        wait();
    } catch (...) {
        std::terminate();  // Its threads would run on without it.
    }
}

void Server::start() {
    raise_open_files_limit();
    state_->make_workers();
    try {
        state_->listen();
    } catch (...) {
        state_->acceptor.reset();  // It belongs to the first of the workers.
        state_->workers.clear();
        throw;
    }
    state_->attach_streams();
    asio::co_spawn(*state_->workers.front()->io.context, state_->accept_all(), asio::detached);
    for (const auto& worker : state_->workers) {
        state_->tick_later(*worker);
        worker->thread = std::thread([context = worker->io.context] { context->run(); });
    }
}

std::uint16_t Server::port() const { return state_->port; }

void Server::stop() {
    if (state_->draining.exchange(true)) return;
    asio::post(*state_->workers.front()->io.context, [state = state_.get()] {
        Error ignored;
        state->acceptor->close(ignored);
    });
    for (const auto& worker : state_->workers) {
        asio::post(*worker->io.context,
                   [state = state_.get(), worker = worker.get()] { state->on_tick(*worker); });
    }
}

bool Server::draining() const { return state_->draining; }

void Server::wait() {
    const std::scoped_lock lock(state_->joining);
    for (const auto& worker : state_->workers) {
        if (worker->thread.joinable()) worker->thread.join();
    }
    state_->detach_streams();
}

std::size_t Server::connections() const { return state_->open; }

std::size_t raise_open_files_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

}  // namespace gerai::web
