#pragma once

#include "hall/hall_kit.h"

/// A hall that lives by mall files, for tests of what goes on from one file or date to the next.
namespace gerai::hall {

inline constexpr Date tomorrow = 2026y / 11 / 26;

/// Who gives what: by counter number, from 1, the ids of its services.
using Offer = std::vector<std::vector<std::string>>;

/// A file with the services `birth` and `family` of agency B and `health` of agency C, ten minutes
/// each, open every day from eight to four.
inline mall::Mall mall_with(const Offer& counters) {
    mall::Mall mall;
    mall.id = "kecil";
    mall.time_zone = "Asia/Makassar";
    mall.hours.fill({{8h, 16h}});
    mall.priority_classes = {"elderly"};
    mall.max_rejoins = 2;
    mall.rejoin_behind = 3;
    mall.paper_prefix = "P";
    mall.dispatch.rates = {{"none", 1}, {"booking", 2}, {"elderly", 4}};
    mall.agencies = {{.id = "civil", .prefix = "B"}, {.id = "insurance", .prefix = "C"}};
    mall.booths = {{.id = "b1", .tenants = {{"civil", {0, 1, 2, 3, 4, 5, 6}}}},
                   {.id = "b2", .tenants = {{"insurance", {0, 1, 2, 3, 4, 5, 6}}}}};
    const auto service = [&](const char* id, const char* agency) {
        mall.services.push_back(
            {.id = id, .agency = agency, .counter_time = {.p50 = 10min, .p90 = 10min}});
    };
    service("birth", "civil");
    service("family", "civil");
    service("health", "insurance");
    for (const auto& gives : counters) {
        const int number = static_cast<int>(mall.counters.size()) + 1;
        const bool is_insurance = !gives.empty() && gives.front() == "health";
        mall.counters.push_back({number, is_insurance ? "b2" : "b1", gives});
    }
    std::erase_if(mall.counters, [](const mall::Counter& it) { return it.services.empty(); });
    return mall;
}

inline mall::Mall open_all_day(mall::Mall mall) {
    mall.hours.fill({{0h, 24h}});
    return mall;
}

inline mall::Mall with_order(mall::Mall mall, const std::string& first, const std::string& then) {
    for (mall::Service& service : mall.services) {
        if (service.id == then) service.after.push_back(first);
    }
    return mall;
}

/// Without a service, and without the counters that gave nothing else.
inline mall::Mall without(mall::Mall mall, const std::string& id) {
    std::erase_if(mall.services, [&](const mall::Service& it) { return it.id == id; });
    for (mall::Counter& counter : mall.counters) std::erase(counter.services, id);
    std::erase_if(mall.counters, [](const mall::Counter& it) { return it.services.empty(); });
    return mall;
}

class DatedHall : public Hall {
public:
    /// A hall whose journal begins with this file and today's date.
    explicit DatedHall(mall::Mall file) : Hall(Day{}) {
        now = midnight;
        configure(std::move(file));
        apply(next_date(day, today, now));
        now = eight;
    }

    DatedHall& at(Instant time) {
        now = time;
        return *this;
    }

    void configure(mall::Mall file) {
        const auto version = static_cast<std::int64_t>(journal.size()) + 1;
        act(Configure{version, "", std::make_shared<const mall::Mall>(std::move(file))});
    }

    /// The first command of a later date comes at this time.
    void begin(Date date, Instant at) {
        now = at;
        apply(next_date(day, date, now));
    }

    void open_all() {
        for (std::uint32_t i = 0; i < day.desks().size(); ++i) act(Open{.at = {{i}}});
    }

    [[nodiscard]] ServiceIndex newest(std::string_view id) const {
        return day.rules().find_service(id).value();
    }
};

}  // namespace gerai::hall
