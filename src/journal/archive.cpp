#include "journal/archive.h"

#include <algorithm>
#include <exception>

namespace gerai::journal {

namespace {

constexpr std::size_t days_kept = 4;

}  // namespace

std::shared_ptr<const Standing> Archive::Shelf::day(const std::string& mall, Date date) {
    const std::int64_t last = reader_.last_seq(mall);
    const auto at = std::ranges::find_if(
        kept_, [&](const Kept& kept) { return kept.mall == mall && kept.date == date; });
    if (at != kept_.end()) {
        // Today's day still grows; one that is over does not, but its journal goes on.
        kept_.splice(kept_.begin(), kept_, at);
        if (kept_.front().last_seq == last) return kept_.front().standing;
        kept_.pop_front();
    }
    std::shared_ptr<const Standing> standing = standing_of(reader_, mall, date);
    if (standing == nullptr) return nullptr;
    kept_.push_front({mall, date, last, standing});
    if (kept_.size() > days_kept) kept_.pop_back();
    return standing;
}

Archive::Archive(std::unique_ptr<Reader> reader)
    : reader_(std::move(reader)), shelf_(*reader_), thread_([this] { loop(); }) {}

Archive::~Archive() {
    {
        const std::scoped_lock lock{mutex_};
        is_stopping_ = true;
    }
    woken_.notify_all();
    thread_.join();
}

bool Archive::submit(std::function<void(Shelf&)> reading) {
    {
        const std::scoped_lock lock{mutex_};
        if (waiting_.size() >= waiting_max) return false;
        waiting_.push_back(std::move(reading));
    }
    woken_.notify_one();
    return true;
}

void Archive::loop() {
    while (true) {
        std::function<void(Shelf&)> reading;
        {
            std::unique_lock lock{mutex_};
            woken_.wait(lock, [this] { return !waiting_.empty() || is_stopping_; });
            if (is_stopping_) return;
            reading = std::move(waiting_.front());
            waiting_.pop_front();
        }
        try {
            reading(shelf_);
        } catch (const std::exception&) {
            // The responder that the reading owns answers 503 as it goes; the next reading tries
            // anew.
        }
    }
}

}  // namespace gerai::journal
