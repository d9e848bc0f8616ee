#include "plan/staffing/use.h"

#include <algorithm>
#include <limits>

namespace gerai::plan {

namespace {

constexpr std::size_t no_pool = std::numeric_limits<std::size_t>::max();

double seconds_in_both(Interval one, Interval other) {
    return std::max(in_seconds(std::min(one.to, other.to) - std::max(one.from, other.from)), 0.0);
}

/// A duty without its breaks, which are in order.
std::vector<Interval> worked_in(const Duty& duty) {
    std::vector<Interval> worked;
    Instant from = duty.at.from;
    for (const Interval& rest : duty.breaks) {
        worked.push_back({from, rest.from});
        from = rest.to;
    }
    worked.push_back({from, duty.at.to});
    return worked;
}

}  // namespace

UseMeter::UseMeter(const Model& staffed, const std::vector<Pool>& pools)
    : half_hours_(staffed.rules),
      closes_at_(staffed.rules.closes_at()),
      pool_of_service_(staffed.rules.services.size(), no_pool),
      duties_(staffed.rules.counters.size()),
      staffed_(pools.size(), std::vector<double>(half_hours_.count(), 0)) {
    for (const Duty& duty : staffed.roster) {
        auto& own = duties_[duty.counter.value];
        const auto worked = worked_in(duty);
        own.insert(own.end(), worked.begin(), worked.end());
    }
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        for (const hall::ServiceIndex one : pools[pool].services) {
            pool_of_service_[one.value] = pool;
        }
        for (const hall::CounterIndex counter : pools[pool].counters) {
            for (std::size_t i = 0; i < half_hours_.count(); ++i) {
                staffed_[pool][i] += on_duty(counter, half_hour(i));
            }
        }
    }
}

double UseMeter::on_duty(hall::CounterIndex counter, Interval at) const {
    double seconds = 0;
    for (const Interval& worked : duties_[counter.value]) seconds += seconds_in_both(worked, at);
    return seconds;
}

DayUse UseMeter::use_on(const SimulatedDay& day) const {
    DayUse use{.busy = std::vector(staffed_.size(), std::vector<double>(half_hours_.count(), 0)),
               .beyond = std::vector(staffed_.size(), std::vector<double>(half_hours_.count(), 0)),
               .overtime = std::vector<double>(staffed_.size(), 0)};
    for (const measure::StepRecord& record : day.records) {
        const std::size_t pool = pool_of_service_[record.service.value];
        if (pool == no_pool || !record.called_at || !record.ended_at) continue;
        use.overtime[pool] =
            std::max(use.overtime[pool], in_seconds(*record.ended_at - closes_at_));
        if (!record.started_at) continue;
        const Interval served{*record.started_at, *record.ended_at};
        for (std::size_t i = half_hours_.place_of(served.from); i < half_hours_.count(); ++i) {
            if (half_hour(i).from >= served.to) break;
            const Interval part{std::max(served.from, half_hour(i).from),
                                std::min({served.to, half_hour(i).to, closes_at_})};
            if (part.from >= part.to) continue;
            const double seconds = in_seconds(part.to - part.from);
            use.busy[pool][i] += seconds;
            use.beyond[pool][i] += seconds - on_duty(record.counter, part);
        }
    }
    return use;
}

}  // namespace gerai::plan
