#include "plan/staffing/shift_cover.h"

#include <algorithm>
#include <cmath>

#include "plan/staffing/covering_program.h"

namespace gerai::plan {

namespace {

constexpr std::size_t half_hours_an_hour = 2;
constexpr std::size_t usual_length = 4 * half_hours_an_hour;
constexpr int least_length = 2 * half_hours_an_hour;

/// A shift without what lies outside the opening at either end; nothing if too little is left.
std::optional<Shift> shift_within(std::size_t from, std::size_t to, const std::vector<bool>& open) {
    while (from < to && !open[from]) ++from;
    while (from < to && !open[to - 1]) --to;
    const auto first = open.begin() + static_cast<std::ptrdiff_t>(from);
    const auto last = open.begin() + static_cast<std::ptrdiff_t>(to);
    const auto covered = static_cast<int>(std::count(first, last, true));
    if (covered < least_length) return std::nullopt;
    return Shift{.from = from, .to = to, .cost = covered};
}

/// Where the day falls into two: its first break, or its middle to the hour.
std::size_t middle_of(const std::vector<bool>& open) {
    const auto first = std::ranges::find(open, true);
    const auto noon = std::find(first, open.end(), false);
    const bool has_break = std::find(noon, open.end(), true) != open.end();
    if (has_break) return static_cast<std::size_t>(noon - open.begin());
    const std::size_t half = open.size() / 2;
    return half + half % half_hours_an_hour;
}

// What a shift costs beside its half-hours, so that of two covers at one cost the one with fewer
// shifts is found: less than a half-hour for as many as there can be.
constexpr double handover = 1.0 / 1024;
constexpr double nought = 1e-6;
constexpr double nought_of_handovers = 1e-3;
constexpr int nodes_max = 20'000;

/// Branch and bound, depth first.
class CoverSearch {
public:
    CoverSearch(std::span<const Shift> kinds, std::span<const int> needs, int at_once)
        : kinds_(kinds) {
        for (const Shift& one : kinds) program_.costs.push_back(one.cost + handover);
        for (std::size_t i = 0; i < needs.size(); ++i) {
            if (needs[i] > 0) limit(i, &Shift::covers, -1, -needs[i]);
            limit(i, &Shift::holds, 1, at_once);
        }
    }

    std::optional<Cover> search() {
        look();
        if (best_.empty()) return std::nullopt;
        Cover cover{.times = best_, .is_least = nodes_ <= nodes_max};
        for (std::size_t i = 0; i < kinds_.size(); ++i) cover.cost += best_[i] * kinds_[i].cost;
        return cover;
    }

private:
    void limit(std::size_t half_hour, bool (Shift::*is_in)(std::size_t) const, double sign,
               double limit) {
        auto& row = program_.rows.emplace_back();
        for (const Shift& one : kinds_) row.push_back((one.*is_in)(half_hour) ? sign : 0);
        program_.limits.push_back(limit);
    }

    void look() {
        if (++nodes_ > nodes_max) return;
        const auto point = least_point(program_);
        if (!point) return;
        double cost = 0;
        for (std::size_t i = 0; i < point->size(); ++i) cost += (*point)[i] * program_.costs[i];
        // What whole numbers of shifts cost is a whole number of handovers.
        const double least = std::ceil(cost / handover - nought_of_handovers) * handover;
        if (!best_.empty() && least >= least_ - handover / 2) return;
        const auto broken = std::ranges::find_if(
            *point, [](double times) { return std::abs(times - std::round(times)) > nought; });
        if (broken == point->end()) {
            keep(*point, cost);
            return;
        }
        const auto kind = static_cast<std::size_t>(broken - point->begin());
        look_with(kind, -1, -std::ceil(*broken));
        look_with(kind, 1, std::floor(*broken));
    }

    void keep(const std::vector<double>& point, double cost) {
        best_.clear();
        for (const double times : point) best_.push_back(static_cast<int>(std::lround(times)));
        least_ = cost;
    }

    void look_with(std::size_t kind, double sign, double limit) {
        program_.rows.emplace_back(kinds_.size(), 0.0)[kind] = sign;
        program_.limits.push_back(limit);
        look();
        program_.rows.pop_back();
        program_.limits.pop_back();
    }

    std::span<const Shift> kinds_;
    LinearProgram program_;
    std::vector<int> best_;  // Empty: none as yet.
    double least_ = 0;
    int nodes_ = 0;
};

}  // namespace

ShiftKinds whole_day_shifts(const std::vector<bool>& open) {
    const auto covered = static_cast<int>(std::ranges::count(open, true));
    return {{.from = 0, .to = open.size(), .cost = covered}};
}

ShiftKinds flexible_shifts(const std::vector<bool>& open) {
    ShiftKinds kinds = whole_day_shifts(open);
    const auto add = [&](std::size_t from, std::size_t to) {
        const auto one = shift_within(from, to, open);
        if (one && std::ranges::find(kinds, *one) == kinds.end()) kinds.push_back(*one);
    };
    const std::size_t middle = middle_of(open);
    add(0, middle);
    add(middle, open.size());
    // Those that would have begun before the opening are cut off by it.
    for (std::size_t end = least_length; end < open.size() + usual_length;
         end += half_hours_an_hour) {
        add(end > usual_length ? end - usual_length : 0, std::min(end, open.size()));
    }
    return kinds;
}

std::optional<Cover> least_cover(std::span<const Shift> kinds, std::span<const int> needs,
                                 int at_once) {
    return CoverSearch{kinds, needs, at_once}.search();
}

std::vector<int> covered_by(const Cover& cover, std::span<const Shift> kinds,
                            std::size_t half_hours) {
    std::vector<int> counters(half_hours, 0);
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        for (std::size_t i = kinds[kind].from; i < kinds[kind].to; ++i) {
            if (kinds[kind].covers(i)) counters[i] += cover.times[kind];
        }
    }
    return counters;
}

}  // namespace gerai::plan
