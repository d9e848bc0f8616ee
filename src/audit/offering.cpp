#include "audit/offering.h"

#include <ranges>

namespace gerai::audit {

Offering::Offering(const std::vector<const Sheet*>& files, Date date) : date_(date) {
    for (const Sheet* const file : files | std::views::reverse) {
        for (const auto& [id, service] : file->services) {
            if (knows(id)) continue;
            editions_[id].push_back({.counters = file->givers(id, date), .after = service.after});
        }
    }
}

void Offering::add(const Sheet& newer) {
    now_.clear();
    for (const auto& [id, service] : newer.services) {
        const std::set<int>& counters = now_[id] = newer.givers(id, date_);
        auto& editions = editions_[id];
        const bool is_another = editions.empty() || editions.back().counters != counters ||
                                editions.back().after != service.after;
        if (is_another) editions.push_back({.counters = counters, .after = service.after});
    }
}

bool Offering::gives(int counter, const std::string& service, std::size_t edition) const {
    if (editions_.at(service).at(edition).counters.contains(counter)) return true;
    const auto now = now_.find(service);
    return now != now_.end() && now->second.contains(counter);
}

std::set<std::string> Offering::given_by(int counter) const {
    std::set<std::string> services;
    for (const auto& [id, editions] : editions_) {
        for (std::size_t edition = 0; edition < editions.size(); ++edition) {
            if (gives(counter, id, edition)) services.insert(id);
        }
    }
    return services;
}

}  // namespace gerai::audit
