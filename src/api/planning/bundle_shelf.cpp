#include "api/planning/bundle_shelf.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "api/whole_file.h"

namespace gerai::api {

namespace {

namespace fs = std::filesystem;

/// So many hexadecimal digits of the hash tell one bundle from another.
constexpr std::size_t id_length = 32;

std::string id_of(const measure::Bundle& bundle) {
    return measure::hash_of(bundle).substr(0, id_length);
}

}  // namespace

BundleShelf::BundleShelf(std::string directory,
                         const std::function<void(const std::string& file)>& on_unreadable)
    : directory_(std::move(directory)) {
    if (!fs::is_directory(directory_)) return;
    for (const auto& entry : fs::recursive_directory_iterator{directory_}) {
        if (!entry.is_regular_file() || entry.path().extension() != ".json") continue;
        const auto text = content_of(entry.path());
        auto bundle = measure::read_bundle(text.value_or(""));
        if (!bundle) {
            on_unreadable(entry.path().string());
            continue;
        }
        auto& shelf = malls_[entry.path().parent_path().filename().string()];
        shelf[id_of(*bundle)] = std::make_shared<const measure::Bundle>(std::move(*bundle));
    }
}

std::vector<BundleShelf::Kept> BundleShelf::kept_of(const std::string& mall) const {
    std::vector<Kept> kept;
    {
        const std::scoped_lock lock{mutex_};
        const auto shelf = malls_.find(mall);
        if (shelf == malls_.end()) return kept;
        for (const auto& [id, bundle] : shelf->second) kept.push_back({id, bundle});
    }
    std::ranges::sort(kept, {}, [](const Kept& one) {
        return std::tuple{one.bundle->mall.name, one.bundle->period.from, one.bundle->period.to};
    });
    return kept;
}

std::shared_ptr<const measure::Bundle> BundleShelf::find(const std::string& mall,
                                                         const std::string& id) const {
    const std::scoped_lock lock{mutex_};
    const auto shelf = malls_.find(mall);
    if (shelf == malls_.end()) return nullptr;
    const auto found = shelf->second.find(id);
    return found == shelf->second.end() ? nullptr : found->second;
}

std::optional<BundleShelf::Kept> BundleShelf::keep(const std::string& mall,
                                                   measure::Bundle bundle) {
    const std::string id = id_of(bundle);
    {
        const std::scoped_lock lock{mutex_};
        const auto& shelf = malls_[mall];
        const auto known = shelf.find(id);
        if (known != shelf.end()) return Kept{id, known->second};
        if (shelf.size() >= kept_max) return std::nullopt;
    }
    const fs::path place = fs::path{directory_} / mall / (id + ".json");
    fs::create_directories(place.parent_path());
    write_whole_file(place, measure::write_bundle(bundle));
    auto shared = std::make_shared<const measure::Bundle>(std::move(bundle));
    const std::scoped_lock lock{mutex_};
    malls_[mall][id] = shared;
    return Kept{id, std::move(shared)};
}

}  // namespace gerai::api
