#include <algorithm>

#include "plan/calibration/samples.h"
#include "plan/law.h"

namespace gerai::plan {

namespace {

using measure::DayLog;
using measure::StayEnd;
using measure::StepRecord;

/// All of one visit.
struct VisitLog {
    std::vector<const StepRecord*> records;
    std::vector<const measure::Stay*> stays;  ///< In the order of their calls.
};

std::vector<VisitLog> visits_in(const DayLog& day) {
    std::vector<VisitLog> visits;
    const auto visit_of = [&](const StepRecord& record) -> VisitLog& {
        if (visits.size() <= record.visit.value) visits.resize(record.visit.value + 1);
        return visits[record.visit.value];
    };
    for (const StepRecord& record : day.records) visit_of(record).records.push_back(&record);
    for (const measure::Stay& stay : day.stays) {
        if (stay.end == StayEnd::taken_back) continue;
        visit_of(day.records[stay.step.value]).stays.push_back(&stay);
    }
    return visits;
}

bool is_met(const measure::Stay& stay) { return stay.started_at || stay.is_resumed; }

bool is_in_vain(const measure::Stay& stay) { return stay.end == StayEnd::no_show; }

/// How long a visit has waited: from its check-in, without what it spent with clerks, on errands of
/// its own while on hold, and away after a call in vain when nothing else of it waited.
class WaitClock {
public:
    WaitClock(const VisitLog& visit, Instant begin, const DayLog& day)
        : visit_(visit), day_(day), begin_(begin) {
        for (std::size_t i = 0; i < visit.stays.size(); ++i) stop_for(i);
    }

    [[nodiscard]] double seconds_at(Instant when) const {
        Duration waited = std::max(when - begin_, Duration{0});
        for (const Interval& stop : stops_) {
            const Instant from = std::max(stop.from, begin_);
            waited -= std::max(std::min(stop.to, when) - from, Duration{0});
        }
        return std::max(in_seconds(waited), 0.0);
    }

    /// From giving up on it until it was back, where that can be told.
    [[nodiscard]] std::vector<double> back_after() const { return back_after_; }

private:
    void stop_for(std::size_t place) {
        const measure::Stay& stay = *visit_.stays[place];
        const Instant left = stay.left_at.value_or(day_.ended_at);
        // Stays of one visit do not overlap, so that neither do its stops.
        stops_.push_back({stay.called_at, left});
        const bool is_last = place + 1 == visit_.stays.size();
        const measure::Stay* const next = is_last ? nullptr : visit_.stays[place + 1];
        if (is_in_vain(stay)) {
            note_away(stay, left, next);
        } else if (stay.end == StayEnd::held && next != nullptr && next->step == stay.step) {
            stops_.push_back({left, next->called_at});
        }
    }

    /// Whoever has another step that waits goes on waiting for it.
    void note_away(const measure::Stay& stay, Instant left, const measure::Stay* next) {
        if (stay.back_at) back_after_.push_back(in_seconds(*stay.back_at - left));
        if (another_waits(stay.step, left)) return;
        // By its number it may be called again without having asked for it.
        if (stay.back_at) {
            stops_.push_back({left, *stay.back_at});
        } else if (next != nullptr) {
            stops_.push_back({left, next->called_at});
        }
    }

    [[nodiscard]] bool another_waits(hall::StepIndex but, Instant when) const {
        return std::ranges::any_of(visit_.records, [&](const StepRecord* record) {
            const bool is_there = record->first_callable.value_or(Instant::max()) <= when;
            return record->step != but && is_there &&
                   record->ended_at.value_or(Instant::max()) > when;
        });
    }

