#pragma once

#include <vector>

#include "plan/staffing/review.h"

namespace gerai::plan {

/// The clerks' time with visitors on one day; seconds, by pool and half-hour.
struct DayUse {
    std::vector<std::vector<double>> busy;
    std::vector<std::vector<double>> beyond;  ///< Of it, when the counter was no longer on duty.
    std::vector<double> overtime;             ///< By pool.
};

/// Measures how the clerks of a roster are used.
class UseMeter {
public:
    UseMeter(const Model& staffed, const std::vector<Pool>& pools);

    [[nodiscard]] DayUse use_on(const SimulatedDay& day) const;

    /// Seconds that counters are on duty, by pool and half-hour.
    [[nodiscard]] const std::vector<std::vector<double>>& staffed() const { return staffed_; }

private:
    [[nodiscard]] double on_duty(hall::CounterIndex counter, Interval at) const;
    [[nodiscard]] Interval half_hour(std::size_t place) const {
        return {half_hours_.from(place), half_hours_.from(place + 1)};
    }

    HalfHours half_hours_;
    Instant closes_at_;
    std::vector<std::size_t> pool_of_service_;
    std::vector<std::vector<Interval>> duties_;  // By counter, without breaks.
    std::vector<std::vector<double>> staffed_;
};

}  // namespace gerai::plan
