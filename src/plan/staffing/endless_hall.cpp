#include "plan/staffing/endless_hall.h"

#include <algorithm>
#include <mutex>
#include <variant>

namespace gerai::plan {

namespace {

using namespace std::chrono_literals;

// How often counters are counted: close enough for the peak within a half-hour, both of whose ends
// count.
constexpr Duration between_looks = 5min;
constexpr std::size_t looks_a_half_hour = 6;

/// How counters were held; whole numbers, so that days may be added in any order.
struct Held {
    std::vector<std::vector<std::int64_t>> at_look;  // By pool.
    std::vector<Duration> in_all;                    // By pool.
    std::vector<std::int64_t> calls;                 // By pool.
    std::vector<int> most_at_once;                   // By pool.

    Held(std::size_t pools, std::size_t looks)
        : at_look(pools, std::vector<std::int64_t>(looks)),
          in_all(pools),
          calls(pools),
          most_at_once(pools) {}

    Held& operator+=(const Held& other) {
        for (std::size_t pool = 0; pool < calls.size(); ++pool) {
            for (std::size_t i = 0; i < at_look[pool].size(); ++i) {
                at_look[pool][i] += other.at_look[pool][i];
            }
            in_all[pool] += other.in_all[pool];
            calls[pool] += other.calls[pool];
            most_at_once[pool] = std::max(most_at_once[pool], other.most_at_once[pool]);
        }
        return *this;
    }
};

/// Which pool each counter is of.
std::vector<std::size_t> pool_of_counter(const LargerHall& hall) {
    std::vector<std::size_t> pool_of(hall.model.rules.counters.size(), hall.pools.size());
    for (std::size_t pool = 0; pool < hall.pools.size(); ++pool) {
        for (const hall::CounterIndex one : hall.pools[pool].counters) pool_of[one.value] = pool;
    }
    return pool_of;
}

/// Follows the counters of one day, from each call until the counter is ready for the next.
class Meter {
public:
    Meter(const LargerHall& hall, const std::vector<std::size_t>& pool_of)
        : begin_(HalfHours{hall.model.rules}.from(0)),
          gap_(mean(hall.model.idle_gap)),
          pool_of_(pool_of),
          since_(pool_of.size()),
          now_(hall.pools.size()),
          held_(hall.pools.size(), HalfHours{hall.model.rules}.count() * looks_a_half_hour + 1) {}

    void note(const hall::Event& event) {
        if (const auto* const called = std::get_if<hall::Called>(&event.what)) {
            begin_at(called->counter, event.at);
        } else if (const auto* const finished = std::get_if<hall::Finished>(&event.what)) {
            end_at(finished->counter, event.at);
        } else if (const auto* const missed = std::get_if<hall::NoShow>(&event.what)) {
            end_at(missed->counter, event.at);
        }
    }

    [[nodiscard]] const Held& held() const { return held_; }

private:
    void begin_at(hall::CounterIndex counter, Instant at) {
        const std::size_t pool = pool_of_[counter.value];
        since_[counter.value] = at;
        ++held_.calls[pool];
        held_.most_at_once[pool] = std::max(held_.most_at_once[pool], ++now_[pool]);
    }

    void end_at(hall::CounterIndex counter, Instant at) {
        const std::size_t pool = pool_of_[counter.value];
        --now_[pool];
        const Instant from = since_[counter.value];
        const Instant to = at + gap_;
        held_.in_all[pool] += to - from;
        auto& looks = held_.at_look[pool];
        auto look = (from - begin_ + between_looks - Duration{1}) / between_looks;
        for (; begin_ + between_looks * look < to; ++look) {
            if (static_cast<std::size_t>(look) >= looks.size()) return;
            ++looks[static_cast<std::size_t>(look)];
        }
    }

