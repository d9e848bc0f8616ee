#include "plan/replicate.h"

#include <atomic>
#include <exception>
#include <thread>

namespace gerai::plan {

bool for_each_day(const Model& model, const Replications& wish,
                  const std::function<void(Simulator&, std::uint32_t day)>& play,
                  const Watch& watch) {
    return for_each_day([&] { return Simulator{model}; }, wish, play, watch);
}

bool for_each_day(const std::function<Simulator()>& make, const Replications& wish,
                  const std::function<void(Simulator&, std::uint32_t day)>& play,
                  const Watch& watch) {
    const unsigned threads = std::max(1U, std::min(wish.threads, wish.days));
    std::atomic<std::uint32_t> taken = 0;
    std::atomic<std::uint32_t> played = 0;
    std::vector<std::exception_ptr> failures(threads);
    const auto work = [&](unsigned thread) {
        try {
            Simulator simulator = make();
            simulator.stop_on(watch.stop);
            for (std::uint32_t day = taken++; day < wish.days; day = taken++) {
                if (watch.stop.stop_requested()) return;
                play(simulator, wish.first + day);
                ++played;
                if (watch.on_day) watch.on_day();
            }
        } catch (const RunStopped&) {
            return;
        } catch (...) {
            failures[thread] = std::current_exception();
            taken = wish.days;
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned thread = 1; thread < threads; ++thread) others.emplace_back(work, thread);
        work(0);
    }
    for (const std::exception_ptr& failure : failures) {
        if (failure) std::rethrow_exception(failure);
    }
    return played == wish.days;
}

}  // namespace gerai::plan
