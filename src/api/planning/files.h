#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/planning/job.h"

namespace gerai::api {

/// Jobs on disk: a file each, `<mall>/<id>.json` in a directory, written whole or not at all. What
/// the disk refuses is thrown as `std::system_error` or `std::filesystem::filesystem_error`.
class PlanningFiles {
public:
    explicit PlanningFiles(std::string directory) : directory_(std::move(directory)) {}

    /// All jobs that can be read, the oldest first. `on_unreadable` is told of the other files,
    /// which stay where they are.
    [[nodiscard]] std::vector<PlanningJob> load(
        const std::function<void(const std::string& file)>& on_unreadable) const;

    void save(const PlanningJob& job) const;
    void remove(const PlanningJob& job) const;

private:
    std::string directory_;
};

}  // namespace gerai::api