    Instant begin_;
    Duration gap_;
    const std::vector<std::size_t>& pool_of_;
    std::vector<Instant> since_;  // By counter.
    std::vector<int> now_;        // By pool.
    Held held_;
};

/// Plays the days of a hall whose counters are all open.
struct Played {
    Held held;
    Score score;
};
std::optional<Played> play(const LargerHall& hall, const ScoreBoard& board,
                           const Replications& days, const std::stop_token& stop) {
    const auto pool_of = pool_of_counter(hall);
    Played all{Meter{hall, pool_of}.held(), board.empty({})};
    std::mutex mutex;  // Guards what is summed.
    const auto look = [&](Simulator& simulator, std::uint32_t number) {
        Meter meter{hall, pool_of};
        const SimulatedDay day =
            simulator.run(days.seed, number,
                          [&](const hall::Event& event, const hall::Day&) { meter.note(event); });
        const auto tallies = board.tallies_of(day);
        const std::scoped_lock lock{mutex};
        all.held += meter.held();
        ScoreBoard::add(tallies, {}, all.score);
    };
    if (!for_each_day(hall.model, days, look, {.stop = stop})) return std::nullopt;
    return all;
}

LargerHall with_all_open(const Model& model, const std::vector<Pool>& pools,
                         const std::vector<int>& more) {
    LargerHall hall = with_more_counters(model, pools, more);
    Staffing all;
    for (const Pool& pool : hall.pools) {
        all.emplace_back(HalfHours{model.rules}.count(), static_cast<int>(pool.counters.size()));
    }
    hall.model.roster = roster_for(all, hall.pools, hall.model.rules);
    return hall;
}

/// The greatest mean of the looks of each half-hour.
std::vector<double> peaks_of(const std::vector<std::int64_t>& at_look, std::uint32_t days) {
    std::vector<double> peaks;
    for (std::size_t i = 0; i + 1 < at_look.size(); i += looks_a_half_hour) {
        const auto first = at_look.begin() + static_cast<std::ptrdiff_t>(i);
        const auto most = std::max_element(first, first + looks_a_half_hour + 1);
        peaks.push_back(static_cast<double>(*most) / days);
    }
    return peaks;
}

EndlessHall described(Played played, std::uint32_t days) {
    EndlessHall hall{.pools = {}, .score = std::move(played.score), .days = days};
    for (std::size_t pool = 0; pool < played.held.calls.size(); ++pool) {
        const std::int64_t calls = std::max<std::int64_t>(played.held.calls[pool], 1);
        hall.pools.push_back({.peak_load = peaks_of(played.held.at_look[pool], days),
                              .held = played.held.in_all[pool] / calls});
    }
    return hall;
}

}  // namespace

std::vector<std::vector<double>> EndlessHall::steps_a_day() const {
    std::vector<std::vector<double>> steps;
    for (const auto& half_hours : score.half_hours) {
        auto& own = steps.emplace_back();
        for (const DaySums& one : half_hours) {
            own.push_back(static_cast<double>(one.steps()) / days);
        }
    }
    return steps;
}

std::optional<EndlessHall> endless_hall(const Model& model, const std::vector<Pool>& pools,
                                        const ScoreBoard& board, const Replications& days,
                                        const std::stop_token& stop) {
    std::vector<int> more;
    for (const Pool& pool : pools) more.push_back(static_cast<int>(pool.counters.size()) + 4);
    while (true) {
        const LargerHall hall = with_all_open(model, pools, more);
        auto played = play(hall, board, days, stop);
        if (!played) return std::nullopt;
        bool is_enough = true;
        for (std::size_t pool = 0; pool < pools.size(); ++pool) {
            // Half are left for those who get ready, who are not counted.
            const auto counters = static_cast<int>(hall.pools[pool].counters.size());
            if (2 * played->held.most_at_once[pool] <= counters) continue;
            more[pool] += counters;
            is_enough = false;
        }
        if (is_enough) return described(std::move(*played), days.days);
    }
}

}  // namespace gerai::plan
