#include "plan/staffing/service_score.h"

#include <cmath>
#include <limits>
#include <mutex>

namespace gerai::plan {

namespace {

constexpr std::size_t no_pool = std::numeric_limits<std::size_t>::max();

}  // namespace

void DaySums::add_day(const Tally& day) {
    const auto steps = std::llround(day.counted);
    const auto within = std::llround(day.within);
    steps_ += steps;
    within_ += within;
    steps_squared_ += steps * steps;
    within_squared_ += within * within;
    steps_by_within_ += steps * within;
    called_ += std::llround(day.called);
    waits_ += from_seconds(day.wait_seconds);
}

double DaySums::service_level() const {
    return steps_ == 0 ? 1 : static_cast<double>(within_) / static_cast<double>(steps_);
}

double DaySums::error() const {
    if (steps_ == 0) return 0;
    const double level = service_level();
    const double squares = static_cast<double>(within_squared_) -
                           2 * level * static_cast<double>(steps_by_within_) +
                           level * level * static_cast<double>(steps_squared_);
    return std::sqrt(std::max(squares, 0.0)) / static_cast<double>(steps_);
}

double DaySums::mean_wait() const {
    return called_ == 0 ? 0 : in_seconds(waits_) / 60 / static_cast<double>(called_);
}

std::vector<PooledCell> pooled_cells(const std::vector<std::vector<double>>& steps_a_day,
                                     const std::vector<bool>& open, double enough) {
    std::vector<PooledCell> cells;
    for (std::size_t pool = 0; pool < steps_a_day.size(); ++pool) {
        std::size_t first = cells.size();  // Of this stretch between breaks.
        double steps = 0;
        for (std::size_t i = 0; i < open.size(); ++i) {
            const bool begins = i == 0 || open[i] != open[i - 1];
            if (begins) first = cells.size();
            if (begins || !cells.back().is_thin) {
                cells.push_back({.pool = pool, .from = i, .is_thin = true, .is_open = open[i]});
                steps = 0;
            }
            cells.back().to = i + 1;
            steps += steps_a_day[pool][i];
            if (steps >= enough) cells.back().is_thin = false;
            const bool ends = i + 1 == open.size() || open[i + 1] != open[i];
            if (!ends || !cells.back().is_thin || cells.size() - first < 2) continue;
            cells.pop_back();
            cells.back().to = i + 1;
        }
    }
    return cells;
}

ScoreBoard::ScoreBoard(const hall::Rules& rules, const std::vector<Pool>& pools, Duration promised)
    : half_hours_(rules),
      pool_of_service_(rules.services.size(), no_pool),
      pools_(pools.size()),
      promised_(promised) {
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        for (const hall::ServiceIndex one : pools[pool].services) {
            pool_of_service_[one.value] = pool;
        }
    }
}

Score ScoreBoard::empty(std::span<const PooledCell> cells) const {
    return {.half_hours = std::vector(pools_, std::vector<DaySums>(half_hours_.count())),
            .cells = std::vector<DaySums>(cells.size())};
}

std::vector<std::vector<Tally>> ScoreBoard::tallies_of(const SimulatedDay& day) const {
    std::vector tallies(pools_, std::vector<Tally>(half_hours_.count()));
    for (const measure::StepRecord& record : day.records) {
        const std::size_t pool = pool_of_service_[record.service.value];
        if (pool == no_pool) continue;
        const Instant at = record.first_callable.value_or(record.e);
        tallies[pool][half_hours_.place_of(at)].add(record, promised_);
    }
    return tallies;
}

void ScoreBoard::add(const std::vector<std::vector<Tally>>& day, std::span<const PooledCell> cells,
                     Score& score) {
    for (std::size_t pool = 0; pool < day.size(); ++pool) {
        for (std::size_t i = 0; i < day[pool].size(); ++i) {
            score.half_hours[pool][i].add_day(day[pool][i]);
        }
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Tally all;
        for (std::size_t at = cells[i].from; at < cells[i].to; ++at) {
            all += day[cells[i].pool][at];
        }
        score.cells[i].add_day(all);
    }
}

std::optional<Score> ScoreBoard::score(const Model& model, const Replications& days,
                                       std::span<const PooledCell> cells,
                                       const std::stop_token& stop) const {
    Score score = empty(cells);
    std::mutex mutex;  // Guards the score.
    const auto look = [&](Simulator& simulator, std::uint32_t day) {
        const auto tallies = tallies_of(simulator.run(days.seed, day));
        const std::scoped_lock lock{mutex};
        add(tallies, cells, score);
    };
    if (!for_each_day(model, days, look, {.stop = stop})) return std::nullopt;
    return score;
}

}  // namespace gerai::plan
