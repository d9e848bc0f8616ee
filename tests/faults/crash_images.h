#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "faults/shim_disk.h"

namespace gerai::faults {

/// The files of a disk, by name.
using Image = std::map<std::string, std::string>;

/// A disk that may lose its power: what has been synced, and what has not. The names of files are
/// kept in order, as ext4 does: a sync of anything makes all earlier names last.
class PowerlessDisk {
public:
    void apply(const DiskEvent& event);

    /// Nothing that was not synced has arrived.
    [[nodiscard]] Image with_nothing_more() const;

    /// Everything has arrived.
    [[nodiscard]] Image with_everything() const;

    /// Some of the names, in order; of each file some of what was written, in order, each torn at a
    /// multiple of 512 bytes.
    [[nodiscard]] Image with_some(std::mt19937& random) const;

private:
    struct File {
        std::string synced;
        std::vector<DiskEvent> pending;
    };

    void sync(std::uint64_t file);

    std::map<std::uint64_t, File> files_;
    std::map<std::string, std::uint64_t> names_;
    std::vector<DiskEvent> pending_names_;
};

}  // namespace gerai::faults
