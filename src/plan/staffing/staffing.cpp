#include "plan/staffing/staffing.h"

#include <algorithm>
#include <cassert>

#include "plan/staffing/search.h"
#include "plan/staffing/terms.h"

namespace gerai::plan {

namespace {

constexpr std::uint32_t usual_days = 2'000;  // Of a confirmation.

/// MOL-max with Erlang A, or C, from the loads of the endless hall.
Staffing mol_max_of(const EndlessHall& endless, const Model& model, const std::vector<Pool>& pools,
                    const StaffingWish& wish) {
    const auto patience = mean_patience(model);
    const auto open = open_half_hours(model.rules);
    Staffing staffing;
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        const auto& [peak_load, held] = endless.pools[pool];
        const Pace pace{.service = held, .patience = patience};
        const auto limit = static_cast<int>(pools[pool].counters.size());
        auto& own = staffing.emplace_back();
        for (std::size_t i = 0; i < open.size(); ++i) {
            const int least = least_counters(peak_load[i], pace, wish.target_in(i));
            own.push_back(open[i] ? std::clamp(least, pools[pool].at_least, limit) : 0);
        }
    }
    return staffing;
}

/// The whole of a plan, stage by stage.
class Planner {
public:
    Planner(const Model& model, const StaffingWish& wish, const StaffingListener& listener,
            std::stop_token stop)
        : model_(model),
          wish_(wish),
          listener_(listener),
          stop_(std::move(stop)),
          pools_(pools_of(model.rules)),
          board_(model.rules, pools_, wish.target.wait) {
        model_.rules.has_capacity_stop = false;
    }

    StaffingPlan plan() {
        look_at_load();
        StaffingSearch search{terms(model_, pools_, board_), mol_max_, promises_.levels()};
        search.add();
        search.trim();
        search.add();  // Where the trimming of one pool has sent another more at once.
        const Score score = confirmed(search);
        StaffingPlan plan = described(search, score);
        plan.shortages = shortages(search, plan);
        plan.evaluations = search.evaluations();
        if (!wish_.shifts.empty()) work_in_shifts(search, plan);
        if (wish_.is_reviewed && !pools_.empty()) review(plan);
        return plan;
    }

private:
    [[nodiscard]] StaffingTerms terms(const Model& model, const std::vector<Pool>& pools,
                                      const ScoreBoard& board) const {
        return {model, pools, board, promises_.cells(), wish_, stop_, listener_};
    }

    void look_at_load() {
        if (listener_) listener_({});
        auto endless = endless_hall(
            model_, pools_, board_,
            {.seed = wish_.seed, .days = wish_.load_days, .threads = wish_.threads}, stop_);
        if (!endless) throw StaffingStopped{};
        endless_ = std::move(*endless);
        mol_max_ = mol_max_of(endless_, model_, pools_, wish_);
        const double days = wish_.confirm_days == 0 ? usual_days : wish_.confirm_days;
        promises_ = {wish_,
                     pooled_cells(endless_.steps_a_day(), open_half_hours(model_.rules),
                                  wish_.steps_of_a_cell / days),
                     endless_};
    }

    /// Looks further wherever fresh days do not confirm the promise, until they do.
    Score confirmed(StaffingSearch& search) {
        constexpr StaffingStage stage = StaffingStage::confirm;
        if (wish_.confirm_days == 0) {
            return search.evaluate(stage, search.staffing());
        }
        constexpr std::uint32_t rounds_max = 12;
        for (std::uint32_t round = 0;; ++round) {
            rounds_ = round + 1;
            const Score fresh = search.evaluate(stage, search.staffing(),
                                                terms(model_, pools_, board_).fresh_days(round));
            const auto missed = missed_cells(search, fresh);
            if (round == rounds_max || missed.empty()) return fresh;
            const Staffing before = search.staffing();
            ask_more(search, missed, fresh);
            search.add(stage);
            for (const std::size_t i : missed) {
                const std::size_t pool = promises_.cells()[i].pool;
                // What the days of the search do not show they cannot mend.
                if (search.staffing()[pool] == before[pool]) search.open_worst(fresh, i);
            }
            if (search.staffing() == before) return fresh;
        }
    }

    [[nodiscard]] std::vector<std::size_t> missed_cells(const StaffingSearch& search,
                                                        const Score& fresh) const {
        std::vector<std::size_t> missed;
        for (std::size_t i = 0; i < fresh.cells.size(); ++i) {
            if (search.is_given_up(i)) continue;
            if (promises_.is_missed(i, fresh.cells[i])) missed.push_back(i);
        }
        return missed;
    }

    /// Of cells that fell short asks as much more as they fell short by, but never more than half
    /// of what is still missing to all: the rest is for the next round.
    void ask_more(StaffingSearch& search, const std::vector<std::size_t>& missed,
                  const Score& fresh) {
        const Score known = search.evaluate(StaffingStage::confirm, search.staffing());
        for (const std::size_t i : missed) {
            const double short_by = promises_.target(i) - lower_bound(fresh.cells[i]);
            const double level = terms(model_, pools_, board_).bound(known.cells[i]);
            search.ask(i, std::min(level + short_by, (1 + level) / 2));
        }
    }

