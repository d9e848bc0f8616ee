#pragma once

#include <vector>

#include "api/estimate_book.h"
#include "api/public_types.h"
#include "hall/day.h"

namespace gerai::api {

/// Which services and counters are whose, on a day with these rules.
class AgencyShares {
public:
    AgencyShares() = default;
    explicit AgencyShares(const hall::Rules& rules);

    [[nodiscard]] const std::vector<hall::ServiceIndex>& services(hall::AgencyIndex agency) const {
        return services_[agency.value];
    }

    /// Counters in whose booth the agency is today.
    [[nodiscard]] const std::vector<hall::CounterIndex>& counters(hall::AgencyIndex agency) const {
        return counters_[agency.value];
    }

    [[nodiscard]] std::size_t size() const { return services_.size(); }

private:
    std::vector<std::vector<hall::ServiceIndex>> services_;  // By agency, as is the next.
    std::vector<std::vector<hall::CounterIndex>> counters_;
};

/// How many wait for an agency, how many counters are open for them, and, with `estimates`, how
/// long one more would wait.
QueueView view_of_queue(const hall::Day& day, const AgencyShares& shares, hall::AgencyIndex agency,
                        Instant now, const HallEstimates* estimates = nullptr);

}  // namespace gerai::api
