#include "web/connection.h"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/write.hpp>
#include <cassert>
#include <random>
#include <utility>

#include "web/problem.h"

namespace gerai::web {

namespace {

constexpr auto quietly = asio::as_tuple(use_task);

constexpr std::size_t input_bytes_first = 2048;
constexpr std::size_t lingering_bytes_max = 1 << 20U;
constexpr std::chrono::milliseconds lingering_time{2'000};

std::uint64_t random_number() {
    std::random_device device;
    return (std::uint64_t{device()} << 32U) | device();
}

/// Spreads a counter over all 64 bits, so that ids do not show how many requests there were.
std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

/// The trace id of a W3C `traceparent`; empty when it is none.
std::string trace_id_of(std::string_view traceparent) {
    // 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
    if (traceparent.size() < 55 || traceparent[2] != '-' || traceparent[35] != '-') return {};
    const std::string_view id = traceparent.substr(3, 32);
    const bool is_hex = id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    const bool is_zero = id.find_first_not_of('0') == std::string_view::npos;
    return is_hex && !is_zero ? std::string{id} : std::string{};
}

Response refusal(RequestFault fault, std::size_t body_bytes_max, const Asker& asker) {
    const auto because = [&](Message message) {
        const std::string reason = text(message, asker.language);
        return problem(problems::bad_request, asker, {{"reason", reason}});
    };
    switch (fault) {
        case RequestFault::bad_syntax: return because(Message::reason_bad_syntax);
        case RequestFault::bad_framing: return because(Message::reason_bad_framing);
        case RequestFault::bad_target: return because(Message::reason_bad_target);
        case RequestFault::target_too_long: return because(Message::reason_target_too_long);
        case RequestFault::headers_too_large: return because(Message::reason_headers_too_large);
        case RequestFault::too_many_headers: return because(Message::reason_too_many_headers);
        case RequestFault::body_too_large: break;
    }
    return problem(problems::content_too_large, asker, {{"bytes", std::to_string(body_bytes_max)}});
}

/// What bytes of a body that came in give to the time that the rest may take: a slow link that goes
/// on is waited for, one that stands still is not.
std::chrono::milliseconds earned(std::size_t bytes, const Limits& limits) {
    return std::chrono::milliseconds{bytes * 1'000 / limits.body_bytes_a_second};
}

/// The head of a stream; what follows has no end.
Response stream_response() {
    Response response;
    response.content_type = media::event_stream;
    response.headers.push_back({.name = "X-Accel-Buffering", .value = "no"});
    return response;
}

}  // namespace

IoThread::IoThread(const Server::Options& settings, const Handler& handle, std::string_view fields)
    : options(settings),
      handler(handle),
      common_fields(fields),
      date(http_date(settings.clock())),
      next_id(random_number()) {}

std::string IoThread::new_id() {
    static constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
    std::uint64_t value = mixed(next_id++);
    std::string id(13, '0');
    for (char& letter : id) {
        letter = letters[value & 31U];
        value >>= 5U;
    }
    return id;
}

Connection::Connection(IoThread& thread, Socket socket, Slot slot)
    : thread_(thread),
      socket_(std::move(socket)),
      slot_(std::move(slot)),
      place_(thread.connections.insert(thread.connections.end(), this)),
      input_(input_bytes_first),
      exchange_(std::make_shared<Exchange>()),
      waiter_(*thread.context, SteadyClock::time_point::max()) {
    Error ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    const auto other_end = socket_.remote_endpoint(ignored);
    remote_ = other_end.address().to_string();
    remote_is_loopback_ = other_end.address().is_loopback();
    exchange_->context = thread.context;
    exchange_->waiter = &waiter_;
}

RequestParser& Connection::parser() {
    assert(parser_);
    return *parser_;
}

const RequestParser& Connection::parser() const {
    assert(parser_);
    return *parser_;
}

Connection::~Connection() {
    exchange_->waiter = nullptr;
    thread_.connections.erase(place_);
}

// A parameter of a coroutine lives in its frame, and so does the connection.
Task<void> Connection::run(std::unique_ptr<Connection> connection) { co_await connection->serve(); }

Task<void> Connection::serve() {
    while (true) {
        const bool has_request = co_await read_request();
        if (!has_request) break;
        dispatch();
        while (!exchange_->answer && !abandoned_) co_await waiter_.async_wait(quietly);
        auto given = std::exchange(exchange_->answer, std::nullopt);
        if (abandoned_ || !given) co_return;
        if (auto* const start = std::get_if<StreamStart>(&*given)) {
            if (method_ == Method::head) {
                response_ = stream_response();
            } else if (become_stream(*start)) {
                co_return;
            } else {
                response_ = problem(problems::busy, asker());
            }
        } else {
            response_ = std::get<Response>(std::move(*given));
        }
        const bool stays = afterwards() != Afterwards::closes;
        const bool is_written = co_await answer();
        if (!is_written || !stays) break;
    }
    if (!abandoned_) co_await linger();
}

/// False when there is none: the connection is to be closed, and a refusal is already sent.
Task<bool> Connection::read_request() {
    RequestParser& parser = parser_.emplace(thread_.options.limits, thread_.options.larger_body);
    continued_ = false;
    const Limits& limits = thread_.options.limits;
    enter(Phase::idle, std::exchange(is_first_, false) ? limits.header_time : limits.idle_time);
    while (true) {
        const bool had_begun = parser.has_begun();
        const bool had_header = parser.has_header();
        input_begin_ += parser.put({input_.data() + input_begin_, input_end_ - input_begin_});
        if (const auto fault = parser.fault()) {
            co_await refuse(*fault);
            co_return false;
        }
        if (parser.is_complete()) co_return true;
        if (input_end_ - input_begin_ > limits.header_bytes) {
            // The line of a chunk, or what follows the last one, that does not end.
            co_await refuse(RequestFault::headers_too_large);
            co_return false;
        }
        if (!had_begun && parser.has_begun()) {
            enter(Phase::reading, limits.header_time);
        }
        if (!had_header && parser.has_header()) {
            enter(Phase::reading, limits.body_time);
        }
        if (thread_.draining && phase_ == Phase::idle) co_return false;
        const bool has_more = co_await read_more();
        if (!has_more) co_return false;
    }
}

/// Reads at least a byte behind what the parser has not taken yet.
Task<bool> Connection::read_more() {
    if (parser().has_header() && parser().expects_continue() && !std::exchange(continued_, true)) {
        head_ = "HTTP/1.1 100 Continue\r\n\r\n";
        const bool is_written = co_await write({});
        if (!is_written) co_return false;
    }
    if (input_begin_ > 0) {
        std::copy(input_.begin() + static_cast<std::ptrdiff_t>(input_begin_),
                  input_.begin() + static_cast<std::ptrdiff_t>(input_end_), input_.begin());
        input_end_ -= std::exchange(input_begin_, 0);
    }
    if (input_end_ == input_.size()) input_.resize(input_.size() * 2);
    const auto [error, count] = co_await socket_.async_read_some(
        asio::buffer(input_.data() + input_end_, input_.size() - input_end_), quietly);
    input_end_ += count;
    if (parser().has_header()) deadline_ += earned(count, thread_.options.limits);
    if (!error) co_return true;
    if (timed_out_ && phase_ == Phase::reading) {
        identify(parser().request());
        response_ = problem(problems::request_timeout, asker());
        co_await answer();
    }
    co_return false;
}

Task<void> Connection::refuse(RequestFault fault) {
    identify(parser().request());
    response_ = refusal(fault, parser().body_bytes_max(), asker());
    co_await answer();
}

void Connection::identify(Request& request) {
    const Headers& headers = request.headers;
    method_ = request.method;
    language_ = preferred_language(headers.find("accept-language").value_or(std::string_view{}));
    request_id_ = thread_.new_id();
    trace_id_ = trace_id_of(headers.find("traceparent").value_or(std::string_view{}));
    if_none_match_ = headers.find("if-none-match").value_or(std::string_view{});
    begun_ = SteadyClock::now();
    exchange_->trail = {};
    exchange_->asker = asker();
}

void Connection::dispatch() {
    Request& request = parser().request();
    identify(request);
    request.language = language_;
    request.id = request_id_;
    request.trace_id = trace_id_;
    request.remote = remote_;
    request.remote_is_loopback = remote_is_loopback_;
    phase_ = Phase::handling;
    deadline_ = SteadyClock::time_point::max();  // Commits take the time that they take.
    thread_.handler(std::move(request), Responder{exchange_});
}

/// Hands the socket to the streams when that is the answer, unless there is no room.
bool Connection::become_stream(StreamStart& start) {
    if (!thread_.streams || thread_.draining || !thread_.streams->enter(start.kind)) return false;
    const Response response = stream_response();
    head_.clear();
    HeadContext context = head_context();
    context.afterwards = Afterwards::closes;
    append_head(head_, response, context);
    report(response.status);
    thread_.streams->open(std::move(socket_), std::move(slot_), std::move(start), std::move(head_));
    return true;
}

/// Writes the answer; false when the connection broke.
Task<bool> Connection::answer() {
    enter(Phase::writing, thread_.options.limits.write_time);
    if (!is_sendable(response_)) response_ = problem(problems::internal, asker());
    if (is_unchanged()) {
        response_.status = 304;
        response_.headers.clear();
        response_.body.clear();
        response_.shared_body.reset();
    }
    render();
    const bool written =
        co_await write(method_ == Method::head ? std::string_view{} : response_.content());
    report(response_.status);
    co_return written;
}

/// Whether the client already has what would be sent.
bool Connection::is_unchanged() const {
    const bool is_read = method_ == Method::get || method_ == Method::head;
    return is_read && response_.status == 200 && matches(if_none_match_, response_.etag);
}

/// Writes `head_` and the body in one call if the kernel takes them.
Task<bool> Connection::write(std::string_view body) {
    const std::array<asio::const_buffer, 2> whole{asio::buffer(head_),
                                                  asio::buffer(body.data(), body.size())};
    Error error;
    const std::size_t size = head_.size() + body.size();
    const std::size_t sent = socket_.write_some(whole, error);
    if (!error && sent == size) co_return true;
    if (error && error != asio::error::would_block) co_return false;

    const std::size_t of_head = std::min(sent, head_.size());
    const std::array<asio::const_buffer, 2> rest{whole[0] + of_head, whole[1] + (sent - of_head)};
    const auto [failure, count] = co_await asio::async_write(socket_, rest, quietly);
    co_return !failure;
}

/// Closes so that the client can read the answer: a close over unread input would reset.
Task<void> Connection::linger() {
    Error ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    if (ignored) co_return;
    enter(Phase::lingering, lingering_time);
    std::size_t total = 0;
    while (total < lingering_bytes_max) {
        const auto [error, count] = co_await socket_.async_read_some(asio::buffer(input_), quietly);
        if (error) co_return;
        total += count;
    }
}

void Connection::enter(Phase phase, std::chrono::milliseconds allowed) {
    phase_ = phase;
    timed_out_ = false;
    deadline_ = SteadyClock::now() + allowed;
}

void Connection::check(SteadyClock::time_point now) {
    if (now < deadline_) return;
    timed_out_ = true;
    Error ignored;
    socket_.cancel(ignored);
}

void Connection::drain() {
    Error ignored;
    if (phase_ == Phase::idle || phase_ == Phase::lingering) socket_.cancel(ignored);
}

void Connection::abandon() {
    abandoned_ = true;
    Error ignored;
    socket_.close(ignored);
    waiter_.cancel();
}

Afterwards Connection::afterwards() const {
    const bool is_refused = parser().fault() || !parser().is_complete();
    if (thread_.draining || is_refused || !parser().keeps_alive()) return Afterwards::closes;
    return parser().is_http_1_0() ? Afterwards::stays_for_http_1_0 : Afterwards::stays;
}

HeadContext Connection::head_context() const {
    return {.common = thread_.common_fields,
            .date = thread_.date,
            .request_id = request_id_,
            .afterwards = afterwards()};
}

Asker Connection::asker() const {
    Asker asker;
    asker.language = language_;
    asker.request_id = request_id_;
    return asker;
}

void Connection::render() {
    head_.clear();
    append_head(head_, response_, head_context());
}

void Connection::report(int status) const {
    if (!thread_.options.finished) return;
    const auto duration =
        std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - begun_);
    thread_.options.finished({.trail = exchange_->trail,
                              .request_id = request_id_,
                              .trace_id = trace_id_,
                              .method = method_,
                              .status = status,
                              .duration = duration});
}

}  // namespace gerai::web
