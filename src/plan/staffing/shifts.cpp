#include "plan/staffing/shifts.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace gerai::plan {

namespace {

constexpr int trims_max = 8;     // Evaluations.
constexpr int failures_max = 3;  // Of one pool in a row, until it is left as it is.
constexpr std::uint32_t rounds_max = 6;
constexpr std::size_t half_hours_back = 2;

/// How many counters of a pool have to be open all day, because no others give what they give.
int always_open_of(const Pool& pool, const hall::Rules& rules) {
    const auto gives = [&](hall::CounterIndex one) { return rules.counters[one.value].gives; };
    const bool are_alike = std::ranges::all_of(pool.counters, [&](hall::CounterIndex one) {
        return std::ranges::is_permutation(gives(one), gives(pool.counters.front()));
    });
    return are_alike ? 0 : pool.at_least;
}

Shift whole_day(const std::vector<bool>& open) { return whole_day_shifts(open).front(); }

}  // namespace

int ShiftPlan::counter_half_hours() const {
    int sum = 0;
    for (const WorkedShift& one : roster) sum += one.shift.cost;
    for (const std::size_t pool : uncovered) sum += plan::counter_half_hours({counters[pool]});
    return sum;
}

ShiftSearch::ShiftSearch(StaffingTerms terms, const Promises& promises,
                         const PlanWithoutShifts& without)
    : terms_(std::move(terms)),
      promises_(promises),
      without_(without),
      open_(open_half_hours(terms_.model.rules)),
      given_up_(without.given_up),
      evaluations_(without.evaluations),
      fresh_rounds_(without.fresh_rounds) {
    for (std::size_t pool = 0; pool < terms_.pools.size(); ++pool) {
        always_open_.push_back(always_open_of(terms_.pools[pool], terms_.model.rules));
        worked_.push_back(covered(pool, first_needs(pool)));
    }
}

ShiftPlan ShiftSearch::plan() {
    add();
    trim();
    add();  // Where the trimming of one pool has sent another more at once.
    const Score score = confirmed();
    const double days =
        terms_.wish.confirm_days == 0 ? terms_.wish.search_days : terms_.wish.confirm_days;
    ShiftPlan plan{.roster = {},
                   .hours = hours(),
                   .counters = counted(hours()),
                   .cells = promises_.judged(score, days),
                   .uncovered = {}};
    for (std::size_t pool = 0; pool < worked_.size(); ++pool) {
        if (!worked_[pool]) plan.uncovered.push_back(pool);
        const auto own = roster_of(pool);
        plan.roster.insert(plan.roster.end(), own.begin(), own.end());
    }
    return plan;
}

/// The staffing without shifts, smoothed and rounded down.
std::vector<int> ShiftSearch::first_needs(std::size_t pool) const {
    const auto& counters = without_.staffing[pool];
    std::vector<int> needs(counters.size(), 0);
    for (std::size_t i = 0; i < counters.size(); ++i) {
        if (!open_[i]) continue;
        int sum = counters[i];
        int count = 1;
        for (const std::size_t near : {i - 1, i + 1}) {
            // Before the first there is none: it is beyond the last, too.
            if (near >= counters.size() || !open_[near]) continue;
            sum += counters[near];
            ++count;
        }
        needs[i] = std::max(sum / count, terms_.pools[pool].at_least);
    }
    return needs;
}

int ShiftSearch::limit(std::size_t pool) const {
    return static_cast<int>(terms_.pools[pool].counters.size());
}

std::optional<ShiftSearch::Worked> ShiftSearch::covered(std::size_t pool,
                                                        std::vector<int> needs) const {
    const int always = always_open_[pool];
    std::vector<int> rest;
    for (const int one : needs) rest.push_back(std::max(one - always, 0));
    auto cover = least_cover(terms_.wish.shifts, rest, limit(pool) - always);
    if (!cover) return std::nullopt;
    auto counters = covered_by(*cover, terms_.wish.shifts, needs.size());
    for (std::size_t i = 0; i < counters.size(); ++i) {
        counters[i] = open_[i] ? counters[i] + always : 0;
    }
    const int cost = cover->cost + always * whole_day(open_).cost;
    return Worked{std::move(needs), std::move(*cover), std::move(counters), cost};
}

