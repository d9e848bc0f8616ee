#include "plan/staffing/review.h"

#include <algorithm>
#include <functional>
#include <mutex>
#include <optional>

#include "plan/staffing/more_visitors.h"
#include "plan/staffing/use.h"

namespace gerai::plan {

namespace {

constexpr double a_tenth = 0.1;
constexpr double hardly_late = 0.995;            // A service level that no counter would change.
constexpr std::uint32_t days_of_a_change = 100;  // One of thirty: three thousand days in all.
constexpr std::uint32_t days_of_a_review = 1'000;
constexpr double seconds_a_minute = 60;

using Column = std::vector<double>;

/// The days of a model, as far as they are looked at.
struct Played {
    std::vector<std::vector<Tally>> tallies;     // By pool, then by day.
    std::vector<std::vector<Tally>> in_opening;  // The same without breaks.
    std::vector<DayUse> use;                     // By day.
    Score score;
};

Tally sum_of(const std::vector<Tally>& half_hours) {
    Tally sum;
    for (const Tally& one : half_hours) sum += one;
    return sum;
}

Tally sum_of(const std::vector<Tally>& half_hours, const std::vector<bool>& open) {
    Tally sum;
    for (std::size_t i = 0; i < half_hours.size(); ++i) {
        if (open[i]) sum += half_hours[i];
    }
    return sum;
}

Played play(const StaffingTerms& terms, const Model& staffed, const Replications& days,
            const UseMeter* meter = nullptr) {
    const std::vector by_pool(terms.pools.size(), std::vector<Tally>(days.days));
    const std::vector<bool> open = open_half_hours(terms.model.rules);
    Played played{.tallies = by_pool,
                  .in_opening = by_pool,
                  .use = std::vector<DayUse>(meter == nullptr ? 0 : days.days),
                  .score = terms.board.empty(terms.cells)};
    std::mutex mutex;  // Guards the score.
    const auto look = [&](Simulator& simulator, std::uint32_t number) {
        const SimulatedDay day = simulator.run(days.seed, number);
        const auto tallies = terms.board.tallies_of(day);
        const std::size_t place = number - days.first;
        for (std::size_t pool = 0; pool < tallies.size(); ++pool) {
            played.tallies[pool][place] = sum_of(tallies[pool]);
            played.in_opening[pool][place] = sum_of(tallies[pool], open);
        }
        if (meter != nullptr) played.use[place] = meter->use_on(day);
        const std::scoped_lock lock{mutex};
        ScoreBoard::add(tallies, terms.cells, played.score);
    };
    if (!for_each_day(staffed, days, look, {.stop = terms.stop})) throw StaffingStopped{};
    return played;
}

Column each(const std::vector<Tally>& days, double Tally::* figure) {
    Column column;
    for (const Tally& day : days) column.push_back(day.*figure);
    return column;
}

/// 1 where nobody came.
Estimate level_of(const std::vector<Tally>& days) {
    const Column wholes = each(days, &Tally::counted);
    if (std::ranges::all_of(wholes, [](double whole) { return whole == 0; })) return {.value = 1};
    return ratio_over_days(each(days, &Tally::within), wholes);
}

/// All pools together, day by day.
std::vector<Tally> all_of(const std::vector<std::vector<Tally>>& pools) {
    std::vector<Tally> all(pools.front().size());
    for (const auto& pool : pools) {
        for (std::size_t day = 0; day < all.size(); ++day) all[day] += pool[day];
    }
    return all;
}

Estimate in_minutes(Estimate seconds) {
    return {seconds.value / seconds_a_minute, seconds.margin / seconds_a_minute};
}

/// Of some pools, all or one.
Use use_of(const std::vector<Tally>& tallies, const Played& played, const UseMeter& meter,
           const std::vector<std::size_t>& pools) {
    const std::size_t half_hours = meter.staffed().front().size();
    const std::size_t days = tallies.size();
    std::vector busy(half_hours + 1, Column(days, 0));  // The last is of the whole day.
    std::vector there(half_hours + 1, Column(days, 0));
    Column overtime(days, 0);
    for (const std::size_t pool : pools) {
        for (std::size_t day = 0; day < days; ++day) {
            const DayUse& use = played.use[day];
            for (std::size_t i = 0; i < half_hours; ++i) {
                const double staffed = meter.staffed()[pool][i] + use.beyond[pool][i];
                for (const std::size_t row : {i, half_hours}) {
                    busy[row][day] += use.busy[pool][i];
                    there[row][day] += staffed;
                }
            }
            overtime[day] = std::max(overtime[day], use.overtime[pool]);
        }
    }
    Use use{.service_level = level_of(tallies),
            .level_in_opening = {},
            .wait_minutes = in_minutes(ratio_over_days(each(tallies, &Tally::wait_seconds),
                                                       each(tallies, &Tally::called))),
            .utilisation_in_all = ratio_over_days(busy.back(), there.back()),
            .overtime_minutes = in_minutes(mean_over_days(overtime))};
    for (std::size_t i = 0; i < half_hours; ++i) {
        use.utilisation.push_back(ratio_over_days(busy[i], there[i]));
    }
    return use;
}

StaffingUse use_of(const Played& played, const UseMeter& meter, bool has_break) {
    StaffingUse use;
    std::vector<std::size_t> every;
    for (std::size_t pool = 0; pool < played.tallies.size(); ++pool) {
        every.push_back(pool);
        use.pools.push_back(use_of(played.tallies[pool], played, meter, {pool}));
    }
    use.all = use_of(all_of(played.tallies), played, meter, every);
    if (!has_break) return use;
    for (const std::size_t pool : every) {
        use.pools[pool].level_in_opening = level_of(played.in_opening[pool]);
    }
    use.all.level_in_opening = level_of(all_of(played.in_opening));
    return use;
}

/// By how much the second service level is below the first, on the same days: the difference of two
/// ratios, linearised day by day.
Estimate fall_between(const std::vector<Tally>& before, const std::vector<Tally>& after) {
    const auto a_day = [](const std::vector<Tally>& days) {
        double sum = 0;
        for (const Tally& day : days) sum += day.counted;
        return std::max(sum / static_cast<double>(days.size()), 1e-9);
    };
    const double first_level = level_of(before).value;
    const double second_level = level_of(after).value;
    const double first_size = a_day(before);
    const double second_size = a_day(after);
    Column off;
    for (std::size_t day = 0; day < before.size(); ++day) {
        const double first = before[day].within - first_level * before[day].counted;
        const double second = after[day].within - second_level * after[day].counted;
        off.push_back(first / first_size - second / second_size);
    }
    return {first_level - second_level, mean_over_days(off).margin};
}

MoreVisitors with_a_tenth_more(const StaffingTerms& terms, const Promises& promises,
                               const Model& staffed, const Replications& days,
                               const Played& before) {
    const Played after = play(terms, with_more_visitors(staffed, a_tenth), days);
    const auto part = [](const std::vector<Tally>& then, const std::vector<Tally>& now) {
        return MoreVisitors::Part{.service_level = level_of(now), .fall = fall_between(then, now)};
    };
    MoreVisitors more{.more = a_tenth,
                      .all = part(all_of(before.tallies), all_of(after.tallies)),
                      .pools = {},
                      .cells = promises.judged(after.score, days.days)};
    for (std::size_t pool = 0; pool < terms.pools.size(); ++pool) {
        more.pools.push_back(part(before.tallies[pool], after.tallies[pool]));
    }
    return more;
}

/// Tries one counter more or fewer wherever there may be.
class ChangeSearch {
public:
    /// `days` measure what the search has chosen.
    ChangeSearch(const StaffingTerms& terms, const CounterHours& hours, const StaffingUse& use,
                 const Replications& days)
        : terms_(terms),
          use_(use),
          days_(days),
          hall_(with_more_counters(terms.model, terms.pools,
                                   std::vector<int>(terms.pools.size(), 1))),
          open_(open_half_hours(terms.model.rules)),
          hours_(hours) {
        for (auto& pool : hours_) pool.emplace_back(open_.size(), false);
    }

