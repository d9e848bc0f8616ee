#include "ticket/conversation.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace gerai::ticket {

namespace asio = boost::asio;

namespace {

using Resolver = asio::ip::basic_resolver<asio::ip::tcp, web::Executor>;
constexpr auto quietly = asio::as_tuple(web::use_task);

}  // namespace

/// What the alarm of a limit holds on to when the conversation is over already.
struct Conversation::Line {
    explicit Line(asio::io_context& context) : socket(context), resolver(context), alarm(context) {}

    void end(AtLimit what) {
        web::Error ignored;
        resolver.cancel();
        if (what == AtLimit::cancel) {
            socket.cancel(ignored);
        } else {
            socket.close(ignored);
        }
    }

    web::Socket socket;
    Resolver resolver;
    web::Timer alarm;
    std::uint64_t limits = 0;  // So that an alarm that was too late to be lifted ends nothing.
};

Conversation::Conversation(asio::io_context& context, Patience patience, Errand errand)
    : patience_(patience), errand_(std::move(errand)), line_(std::make_shared<Line>(context)) {}

void Conversation::limit(std::chrono::milliseconds time, AtLimit what) {
    line_->alarm.expires_after(time);
    line_->alarm.async_wait([line = line_, mine = ++line_->limits, what](const web::Error& error) {
        if (!error && mine == line->limits) line->end(what);
    });
}

void Conversation::lift_limit() {
    ++line_->limits;
    line_->alarm.cancel();
}

web::Task<bool> Conversation::connect() {
    const std::size_t colon = errand_.address.rfind(':');
    const std::string host = errand_.address.substr(0, colon);
    const std::string port = errand_.address.substr(colon + 1);
    limit(patience_.to_connect, AtLimit::hang_up);  // Or the next of its addresses is tried.
    const auto [unknown, places] = co_await line_->resolver.async_resolve(
        host, port, asio::ip::resolver_base::numeric_service, quietly);
    if (unknown) co_return false;
    const auto [refused, place] = co_await asio::async_connect(line_->socket, places, quietly);
    lift_limit();
    co_return !refused;
}

web::Task<PrinterState> Conversation::ask() {
    limit(patience_.to_answer, AtLimit::cancel);  // One that does not answer may print.
    const auto [lost, sent] =
        co_await asio::async_write(line_->socket, asio::buffer(status_question), quietly);
    if (lost) co_return PrinterState::unknown;
    PrinterStatus status{};
    const auto [silent, count] =
        co_await asio::async_read(line_->socket, asio::buffer(status), quietly);
    lift_limit();
    co_return silent ? PrinterState::unknown : state_of(status);
}

web::Task<bool> Conversation::send() {
    limit(patience_.to_send, AtLimit::hang_up);
    const auto [lost, count] =
        co_await asio::async_write(line_->socket, asio::buffer(errand_.bytes), quietly);
    lift_limit();
    co_return !lost;
}

web::Task<Conversation::Outcome> Conversation::hold() {
    Outcome outcome;
    const bool is_there = co_await connect();
    if (!is_there) co_return outcome;
    const PrinterState before = co_await ask();
    outcome.state = before;
    if (errand_.bytes.empty() || !may_print(before)) co_return outcome;
    errand_.on_sending();
    outcome.state = PrinterState::unknown;
    const bool went_out = co_await send();
    if (!went_out) co_return outcome;
    const PrinterState after = co_await ask();
    web::Error ignored;
    line_->socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    // What was unknown before may be answered only now: such an answer tells nothing of the ticket.
    if (before == PrinterState::unknown || after == PrinterState::unknown) co_return outcome;
    outcome.state = after;
    outcome.is_confirmed = may_print(after);
    co_return outcome;
}

}  // namespace gerai::ticket