    [[nodiscard]] StaffingPlan described(const StaffingSearch& search, const Score& score) const {
        StaffingPlan plan{.pools = pools_,
                          .counters = search.staffing(),
                          .half_hours = {},
                          .cells = promises_.judged(score, days_of_score()),
                          .shortages = {},
                          .mol_max = mol_max_};
        for (std::size_t pool = 0; pool < pools_.size(); ++pool) {
            auto& own = plan.half_hours.emplace_back();
            for (std::size_t i = 0; i < score.half_hours[pool].size(); ++i) {
                const DaySums& sums = score.half_hours[pool][i];
                own.push_back({.counters = plan.counters[pool][i],
                               .steps = static_cast<double>(sums.steps()) / days_of_score(),
                               .service_level = estimate_of(sums),
                               .wait_minutes = sums.mean_wait()});
            }
        }
        return plan;
    }

    /// Of the score that tells what a plan is like.
    [[nodiscard]] double days_of_score() const {
        return wish_.confirm_days == 0 ? wish_.search_days : wish_.confirm_days;
    }

    /// What the pools that have too few counters would need: the same search in a larger hall.
    std::vector<Shortage> shortages(const StaffingSearch& search, const StaffingPlan& plan) {
        std::vector<Shortage> found;
        for (const PromisedCell& one : plan.cells) {
            if (one.keeping != Keeping::not_kept) continue;
            if (found.empty() || found.back().pool != one.cell.pool) {
                found.push_back({.pool = one.cell.pool, .service_level = 1, .lower_bound = 1});
            }
            if (one.lower_bound >= found.back().lower_bound) continue;
            found.back().service_level = one.service_level.value;
            found.back().lower_bound = one.lower_bound;
        }
        if (!found.empty()) look_for_more(search, found);
        return found;
    }

    void look_for_more(const StaffingSearch& search, std::vector<Shortage>& found) {
        std::vector<int> more(pools_.size(), 0);
        Target highest = wish_.target;
        if (!wish_.shares.empty()) highest.share = std::ranges::max(wish_.shares);
        for (const Shortage& one : found) {
            // As many as an endless queue at the peak would have, and some.
            const auto& peaks = endless_.pools[one.pool].peak_load;
            const auto mol = least_counters(std::ranges::max(peaks),
                                            {.service = endless_.pools[one.pool].held}, highest);
            more[one.pool] = std::max(mol, 2) + 2;
        }
        const LargerHall larger = with_more_counters(model_, pools_, more);
        const ScoreBoard board{larger.model.rules, larger.pools, wish_.target.wait};
        StaffingSearch wider{terms(larger.model, larger.pools, board), search.staffing(),
                             search.levels()};
        wider.add(StaffingStage::more_counters);
        for (Shortage& one : found) {
            bool is_found = true;
            for (std::size_t i = 0; i < promises_.cells().size(); ++i) {
                if (promises_.cells()[i].pool == one.pool && wider.is_given_up(i)) is_found = false;
            }
            if (is_found) one.counters = wider.staffing()[one.pool];
        }
    }

    void work_in_shifts(const StaffingSearch& search, StaffingPlan& plan) {
        ShiftSearch shifts{terms(model_, pools_, board_),
                           promises_,
                           {.staffing = search.staffing(),
                            .levels = search.levels(),
                            .given_up = search.given_up(),
                            .fresh_rounds = rounds_,
                            .evaluations = plan.evaluations}};
        plan.shifts = shifts.plan();
        plan.evaluations = shifts.evaluations();
        rounds_ = shifts.fresh_rounds();
    }

    /// On the days that confirmed the plan, if there are any.
    void review(StaffingPlan& plan) const {
        const StaffingTerms own = terms(model_, pools_, board_);
        const CounterHours hours =
            plan.shifts ? plan.shifts->hours : hours_for(plan.counters, pools_);
        const Replications days =
            wish_.confirm_days == 0 ? own.search_days() : own.fresh_days(rounds_ - 1);
        plan.review = review_staffing(own, promises_, hours, days);
    }

    Model model_;
    const StaffingWish& wish_;
    const StaffingListener& listener_;
    std::stop_token stop_;
    std::vector<Pool> pools_;
    ScoreBoard board_;
    EndlessHall endless_;
    Staffing mol_max_;
    Promises promises_;
    std::uint32_t rounds_ = 0;  // Of fresh days, that have been seen.
};

}  // namespace

int Shortage::needed() const { return counters.empty() ? 0 : std::ranges::max(counters); }

int StaffingPlan::counter_half_hours() const { return plan::counter_half_hours(counters); }

std::optional<StaffingPlan> plan_staffing(const Model& model, const StaffingWish& wish,
                                          const StaffingListener& listener,
                                          const std::stop_token& stop) {
    assert(!model.rules.opening.empty() && model.rules.closes_at() < Instant::max());
    assert(wish.shares.empty() || wish.shares.size() == HalfHours{model.rules}.count());
    try {
        return Planner{model, wish, listener, stop}.plan();
    } catch (const StaffingStopped&) {
        return std::nullopt;
    }
}

}  // namespace gerai::plan
