#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/time.h"

namespace gerai::audit {

/// What an audit needs of a mall file, read by its own small reading. That the file is right is not
/// its subject: what was accepted is believed.
struct Sheet {
    struct Service {
        std::string agency;
        std::set<std::string> after;
    };
    struct Counter {
        std::string booth;
        std::vector<std::string> services;
    };
    struct Tenant {
        std::string agency;
        std::set<int> weekdays;  ///< Monday is 0.
    };

    std::string time_zone;
    std::array<std::optional<std::chrono::minutes>, 7> closing;  ///< Minutes since local midnight.
    std::set<Date> holidays;
    std::map<std::string, std::int64_t> rates;  ///< By class.
    std::optional<Duration> rescue_after;
    std::int64_t max_rejoins{};
    std::int64_t rejoin_behind{};
    std::string paper_prefix;
    std::map<std::string, Service> services;
    std::map<int, Counter> counters;
    std::map<std::string, std::vector<Tenant>> tenants;  ///< By booth.

    /// The last closing of a date; the beginning of time when the mall is closed on it.
    [[nodiscard]] Instant closes_at(Date date) const;

    [[nodiscard]] std::set<int> counter_numbers() const;

    /// The counters that give a service on a date: those whose booth its agency has that day.
    [[nodiscard]] std::set<int> givers(const std::string& service, Date date) const;
};

/// Reads the text of a mall file (docs/mall-file.md). Throws `Unreadable`.
Sheet read_sheet(const std::string& text);

}  // namespace gerai::audit