    std::vector<CounterChange> one_more() const {
        return best_of_each(Becomes::open,
                            [&](std::size_t pool, std::size_t i) { return free_at(pool, i); });
    }

    std::vector<CounterChange> one_fewer() const {
        return best_of_each(Becomes::closed,
                            [&](std::size_t pool, std::size_t i) { return spared_at(pool, i); });
    }

private:
    using Place = std::optional<std::size_t>;
    enum class Becomes { open, closed };

    static double value_of(const CounterChange& one) { return one.in_time.value; }

    /// The first counter that is not open then.
    [[nodiscard]] Place free_at(std::size_t pool, std::size_t half_hour) const {
        if (use_.pools[pool].service_level.value > hardly_late) return std::nullopt;
        const auto& own = hours_[pool];
        for (std::size_t place = 0; place < own.size(); ++place) {
            if (!own[place][half_hour]) return place;
        }
        return std::nullopt;
    }

    /// The last counter that is open then and not needed for what the others do not give.
    [[nodiscard]] Place spared_at(std::size_t pool, std::size_t half_hour) const {
        const auto& own = hours_[pool];
        for (auto place = own.size();
             place-- > static_cast<std::size_t>(terms_.pools[pool].at_least);) {
            if (own[place][half_hour]) return place;
        }
        return std::nullopt;
    }

