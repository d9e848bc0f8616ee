#pragma once

#include "core/time.h"

namespace gerai::measure {

/// Between what a wait will be, eight times in ten, and the value that it is as often below as
/// above. In order: low <= median <= high.
struct WaitRange {
    Duration low{};
    Duration median{};
    Duration high{};

    friend bool operator==(const WaitRange&, const WaitRange&) = default;
};

/// A range as people are shown it, in whole minutes.
struct ShownRange {
    std::chrono::minutes low{};
    std::chrono::minutes high{};

    friend bool operator==(const ShownRange&, const ShownRange&) = default;
};

/// Rounded outward to five minutes, and never to one number.
ShownRange shown(const WaitRange& range);

/// How a promised range came out.
enum class Kept { inside, shorter, longer };

Kept outcome(const ShownRange& promised, Duration wait);

/// Raw levels of a range that learns how wide it has to be: Gibbs and Candes' adaptive conformal
/// inference (2021) with a level for each side. Over T waits the error of a side is at most
/// (max(level, 1 - level) + step) / (step T), whatever the waits are like.
class Levels {
public:
    /// How much a wait moves a level.
    static constexpr double step = 0.01;

    [[nodiscard]] double low() const;
    [[nodiscard]] double high() const;

    /// A wait has ended that had been promised a range with these levels.
    void note(bool was_below, bool was_above);

private:
    double low_ = 0.1;
    double high_ = 0.9;
};

}  // namespace gerai::measure
