#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "api/estimate_book.h"
#include "journal/live_hall.h"
#include "web/stream.h"

namespace gerai::api {

/// Tells the streams what happens. Each event becomes a frame for each audience that may hear of
/// it; the last ones are kept, so that a reader who comes back is told what it missed. A visit that
/// somebody follows is sent whole when what it shows has changed.
///
/// The observer's part runs on the writer's thread, all else on any.
class Broadcast : public journal::Observer {
public:
    struct Options {
        std::string public_url;  ///< Without a slash at its end.
        std::string version;
        double clock_rate = 1;           ///< Of the hall's clock against the machine's.
        std::size_t frames_max = 2'000;  ///< Events of a mall that are kept.
    };

    /// The estimates hear of each event first, so that what is told of it has them.
    Broadcast(const journal::Clock& clock, web::StreamHub& hub, EstimateBook& estimates,
              Options options);
    ~Broadcast() override;
    Broadcast(const Broadcast&) = delete;
    Broadcast& operator=(const Broadcast&) = delete;

    void on_event(const std::string& mall, std::int64_t seq, const hall::Event& event,
                  const hall::Day& day) override;
    void on_settled(const std::string& mall, std::int64_t seq, const hall::Day& day) override;

    /// The whole of what a stream is about, as JSON.
    using Snapshot = std::function<std::string(const journal::Standing&, Instant now)>;

    /// What a new reader of a topic is sent: `hello`; then what it missed after the sequence that
    /// it names, or `reset` with a snapshot where that is no longer kept.
    web::Opening opening(const journal::LiveHall& hall, const std::string& topic,
                         std::optional<std::int64_t> after, const Snapshot& snapshot) const;

    /// `hello`, and the snapshot at once: for streams that send the whole each time.
    web::Opening opening_with_all(const journal::LiveHall& hall, const Snapshot& snapshot) const;

    /// From now on the visit is sent when it changes, as long as the answer is held.
    std::shared_ptr<const void> follow(const std::string& mall, const Code& code);

    /// How many visits are followed.
    [[nodiscard]] std::size_t followed(const std::string& mall) const;

    /// The data of the heartbeat of a topic.
    [[nodiscard]] std::string beat_data(std::string_view topic) const;

private:
    struct Feed;
    struct Followed;

    Feed& feed_of(const std::string& mall);
    [[nodiscard]] const Feed* find(std::string_view mall) const;
    void render(Feed& feed, std::int64_t seq, const hall::Event& event, const hall::Day& day);
    void keep(Feed& feed, std::int64_t seq);
    void queue(Feed& feed, Instant now, const TimeZone& zone);
    void send(Feed& feed);
    void send_visits(Feed& feed, std::int64_t seq, const hall::Day& day);
    [[nodiscard]] std::string hello(const TimeZone& zone, Instant now,
                                    std::optional<std::int64_t> id) const;

    const journal::Clock& clock_;
    web::StreamHub& hub_;
    EstimateBook& estimates_;
    Options options_;
    mutable std::mutex mutex_;  // Guards the map, and of each feed what is marked so.
    std::map<std::string, std::unique_ptr<Feed>, std::less<>> feeds_;
};

}  // namespace gerai::api
