#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <vector>

#include "api/planning/job.h"

namespace gerai::api {

/// Two kinds of jobs go on beside each other: what somebody asks, and what is learned from the
/// mall's days, which nobody is to wait for.
enum class PlanningLane { questions, learning };

PlanningLane lane_of(PlanningKind kind);

/// The jobs of all malls: those that wait in their order, those that run (one a lane), and the
/// newest that have ended; of those of learning the newest of a mall alone, as it takes the place
/// of the one before. What has changed is remembered for whoever keeps them on disk. From any
/// thread.
class PlanningBook {
public:
    struct Bounds {
        std::size_t waiting_max = 20;  ///< In a lane.
        std::size_t kept_max = 50;     ///< Of a mall.

        /// What the disk refused is tried again after so long, and with whatever changes next.
        std::chrono::milliseconds again_after = std::chrono::seconds{30};
    };

    explicit PlanningBook(Bounds bounds) : bounds_(bounds) {}

    /// Jobs of an earlier run, the oldest first. One that had not ended never will: it failed.
    void remember(std::vector<PlanningJob> jobs, Instant now);

    [[nodiscard]] bool has_room(PlanningLane lane) const;

    /// Whether a job of that mall and lane waits or runs.
    [[nodiscard]] bool has_active(const std::string& mall, PlanningLane lane) const;

    /// Has a job wait for its turn; where too many do it has failed.
    void enter(PlanningJob job, PlanningWork work);

    [[nodiscard]] std::optional<PlanningJob> find(const std::string& mall,
                                                  const std::string& id) const;

    /// The newest first.
    [[nodiscard]] std::vector<PlanningJob> jobs_of(const std::string& mall) const;

    /// A job that waits or runs is cancelled, and what it has come to is dropped; any other stays
    /// as it is. Gives the job afterwards, or nothing where there is none.
    std::optional<PlanningJob> cancel(const std::string& mall, const std::string& id, Instant now);

    /// A job whose turn it is.
    struct Turn {
        std::string id;
        PlanningWork work;
        std::stop_source stop;
    };

    /// Waits for the next job of a lane; nothing when it is to stop.
    std::optional<Turn> take(PlanningLane lane, const std::stop_token& stop);

    /// The rest is ignored unless the job runs.
    void begin(const std::string& id, Instant now);
    void tell(const std::string& id, const PlanningProgress& progress);
    void give(const std::string& id, std::string result, std::int64_t days);
    void end(const std::string& id, std::optional<PlanningFault> fault, Instant now);

    /// What is to be done on disk.
    struct Changes {
        std::vector<PlanningJob> changed;
        std::vector<PlanningJob> gone;
    };

    /// Waits for changes; when it is to stop, gives those that there are at once.
    Changes take_changes(const std::stop_token& stop);

    /// Of what was taken, what could not be done on disk: it is given again.
    void give_back(const Changes& refused);

private:
    struct Entry {
        PlanningJob job;
        PlanningWork work;
        std::stop_source stop;
        bool is_changed = false;
    };

    [[nodiscard]] std::size_t count_waiting(PlanningLane lane) const;
    [[nodiscard]] bool has_changes() const;
    void note_changed(Entry& entry);
    void forget_oldest(const std::string& mall);
    void forget_learned(const std::string& mall);
    Entry* running(const std::string& id);

    Bounds bounds_;
    mutable std::mutex mutex_;
    std::condition_variable_any woken_;
    std::deque<Entry> entries_;  // The oldest first.
    std::vector<PlanningJob> gone_;
    bool has_news_ = false;  // Something has changed since changes were last taken.
};

}  // namespace gerai::api
