#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
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

/// Who looks on while days are played, and may end it.
struct Watch {
    std::function<void()> on_day{};  ///< When a day has been played; from any thread.
    std::stop_token stop{};          ///< Days that have begun come to nothing then.
};

/// Calls `play` with the days from `first` on, each once, on that many threads, each of which has a
/// simulator of its own. False when it was stopped before all were played. A failure of any is
/// thrown here when all have ended.
bool for_each_day(const Model& model, const Replications& wish,
                  const std::function<void(Simulator&, std::uint32_t day)>& play,
                  const Watch& watch = {});

/// The same with simulators that `make` gives, one a thread.
bool for_each_day(const std::function<Simulator()>& make, const Replications& wish,
                  const std::function<void(Simulator&, std::uint32_t day)>& play,
                  const Watch& watch = {});

/// What `look` makes of each day, in the order of the days: the same on any number of threads.
/// Nothing when it was stopped: there are no half results.
template <class Look>
auto replicate(const Model& model, const Replications& wish, const Look& look, const Watch& watch) {
    using Figure = std::invoke_result_t<const Look&, const SimulatedDay&>;
    std::vector<std::optional<Figure>> seen(wish.days);
    const bool is_whole = for_each_day(
        model, wish,
        [&](Simulator& simulator, std::uint32_t day) {
            seen[day - wish.first].emplace(look(simulator.run(wish.seed, day)));
        },
        watch);
    std::optional<std::vector<Figure>> all;
    if (!is_whole) return all;
    all.emplace().reserve(seen.size());
    for (auto& one : seen) all->push_back(std::move(*one));
    return all;
}

/// The same where nobody stops it.
template <class Look>
auto replicate(const Model& model, const Replications& wish, const Look& look) {
    return *replicate(model, wish, look, Watch{});
}

}  // namespace gerai::plan
