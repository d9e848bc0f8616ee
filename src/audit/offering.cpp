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
    for (const auto& [id, service] : newer.services) {
        const std::set<int> counters = newer.givers(id, date_);
        auto& editions = editions_[id];
        const bool is_another = editions.empty() || editions.back().counters != counters ||
                                editions.back().after != service.after;
        if (is_another) editions.push_back({.counters = {}, .after = service.after});
        for (Edition& edition : editions) edition.counters.insert(counters.begin(), counters.end());
    }
}

std::set<std::string> Offering::given_by(int counter) const {
    std::set<std::string> services;
    for (const auto& [id, editions] : editions_) {
        for (const Edition& edition : editions) {
            if (edition.counters.contains(counter)) services.insert(id);
        }
    }
    return services;
}

}  // namespace gerai::audit
