#include "app/planning/staffing_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace gerai::app {

const std::string& agency_of(const StaffedMall& staffed, std::size_t pool) {
    return staffed.model.rules.agencies[staffed.plan.pools[pool].agency.value].id;
}

int number_of(const StaffedMall& staffed, hall::CounterIndex counter) {
    return staffed.model.rules.counters[counter.value].number;
}

std::vector<int> numbers_of(const StaffedMall& staffed, std::size_t pool) {
    std::vector<int> numbers;
    for (const hall::CounterIndex one : staffed.plan.pools[pool].counters) {
        numbers.push_back(number_of(staffed, one));
    }
    std::ranges::sort(numbers);
    return numbers;
}

std::string name_of(const StaffedMall& staffed, std::size_t pool) {
    const std::vector<int> numbers = numbers_of(staffed, pool);
    std::vector<std::string> ranges;
    for (std::size_t from = 0; from < numbers.size();) {
        std::size_t to = from;
        while (to + 1 < numbers.size() && numbers[to + 1] == numbers[to] + 1) ++to;
        ranges.push_back(from == to ? std::to_string(numbers[from])
                                    : fmt::format("{}-{}", numbers[from], numbers[to]));
        from = to + 1;
    }
    return fmt::format("{} {}", agency_of(staffed, pool), fmt::join(ranges, ","));
}

std::string with_margin(plan::Estimate estimate, double times) {
    return fmt::format("{:.1f} ±{:.1f}", estimate.value * times, estimate.margin * times);
}

boost::json::object to_json(plan::Estimate estimate) {
    return {{"value", estimate.value}, {"margin", estimate.margin}};
}

Hours::Hours(const StaffedMall& staffed)
    : half_hours_(staffed.model.rules),
      closes_at_(staffed.model.rules.closes_at()),
      zone_(TimeZone::named(staffed.mall.time_zone)) {}

std::string Hours::from(std::size_t place) const { return clock(half_hours_.from(place)); }

std::string Hours::to(std::size_t place) const {
    return clock(std::min(half_hours_.from(place), closes_at_));
}

std::string Hours::clock(Instant at) const { return to_rfc3339(at, *zone_).substr(11, 5); }

}  // namespace gerai::app
