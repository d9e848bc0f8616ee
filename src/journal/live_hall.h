#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "hall/day.h"
#include "journal/clock.h"
#include "journal/journal.h"

namespace gerai::journal {

/// Who is told of each event once it is durable and applied: on the applying thread, in the order
/// of the journal. `day` is the hall right after the event.
class Observer {
public:
    virtual ~Observer() = default;
    virtual void on_event(const std::string& mall, std::int64_t seq, const hall::Event& event,
                          const hall::Day& day) = 0;

    /// All events of a commit have been told; what depends on the whole hall can be told now.
    virtual void on_settled(const std::string& mall, std::int64_t seq, const hall::Day& day) = 0;
};

/// A day, the journal sequence that it stands at, and its visits by what people hold in their
/// hands.
class Standing {
public:
    [[nodiscard]] const hall::Day& day() const { return day_; }
    [[nodiscard]] std::int64_t seq() const { return seq_; }

    [[nodiscard]] std::optional<hall::VisitIndex> find(const Code& code) const;
    [[nodiscard]] std::optional<hall::VisitIndex> find(ShortCode code) const;

    /// Applies the event with the next sequence.
    void apply(std::int64_t seq, const hall::Event& event);

    /// The same day with another one begun after it, as its next command will begin it.
    [[nodiscard]] Standing on(Date date, Instant now) const;

private:
    void note(hall::VisitIndex visit);

    hall::Day day_;
    std::int64_t seq_ = 0;
    std::unordered_map<std::uint64_t, hall::VisitIndex> codes_;  // By their first 64 bits.
    std::unordered_map<std::uint64_t, hall::VisitIndex> short_codes_;
};

/// The hall of one mall as this process knows it from the journal: only what is durable. One thread
/// applies records, any thread may look.
class LiveHall {
public:
    explicit LiveHall(std::string mall) : mall_(std::move(mall)) {}

    /// Brings the hall up to the journal's last record. At first it begins with the newest date; of
    /// the events before `tell_last` of the end the observer is not told.
    void catch_up(Reader& reader, Observer* observer,
                  std::int64_t tell_last = std::numeric_limits<std::int64_t>::max());

    /// Applies the next event, which was just made durable.
    void apply(std::int64_t seq, const hall::Event& event, Observer* observer);

    [[nodiscard]] const std::string& mall() const { return mall_; }

    /// For the applying thread alone.
    [[nodiscard]] const Standing& standing() const { return standing_; }

    /// Calls `look` with the standing, which holds still meanwhile. When `now` is on a later date
    /// and no command has come yet, that is the new date as it will begin.
    template <class Look>
    auto look(Instant now, Look&& look) const {
        {
            const std::shared_lock lock{mutex_};
            if (!is_over(now)) return look(std::as_const(standing_));
        }
        const std::shared_ptr<const Standing> next = standing_on(now);
        return look(*next);
    }

private:
    [[nodiscard]] bool is_over(Instant now) const {
        return standing_.day().has_begun() && now >= standing_.day().rules().ends_at;
    }
    [[nodiscard]] std::shared_ptr<const Standing> standing_on(Instant now) const;

    std::string mall_;
    mutable std::shared_mutex mutex_;
    Standing standing_;
    mutable std::mutex next_mutex_;
    mutable std::shared_ptr<const Standing> next_;  // The date that will begin, once asked for.
};

/// The date of `now` in the mall whose day that is.
Date date_in(const hall::Day& day, Instant now);

/// The day of a date as it stands or ended, from the journal; null when the mall had none. The
/// observer is told of its events, the one that began it first.
std::unique_ptr<Standing> standing_of(Reader& reader, const std::string& mall, Date date,
                                      Observer* observer = nullptr);

}  // namespace gerai::journal