Score ShiftSearch::evaluate(const Replications& days) {
    const CounterHours now = hours();
    Score score =
        terms_.score(terms_.with(roster_for(now, terms_.pools, terms_.model.rules)), days);
    ++evaluations_;
    if (terms_.listener) {
        terms_.listener(
            {StaffingStage::shifts, evaluations_, plan::counter_half_hours(counted(now))});
    }
    return score;
}

/// The cell of each pool that is short by the most, of those that are.
std::vector<std::size_t> ShiftSearch::worst_cells(
    const std::function<double(std::size_t cell)>& short_by) const {
    std::vector<std::size_t> worst;
    double most = 0;
    for (std::size_t cell = 0; cell < terms_.cells.size(); ++cell) {
        const std::size_t pool = terms_.cells[cell].pool;
        const double shortfall = short_by(cell);
        if (given_up_[cell] || !worked_[pool] || shortfall <= 0) continue;
        const bool is_first = worst.empty() || terms_.cells[worst.back()].pool != pool;
        if (!is_first && shortfall <= most) continue;
        if (is_first) {
            worst.push_back(cell);
        } else {
            worst.back() = cell;
        }
        most = shortfall;
    }
    return worst;
}

/// The cut: one counter more where the cell is worst, or shortly before where all are open there.
bool ShiftSearch::raise_at(const Score& score, std::size_t cell) {
    const std::size_t pool = terms_.cells[cell].pool;
    const std::size_t worst = worst_half_hour(score, terms_.cells[cell]);
    for (std::size_t back = 0; back <= std::min(half_hours_back, worst); ++back) {
        const std::size_t i = worst - back;
        if (!open_[i] || worked_[pool]->counters[i] >= limit(pool)) continue;
        std::vector<int> needs = worked_[pool]->needs;
        needs[i] = worked_[pool]->counters[i] + 1;
        auto more = covered(pool, std::move(needs));
        if (!more) continue;
        worked_[pool] = std::move(more);
        return true;
    }
    given_up_[cell] = true;
    return false;
}

void ShiftSearch::add() {
    while (true) {
        const Score now = evaluate(terms_.search_days());
        const auto worst = worst_cells([&](std::size_t cell) {
            return without_.levels[cell] - terms_.bound(now.cells[cell]);
        });
        if (worst.empty()) return;
        for (const std::size_t cell : worst) raise_at(now, cell);
    }
}

/// Covers that cost less, because somewhere one counter fewer is asked for: first those that are
/// the least below the staffing without shifts.
ShiftSearch::Candidates ShiftSearch::cheaper(std::size_t pool) const {
    const Worked& now = *worked_[pool];
    std::vector<std::pair<std::size_t, std::size_t>> stretches;
    for (const Shift& one : terms_.wish.shifts) stretches.emplace_back(one.from, one.to);
    for (std::size_t length = 1; length <= 2; ++length) {
        for (std::size_t i = 0; i + length <= open_.size(); ++i) {
            stretches.emplace_back(i, i + length);
        }
    }
    Candidates found;
    for (const auto& [from, to] : stretches) {
        std::vector<int> needs = now.needs;
        for (std::size_t i = from; i < to; ++i) {
            if (!open_[i]) continue;
            needs[i] =
                std::max(std::min(needs[i], now.counters[i] - 1), terms_.pools[pool].at_least);
        }
        auto less = covered(pool, std::move(needs));
        if (less && less->cost < now.cost) found.push_back(std::move(*less));
    }
    const auto below = [&](const Worked& one) {
        int sum = 0;
        for (std::size_t i = 0; i < open_.size(); ++i) {
            sum += std::max(without_.staffing[pool][i] - one.counters[i], 0);
        }
        return std::tuple{sum, one.cost};
    };
    std::ranges::stable_sort(found, {}, below);
    return found;
}

