#include "plan/staffing/promise.h"

#include <utility>

namespace gerai::plan {

namespace {

constexpr double z975 = 1.959963984540054;  // The standard normal law at 0.975.

/// The mean over the half-hours of a cell of what `look` says of each, by who comes in them.
template <class Look>
double mean_of(const PooledCell& cell, const EndlessHall& endless, const Look& look) {
    double steps = 0;
    double sum = 0;
    for (std::size_t i = cell.from; i < cell.to; ++i) {
        const DaySums& own = endless.score.half_hours[cell.pool][i];
        steps += static_cast<double>(own.steps());
        sum += static_cast<double>(own.steps()) * look(i, own);
    }
    return steps > 0 ? sum / steps
                     : look(cell.from, endless.score.half_hours[cell.pool][cell.from]);
}

}  // namespace

double lower_bound(const DaySums& sums) { return sums.service_level() - z95 * sums.error(); }

Estimate estimate_of(const DaySums& sums) { return {sums.service_level(), z975 * sums.error()}; }

Promises::Promises(const StaffingWish& wish, std::vector<PooledCell> cells,
                   const EndlessHall& endless)
    : cells_(std::move(cells)), is_confirmed_(wish.confirm_days > 0) {
    const auto share_of = [&](std::size_t i, const DaySums&) { return wish.target_in(i).share; };
    const auto level_of = [](std::size_t, const DaySums& sums) { return sums.service_level(); };
    for (const PooledCell& cell : cells_) {
        // A mean of shares that are all the same is that share to the bit.
        targets_.push_back(wish.shares.empty() ? wish.target.share
                                               : mean_of(cell, endless, share_of));
        reachable_.push_back(mean_of(cell, endless, level_of));
    }
}

std::vector<double> Promises::levels() const {
    std::vector<double> levels;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        levels.push_back(is_asked(i) ? targets_[i] : 0);
    }
    return levels;
}

bool Promises::is_missed(std::size_t cell, const DaySums& sums) const {
    return is_asked(cell) && !cells_[cell].is_thin && lower_bound(sums) < targets_[cell];
}

PromisedCell Promises::judged(std::size_t cell, const DaySums& sums, double days) const {
    const PooledCell& own = cells_[cell];
    PromisedCell one{.cell = own,
                     .steps = static_cast<double>(sums.steps()) / days,
                     .service_level = estimate_of(sums),
                     .lower_bound = lower_bound(sums),
                     .reachable = reachable_[cell],
                     .target = targets_[cell]};
    if (!own.is_open) {
        one.keeping = Keeping::a_break;
    } else if (!is_asked(cell)) {
        one.keeping = Keeping::unreachable;
    } else if (keeps(cell, sums)) {
        one.keeping = own.is_thin ? Keeping::thin : Keeping::kept;
    } else {
        // Of a thin cell it is not known, unless its mean says so already.
        const bool is_clear = sums.service_level() < targets_[cell];
        one.keeping = own.is_thin && !is_clear ? Keeping::thin : Keeping::not_kept;
    }
    return one;
}

std::vector<PromisedCell> Promises::judged(const Score& score, double days) const {
    std::vector<PromisedCell> all;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        all.push_back(judged(i, score.cells[i], days));
    }
    return all;
}

/// Without a confirmation nothing is promised, and the mean has to do.
bool Promises::keeps(std::size_t cell, const DaySums& sums) const {
    const double level = is_confirmed_ ? lower_bound(sums) : sums.service_level();
    return level >= targets_[cell];
}

}  // namespace gerai::plan
