#include "plan/scenario/factors_together.h"

#include <algorithm>

namespace gerai::plan {

namespace {

bool means(const Whom& whom, const mall::Service& service) {
    if (!whom.agency.empty()) return service.agency == whom.agency;
    return whom.services.empty() ||
           std::ranges::find(whom.services, service.id) != whom.services.end();
}

}  // namespace

std::optional<double> FactorsTogether::beyond(const Change& change, const mall::Mall& mall) {
    if (const auto* const demand = std::get_if<ChangeDemand>(&change)) {
        return multiply(demand_, demand->whom, demand->factor, mall);
    }
    if (const auto* const time = std::get_if<ChangeCounterTime>(&change)) {
        return multiply(counter_time_, time->whom, time->factor, mall);
    }
    return std::nullopt;
}

std::optional<double> FactorsTogether::multiply(ByService& factors, const Whom& whom, double factor,
                                                const mall::Mall& mall) {
    ByService changed = factors;
    for (const mall::Service& service : mall.services) {
        if (!means(whom, service)) continue;
        double& all = changed.try_emplace(service.id, 1).first->second;
        all *= factor;
        // A little more for what rounding leaves of ten times ten.
        if (all < least * (1 - 1e-9) || all > most * (1 + 1e-9)) return all;
    }
    factors = std::move(changed);
    return std::nullopt;
}

}  // namespace gerai::plan
