#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "journal/live_hall.h"

namespace gerai::journal {

/// Reads the past: days that are over, codes that today's hall does not know. One thread with a
/// reader of its own, so that the disk holds up nobody else.
class Archive {
public:
    /// A visit that is of today no more, in the last day that knows of it.
    struct OldVisit {
        std::shared_ptr<const Standing> standing;
        hall::VisitIndex visit;
    };

    /// What a reading may use: the reader, and days of the past that are kept for a while.
    class Shelf {
    public:
        explicit Shelf(Reader& reader) : reader_(reader) {}

        [[nodiscard]] Reader& reader() { return reader_; }

        /// The day as it ended; null when the mall had none on that date.
        std::shared_ptr<const Standing> day(const std::string& mall, Date date);

        /// The visit of a code as it ended: where it was carried over midnight, in the later day.
        /// `now` is the hall's time.
        std::optional<OldVisit> visit(const CodeRow& row, Instant now);

    private:
        struct Kept {
            std::string mall;
            Date date;
            std::int64_t last_seq;
            bool is_over;  ///< It does not grow any more, though the journal does.
            std::shared_ptr<const Standing> standing;
        };

        std::shared_ptr<const Standing> day_after(const std::string& mall, Date date);

        Reader& reader_;
        std::list<Kept> kept_;  // The latest in use first.
    };

    explicit Archive(std::unique_ptr<Reader> reader);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    /// Reads when its turn comes, on the archive's thread; false when too many wait. What it throws
    /// is dropped with it, so that a responder that it owns answers 503.
    bool submit(std::function<void(Shelf&)> reading);

private:
    void loop();

    static constexpr std::size_t waiting_max = 1'000;

    std::unique_ptr<Reader> reader_;
    Shelf shelf_;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<std::function<void(Shelf&)>> waiting_;
    bool is_stopping_ = false;
    std::thread thread_;
};

}  // namespace gerai::journal
