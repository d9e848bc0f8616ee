#pragma once

#include <vector>

#include "plan/formulas/staffing_formulas.h"

namespace gerai::plan {

/// What counters carry that are divided into pools of one size, each with a queue of its own.
struct Carried {
    int pools{};
    int counters{};        ///< Of each pool.
    double per_hour{};     ///< The most arrivals of all pools with which the target is kept.
    double utilisation{};  ///< Of the counters, at these.
};

/// The pools into which `counters` can be divided evenly, by what they carry: M/M/c with services
/// of that mean time, exact. From one counter a pool to one pool.
std::vector<Carried> carried_by_pools(int counters, Duration service, const Target& target);

/// One division of them.
Carried carried_by(int pools, int counters, Duration service, const Target& target);

}  // namespace gerai::plan
