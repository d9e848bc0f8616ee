#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <cstdio>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace gerai::demo {

/// What came in, as it stood on the wire.
struct Heard {
    std::string start;
    std::map<std::string, std::string> headers;
    std::string body;

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
};

/// What the stand-in does with one request.
struct Move {
    std::string bytes;
    bool hangs_up = false;
};

inline Move answer(int status, const std::string& body, const std::string& headers = "") {
    return {.bytes = "HTTP/1.1 " + std::to_string(status) + " Some\r\n" + headers +
                     "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body};
}

inline Move hang_up() { return {.bytes = "", .hangs_up = true}; }

/// Leaves the connection open and says nothing.
inline Move say_nothing() { return {}; }

inline Move hang_up_in_answer() {
    return {.bytes = "HTTP/1.1 201 Created\r\nContent-Length: 20\r\n\r\n{\"numb", .hangs_up = true};
}

inline Move stream(const std::string& frames) {
    return {.bytes = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + frames,
            .hangs_up = true};
}

inline Move chunked_stream(const std::string& frames) {
    char size[20];
    std::snprintf(size, sizeof size, "%zx", frames.size());
    return {.bytes =
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                "Transfer-Encoding: chunked\r\n\r\n" +
                std::string(size) + "\r\n" + frames + "\r\n",
            .hangs_up = true};
}

/// A server on a loopback port that makes one move for each request, in the order given, whatever
/// is asked: a place to lose a connection exactly where a test wants it.
class StandIn {
public:
    explicit StandIn(std::deque<Move> moves)
        : acceptor_(io_, {boost::asio::ip::make_address("127.0.0.1"), 0}),
          moves_(std::move(moves)),
          thread_([this] { serve(); }) {}

    ~StandIn() {
        stopping_ = true;
        boost::system::error_code ignored;
        boost::asio::ip::tcp::socket last(io_);
        last.connect(acceptor_.local_endpoint(), ignored);
        thread_.join();
    }

    int port() const { return acceptor_.local_endpoint().port(); }
    int connections() const { return connections_; }

    std::vector<Heard> heard() const {
        const std::scoped_lock lock(mutex_);
        return heard_;
    }

private:
    using Socket = boost::asio::ip::tcp::socket;

    void serve() {
        while (!stopping_) {
            Socket socket = acceptor_.accept();
            if (stopping_) return;
            ++connections_;
            // One thread: as long as a connection lives, no other is served.
            while (!moves_.empty() && serve_one(socket)) continue;
        }
    }

    bool serve_one(Socket& socket) {
        boost::system::error_code ended;
        std::string bytes;
        const auto end =
            boost::asio::read_until(socket, boost::asio::dynamic_buffer(bytes), "\r\n\r\n", ended);
        if (ended) return false;
        Heard heard = parse(bytes.substr(0, end));
        bytes.erase(0, end);
        const std::string length = heard.header("Content-Length");
        const std::size_t wanted = length.empty() ? 0 : std::stoul(length);
        if (bytes.size() < wanted) {
            boost::asio::read(socket, boost::asio::dynamic_buffer(bytes),
                              boost::asio::transfer_exactly(wanted - bytes.size()), ended);
        }
        heard.body = bytes;
        {
            const std::scoped_lock lock(mutex_);
            heard_.push_back(heard);
        }
        const Move move = moves_.front();
        moves_.pop_front();
        boost::asio::write(socket, boost::asio::buffer(move.bytes), ended);
        return !move.hangs_up;
    }

    static Heard parse(const std::string& head) {
        Heard heard;
        std::size_t from = head.find("\r\n");
        heard.start = head.substr(0, from);
        for (from += 2; head.compare(from, 2, "\r\n") != 0;) {
            const std::size_t end = head.find("\r\n", from);
            const std::size_t colon = head.find(": ", from);
            heard.headers[head.substr(from, colon - from)] =
                head.substr(colon + 2, end - colon - 2);
            from = end + 2;
        }
        return heard;
    }

    boost::asio::io_context io_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::deque<Move> moves_;
    std::atomic<bool> stopping_ = false;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::vector<Heard> heard_;
    std::thread thread_;
};

}  // namespace gerai::demo
