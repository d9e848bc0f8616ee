#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "web/io.h"
#include "web/stream.h"

namespace gerai::web {

/// What all shards of a hub share.
struct StreamTotals {
    explicit StreamTotals(StreamHub::Options given)
        : options(std::move(given)), open(options.kinds.size()) {}

    /// Takes a place of that kind, unless all are taken.
    bool enter(StreamKind kind);
    void leave(StreamKind kind) { --open[kind.index]; }

    const StreamHub::Options options;
    std::vector<std::atomic<std::size_t>> open;
    std::atomic<std::uint64_t> dropped{0};
};

struct StreamTopic;

/// A reader: its socket, and what the kernel did not take at once. Belongs to the operations that
/// wait on its socket and to its topic.
class OpenStream {
public:
    OpenStream(Socket socket, Slot slot, const StreamStart& start, StreamTotals& totals);
    ~OpenStream();
    OpenStream(const OpenStream&) = delete;
    OpenStream& operator=(const OpenStream&) = delete;

private:
    friend class StreamShard;

    struct Backlog {
        std::deque<std::shared_ptr<const std::string>> texts;
        std::size_t sent = 0;   ///< Bytes of the first text that are out.
        std::size_t bytes = 0;  ///< All that is not.
    };

    Socket socket_;
    Slot slot_;
    StreamTotals& totals_;
    StreamTopic* topic_ = nullptr;
    std::shared_ptr<const void> held_;
    std::uint64_t owner_;
    std::uint64_t last_seq_ = 0;
    std::unique_ptr<Backlog> backlog_;
    std::uint32_t index_ = 0;
    StreamKind kind_;
};

/// The streams of one thread. All of it runs on that thread.
class StreamShard {
public:
    StreamShard(asio::io_context& context, StreamTotals& totals);
    ~StreamShard();
    StreamShard(const StreamShard&) = delete;
    StreamShard& operator=(const StreamShard&) = delete;

    /// Whether a stream of that kind may be opened; takes its place.
    bool enter(StreamKind kind) { return !draining_ && totals_.enter(kind); }

    /// Makes the socket a stream; `enter` said yes. `head` is the answer's head.
    void open(Socket socket, Slot slot, StreamStart start, std::string head);

    /// Sends the frames to the readers that their topics have now.
    void deliver(const std::vector<Publication>& publications);

    /// Closes the streams of an owner.
    void close_owner(std::uint64_t owner);

    /// Lets no more in. The streams are closed by `close_down_to`.
    void begin_drain() { draining_ = true; }

    /// Closes streams until no more than `count` are left.
    void close_down_to(std::size_t count);

    [[nodiscard]] std::size_t size() const { return size_; }

private:
    using Text = std::shared_ptr<const std::string>;
    using Reader = std::shared_ptr<OpenStream>;

    struct Delivery {
        StreamTopic* topic;
        Frame frame;
        std::size_t next;
        std::size_t end;
    };

    void deliver_one(StreamTopic& topic, Frame frame);
    void run_deliveries();
    void continue_later();
    bool run_first(std::size_t& budget);
    void send(OpenStream& reader, const Text& text);
    void queue(OpenStream& reader, const Text& text, std::size_t sent);
    void wait_until_writable(OpenStream& reader);
    void flush(OpenStream& reader);
    void watch(OpenStream& reader);
    void read_and_forget(OpenStream& reader);
    void drop(OpenStream& reader);
    void close(OpenStream& reader);
    void detach(OpenStream& reader);
    void compact();
    template <class Wanted>
    void close_where(Wanted wanted);
    void beat_later();
    void beat();

    asio::io_context& context_;
    StreamTotals& totals_;
    Timer beat_timer_;
    std::unordered_map<std::string, std::unique_ptr<StreamTopic>> topics_;
    std::vector<StreamTopic*> torn_;  ///< Topics with holes where readers went.
    std::deque<Delivery> deliveries_;
    std::size_t size_ = 0;
    bool running_ = false;
    bool beating_ = false;
    bool draining_ = false;
};

/// The shards of a hub, for `Server`.
struct StreamHub::State {
    explicit State(Options options) : totals(std::move(options)) {}

    struct Target {
        std::shared_ptr<asio::io_context> context;
        StreamShard* shard;
    };

    StreamTotals totals;
    std::mutex mutex;
    std::vector<Target> targets;
};

}  // namespace gerai::web
