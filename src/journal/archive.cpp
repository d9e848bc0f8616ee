#include "journal/archive.h"

#include <algorithm>
#include <exception>

namespace gerai::journal {

namespace {

constexpr std::size_t days_kept = 4;
constexpr int days_looked_ahead = 14;

/// Whether a step of the visit may have been carried into the next date.
bool has_gone_on(const hall::Day& day, hall::VisitIndex visit) {
    return std::ranges::any_of(day.steps_of(visit), [&](hall::StepIndex at) {
        const hall::StepState state = day.at(at).state;
        return state == hall::StepState::called || state == hall::StepState::serving ||
               state == hall::StepState::waiting || state == hall::StepState::on_hold;
    });
}

/// A day whose date is over, as its end leaves it, though no command has ended it yet.
std::shared_ptr<const Standing> ended(const std::shared_ptr<const Standing>& standing,
                                      Instant now) {
    const hall::Day& day = standing->day();
    if (day.is_closed() || now < day.rules().ends_at) return standing;
    auto closed = std::make_shared<Standing>(*standing);
    closed->apply(standing->seq(), hall::next_date(day, date_in(day, now), now).front());
    return closed;
}

}  // namespace

std::shared_ptr<const Standing> Archive::Shelf::day(const std::string& mall, Date date) {
    const std::int64_t last = reader_.last_seq(mall);
    const auto newest = reader_.last_day(mall);
    const bool is_over = newest && newest->business_date > date;
    const auto at = std::ranges::find_if(
        kept_, [&](const Kept& kept) { return kept.mall == mall && kept.date == date; });
    if (at != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, at);
        if (kept_.front().last_seq == last || kept_.front().is_over) return kept_.front().standing;
        kept_.pop_front();
    }
    std::shared_ptr<const Standing> standing = standing_of(reader_, mall, date);
    if (standing == nullptr) return nullptr;
    kept_.push_front({mall, date, last, is_over, standing});
    if (kept_.size() > days_kept) kept_.pop_back();
    return standing;
}

std::optional<Archive::OldVisit> Archive::Shelf::visit(const CodeRow& row, Instant now) {
    std::shared_ptr<const Standing> standing = day(row.mall, row.business_date);
    if (standing == nullptr) return std::nullopt;
    hall::VisitIndex visit{row.visit};
    for (Date date = row.business_date; has_gone_on(standing->day(), visit);) {
        const auto later = day_after(row.mall, date);
        const auto found = later == nullptr ? std::nullopt : later->find(row.code);
        if (!found) break;
        standing = later;
        visit = *found;
        date = later->day().date();
    }
    return OldVisit{ended(standing, now), visit};
}

/// The first day that the mall had within a fortnight after a date; null when it had none.
std::shared_ptr<const Standing> Archive::Shelf::day_after(const std::string& mall, Date date) {
    for (int i = 0; i < days_looked_ahead; ++i) {
        date = Date{std::chrono::sys_days{date} + std::chrono::days{1}};
        if (auto standing = day(mall, date)) return standing;
    }
    return nullptr;
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
