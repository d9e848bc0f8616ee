#include "measure/bundle_cells.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gerai::measure {

namespace {

constexpr int minutes_of_cell = 30;

/// Places of a row at which somebody is, joined with the next until those that tell are enough;
/// what is left at the end goes with the last. All in one where they are too few together.
std::vector<std::vector<std::size_t>> groups_of(std::span<const std::int64_t> there,
                                                std::span<const std::int64_t> telling) {
    std::vector<std::vector<std::size_t>> groups;
    std::vector<std::size_t> group;
    std::int64_t enough = 0;
    for (std::size_t i = 0; i < there.size(); ++i) {
        if (there[i] == 0) continue;
        group.push_back(i);
        enough += telling[i];
        if (enough < fewest_steps) continue;
        groups.push_back(std::exchange(group, {}));
        enough = 0;
    }
    if (group.empty()) return groups;
    if (groups.empty()) {
        groups.push_back(std::move(group));
    } else {
        groups.back().insert(groups.back().end(), group.begin(), group.end());
    }
    return groups;
}

BundleCell cell_of(const CellSums& sums, const std::vector<int>& weekdays, int from, int to) {
    return {.called = sums.called,
            .counted = sums.counted,
            .from = from,
            .left = sums.left,
            .no_shows = sums.no_shows,
            .steps = sums.steps,
            .to = to,
            .wait_seconds = sums.wait_seconds,
            .weekdays = weekdays,
            .within = sums.within};
}

std::vector<BundleCell> cells_of_weekdays(const CellGrid& grid,
                                          const std::vector<std::size_t>& weekdays) {
    std::vector<CellSums> row(CellGrid::half_hours);
    std::vector<std::int64_t> steps(CellGrid::half_hours);
    std::vector<std::int64_t> called(CellGrid::half_hours);
    for (std::size_t i = 0; i < row.size(); ++i) {
        for (const std::size_t weekday : weekdays) row[i] += grid.at(weekday, i);
        steps[i] = row[i].steps;
        called[i] = row[i].called;
    }
    std::vector<BundleCell> cells;
    for (const auto& group : groups_of(steps, called)) {
        CellSums sums;
        for (const std::size_t i : group) sums += row[i];
        cells.push_back(cell_of(sums, {weekdays.begin(), weekdays.end()},
                                static_cast<int>(group.front()) * minutes_of_cell,
                                static_cast<int>(group.back() + 1) * minutes_of_cell));
    }
    return cells;
}

/// Counts in order, the largest first, and how many of them may stand alone.
template <class Name>
struct Ranked {
    std::vector<std::pair<Name, std::int64_t>> all;
    std::size_t alone = 0;

    explicit Ranked(const std::map<Name, std::int64_t>& counts) {
        for (const auto& one : counts) {
            if (one.second > 0) all.push_back(one);
        }
        std::ranges::stable_sort(all, std::greater{}, &std::pair<Name, std::int64_t>::second);
        const auto few =
            std::ranges::find_if(all, [](const auto& one) { return one.second < fewest_steps; });
        alone = static_cast<std::size_t>(few - all.begin());
        // Too few of the rest would be what is missing to the sum: one more goes with them.
        if (rest() > 0 && rest() < fewest_steps && alone > 0) --alone;
    }

    [[nodiscard]] std::int64_t rest() const {
        std::int64_t sum = 0;
        for (std::size_t i = alone; i < all.size(); ++i) sum += all[i].second;
        return sum;
    }
};

}  // namespace

CellSums& CellSums::operator+=(const CellSums& other) {
    steps += other.steps;
    counted += other.counted;
    within += other.within;
    called += other.called;
    wait_seconds += other.wait_seconds;
    no_shows += other.no_shows;
    left += other.left;
    return *this;
}

CellSums CellGrid::sums() const {
    return std::accumulate(sums_.begin(), sums_.end(), CellSums{},
                           [](CellSums sum, const CellSums& one) { return sum += one; });
}

CellGrid& CellGrid::operator+=(const CellGrid& other) {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
    return *this;
}

std::vector<BundleCell> joined_cells(const CellGrid& grid) {
    std::vector<std::int64_t> steps(CellGrid::weekdays);
    std::vector<std::int64_t> called(CellGrid::weekdays);
    for (std::size_t weekday = 0; weekday < steps.size(); ++weekday) {
        for (std::size_t i = 0; i < CellGrid::half_hours; ++i) {
            steps[weekday] += grid.at(weekday, i).steps;
            called[weekday] += grid.at(weekday, i).called;
        }
    }
    std::vector<BundleCell> cells;
    for (const auto& weekdays : groups_of(steps, called)) {
        for (BundleCell& cell : cells_of_weekdays(grid, weekdays)) {
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

std::vector<BundlePart> joined_parts(const std::map<std::string, std::int64_t>& counts) {
    const Ranked ranked{counts};
    std::vector<BundlePart> parts;
    for (std::size_t i = 0; i < ranked.alone; ++i) {
        parts.push_back({.count = ranked.all[i].second, .names = {ranked.all[i].first}});
    }
    if (ranked.rest() < fewest_steps) return parts;
    BundlePart rest{.count = ranked.rest(), .names = {}};
    for (std::size_t i = ranked.alone; i < ranked.all.size(); ++i) {
        rest.names.push_back(ranked.all[i].first);
    }
    std::ranges::sort(rest.names);
    parts.push_back(std::move(rest));
    return parts;
}

std::vector<BundleRoute> joined_routes(
    const std::map<std::pair<std::string, std::string>, std::int64_t>& counts) {
    const Ranked ranked{counts};
    std::vector<BundleRoute> routes;
    for (std::size_t i = 0; i < ranked.alone; ++i) {
        const auto& [way, count] = ranked.all[i];
        routes.push_back({.count = count, .from = way.first, .to = way.second});
    }
    if (ranked.rest() >= fewest_steps) {
        routes.push_back({.count = ranked.rest(), .from = {}, .to = {}});
    }
    return routes;
}

std::vector<BundleRatings> joined_ratings(std::span<const std::int64_t> counts) {
    std::vector<BundleRatings> ratings;
    if (std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) < fewest_steps) {
        return ratings;
    }
    for (const auto& group : groups_of(counts, counts)) {
        auto& one = ratings.emplace_back();
        for (const std::size_t place : group) {
            const int score = static_cast<int>(place) + 1;
            one.count += counts[place];
            one.sum += score * counts[place];
            one.scores.push_back(score);
        }
    }
    return ratings;
}

std::optional<BundleTimes> times_of(std::vector<std::int64_t> seconds) {
    const auto count = static_cast<std::int64_t>(seconds.size());
    if (count < fewest_steps) return std::nullopt;
    std::ranges::sort(seconds);
    BundleTimes times{
        .count = count,
        .quantiles = {},
        .sum_seconds = std::accumulate(seconds.begin(), seconds.end(), std::int64_t{0})};
    constexpr std::int64_t coarse = 5;
    for (const int percent : {10, 25, 50, 75, 90, 95}) {
        // One lies beyond it on either side at least, or it would be the longest or shortest time.
        const std::int64_t nth = (count * percent + 99) / 100;
        if (nth < 2 || count * (100 - percent) < 100) continue;
        const std::int64_t value = seconds[static_cast<std::size_t>(nth - 1)];
        times.quantiles.push_back(
            {.percent = percent, .seconds = (value + coarse / 2) / coarse * coarse});
    }
    return times;
}

}  // namespace gerai::measure
