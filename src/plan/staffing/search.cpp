#include "plan/staffing/search.h"

#include <algorithm>
#include <utility>

namespace gerai::plan {

namespace {

// A visitor too many in one half-hour may be one of an hour before: so far back a counter is tried.
constexpr std::size_t half_hours_back = 2;

}  // namespace

StaffingSearch::StaffingSearch(StaffingTerms terms, Staffing begin, std::vector<double> levels)
    : terms_(std::move(terms)),
      open_(open_half_hours(terms_.model.rules)),
      staffing_(std::move(begin)),
      levels_(std::move(levels)),
      given_up_(terms_.cells.size(), false) {
    for (std::size_t pool = 0; pool <= terms_.pools.size(); ++pool) {
        const auto first = std::ranges::lower_bound(terms_.cells, pool, {}, &PooledCell::pool);
        first_cell_.push_back(static_cast<std::size_t>(first - terms_.cells.begin()));
    }
}

Score StaffingSearch::evaluate(StaffingStage stage, const Staffing& staffing,
                               const Replications& days) {
    Score score =
        terms_.score(terms_.with(roster_for(staffing, terms_.pools, terms_.model.rules)), days);
    ++evaluations_;
    if (terms_.listener) terms_.listener({stage, evaluations_, counter_half_hours(staffing_)});
    return score;
}

Score StaffingSearch::evaluate(StaffingStage stage, const Staffing& staffing) {
    if (!last_ || last_->staffing != staffing) {
        last_ = Judged{staffing, evaluate(stage, staffing, terms_.search_days())};
    }
    return last_->score;
}

/// Steps of a pool that would have to be called in time and are not.
double StaffingSearch::missing(const Score& score, std::size_t pool) const {
    double sum = 0;
    for (std::size_t cell = first_cell_[pool]; cell < first_cell_[pool + 1]; ++cell) {
        if (given_up_[cell]) continue;
        const DaySums& sums = score.cells[cell];
        const double below = std::max(levels_[cell] - terms_.bound(sums), 0.0);
        sum += below * static_cast<double>(sums.steps());
    }
    return sum;
}

/// By pool: the cell that is farthest below its level.
std::vector<std::optional<std::size_t>> StaffingSearch::worst_cells(const Score& score) const {
    std::vector<std::optional<std::size_t>> worst(terms_.pools.size());
    for (std::size_t pool = 0; pool < worst.size(); ++pool) {
        double farthest = 0;
        for (std::size_t cell = first_cell_[pool]; cell < first_cell_[pool + 1]; ++cell) {
            const double below = levels_[cell] - terms_.bound(score.cells[cell]);
            if (given_up_[cell] || below <= farthest) continue;
            farthest = below;
            worst[pool] = cell;
        }
    }
    return worst;
}

/// So many open half-hours before that one.
std::optional<std::size_t> StaffingSearch::open_before(std::size_t half_hour,
                                                       std::size_t steps) const {
    while (true) {
        if (open_[half_hour] && steps-- == 0) return half_hour;
        if (half_hour-- == 0) return std::nullopt;
    }
}

void StaffingSearch::add(StaffingStage stage) {
    while (true) {
        const Score now = evaluate(stage, staffing_);
        const auto worst = worst_cells(now);
        if (std::ranges::none_of(worst, [](const auto& one) { return one.has_value(); })) return;
        Moves best(worst.size());
        for (std::size_t steps = 0; steps <= half_hours_back; ++steps) {
            try_adding(stage, now, worst, steps, best);
        }
        for (std::size_t pool = 0; pool < worst.size(); ++pool) {
            if (!worst[pool]) continue;
            if (best[pool]) {
                ++staffing_[pool][best[pool]->half_hour];
            } else {
                given_up_[*worst[pool]] = true;
            }
        }
    }
}

/// All pools in one evaluation: they meet only where a visitor goes on from one to another.
void StaffingSearch::try_adding(StaffingStage stage, const Score& now,
                                const std::vector<std::optional<std::size_t>>& worst,
                                std::size_t steps, Moves& best) {
    Staffing trial = staffing_;
    std::vector<std::optional<std::size_t>> tried(worst.size());
    for (std::size_t pool = 0; pool < worst.size(); ++pool) {
        if (!worst[pool]) continue;
        const auto half_hour = open_before(worst_half_hour(now, terms_.cells[*worst[pool]]), steps);
        const auto limit = static_cast<int>(terms_.pools[pool].counters.size());
        if (!half_hour || trial[pool][*half_hour] >= limit) continue;
        ++trial[pool][*half_hour];
        tried[pool] = half_hour;
    }
    if (trial == staffing_) return;
    const Score seen = evaluate(stage, trial);
    for (std::size_t pool = 0; pool < worst.size(); ++pool) {
        if (!tried[pool]) continue;
        const double fall = missing(now, pool) - missing(seen, pool);
        if (fall <= (best[pool] ? best[pool]->fall : 0)) continue;
        best[pool] = Move{.half_hour = *tried[pool], .fall = fall};
    }
}

void StaffingSearch::open_worst(const Score& other_days, std::size_t cell) {
    const std::size_t pool = terms_.cells[cell].pool;
    int& counters = staffing_[pool][worst_half_hour(other_days, terms_.cells[cell])];
    given_up_[cell] = counters >= static_cast<int>(terms_.pools[pool].counters.size());
    if (!given_up_[cell]) ++counters;
}

void StaffingSearch::trim() {
    Score now = evaluate(StaffingStage::trim, staffing_);
    const Score begin = now;
    std::vector<std::vector<bool>> is_needed(terms_.pools.size(),
                                             std::vector<bool>(open_.size(), false));
    while (true) {
        Staffing trial = staffing_;
        std::vector<std::optional<std::size_t>> tried;
        for (std::size_t pool = 0; pool < trial.size(); ++pool) {
            tried.push_back(most_slack(now, pool, is_needed[pool]));
            if (tried.back()) --trial[pool][*tried.back()];
        }
        if (trial == staffing_) return;
        const Score seen = evaluate(StaffingStage::trim, trial);
        for (std::size_t pool = 0; pool < trial.size(); ++pool) {
            if (!tried[pool]) continue;
            if (!terms_.keeps(seen, begin, levels_, pool)) {
                is_needed[pool][*tried[pool]] = true;
                continue;
            }
            --staffing_[pool][*tried[pool]];
            for (std::size_t cell = first_cell_[pool]; cell < first_cell_[pool + 1]; ++cell) {
                now.cells[cell] = seen.cells[cell];
            }
        }
    }
}

/// The half-hour of the cell that is farthest above its level, of those that can spare a counter;
/// the one with the most counters in it.
std::optional<std::size_t> StaffingSearch::most_slack(const Score& score, std::size_t pool,
                                                      const std::vector<bool>& is_needed) const {
    std::optional<std::size_t> best;
    double most = 0;
    for (std::size_t cell = first_cell_[pool]; cell < first_cell_[pool + 1]; ++cell) {
        const double slack = terms_.bound(score.cells[cell]) - levels_[cell];
        for (std::size_t i = terms_.cells[cell].from; i < terms_.cells[cell].to; ++i) {
            const int counters = staffing_[pool][i];
            if (is_needed[i] || counters <= terms_.pools[pool].at_least) continue;
            const bool is_better =
                !best || slack > most || (slack == most && counters > staffing_[pool][*best]);
            if (!is_better) continue;
            best = i;
            most = slack;
        }
    }
    return best;
}

}  // namespace gerai::plan
