#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gerai::faults {

/// What SQLite asks of a disk that can change it or fail.
enum class Act { create, write, truncate, sync, remove, enlarge_index };

/// One thing that was done to a disk. Files are told apart by number: a name can come back.
struct DiskEvent {
    Act act{};
    std::uint64_t file{};
    std::string name{};     ///< Of what was created or removed, without its directory.
    std::int64_t offset{};  ///< Where it was written, or the length it was cut to.
    std::string bytes{};
    bool is_for_directory = false;  ///< A sync of the directory, and no file.
};

/// Why an act fails: what SQLite is told, and `errno`.
struct DiskError {
    int code{};
    int system{};
};

/// A layer between SQLite and the disk, for every connection that is opened while it lives. It
/// remembers what was done, and fails when it is told to.
class ShimDisk {
public:
    ShimDisk();
    ~ShimDisk();

    ShimDisk(const ShimDisk&) = delete;
    ShimDisk& operator=(const ShimDisk&) = delete;

    /// Asked before every act; what it gives is what happens instead.
    std::function<std::unique_ptr<DiskError>(Act)> fault;

    std::vector<DiskEvent> events;

private:
    friend struct Shim;

    struct Registration;
    std::unique_ptr<Registration> registration_;
    std::map<std::string, std::uint64_t> files_;  // By path.
    std::uint64_t created_ = 0;
    int last_error_ = 0;
};

}  // namespace gerai::faults
