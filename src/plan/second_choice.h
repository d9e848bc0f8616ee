#pragma once

#include <vector>

#include "hall/rules.h"
#include "plan/random.h"

namespace gerai::plan {

/// For what somebody comes besides, drawn by weight among the services of the other agencies: first
/// the agency and then which of its services, as a mall has a hundred of those, and many visitors a
/// day draw one.
class SecondChoice {
public:
    /// `weights` by service, as many as `services` or none; not negative.
    SecondChoice(const std::vector<hall::Service>& services, const std::vector<double>& weights);

    /// Nowhere when no other agency has a service of any weight.
    [[nodiscard]] hall::ServiceIndex draw(hall::AgencyIndex first, Random random) const;

private:
    struct Choice {
        hall::ServiceIndex service;
        double weight;
    };
    struct Agency {
        hall::AgencyIndex agency;
        double weight = 0;
        std::vector<Choice> services{};
    };

    Agency& of(hall::AgencyIndex agency);

    std::vector<Agency> agencies_;  // In the order of their first services.
};

}  // namespace gerai::plan
