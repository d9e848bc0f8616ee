#include "web/stream_shard.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <cassert>
#include <cerrno>
#include <utility>

namespace gerai::web {

namespace {

/// How many readers are sent to before other work of the thread gets its turn.
constexpr std::size_t sends_in_a_row = 512;

/// Frames that may wait to be sent on; more means that the thread cannot keep up.
constexpr std::size_t deliveries_max = 100'000;

/// What the kernel may hold for one reader, on top of what is pending here.
constexpr int send_buffer_bytes = 64 * 1024;

}  // namespace

/// The readers of one topic. While frames are under way the places of those who left stay empty,
/// so that each frame meets every reader once.
struct StreamTopic {
    std::string name;
    std::vector<std::shared_ptr<OpenStream>> readers;
    bool is_torn = false;  ///< Some places are empty.
};

bool StreamTotals::enter(StreamKind kind) {
    auto& count = open.at(kind.index);
    if (count.fetch_add(1) < options.kinds[kind.index].open_max) return true;
    --count;
    return false;
}

OpenStream::OpenStream(Socket socket, Slot slot, const StreamStart& start, StreamTotals& totals)
    : socket_(std::move(socket)),
      slot_(std::move(slot)),
      totals_(totals),
      owner_(start.owner),
      kind_(start.kind) {}

OpenStream::~OpenStream() { totals_.leave(kind_); }

StreamShard::StreamShard(asio::io_context& context, StreamTotals& totals)
    : context_(context), totals_(totals), beat_timer_(context) {}

StreamShard::~StreamShard() = default;

void StreamShard::open(Socket socket, Slot slot, StreamStart start, std::string head) {
    Error ignored;
    socket.set_option(asio::socket_base::send_buffer_size(send_buffer_bytes), ignored);
    const auto reader =
        std::make_shared<OpenStream>(std::move(socket), std::move(slot), start, totals_);
    auto& topic = topics_[start.topic];
    if (!topic) {
        topic = std::make_unique<StreamTopic>();
        topic->name = std::move(start.topic);
    }
    reader->topic_ = topic.get();
    reader->held_ = std::move(start.held);
    reader->index_ = static_cast<std::uint32_t>(topic->readers.size());
    topic->readers.push_back(reader);
    ++size_;
    if (!std::exchange(beating_, true)) beat_later();

    const Opening opening = start.opening ? start.opening() : Opening{};
    reader->last_seq_ = opening.last_seq;
    head.append("retry: 3000\n\n").append(opening.text);
    watch(*reader);
    send(*reader, std::make_shared<const std::string>(std::move(head)));
}

void StreamShard::deliver(const std::vector<Publication>& publications) {
    for (const Publication& publication : publications) {
        const auto topic = topics_.find(publication.topic);
        if (topic != topics_.end()) deliver_one(*topic->second, publication.frame);
    }
    if (!running_) run_deliveries();
}

void StreamShard::deliver_one(StreamTopic& topic, Frame frame) {
    if (deliveries_.size() < deliveries_max) {
        deliveries_.push_back(
            {.topic = &topic, .frame = std::move(frame), .next = 0, .end = topic.readers.size()});
        return;
    }
    // A gap would go unnoticed; who is closed comes back and asks for what it missed.
    for (const Reader& reader : std::vector(topic.readers)) {
        if (reader) drop(*reader);
    }
}

void StreamShard::run_deliveries() {
    std::size_t budget = sends_in_a_row;
    while (!deliveries_.empty()) {
        if (!run_first(budget)) {
            continue_later();
            return;
        }
        deliveries_.pop_front();
    }
    running_ = false;
    compact();
}

void StreamShard::continue_later() {
    running_ = true;
    asio::post(context_, [this] { run_deliveries(); });
}

/// False when the budget is used up before the first delivery is done.
bool StreamShard::run_first(std::size_t& budget) {
    running_ = true;
    Delivery& delivery = deliveries_.front();
    const std::uint64_t seq = delivery.frame.seq;
    for (; delivery.next < delivery.end; ++delivery.next) {
        OpenStream* const reader = delivery.topic->readers[delivery.next].get();
        if (reader == nullptr) continue;
        if (seq != 0 && seq <= reader->last_seq_) continue;
        if (budget == 0) return false;
        --budget;
        if (seq != 0) reader->last_seq_ = seq;
        send(*reader, delivery.frame.text);
    }
    return true;
}

void StreamShard::send(OpenStream& reader, const Text& text) {
    if (reader.backlog_) {
        queue(reader, text, 0);
        return;
    }
    const ssize_t count = ::send(reader.socket_.native_handle(), text->data(), text->size(),
                                 MSG_DONTWAIT | MSG_NOSIGNAL);
    if (std::cmp_equal(count, text->size())) return;
    if (count < 0 && errno != EAGAIN && errno != EINTR) {
        close(reader);
        return;
    }
    reader.backlog_ = std::make_unique<OpenStream::Backlog>();
    queue(reader, text, static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (reader.topic_ != nullptr) wait_until_writable(reader);
}

void StreamShard::queue(OpenStream& reader, const Text& text, std::size_t sent) {
    OpenStream::Backlog& backlog = *reader.backlog_;
    if (backlog.texts.empty()) backlog.sent = sent;
    backlog.texts.push_back(text);
    backlog.bytes += text->size() - sent;
    if (backlog.bytes > totals_.options.pending_bytes_max) drop(reader);
}

void StreamShard::wait_until_writable(OpenStream& reader) {
    const Reader self = reader.topic_->readers[reader.index_];
    reader.socket_.async_wait(Socket::wait_write, [this, self](const Error& error) {
        if (!error && self->topic_ != nullptr) flush(*self);
    });
}

void StreamShard::flush(OpenStream& reader) {
    OpenStream::Backlog& backlog = *reader.backlog_;
    while (!backlog.texts.empty()) {
        const std::string& text = *backlog.texts.front();
        const ssize_t count = ::send(reader.socket_.native_handle(), text.data() + backlog.sent,
                                     text.size() - backlog.sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN && errno != EINTR) return close(reader);
        if (count <= 0) return wait_until_writable(reader);
        backlog.sent += static_cast<std::size_t>(count);
        backlog.bytes -= static_cast<std::size_t>(count);
        if (backlog.sent < text.size()) return wait_until_writable(reader);
        backlog.texts.pop_front();
        backlog.sent = 0;
    }
    reader.backlog_.reset();
}

/// Notices when the other end goes; whatever it still sends is not for us.
void StreamShard::watch(OpenStream& reader) {
    const Reader self = reader.topic_->readers[reader.index_];
    reader.socket_.async_wait(Socket::wait_read, [this, self](const Error& error) {
        if (!error && self->topic_ != nullptr) read_and_forget(*self);
    });
}

void StreamShard::read_and_forget(OpenStream& reader) {
    std::array<char, 1024> scratch{};
    const ssize_t count =
        ::recv(reader.socket_.native_handle(), scratch.data(), scratch.size(), MSG_DONTWAIT);
    const bool goes_on = count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
    if (goes_on) {
        watch(reader);
    } else {
        close(reader);
    }
}

void StreamShard::drop(OpenStream& reader) {
    if (reader.topic_ != nullptr) ++totals_.dropped;
    close(reader);
}

void StreamShard::close(OpenStream& reader) {
    if (reader.topic_ == nullptr) return;
    const Reader self = reader.topic_->readers[reader.index_];
    Error ignored;
    self->socket_.shutdown(Socket::shutdown_both, ignored);
    self->socket_.close(ignored);
    detach(*self);
}

void StreamShard::detach(OpenStream& reader) {
    StreamTopic& topic = *std::exchange(reader.topic_, nullptr);
    reader.held_.reset();
    --size_;
    if (running_) {
        topic.readers[reader.index_].reset();
        if (!std::exchange(topic.is_torn, true)) torn_.push_back(&topic);
        return;
    }
    const Reader last = topic.readers.back();
    last->index_ = reader.index_;
    topic.readers[reader.index_] = last;
    topic.readers.pop_back();
    if (topic.readers.empty()) topics_.erase(std::string{topic.name});
}

void StreamShard::compact() {
    for (StreamTopic* const topic : std::exchange(torn_, {})) {
        std::erase(topic->readers, nullptr);
        topic->is_torn = false;
        for (std::uint32_t i = 0; i < topic->readers.size(); ++i) topic->readers[i]->index_ = i;
        if (topic->readers.empty()) topics_.erase(std::string{topic->name});
    }
}

template <class Wanted>
void StreamShard::close_where(Wanted wanted) {
    const bool was_running = std::exchange(running_, true);  // No reader changes its place.
    for (const auto& [name, topic] : topics_) {
        for (const Reader& reader : topic->readers) {
            if (reader && wanted(*reader)) close(*reader);
        }
    }
    running_ = was_running;
    if (!running_) compact();
}

void StreamShard::close_owner(std::uint64_t owner) {
    close_where([owner](const OpenStream& reader) { return reader.owner_ == owner; });
}

void StreamShard::close_down_to(std::size_t count) {
    if (size_ > count) close_where([&](const OpenStream&) { return size_ > count; });
    if (draining_ && size_ == 0) beat_timer_.cancel();
}

void StreamShard::beat_later() {
    beat_timer_.expires_after(totals_.options.beat_every);
    beat_timer_.async_wait([this](const Error& error) {
        if (!error) beat();
    });
}

void StreamShard::beat() {
    beating_ = size_ > 0 && !draining_;
    if (!beating_) return;
    const bool was_running = std::exchange(running_, true);  // No topic goes meanwhile.
    for (const auto& [name, topic] : topics_) {
        const std::string data =
            totals_.options.beat_data ? totals_.options.beat_data(name) : std::string{"{}"};
        const std::string text = event_text(std::nullopt, "beat", data);
        deliver_one(*topic, {.seq = 0, .text = std::make_shared<const std::string>(text)});
    }
    if (!was_running) run_deliveries();
    beat_later();
}

}  // namespace gerai::web
