#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <type_traits>
#include <vector>

#include "plan/simulator.h"

namespace gerai::plan {

/// Which days of a seed are played, and by how many threads.
struct Replications {
    std::uint64_t seed = 1;
    std::uint32_t first = 0;
    std::uint32_t days = 1;
    unsigned threads = 1;
};

/// Calls `play` with the days from `first` on, each once, on that many threads, each of which has a
/// simulator of its own. A failure of any is thrown here when all have ended.
void for_each_day(const Model& model, const Replications& wish,
                  const std::function<void(Simulator&, std::uint32_t day)>& play);

/// What `look` makes of each day, in the order of the days: the same on any number of threads.
template <class Look>
auto replicate(const Model& model, const Replications& wish, const Look& look) {
    using Figure = std::invoke_result_t<const Look&, const SimulatedDay&>;
    std::vector<std::optional<Figure>> seen(wish.days);
    for_each_day(model, wish, [&](Simulator& simulator, std::uint32_t day) {
        seen[day - wish.first].emplace(look(simulator.run(wish.seed, day)));
    });
    std::vector<Figure> all;
    all.reserve(seen.size());
    for (auto& one : seen) all.push_back(std::move(*one));
    return all;
}

}  // namespace gerai::plan