void ShiftSearch::trim() {
    const Score begin = evaluate(terms_.search_days());
    std::vector<Candidates> candidates(worked_.size());
    std::vector<std::set<std::vector<int>>> tried(worked_.size());
    std::vector<int> failures(worked_.size(), 0);
    for (std::size_t pool = 0; pool < worked_.size(); ++pool) {
        if (worked_[pool]) candidates[pool] = cheaper(pool);
    }
    for (int trial = 0; trial < trims_max; ++trial) {
        const auto before = worked_;
        std::vector<std::size_t> changed;
        for (std::size_t pool = 0; pool < worked_.size(); ++pool) {
            if (failures[pool] == failures_max) continue;
            const auto next = std::ranges::find_if(candidates[pool], [&](const Worked& one) {
                return !tried[pool].contains(one.counters);
            });
            if (next == candidates[pool].end()) continue;
            tried[pool].insert(next->counters);
            worked_[pool] = *next;
            changed.push_back(pool);
        }
        if (changed.empty()) return;
        const Score seen = evaluate(terms_.search_days());
        for (const std::size_t pool : changed) {
            if (terms_.keeps(seen, begin, without_.levels, pool)) {
                candidates[pool] = cheaper(pool);
                failures[pool] = 0;
            } else {
                worked_[pool] = before[pool];
                ++failures[pool];
            }
        }
    }
}

/// Cuts on wherever days that the search has not seen do not confirm the promise, until they do.
Score ShiftSearch::confirmed() {
    if (terms_.wish.confirm_days == 0) return evaluate(terms_.search_days());
    given_up_ = without_.given_up;
    const std::uint32_t last = fresh_rounds_ + rounds_max;
    while (true) {
        const Score fresh = evaluate(terms_.fresh_days(fresh_rounds_++));
        if (fresh_rounds_ == last || !raise_missed(fresh)) return fresh;
    }
}

/// Raises the needs of all cells that fresh days show short at once, as each round of such days
/// takes long. Whether any was raised.
bool ShiftSearch::raise_missed(const Score& fresh) {
    const Staffing before = counted(hours());
    bool is_raised = false;
    for (std::size_t cell = 0; cell < terms_.cells.size(); ++cell) {
        const PooledCell& own = terms_.cells[cell];
        if (given_up_[cell] || !worked_[own.pool]) continue;
        if (!promises_.is_missed(cell, fresh.cells[cell])) continue;
        const std::size_t worst = worst_half_hour(fresh, own);
        const bool has_more = worked_[own.pool]->counters[worst] > before[own.pool][worst];
        is_raised = has_more || raise_at(fresh, cell) || is_raised;
    }
    return is_raised;
}

CounterHours ShiftSearch::hours() const {
    CounterHours hours = hours_for(without_.staffing, terms_.pools);
    for (std::size_t pool = 0; pool < worked_.size(); ++pool) {
        if (!worked_[pool]) continue;
        for (auto& counter : hours[pool]) counter.assign(open_.size(), false);
        for (const WorkedShift& one : roster_of(pool)) {
            const auto place = std::ranges::find(terms_.pools[pool].counters, one.counter) -
                               terms_.pools[pool].counters.begin();
            auto& counter = hours[pool][static_cast<std::size_t>(place)];
            for (std::size_t i = one.shift.from; i < one.shift.to; ++i) {
                if (open_[i] && one.shift.covers(i)) counter[i] = true;
            }
        }
    }
    return hours;
}

/// Gives each shift the first counter that is free: as many are enough as there are shifts at once.
std::vector<WorkedShift> ShiftSearch::roster_of(std::size_t pool) const {
    if (!worked_[pool]) return {};
    std::vector<Shift> shifts;
    const auto& kinds = terms_.wish.shifts;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        shifts.insert(shifts.end(), static_cast<std::size_t>(worked_[pool]->cover.times[kind]),
                      kinds[kind]);
    }
    std::ranges::stable_sort(
        shifts, {}, [&](const Shift& one) { return std::pair{one.from, open_.size() - one.to}; });
    const auto& counters = terms_.pools[pool].counters;
    const auto always = static_cast<std::size_t>(always_open_[pool]);
    std::vector<std::vector<WorkedShift>> by_counter(counters.size());
    for (std::size_t place = 0; place < always; ++place) {
        by_counter[place].push_back({pool, counters[place], whole_day(open_)});
    }
    for (const Shift& one : shifts) {
        std::size_t place = always;
        while (!by_counter[place].empty() && by_counter[place].back().shift.to > one.from) ++place;
        by_counter[place].push_back({pool, counters[place], one});
    }
    std::vector<WorkedShift> roster;
    for (const auto& own : by_counter) roster.insert(roster.end(), own.begin(), own.end());
    return roster;
}

}  // namespace gerai::plan
