#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "plan/calibration/check.h"

namespace gerai::api {

/// What a mall's own days say of it, and whether a model of them behaves as the mall does.
struct LearnedDays {
    plan::Calibration calibration;
    plan::ModelFit fit;
    std::int64_t mall_version{};  ///< The file that it was made with, as in the journal.
    std::optional<Date> from{};   ///< The first date that was to count; nothing: the journal's.
    Date known_to{};              ///< The last date that was over then.
    Instant computed_at;          ///< By the machine's clock.
};

/// The calibration in force of each mall: a file each, `<mall>.json` in a directory, written whole,
/// and all of them in memory. From any thread.
class CalibrationShelf {
public:
    /// Reads what was kept. `on_unreadable` is told of files that cannot be used any more.
    CalibrationShelf(std::string directory,
                     const std::function<void(const std::string& file)>& on_unreadable);

    /// Null: none, the planning figures of the mall's file hold.
    [[nodiscard]] std::shared_ptr<const LearnedDays> in_force(const std::string& mall) const;

    /// Puts one in force, on disk first. Throws when the disk refuses.
    void keep(LearnedDays learned);

private:
    std::string directory_;
    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const LearnedDays>> malls_;
};

}  // namespace gerai::api
