#include "measure/samples.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace gerai::measure {

namespace {

/// Of equal lengths the calls come first: who left then had not been called until then.
bool is_before(const EndedWait& a, const EndedWait& b) {
    return a.length != b.length ? a.length < b.length : a.was_called && !b.was_called;
}

/// The value at a share of sorted waits, between two of them where it falls there.
double value_at(std::span<const EndedWait> sorted, double share) {
    const double last = static_cast<double>(sorted.size() - 1);
    const double place = std::clamp(share * (last + 2) - 1, 0.0, last);
    const auto below = static_cast<std::size_t>(place);
    const double low = sorted[below].length;
    if (below + 1 == sorted.size()) return low;
    const double high = sorted[below + 1].length;
    return low + (high - low) * (place - std::floor(place));
}

/// The calls with their Kaplan-Meier weights, added up.
struct WeightedCall {
    double length;
    double up_to_here;
};

std::vector<WeightedCall> weighted_calls(std::span<const EndedWait> sorted) {
    std::vector<WeightedCall> calls;
    double stay = 1;  // The share that had not left before this length.
    double sum = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto at_risk = static_cast<double>(sorted.size() - i);
        if (sorted[i].was_called) {
            sum += 1 / stay;
            calls.push_back({sorted[i].length, sum});
        } else {
            stay *= 1 - 1 / at_risk;
        }
    }
    return calls;
}

}  // namespace

void Samples::add(EndedWait wait) {
    if (in_turn_.size() < kept) {
        in_turn_.push_back(wait);
    } else {
        const EndedWait gone = std::exchange(in_turn_[oldest_], wait);
        oldest_ = (oldest_ + 1) % kept;
        if (!gone.was_called) --left_;
        sorted_.erase(std::ranges::lower_bound(sorted_, gone, is_before));
    }
    if (!wait.was_called) ++left_;
    sorted_.insert(std::ranges::upper_bound(sorted_, wait, is_before), wait);
}

std::span<const EndedWait> Samples::beyond(double age) const {
    if (age <= 0) return sorted_;
    const auto from =
        std::ranges::upper_bound(sorted_, static_cast<float>(age), {}, &EndedWait::length);
    return {from, sorted_.end()};
}

std::size_t Samples::calls_beyond(double age) const {
    const auto waits = beyond(age);
    if (left_ == 0) return waits.size();
    return static_cast<std::size_t>(std::ranges::count_if(waits, &EndedWait::was_called));
}

Quantiles Samples::quantiles(const Quantiles& shares, double age) const {
    const auto waits = beyond(age);
    assert(!waits.empty());
    Quantiles values{};
    if (left_ == 0) {
        std::ranges::transform(shares, values.begin(),
                               [&](double share) { return value_at(waits, share); });
        return values;
    }
    const std::vector<WeightedCall> calls = weighted_calls(waits);
    assert(!calls.empty());
    std::ranges::transform(shares, values.begin(), [&](double share) {
        const double reached = share * calls.back().up_to_here;
        const auto call = std::ranges::lower_bound(calls, reached, {}, &WeightedCall::up_to_here);
        return call == calls.end() ? calls.back().length : call->length;
    });
    return values;
}

}  // namespace gerai::measure
