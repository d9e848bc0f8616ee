#include "api/planning/book.h"

#include <algorithm>
#include <utility>

namespace gerai::api {

namespace {

bool is_queued(const PlanningJob& job, PlanningLane lane) {
    return job.state == PlanningState::queued && lane_of(job.kind) == lane;
}

}  // namespace

PlanningLane lane_of(PlanningKind kind) {
    return kind == PlanningKind::calibration ? PlanningLane::learning : PlanningLane::questions;
}

void PlanningBook::remember(std::vector<PlanningJob> jobs, Instant now) {
    const std::scoped_lock lock{mutex_};
    for (PlanningJob& job : jobs) {
        const std::string mall = job.mall;
        const bool has_ended = job.has_ended();
        Entry& entry = entries_.emplace_back(std::move(job));
        if (!has_ended) {
            entry.job.state = PlanningState::failed;
            entry.job.fault = PlanningFault::restarted;
            entry.job.ended_at = now;
            entry.job.result.reset();
            note_changed(entry);
        }
        forget_oldest(mall);
    }
}

bool PlanningBook::has_room(PlanningLane lane) const {
    const std::scoped_lock lock{mutex_};
    return count_waiting(lane) < bounds_.waiting_max;
}

bool PlanningBook::has_active(const std::string& mall, PlanningLane lane) const {
    const std::scoped_lock lock{mutex_};
    return std::ranges::any_of(entries_, [&](const Entry& entry) {
        return entry.job.mall == mall && lane_of(entry.job.kind) == lane && !entry.job.has_ended();
    });
}

void PlanningBook::enter(PlanningJob job, PlanningWork work) {
    const std::scoped_lock lock{mutex_};
    job.state = PlanningState::queued;
    const PlanningLane lane = lane_of(job.kind);
    if (count_waiting(lane) >= bounds_.waiting_max) {
        job.state = PlanningState::failed;
        job.fault = PlanningFault::busy;
        job.ended_at = job.created_at;
        work = {};
    }
    const std::string mall = job.mall;
    if (lane == PlanningLane::learning) forget_learned(mall);
    note_changed(entries_.emplace_back(std::move(job), std::move(work)));
    forget_oldest(mall);
}

std::optional<PlanningJob> PlanningBook::find(const std::string& mall,
                                              const std::string& id) const {
    const std::scoped_lock lock{mutex_};
    for (const Entry& entry : entries_) {
        if (entry.job.id == id && entry.job.mall == mall) return entry.job;
    }
    return std::nullopt;
}

std::vector<PlanningJob> PlanningBook::jobs_of(const std::string& mall) const {
    const std::scoped_lock lock{mutex_};
    std::vector<PlanningJob> jobs;
    for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
        if (entry->job.mall == mall) jobs.push_back(entry->job);
    }
    return jobs;
}

std::optional<PlanningJob> PlanningBook::cancel(const std::string& mall, const std::string& id,
                                                Instant now) {
    std::optional<std::stop_source> stop;
    std::optional<PlanningJob> found;
    {
        const std::scoped_lock lock{mutex_};
        const auto entry = std::ranges::find_if(
            entries_, [&](const Entry& one) { return one.job.id == id && one.job.mall == mall; });
        if (entry == entries_.end()) return std::nullopt;
        if (!entry->job.has_ended()) {
            stop = entry->stop;
            entry->work = {};
            entry->job.state = PlanningState::cancelled;
            entry->job.ended_at = now;
            entry->job.result.reset();
            note_changed(*entry);
        }
        found = entry->job;
    }
    if (stop) stop->request_stop();
    return found;
}

std::optional<PlanningBook::Turn> PlanningBook::take(PlanningLane lane,
                                                     const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    auto next = entries_.end();
    woken_.wait(lock, stop, [&] {
        next = std::ranges::find_if(entries_,
                                    [&](const Entry& one) { return is_queued(one.job, lane); });
        return next != entries_.end();
    });
    if (stop.stop_requested()) return std::nullopt;
    next->job.state = PlanningState::running;
    return Turn{next->job.id, std::move(next->work), next->stop};
}

