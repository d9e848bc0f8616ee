#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gerai::web {

/// The place of a kind of stream in `StreamHub::Options::kinds`.
struct StreamKind {
    std::uint8_t index = 0;

    friend bool operator==(StreamKind, StreamKind) = default;
};

/// What goes to every reader of a topic, shared by all of them. A reader that has already been
/// sent `seq` or a later one is passed over; 0 goes to everybody.
struct Frame {
    std::uint64_t seq = 0;
    std::shared_ptr<const std::string> text;
};

struct Publication {
    std::string topic;
    Frame frame;
};

/// The first that a reader is sent, and the last sequence that it covers.
struct Opening {
    std::string text;
    std::uint64_t last_seq = 0;
};

/// The wish to make a connection a stream.
struct StreamStart {
    StreamKind kind;
    std::string topic;

    /// Called once on the connection's thread when the reader already belongs to the topic; must
    /// not block. What it covers is not sent again and what is published later is, so no frame is
    /// lost in between, provided that a frame is in what `opening` reads before it is published.
    std::function<Opening()> opening;

    /// Held while the reader is there, and let go of when it has left.
    std::shared_ptr<const void> held;

    /// Whose it is, for `StreamHub::close`: a token's number, say. 0 is nobody's.
    std::uint64_t owner = 0;
};

/// One event of a stream as text: `id:` when there is a sequence, `event:`, `data:`. The data is
/// one line (JSON is).
std::string event_text(std::optional<std::uint64_t> seq, std::string_view event,
                       std::string_view data);

class StreamShard;
class OpenStream;

/// The readers of all topics, spread over the server's threads. A frame goes out by a direct
/// `send`; only what the kernel does not take is queued, and who lets more than
/// `pending_bytes_max` gather is dropped.
class StreamHub {
public:
    struct Kind {
        std::string name;      ///< For the gauge `gerai_streams{kind}`.
        std::size_t open_max;  ///< Over it a new stream is 503.
    };

    struct Options {
        std::vector<Kind> kinds;
        std::chrono::milliseconds beat_every{15'000};
        std::size_t pending_bytes_max = 256 * 1024;
        /// The data of the heartbeat, such as `{"now":"..."}`; called on a server thread.
        std::function<std::string(std::string_view topic)> beat_data;
    };

    explicit StreamHub(Options options);
    ~StreamHub();
    StreamHub(const StreamHub&) = delete;
    StreamHub& operator=(const StreamHub&) = delete;

    /// Sends a frame to every reader of its topic. From any thread; returns at once. What one
    /// thread publishes arrives in that order.
    void publish(std::string topic, Frame frame);

    /// The same for several, at the price of one.
    void publish(std::span<const Publication> publications);

    /// Ends the streams of an owner, who may no longer read. From any thread; returns at once.
    void close(std::uint64_t owner);

    /// How many streams of a kind are open.
    [[nodiscard]] std::size_t open(StreamKind kind) const;

    /// How many readers were dropped because they did not read.
    [[nodiscard]] std::uint64_t dropped() const;

    [[nodiscard]] const std::vector<Kind>& kinds() const;

private:
    friend class Server;
    friend class StreamShard;
    struct State;

    std::unique_ptr<State> state_;
};

}  // namespace gerai::web
