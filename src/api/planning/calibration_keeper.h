#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "api/planning/calibration_work.h"
#include "api/planning/desk.h"

namespace gerai::api {

/// A date of a live hall, as far as it tells whether there may be something to learn.
struct SeenDate {
    PlannedMall planned;
    Date date;
    bool is_closed = false;
};

/// Nothing while the mall has no file, or has had no date.
std::optional<SeenDate> seen_date(const hall::Day& day);

/// Sees to it that what is in force of each mall's own days knows all its dates that are over:
/// nobody has to ask for it. It begins one job a date at most. From any thread.
class CalibrationKeeper {
public:
    using OnFailure = std::function<void(const std::string& what, const std::string& why)>;

    /// Both outlive it, and so does what learning needs.
    CalibrationKeeper(Learning learning, PlanningDesk& desk, OnFailure on_failure = {});

    ~CalibrationKeeper() { stop(); }
    CalibrationKeeper(const CalibrationKeeper&) = delete;
    CalibrationKeeper& operator=(const CalibrationKeeper&) = delete;

    /// Looks whether dates are over of which nothing is known, and begins to learn from them where
    /// they are enough to say something. Returns at once; the same date is looked at once.
    void look_at(const SeenDate& seen);

    /// Waits until it reads no more; from then on it looks at nothing, and needs the archive no
    /// longer.
    void stop();

private:
    /// What makes it worth while to look again.
    struct Looked {
        Date date;
        bool is_closed = false;
        std::int64_t version{};

        friend bool operator==(const Looked&, const Looked&) = default;
    };

    [[nodiscard]] bool is_news(const std::string& mall, const Looked& now);
    void forget(const std::string& mall);
    void read(journal::Reader& reader, const PlannedMall& planned);
    void note_file(journal::Reader& reader, const PlannedMall& planned);
    void begin_where_due(journal::Reader& reader, const PlannedMall& planned);

    Learning learning_;
    PlanningDesk& desk_;
    OnFailure on_failure_;
    std::mutex mutex_;
    std::condition_variable quiet_;
    std::map<std::string, Looked> looked_;
    bool is_stopping_ = false;
    int readings_ = 0;  // That the archive has not done with.
};

}  // namespace gerai::api
