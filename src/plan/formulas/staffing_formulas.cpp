#include "plan/formulas/staffing_formulas.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan/formulas/queues.h"
#include "plan/law.h"

namespace gerai::plan {

namespace {

using namespace std::chrono_literals;

// The formulas take a second for their unit of time.
constexpr double seconds_an_hour = 3600;

double load_of(double per_hour, const Profile& profile) {
    return per_hour * in_seconds(profile.pace.service) / seconds_an_hour;
}

/// Share to whom a wait longer than the target's is offered.
double share_beyond(double load, int counters, const Pace& pace, const Target& target) {
    const double service = 1 / in_seconds(pace.service);
    const double wait = in_seconds(target.wait);
    if (pace.patience) {
        const ImpatientQueue queue{{.arrivals = load * service,
                                    .service = service,
                                    .leaving = 1 / in_seconds(*pace.patience),
                                    .counters = counters}};
        return queue.share_beyond(wait);
    }
    if (load >= counters) return 1;
    return 1 - Queue{load * service, service, counters}.share_within(wait);
}

/// The offered load at each minute of a cell, its end included.
std::vector<double> offered_in(const Profile& profile, std::size_t cell) {
    std::vector<double> per_second = profile.per_hour;
    for (double& rate : per_second) rate /= seconds_an_hour;
    const auto survival = [&](double seconds) { return profile.survival(from_seconds(seconds)); };
    const double length = in_seconds(profile.cell);
    std::vector<double> loads;
    for (Duration in_cell{0}; in_cell <= profile.cell; in_cell += 1min) {
        const double at = length * static_cast<double>(cell) + in_seconds(in_cell);
        loads.push_back(offered_load(per_second, length, survival, at));
    }
    return loads;
}

/// Counters for what `look` makes of the offered load in each cell.
template <class Look>
std::vector<int> mol(const Profile& profile, const Target& target, const Look& look) {
    std::vector<double> loads;
    for (std::size_t cell = 0; cell < profile.per_hour.size(); ++cell) {
        loads.push_back(look(offered_in(profile, cell)));
    }
    return least_counters(loads, profile.pace, target);
}

}  // namespace

int least_counters(double load, const Pace& pace, const Target& target) {
    int counters = 1;
    if (load <= 0) return counters;
    while (share_beyond(load, counters, pace, target) > 1 - target.share) ++counters;
    return counters;
}

std::vector<int> least_counters(const std::vector<double>& loads, const Pace& pace,
                                const Target& target) {
    std::vector<int> counters;
    for (const double load : loads) counters.push_back(least_counters(load, pace, target));
    return counters;
}

std::vector<int> sipp(const Profile& profile, const Target& target) {
    std::vector<double> loads;
    for (const double rate : profile.per_hour) loads.push_back(load_of(rate, profile));
    return least_counters(loads, profile.pace, target);
}

std::vector<int> lagged_sipp(const Profile& profile, const Target& target) {
    // A service longer than a cell lags by whole cells and a part of one.
    const double lag = in_seconds(profile.pace.service) / in_seconds(profile.cell);
    const auto whole = static_cast<std::size_t>(lag);
    const double part = lag - static_cast<double>(whole);
    const auto rate_before = [&](std::size_t cell, std::size_t cells) {
        return cell < cells ? 0 : profile.per_hour[cell - cells];
    };
    std::vector<double> loads;
    for (std::size_t cell = 0; cell < profile.per_hour.size(); ++cell) {
        const double rate =
            (1 - part) * rate_before(cell, whole) + part * rate_before(cell, whole + 1);
        loads.push_back(load_of(rate, profile));
    }
    return least_counters(loads, profile.pace, target);
}

std::vector<int> mol_mean(const Profile& profile, const Target& target) {
    return mol(profile, target, [](const std::vector<double>& loads) {
        // The end of a cell is the beginning of the next.
        const double sum = std::accumulate(loads.begin(), loads.end() - 1, 0.0);
        return sum / static_cast<double>(loads.size() - 1);
    });
}

std::vector<int> mol_max(const Profile& profile, const Target& target) {
    return mol(profile, target,
               [](const std::vector<double>& loads) { return std::ranges::max(loads); });
}

}  // namespace gerai::plan
