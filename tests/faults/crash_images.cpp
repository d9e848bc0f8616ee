#include "faults/crash_images.h"

#include <algorithm>

namespace gerai::faults {

namespace {

constexpr std::size_t sector = 512;

void change(std::string& bytes, const DiskEvent& event) {
    const auto offset = static_cast<std::size_t>(event.offset);
    if (event.act == Act::truncate) {
        bytes.resize(offset);
        return;
    }
    if (bytes.size() < offset + event.bytes.size()) bytes.resize(offset + event.bytes.size());
    bytes.replace(offset, event.bytes.size(), event.bytes);
}

void change(std::map<std::string, std::uint64_t>& names, const DiskEvent& event) {
    if (event.act == Act::create) names[event.name] = event.file;
    if (event.act == Act::remove) names.erase(event.name);
}

/// What is left of a write that was cut: all, none, or a stretch of whole sectors.
DiskEvent torn(DiskEvent event, std::mt19937& random) {
    const auto start = static_cast<std::size_t>(event.offset);
    const std::size_t end = start + event.bytes.size();
    std::vector<std::size_t> cuts{start, end};
    for (std::size_t cut = (start / sector + 1) * sector; cut < end; cut += sector)
        cuts.push_back(cut);
    std::uniform_int_distribution<std::size_t> any(0, cuts.size() - 1);
    const auto [from, to] = std::minmax(cuts[any(random)], cuts[any(random)]);
    event.bytes = event.bytes.substr(from - start, to - from);
    event.offset = static_cast<std::int64_t>(from);
    return event;
}

}  // namespace

void PowerlessDisk::apply(const DiskEvent& event) {
    switch (event.act) {
        case Act::create:
            files_[event.file] = {};
            pending_names_.push_back(event);
            break;
        case Act::remove: pending_names_.push_back(event); break;
        case Act::write:
        case Act::truncate: files_[event.file].pending.push_back(event); break;
        case Act::sync: sync(event.file); break;
        case Act::enlarge_index: break;
    }
}

void PowerlessDisk::sync(std::uint64_t file) {
    for (const DiskEvent& event : pending_names_) change(names_, event);
    pending_names_.clear();
    const auto synced = files_.find(file);
    if (synced == files_.end()) return;
    for (const DiskEvent& event : synced->second.pending) change(synced->second.synced, event);
    synced->second.pending.clear();
}

Image PowerlessDisk::with_nothing_more() const {
    Image image;
    for (const auto& [name, file] : names_) image[name] = files_.at(file).synced;
    return image;
}

Image PowerlessDisk::with_everything() const {
    auto names = names_;
    for (const DiskEvent& event : pending_names_) change(names, event);
    Image image;
    for (const auto& [name, file] : names) {
        std::string& bytes = image[name];
        bytes = files_.at(file).synced;
        for (const DiskEvent& event : files_.at(file).pending) change(bytes, event);
    }
    return image;
}

Image PowerlessDisk::with_some(std::mt19937& random) const {
    auto names = names_;
    std::uniform_int_distribution<std::size_t> any(0, pending_names_.size());
    const std::size_t arrived = any(random);
    for (std::size_t at = 0; at < arrived; ++at) change(names, pending_names_[at]);

    std::bernoulli_distribution coin;
    Image image;
    for (const auto& [name, file] : names) {
        std::string& bytes = image[name];
        bytes = files_.at(file).synced;
        for (const DiskEvent& event : files_.at(file).pending) {
            if (coin(random)) continue;
            change(bytes, event.act == Act::write && coin(random) ? torn(event, random) : event);
        }
    }
    return image;
}

}  // namespace gerai::faults
