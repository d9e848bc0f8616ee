#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/time.h"
#include "mall/mall.h"

namespace gerai::demo {

/// Draws of chance. The same seed and purpose give the same draws on the same machine; two purposes
/// of one seed do not disturb each other.
class Dice {
public:
    Dice(std::uint64_t seed, std::string_view purpose);

    /// From 0 to below 1.
    double share();

    bool chance(double probability) { return share() < probability; }

    /// A place in a list of that many, which is not empty.
    std::size_t place_in(std::size_t count);

    /// A place chosen by weight; the weights are not negative, and one at least is above zero.
    std::size_t place_by_weight(std::span<const double> weights);

    int poisson(double mean);

    /// Of mean 1 and that coefficient of variation (a gamma law); 1 when that is zero.
    double factor(double variation);

    Duration between(Duration from, Duration to);
    Duration exponential(Duration mean);

    /// The log-normal law through both quantiles.
    Duration counter_time(const mall::CounterTime& time);

    template <class Thing>
    void shuffle(std::vector<Thing>& things) {
        for (std::size_t left = things.size(); left > 1; --left) {
            std::swap(things[left - 1], things[place_in(left)]);
        }
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace gerai::demo
