#include "mall/mall.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gerai::mall {

namespace {

/// Monday is 0.
std::size_t weekday_of(Date date) {
    return std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding() - 1;
}

template <class Thing, class Key, class Projection>
const Thing* find_in(const std::vector<Thing>& things, const Key& key, Projection projection) {
    const auto found = std::ranges::find(things, key, projection);
    return found == things.end() ? nullptr : &*found;
}

}  // namespace

Duration CounterTime::mean() const {
    // The quantile of the standard normal law at 0.9.
    constexpr double z90 = 1.2815515655446004;
    const auto seconds = [](std::chrono::seconds time) {
        return static_cast<double>(time.count());
    };
    if (p50.count() <= 0) return Duration{0};
    const double sigma = std::log(seconds(p90) / seconds(p50)) / z90;
    const double mean_seconds = seconds(p50) * std::exp(sigma * sigma / 2);
    return Duration{std::llround(mean_seconds * 1e6)};
}

const Agency* Mall::find_agency(std::string_view agency) const {
    return find_in(agencies, agency, &Agency::id);
}

const Booth* Mall::find_booth(std::string_view booth) const {
    return find_in(booths, booth, &Booth::id);
}

const Counter* Mall::find_counter(int number) const {
    return find_in(counters, number, &Counter::number);
}

const Service* Mall::find_service(std::string_view service) const {
    return find_in(services, service, &Service::id);
}

const Agency* Mall::tenant_of(const Booth& booth, Date date) const {
    const int today = static_cast<int>(weekday_of(date));
    for (const Tenant& tenant : booth.tenants) {
        if (std::ranges::find(tenant.days, today) != tenant.days.end()) {
            return find_agency(tenant.agency);
        }
    }
    return nullptr;
}

const std::vector<ClockRange>& Mall::hours_on(Date date) const {
    static const std::vector<ClockRange> closed;
    if (std::ranges::find(holidays, date, &Holiday::date) != holidays.end()) return closed;
    return hours[weekday_of(date)];
}

}  // namespace gerai::mall