    /// The best place of each pool, measured on days that have not chosen it.
    template <class Find>
    [[nodiscard]] std::vector<CounterChange> best_of_each(Becomes becomes, const Find& find) const {
        std::vector<Place> best(hours_.size());
        std::vector<double> most(hours_.size());
        Replications few = terms_.search_days();
        few.days = std::min(few.days, days_of_a_change);
        const auto before = within_of(hours_, few);
        for (std::size_t i = 0; i < open_.size(); ++i) {
            if (!open_[i]) continue;
            const std::vector<Place> here(hours_.size(), i);
            for (const CounterChange& one : changes_at(here, becomes, find, before, few)) {
                if (best[one.pool] && one.in_time.value <= most[one.pool]) continue;
                best[one.pool] = i;
                most[one.pool] = one.in_time.value;
            }
        }
        auto all = changes_at(best, becomes, find, within_of(hours_, days_), days_);
        std::ranges::stable_sort(all, std::greater{}, value_of);
        return all;
    }

    /// What one counter does in each pool in its half-hour, if it has one and one is found there.
    template <class Find>
    [[nodiscard]] std::vector<CounterChange> changes_at(const std::vector<Place>& half_hours,
                                                        Becomes becomes, const Find& find,
                                                        const std::vector<Column>& before,
                                                        const Replications& days) const {
        CounterHours changed = hours_;
        std::vector<CounterChange> all;
        for (std::size_t pool = 0; pool < changed.size(); ++pool) {
            if (!half_hours[pool]) continue;
            const Place place = find(pool, *half_hours[pool]);
            if (!place) continue;
            changed[pool][*place][*half_hours[pool]] = becomes == Becomes::open;
            all.push_back({.pool = pool, .half_hour = *half_hours[pool], .in_time = {}});
        }
        if (all.empty()) return all;
        const auto after = within_of(changed, days);
        for (CounterChange& one : all) one.in_time = difference(before[one.pool], after[one.pool]);
        return all;
    }

    [[nodiscard]] static Estimate difference(const Column& before, const Column& after) {
        Column gain;
        for (std::size_t day = 0; day < before.size(); ++day) {
            gain.push_back(after[day] - before[day]);
        }
        return mean_over_days(gain);
    }

    /// By pool: how many are called in time, day by day.
    [[nodiscard]] std::vector<Column> within_of(const CounterHours& hours,
                                                const Replications& days) const {
        Model staffed = hall_.model;
        staffed.roster = roster_for(hours, hall_.pools, staffed.rules);
        const Played played = play(terms_, staffed, days);
        if (terms_.listener) {
            terms_.listener({StaffingStage::review, 0, counter_half_hours(counted(hours))});
        }
        std::vector<Column> within;
        for (const auto& pool : played.tallies) within.push_back(each(pool, &Tally::within));
        return within;
    }

    const StaffingTerms& terms_;
    const StaffingUse& use_;
    Replications days_;
    LargerHall hall_;
    std::vector<bool> open_;
    CounterHours hours_;  // With one counter more in each pool, which is closed.
};

}  // namespace

std::vector<PromisedCell> MoreVisitors::broken(const std::vector<PromisedCell>& kept) const {
    std::vector<PromisedCell> found;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool is_short = cells[i].service_level.value < cells[i].target;
        if (kept[i].keeping == Keeping::kept && is_short) found.push_back(cells[i]);
    }
    return found;
}

StaffingReview review_staffing(const StaffingTerms& terms, const Promises& promises,
                               const CounterHours& hours, Replications days) {
    days.days = std::min(days.days, days_of_a_review);
    const Model staffed = terms.with(roster_for(hours, terms.pools, terms.model.rules));
    const UseMeter meter{staffed, terms.pools};
    const Played played = play(terms, staffed, days, &meter);
    StaffingReview review{
        .use = use_of(played, meter, terms.model.rules.opening.size() > 1),
        .more_visitors = with_a_tenth_more(terms, promises, staffed, days, played)};
    const ChangeSearch changes{terms, hours, review.use, days};
    review.one_more = changes.one_more();
    review.one_fewer = changes.one_fewer();
    return review;
}

}  // namespace gerai::plan
