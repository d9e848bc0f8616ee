#pragma once

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "web/exchange.h"
#include "web/io.h"
#include "web/request_parser.h"
#include "web/response_head.h"
#include "web/server.h"
#include "web/stream_shard.h"

namespace gerai::web {

class Connection;

/// What the connections of one thread share. Touched on that thread only.
struct IoThread {
    IoThread(const Server::Options& settings, const Handler& handle, std::string_view fields);

    const Server::Options& options;
    const Handler& handler;
    const std::string_view common_fields;
    const std::shared_ptr<asio::io_context> context = std::make_shared<asio::io_context>(1);
    std::unique_ptr<StreamShard> streams;  ///< Null without a hub.
    std::list<Connection*> connections;
    std::string date;
    std::uint64_t next_id;
    bool draining = false;

    /// A request id: 13 characters of Crockford's base 32, different on every thread and start.
    std::string new_id();
};

/// One connection, from its acceptance to its end or to its becoming a stream: reads a request,
/// has it handled, writes the answer, and again.
class Connection {
public:
    Connection(IoThread& thread, Socket socket, Slot slot);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Serves `connection` until it ends.
    static Task<void> run(std::unique_ptr<Connection> connection);

    /// Ends what takes longer than it may.
    void check(SteadyClock::time_point now);

    /// Closes it when nothing is under way; otherwise it ends with the answer.
    void drain();

    /// Ends it whatever is under way: its responder answers into the void.
    void abandon();

private:
    enum class Phase { idle, reading, handling, writing, lingering };

    Task<void> serve();
    Task<bool> read_request();
    Task<bool> read_more();
    Task<void> refuse(RequestFault fault);
    void dispatch();
    RequestParser& parser();
    [[nodiscard]] const RequestParser& parser() const;
    void identify(Request& request);
    bool become_stream(StreamStart& start);
    Task<bool> answer();
    Task<bool> write(std::string_view body);
    Task<void> linger();

    void enter(Phase phase, std::chrono::milliseconds allowed);
    [[nodiscard]] Afterwards afterwards() const;
    [[nodiscard]] HeadContext head_context() const;
    [[nodiscard]] Asker asker() const;
    void render();
    [[nodiscard]] bool is_unchanged() const;
    void report(int status) const;

    IoThread& thread_;
    Socket socket_;
    Slot slot_;
    std::list<Connection*>::iterator place_;
    std::optional<RequestParser> parser_;
    std::vector<char> input_;
    std::size_t input_begin_ = 0;
    std::size_t input_end_ = 0;
    std::string head_;
    std::string remote_;
    bool remote_is_loopback_ = false;
    std::shared_ptr<Exchange> exchange_;
    Response response_;
    Timer waiter_;
    SteadyClock::time_point deadline_;
    Phase phase_ = Phase::idle;
    bool timed_out_ = false;
    bool abandoned_ = false;
    bool continued_ = false;
    bool is_first_ = true;

    // Of the current request, which itself belongs to its handler.
    Method method_ = Method::get;
    Language language_ = Language::indonesian;
    std::string request_id_;
    std::string trace_id_;
    std::string if_none_match_;
    SteadyClock::time_point begun_;
};

}  // namespace gerai::web