void PlanningBook::begin(const std::string& id, Instant now) {
    const std::scoped_lock lock{mutex_};
    Entry* const entry = running(id);
    if (entry == nullptr) return;
    entry->job.started_at = now;
    note_changed(*entry);
}

void PlanningBook::tell(const std::string& id, const PlanningProgress& progress) {
    const std::scoped_lock lock{mutex_};
    if (Entry* const entry = running(id)) entry->job.progress = progress;
}

void PlanningBook::give(const std::string& id, std::string result, std::int64_t days) {
    auto shared = std::make_shared<const std::string>(std::move(result));
    const std::scoped_lock lock{mutex_};
    Entry* const entry = running(id);
    if (entry == nullptr) return;
    entry->job.result = std::move(shared);
    entry->job.result_days = days;
}

void PlanningBook::end(const std::string& id, std::optional<PlanningFault> fault, Instant now) {
    const std::scoped_lock lock{mutex_};
    Entry* const entry = running(id);
    if (entry == nullptr) return;
    entry->job.state = fault ? PlanningState::failed : PlanningState::done;
    entry->job.fault = fault;
    if (fault) entry->job.result.reset();
    entry->job.ended_at = now;
    note_changed(*entry);
}

PlanningBook::Changes PlanningBook::take_changes(const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    const auto is_due = [&] { return has_news_; };
    if (has_changes()) {
        woken_.wait_for(lock, stop, bounds_.again_after, is_due);
    } else {
        woken_.wait(lock, stop, is_due);
    }
    has_news_ = false;
    Changes changes{.changed = {}, .gone = std::exchange(gone_, {})};
    for (Entry& entry : entries_) {
        if (std::exchange(entry.is_changed, false)) changes.changed.push_back(entry.job);
    }
    return changes;
}

std::size_t PlanningBook::count_waiting(PlanningLane lane) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        entries_, [&](const Entry& entry) { return is_queued(entry.job, lane); }));
}

void PlanningBook::give_back(const Changes& refused) {
    const std::scoped_lock lock{mutex_};
    for (Entry& entry : entries_) {
        if (std::ranges::find(refused.changed, entry.job.id, &PlanningJob::id) !=
            refused.changed.end()) {
            entry.is_changed = true;
        }
    }
    gone_.insert(gone_.end(), refused.gone.begin(), refused.gone.end());
}

bool PlanningBook::has_changes() const {
    return !gone_.empty() || std::ranges::any_of(entries_, &Entry::is_changed);
}

void PlanningBook::note_changed(Entry& entry) {
    entry.is_changed = true;
    has_news_ = true;
    woken_.notify_all();
}

/// Of a mall that has too many, the oldest goes that has ended.
void PlanningBook::forget_oldest(const std::string& mall) {
    const auto count =
        std::ranges::count_if(entries_, [&](const Entry& entry) { return entry.job.mall == mall; });
    if (static_cast<std::size_t>(count) <= bounds_.kept_max) return;
    const auto oldest = std::ranges::find_if(entries_, [&](const Entry& entry) {
        return entry.job.mall == mall && entry.job.has_ended();
    });
    if (oldest == entries_.end()) return;
    gone_.push_back(oldest->job);
    entries_.erase(oldest);
    has_news_ = true;
    woken_.notify_all();
}

/// Another is to be learned: those that have ended go.
void PlanningBook::forget_learned(const std::string& mall) {
    const auto is_old = [&](const Entry& entry) {
        return entry.job.mall == mall && entry.job.has_ended() &&
               lane_of(entry.job.kind) == PlanningLane::learning;
    };
    for (const Entry& entry : entries_) {
        if (is_old(entry)) gone_.push_back(entry.job);
    }
    std::erase_if(entries_, is_old);
}

PlanningBook::Entry* PlanningBook::running(const std::string& id) {
    const auto entry = std::ranges::find_if(entries_, [&](const Entry& one) {
        return one.job.id == id && one.job.state == PlanningState::running;
    });
    return entry == entries_.end() ? nullptr : &*entry;
}

}  // namespace gerai::api
