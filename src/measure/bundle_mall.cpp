#include "measure/bundle_mall.h"

#include <algorithm>
#include <map>

namespace gerai::measure {

BundleMall bundle_mall(const mall::Mall& mall, std::string file_hash) {
    BundleMall one{.file_hash = std::move(file_hash),
                   .hours = {},
                   .id = mall.id,
                   .name = mall.name,
                   .promised_share = mall.promise.share,
                   .promised_wait_seconds = mall.promise.wait.count(),
                   .time_zone = mall.time_zone};
    for (const auto& day : mall.hours) {
        auto& spans = one.hours.emplace_back();
        for (const mall::ClockRange& range : day) {
            spans.push_back({.from = static_cast<int>(range.from.count()),
                             .to = static_cast<int>(range.to.count())});
        }
    }
    return one;
}

BundlePractices practices_of(const mall::Mall& mall) {
    BundlePractices practices{
        .closing_tolerance_seconds = mall.closing_tolerance.count(),
        .life_events = static_cast<std::int64_t>(mall.bundles.size()),
        .max_rejoins = mall.max_rejoins,
        .priority_classes = mall.priority_classes,
        .rates = {},
        .rejoin_behind = mall.rejoin_behind,
        .rescue_after_seconds = {},
        .shared_booths = std::ranges::count_if(
            mall.booths, [](const mall::Booth& booth) { return booth.tenants.size() > 1; })};
    for (const mall::Dispatch::Rate& rate : mall.dispatch.rates) {
        practices.rates.push_back({.class_ = rate.priority_class, .rate = rate.rate});
    }
    std::ranges::sort(practices.rates, {}, &BundlePractices::Rate::class_);
    if (mall.dispatch.rescue_after) {
        practices.rescue_after_seconds = mall.dispatch.rescue_after->count();
    }
    return practices;
}

std::vector<BundleSkills> skills_of(const mall::Mall& mall) {
    std::map<std::string, std::int64_t> services;
    for (const mall::Service& service : mall.services) ++services[service.agency];
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> counts;
    for (const mall::Counter& counter : mall.counters) {
        const mall::Service* const first =
            counter.services.empty() ? nullptr : mall.find_service(counter.services.front());
        if (first == nullptr) continue;
        const auto given = std::ranges::count_if(counter.services, [&](const std::string& id) {
            const mall::Service* const service = mall.find_service(id);
            return service != nullptr && service->agency == first->agency;
        });
        ++counts[{first->agency, given}];
    }
    std::vector<BundleSkills> skills;
    for (const auto& [kind, counters] : counts) {
        skills.push_back({.agency = kind.first,
                          .counters = counters,
                          .of_services = services[kind.first],
                          .services = kind.second});
    }
    return skills;
}

}  // namespace gerai::measure
