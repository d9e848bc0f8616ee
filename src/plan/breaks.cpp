#include "plan/breaks.h"

#include <algorithm>

namespace gerai::plan {

std::vector<Interval> breaks_between(const std::vector<Interval>& opening) {
    std::vector<Interval> breaks;
    for (std::size_t i = 1; i < opening.size(); ++i) {
        breaks.push_back({opening[i - 1].to, opening[i].from});
    }
    return breaks;
}

std::vector<Interval> united(std::vector<Interval> times) {
    std::ranges::sort(times, {}, &Interval::from);
    std::vector<Interval> whole;
    for (const Interval& one : times) {
        if (!whole.empty() && one.from <= whole.back().to) {
            whole.back().to = std::max(whole.back().to, one.to);
        } else {
            whole.push_back(one);
        }
    }
    return whole;
}

}  // namespace gerai::plan
