#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/planning/staffing_tables.h"

/// What the tables of a staffing have in common.
namespace gerai::app {

const std::string& agency_of(const StaffedMall& staffed, std::size_t pool);

int number_of(const StaffedMall& staffed, hall::CounterIndex counter);

/// The numbers of the counters of a pool, in order.
std::vector<int> numbers_of(const StaffedMall& staffed, std::size_t pool);

/// Such as `polres 83-86`: numbers that follow each other as a range.
std::string name_of(const StaffedMall& staffed, std::size_t pool);

/// `91.2 ±0.4`; `times` makes percent of shares.
std::string with_margin(plan::Estimate estimate, double times = 1);

boost::json::object to_json(plan::Estimate estimate);

/// The half-hours of a day by the clock of the mall, `08:30`.
class Hours {
public:
    explicit Hours(const StaffedMall& staffed);

    [[nodiscard]] std::size_t count() const { return half_hours_.count(); }
    [[nodiscard]] std::string from(std::size_t place) const;

    /// When the half-hour before that one ends: the last does with the day.
    [[nodiscard]] std::string to(std::size_t place) const;

private:
    [[nodiscard]] std::string clock(Instant at) const;

    plan::HalfHours half_hours_;
    Instant closes_at_;
    std::optional<TimeZone> zone_;
};

}  // namespace gerai::app