    const VisitLog& visit_;
    const DayLog& day_;
    Instant begin_;
    std::vector<Interval> stops_;
    std::vector<double> back_after_;
};

/// Who misses a call later than so long before closing may find the doors shut when he is back;
/// what is seen of patience ends there.
constexpr Duration time_to_be_back = std::chrono::minutes{15};

/// When the visitor said goodbye.
std::optional<Instant> goodbye_of(const VisitLog& visit) {
    for (const StepRecord* record : visit.records) {
        const bool is_own = record->state == hall::StepState::cancelled &&
                            record->outcome == hall::Outcome::none && !record->is_staff_cancelled &&
                            !record->is_undone;
        if (is_own && record->ended_at) return record->ended_at;
    }
    return std::nullopt;
}

/// Until when a step of it waited that nobody called before the date ended.
std::optional<Instant> waited_until(const VisitLog& visit, const DayLog& day) {
    for (const StepRecord* record : visit.records) {
        if (record->is_waiting()) return day.ended_at;
        if (record->outcome == hall::Outcome::day_ended) {
            return record->ended_at.value_or(day.ended_at);
        }
    }
    return std::nullopt;
}

/// Whether a step came back that nobody called again.
bool is_back_unseen(const VisitLog& visit) {
    return std::ranges::any_of(visit.records, [&](const StepRecord* record) {
        const auto calls = std::ranges::count_if(visit.stays, [&](const measure::Stay* stay) {
            return stay->step == record->step && !stay->is_resumed;
        });
        return record->returns > 0 && record->returns >= calls;
    });
}

/// A step that was called in vain is called again only when its visitor was back.
bool is_called_again(std::span<const measure::Stay* const> stays, std::size_t place) {
    return std::ranges::any_of(stays.subspan(place + 1), [&](const measure::Stay* later) {
        return later->step == stays[place]->step;
    });
}

/// How many of the stays, from the first on, are of somebody who was seen afterwards.
std::size_t stays_of_known(const VisitLog& visit) {
    if (is_back_unseen(visit) || goodbye_of(visit)) return visit.stays.size();
    std::size_t known = 0;
    for (std::size_t i = 0; i < visit.stays.size(); ++i) {
        if (!is_in_vain(*visit.stays[i]) || is_called_again(visit.stays, i)) known = i + 1;
    }
    return known;
}

/// As it is seen until `horizon`; whether a missed call was of somebody who came back is seen later
/// too.
Staying staying_of(const VisitLog& visit, const DayLog& day, const WaitClock& clock,
                   Instant horizon) {
    Staying staying;
    const auto end_with = [&](Staying::Ending ending, Instant when) {
        staying.ending = when < horizon ? ending : Staying::Ending::still_waits;
        staying.until = std::max(clock.seconds_at(std::min(when, horizon)), staying.seen);
        return staying;
    };
    const std::size_t known = stays_of_known(visit);
    for (std::size_t i = 0; i < known; ++i) {
        const measure::Stay& stay = *visit.stays[i];
        if (stay.called_at >= horizon) return end_with(Staying::Ending::still_waits, horizon);
        staying.seen = clock.seconds_at(stay.called_at);
        if (is_in_vain(stay)) {
            ++staying.came_back;
        } else if (is_met(stay) && !stay.is_resumed) {
            ++staying.met;
        }
    }
    if (known < visit.stays.size()) {
        return end_with(Staying::Ending::missed, visit.stays[known]->called_at);
    }
    if (const auto goodbye = goodbye_of(visit)) {
        return end_with(Staying::Ending::said_goodbye, *goodbye);
    }
    if (const auto end = waited_until(visit, day)) {
        return end_with(Staying::Ending::still_waits, *end);
    }
    staying.until = staying.seen;
    return staying;
}

}  // namespace

std::vector<Instant> issue_times(const DayLog& day) {
    std::vector<Instant> times;
    for (const StepRecord& record : day.records) {
        if (times.size() <= record.visit.value) {
            times.resize(record.visit.value + 1, Instant::max());
        }
        Instant& issued = times[record.visit.value];
        issued = std::min({issued, record.e, record.first_callable.value_or(record.e)});
    }
    return times;
}

VisitsOfDay visits_of(const DayLog& day) {
    VisitsOfDay all;
    const Instant opens =
        day.rules.opening.empty() ? Instant::min() : day.rules.opening.front().from;
    const std::vector<Instant> issued = issue_times(day);
    const std::vector<VisitLog> visits = visits_in(day);
    const Instant horizon = day.rules.closes_at() - time_to_be_back;
    for (std::size_t i = 0; i < visits.size(); ++i) {
        // What an earlier date has left began to wait there.
        if (visits[i].records.empty() || issued[i] < opens || issued[i] >= horizon) continue;
        const WaitClock clock{visits[i], issued[i], day};
        all.stayings.push_back(staying_of(visits[i], day, clock, horizon));
        std::ranges::copy(clock.back_after(), std::back_inserter(all.back_after));
    }
    return all;
}

}  // namespace gerai::plan
