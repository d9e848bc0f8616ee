#include "plan/second_choice.h"

#include <algorithm>
#include <cassert>

namespace gerai::plan {

SecondChoice::SecondChoice(const std::vector<hall::Service>& services,
                           const std::vector<double>& weights) {
    assert(weights.empty() || weights.size() == services.size());
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0) continue;
        Agency& agency = of(services[i].agency);
        agency.weight += weights[i];
        agency.services.push_back({{i}, weights[i]});
    }
}

SecondChoice::Agency& SecondChoice::of(hall::AgencyIndex agency) {
    const auto found = std::ranges::find(agencies_, agency, &Agency::agency);
    if (found != agencies_.end()) return *found;
    return agencies_.emplace_back(agency);
}

hall::ServiceIndex SecondChoice::draw(hall::AgencyIndex first, Random random) const {
    double total = 0;
    for (const Agency& agency : agencies_) {
        if (agency.agency != first) total += agency.weight;
    }
    double left = random.share() * total;
    hall::ServiceIndex last;
    for (const Agency& agency : agencies_) {
        if (agency.agency == first) continue;
        last = agency.services.back().service;
        if (left >= agency.weight) {
            left -= agency.weight;
            continue;
        }
        for (const Choice& one : agency.services) {
            if (left < one.weight) return one.service;
            left -= one.weight;
        }
        return last;  // Rounding left a crumb, here and below.
    }
    return last;
}

}  // namespace gerai::plan
