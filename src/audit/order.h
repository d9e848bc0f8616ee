#pragma once

#include <map>
#include <optional>
#include <string>

#include "audit/findings.h"
#include "audit/hall.h"

namespace gerai::audit {

/// The rules of order of one date: those of the file with which it began.
struct Priorities {
    std::map<std::string, std::int64_t> rates;  ///< By class.
    std::optional<Duration> rescue_after;
    std::int64_t rejoin_behind{};
};

/// What a `called` event says.
struct Call {
    struct Overtook {
        std::size_t step{};
        std::int64_t score{};
        std::string reason;

        friend bool operator==(const Overtook&, const Overtook&) = default;
    };

    std::size_t step{};
    int counter{};
    std::string rule;
    std::int64_t score{};
    std::optional<Overtook> overtook;
    bool is_rejoin = false;
};

/// Whether it was that step's turn, and whether what the event says about it is true. `hall` is as
/// it stood before the call.
void check_call(const Hall& hall, const Priorities& priorities, const Call& call, Instant now,
                Findings& findings);

/// The effective time with which a step comes back after a no-show.
Instant place_after_no_show(const Hall& hall, const Priorities& priorities, const Step& step);

/// `step 5 (B-023)`.
std::string name_of(const Hall& hall, std::size_t step);

}  // namespace gerai::audit
