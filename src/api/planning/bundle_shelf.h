#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "measure/bundle.h"

namespace gerai::api {

/// Bundles of other malls that a mall has imported: a file each, `<mall>/<id>.json` in a directory,
/// written whole, and all of them in memory. From any thread; those that say so wait for the disk.
class BundleShelf {
public:
    /// One that was imported. Its id follows from its content.
    struct Kept {
        std::string id;
        std::shared_ptr<const measure::Bundle> bundle;
    };

    static constexpr std::size_t kept_max = 200;  ///< Of a mall.

    /// Reads what was kept. `on_unreadable` is told of files that are no bundles any more.
    BundleShelf(std::string directory,
                const std::function<void(const std::string& file)>& on_unreadable);

    /// By the name of the mall that they are of, then by period.
    [[nodiscard]] std::vector<Kept> kept_of(const std::string& mall) const;

    /// Null where there is none of that id.
    [[nodiscard]] std::shared_ptr<const measure::Bundle> find(const std::string& mall,
                                                              const std::string& id) const;

    /// Keeps a bundle, on disk first; the same one again is the same. Nothing when there are too
    /// many. Throws when the disk refuses.
    std::optional<Kept> keep(const std::string& mall, measure::Bundle bundle);

private:
    std::string directory_;
    mutable std::mutex mutex_;
    std::map<std::string, std::map<std::string, std::shared_ptr<const measure::Bundle>>> malls_;
};

}  // namespace gerai::api
