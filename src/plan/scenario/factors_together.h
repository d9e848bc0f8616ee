#pragma once

#include <map>
#include <optional>
#include <string>

#include "plan/scenario/scenario.h"

namespace gerai::plan {

/// What the factors of a scenario's changes come to together, service by service. Each change has
/// bounds of its own, but a hundred of them would multiply to days that never end.
class FactorsTogether {
public:
    static constexpr double least = 0.001;
    static constexpr double most = 100;

    /// Takes a change in. Where a service would have its visitors or its time at the counter
    /// multiplied by less than `least` or more than `most` in all: by how much; the change is not
    /// taken in then.
    std::optional<double> beyond(const Change& change, const mall::Mall& mall);

private:
    using ByService = std::map<std::string, double>;

    static std::optional<double> multiply(ByService& factors, const Whom& whom, double factor,
                                          const mall::Mall& mall);

    ByService demand_;
    ByService counter_time_;
};

}  // namespace gerai::plan
