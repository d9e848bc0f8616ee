#include "measure/wait_range.h"

#include <algorithm>

namespace gerai::measure {

namespace {

constexpr std::chrono::minutes grain{5};
constexpr double missed_each_side = 0.1;

double usable(double level) { return std::clamp(level, 0.001, 0.999); }

}  // namespace

ShownRange shown(const WaitRange& range) {
    const auto low = std::chrono::floor<std::chrono::minutes>(range.low) / grain * grain;
    auto high =
        (std::chrono::ceil<std::chrono::minutes>(range.high) + grain - std::chrono::minutes{1}) /
        grain * grain;
    high = std::max(high, low + grain);
    return {.low = low, .high = high};
}

Kept outcome(const ShownRange& promised, Duration wait) {
    if (wait < promised.low) return Kept::shorter;
    return wait > promised.high ? Kept::longer : Kept::inside;
}

double Levels::low() const { return usable(std::min(low_, high_)); }

double Levels::high() const { return usable(std::max(low_, high_)); }

void Levels::note(bool was_below, bool was_above) {
    low_ += step * (missed_each_side - (was_below ? 1 : 0));
    high_ += step * ((was_above ? 1 : 0) - missed_each_side);
}

}  // namespace gerai::measure
