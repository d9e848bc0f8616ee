#include "plan/timetable.h"

#include <algorithm>
#include <tuple>

namespace gerai::plan {

std::vector<Appointed> timetable_of(const std::vector<Duty>& roster) {
    std::vector<Appointed> acts;
    for (const Duty& duty : roster) {
        acts.push_back({duty.at.from, DutyAct::open, duty.counter, duty.services});
        for (const Interval& rest : duty.breaks) {
            acts.push_back({rest.from, DutyAct::pause, duty.counter, {}});
            acts.push_back({rest.to, DutyAct::open, duty.counter, duty.services});
        }
        if (duty.end == AtEnd::closes) {
            acts.push_back({duty.at.to, DutyAct::close, duty.counter, {}});
        }
    }
    std::ranges::stable_sort(
        acts, {}, [](const Appointed& one) { return std::tuple{one.at, one.act, one.counter}; });
    return acts;
}

}  // namespace gerai::plan
