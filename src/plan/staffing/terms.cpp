#include "plan/staffing/terms.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace gerai::plan {

std::optional<Duration> mean_patience(const Model& model) {
    double arrivals = 0;
    double leaving = 0;
    for (const Stream& stream : model.streams) {
        const auto& rates = stream.rate.per_hour;
        const double rate = std::accumulate(rates.begin(), rates.end(), 0.0);
        arrivals += rate;
        if (!stream.who.patience) continue;
        leaving += rate / std::max(in_seconds(mean(stream.who.patience->law)), 1.0);
    }
    if (leaving <= 0) return std::nullopt;
    return from_seconds(arrivals / leaving);
}

Replications StaffingTerms::fresh_days(std::uint32_t round) const {
    return {.seed = wish.seed,
            .first = std::max(wish.search_days, wish.load_days) + round * wish.confirm_days,
            .days = wish.confirm_days,
            .threads = wish.threads};
}

Model StaffingTerms::with(std::vector<Duty> roster) const {
    Model staffed = model;
    staffed.roster = std::move(roster);
    return staffed;
}

Score StaffingTerms::score(const Model& staffed, const Replications& days) const {
    auto score = board.score(staffed, days, cells, stop);
    if (!score) throw StaffingStopped{};
    return std::move(*score);
}

double StaffingTerms::bound(const DaySums& sums) const {
    if (wish.confirm_days == 0) return sums.service_level();
    const double days = wish.search_days;
    const double shrinks = std::sqrt(days / wish.confirm_days);
    return sums.service_level() - z95 * sums.error() * shrinks;
}

bool StaffingTerms::keeps(const Score& score, const Score& before,
                          const std::vector<double>& levels, std::size_t pool) const {
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (cells[cell].pool != pool) continue;
        const double asked = std::min(levels[cell], bound(before.cells[cell]));
        if (bound(score.cells[cell]) < asked) return false;
    }
    return true;
}

std::size_t worst_half_hour(const Score& score, const PooledCell& cell) {
    const auto& half_hours = score.half_hours[cell.pool];
    std::size_t worst = cell.from;
    for (std::size_t i = cell.from; i < cell.to; ++i) {
        if (half_hours[i].service_level() < half_hours[worst].service_level()) worst = i;
    }
    return worst;
}

}  // namespace gerai::plan
