#pragma once

#include <array>

#include "measure/line.h"
#include "measure/samples.h"
#include "measure/wait_range.h"

namespace gerai::measure {

/// Where a wait begins, as coarsely as waits are compared. A counter that is free at once is a bin
/// of its own.
struct WaitStart {
    explicit WaitStart(const Line& line);

    /// Free; 0, 1, 2, 3-4, 5-7, 8-15, 16-31, 32 and more ahead.
    static constexpr std::size_t ahead_bins = 9;
    static constexpr std::size_t oldest_bins = 6;  ///< 0, to 1/6, 1/3, 2/3, 4/3 of a mean; more.

    [[nodiscard]] bool is_free() const { return ahead_bin == 0; }

    std::size_t ahead_bin;
    std::size_t oldest_bin;
    int calls;       ///< With its own: one more than are ahead.
    double planned;  ///< Seconds that these calls take by the plan, by which a wait is divided.
};

/// What one agency's visitors of one class have waited, and how wide their range has to be. Waits
/// of one start are compared with each other; while there are few of them, with those of as many
/// ahead; then with all, each by the calls that it took; and before there are any, with the Erlang
/// law of the planned times.
class WaitMemory {
public:
    /// So many calls make a law of their own.
    static constexpr std::size_t enough = 40;

    /// The range of the whole wait for a start, given that it is longer than `age` seconds already.
    /// Nothing when nobody has waited as long and the plan says that nobody does.
    [[nodiscard]] std::optional<WaitRange> range(const WaitStart& start, double age) const;

    /// Whether enough waits with as many ahead have ended.
    [[nodiscard]] bool knows(const WaitStart& start) const {
        return by_ahead_[start.ahead_bin].size() >= enough;
    }

    /// A wait of so many seconds has ended.
    void learn(const WaitStart& start, double seconds, bool was_called);

    /// A wait that had been promised that range has ended.
    void judge(const WaitRange& promised, Duration wait, bool was_called);

private:
    [[nodiscard]] std::optional<Quantiles> quantiles(const WaitStart& start,
                                                     const Quantiles& shares, double age) const;

    Levels levels_;
    std::array<std::array<Samples, WaitStart::oldest_bins>, WaitStart::ahead_bins> by_start_;
    std::array<Samples, WaitStart::ahead_bins> by_ahead_;
    Samples all_;
};

}  // namespace gerai::measure
