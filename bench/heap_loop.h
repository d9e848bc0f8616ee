#pragma once

#include <cmath>
#include <cstdint>
#include <deque>
#include <queue>
#include <vector>

namespace gerai::bench {

/// SplitMix64: a stream of random numbers that is cheap enough not to be measured.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }

    /// In (0, 1].
    double uniform() { return (static_cast<double>(next() >> 11U) + 1) * 0x1.0p-53; }

    double exponential(double mean) { return -mean * std::log(uniform()); }

private:
    std::uint64_t state_;
};

/// The reference for the speed of the Day: customers that a bare M/M/c loop over a binary heap
/// serves, with sums alone and no rules. Returns the mean wait, so that nothing is optimised away.
inline double run_heap_loop(std::uint64_t customers, int counters, double arrival_mean,
                            double service_mean, std::uint64_t seed) {
    struct Event {
        std::int64_t at;
        std::uint32_t sequence;
        std::uint32_t is_end;
    };
    const auto later = [](const Event& a, const Event& b) {
        return a.at != b.at ? a.at > b.at : a.sequence > b.sequence;
    };
    std::priority_queue<Event, std::vector<Event>, decltype(later)> events{later};
    std::deque<std::int64_t> waiting;
    Random random{seed};
    std::uint32_t sequence = 0;
    std::uint64_t arrived = 0;
    std::int64_t waited = 0;
    int idle = counters;
    const auto after = [&](std::int64_t at, double mean, std::uint32_t is_end) {
        events.push({at + static_cast<std::int64_t>(random.exponential(mean)), sequence++, is_end});
    };
    after(0, arrival_mean, 0);
    while (!events.empty()) {
        const Event event = events.top();
        events.pop();
        if (event.is_end == 0) {
            if (++arrived < customers) after(event.at, arrival_mean, 0);
            waiting.push_back(event.at);
        } else {
            ++idle;
        }
        if (idle > 0 && !waiting.empty()) {
            waited += event.at - waiting.front();
            waiting.pop_front();
            --idle;
            after(event.at, service_mean, 1);
        }
    }
    return static_cast<double>(waited) / static_cast<double>(customers);
}

}  // namespace gerai::bench
