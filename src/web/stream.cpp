#include "web/stream.h"

#include <boost/asio/post.hpp>
#include <utility>

#include "web/stream_shard.h"

namespace gerai::web {

std::string event_text(std::optional<std::uint64_t> seq, std::string_view event,
                       std::string_view data) {
    std::string out;
    out.reserve(data.size() + event.size() + 48);
    if (seq) out.append("id: ").append(std::to_string(*seq)).append("\n");
    out.append("event: ").append(event).append("\ndata: ").append(data).append("\n\n");
    return out;
}

StreamHub::StreamHub(Options options) : state_(std::make_unique<State>(std::move(options))) {}

StreamHub::~StreamHub() = default;

void StreamHub::publish(std::string topic, Frame frame) {
    const Publication one{.topic = std::move(topic), .frame = std::move(frame)};
    publish(std::span{&one, 1});
}

void StreamHub::publish(std::span<const Publication> publications) {
    const auto shared =
        std::make_shared<const std::vector<Publication>>(publications.begin(), publications.end());
    const std::scoped_lock lock(state_->mutex);  // So that two publish in one order everywhere.
    for (const State::Target& target : state_->targets) {
        asio::post(*target.context, [shard = target.shard, shared] { shard->deliver(*shared); });
    }
}

void StreamHub::close(std::uint64_t owner) {
    const std::scoped_lock lock(state_->mutex);
    for (const State::Target& target : state_->targets) {
        asio::post(*target.context, [shard = target.shard, owner] { shard->close_owner(owner); });
    }
}

std::size_t StreamHub::open(StreamKind kind) const { return state_->totals.open[kind.index]; }

std::uint64_t StreamHub::dropped() const { return state_->totals.dropped; }

const std::vector<StreamHub::Kind>& StreamHub::kinds() const {
    return state_->totals.options.kinds;
}

}  // namespace gerai::web
