#pragma once

#include <thread>

#include "api/planning/book.h"
#include "api/planning/files.h"

namespace gerai::api {

/// Does the jobs of planning beside the running hall: one question at a time, on a thread that
/// everything else goes before, and whose own threads leave a core to the hall; and on another,
/// which the questions go before, what is learned from the mall's days. Each is kept in a file, so
/// that it is still there after a restart; one that a stop or a failure of the server cut short has
/// failed then, and has no result.
class PlanningDesk {
public:
    struct Options {
        std::string directory;         ///< Of the files; made when there is something to keep.
        std::function<Instant()> now;  ///< The machine's clock.
        PlanningBook::Bounds bounds{};

        /// Told of what failed: a job, or the disk. From any thread.
        std::function<void(const std::string& what, const std::string& why)> on_failure{};

        /// Told, on the thread that did it, when a job's turn is over.
        std::function<void()> on_done{};
    };

    /// Reads what was kept.
    explicit PlanningDesk(Options options);

    /// Stops the jobs that run, and keeps what has ended.
    ~PlanningDesk();
    PlanningDesk(const PlanningDesk&) = delete;
    PlanningDesk& operator=(const PlanningDesk&) = delete;

    /// Stops the jobs that run; none begins after it.
    void stop();

    /// Takes a job in; what it needs of it are id, mall, kind, what was asked and when.
    void submit(PlanningJob job, PlanningWork work);

    /// Cancels a job that has not ended; nothing where there is none of that id.
    std::optional<PlanningJob> cancel(const std::string& mall, const std::string& id);

    [[nodiscard]] const PlanningBook& book() const { return book_; }
    [[nodiscard]] const std::string& directory() const { return options_.directory; }

private:
    void work(PlanningLane lane, const std::stop_token& stop);
    void do_turn(PlanningBook::Turn& turn, unsigned threads, const std::stop_token& stop);
    void keep(const std::stop_token& stop);
    bool is_done(const std::function<void()>& act) const;
    void fail(const std::string& what, const std::string& why) const;

    Options options_;
    PlanningBook book_;
    PlanningFiles files_;
    std::jthread keeper_;
    std::jthread answering_;
    std::jthread learning_;
};

}  // namespace gerai::api
