#include "plan/formulas/pooling.h"

#include <cassert>

#include "plan/formulas/queues.h"
#include "plan/law.h"

namespace gerai::plan {

namespace {

double in_hours(Duration time) { return in_seconds(time) / 3600; }

}  // namespace

Carried carried_by(int pools, int counters, Duration service, const Target& target) {
    assert(pools > 0 && counters > 0 && service > Duration{});
    const double rate = 1 / in_hours(service);
    const double one = arrivals_carried(rate, counters, in_hours(target.wait), target.share);
    return {.pools = pools,
            .counters = counters,
            .per_hour = one * pools,
            .utilisation = one / (rate * counters)};
}

std::vector<Carried> carried_by_pools(int counters, Duration service, const Target& target) {
    std::vector<Carried> all;
    for (int size = 1; size <= counters; ++size) {
        if (counters % size == 0) {
            all.push_back(carried_by(counters / size, size, service, target));
        }
    }
    return all;
}

}  // namespace gerai::plan
