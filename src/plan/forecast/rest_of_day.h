#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plan/outcome.h"
#include "plan/simulator.h"

/// What is kept of a day that is played on from a moment, by agency and half-hour.
namespace gerai::plan {

struct RestCell {
    std::uint32_t waiting = 0;  ///< At the half-hour's end.
    std::uint32_t steps = 0;    ///< That could first be called in it.
    std::uint32_t counted = 0;  ///< Of these: count for the promise,
    std::uint32_t within = 0;   ///< and were called within it.
};

struct RestWait {
    std::uint32_t cell{};
    Duration wait{};
};

struct RestOfDay {
    std::vector<RestCell> cells;  ///< By agency, then by half-hour.
    std::vector<RestWait> waits;  ///< Of all steps that could be called.
    Instant last_leaves;
    std::uint32_t within = 0;    ///< Steps of the whole day that were called in time.
    std::uint32_t unserved = 0;  ///< Steps that ended with the date and were never called.
};

/// The half-hours from a moment to the last closing, by agency.
class RestGrid {
public:
    RestGrid(const hall::Rules& rules, Instant now);

    [[nodiscard]] std::size_t half_hours() const { return all_.count() - first_; }
    [[nodiscard]] std::size_t cells() const { return agencies_ * half_hours(); }
    [[nodiscard]] Instant from(std::size_t half_hour) const {
        return all_.from(first_ + half_hour);
    }
    [[nodiscard]] std::uint32_t cell(hall::AgencyIndex agency, std::size_t half_hour) const {
        return static_cast<std::uint32_t>(agency.value * half_hours() + half_hour);
    }

    /// Whether nobody calls in that half-hour, as all of it lies between opening hours.
    [[nodiscard]] bool is_break(std::size_t half_hour) const;

    /// Where a moment belongs; nothing before the first of them.
    [[nodiscard]] std::optional<std::size_t> place_of(Instant at) const;

private:
    HalfHours all_;
    std::size_t first_;
    std::size_t agencies_;
    std::vector<Interval> breaks_;
};

/// Folds the events of one day.
class RestFold {
public:
    RestFold(const RestGrid& grid, const hall::Day& present);

    void note(const hall::Event& event, const hall::Day& day);

    /// When the day is over.
    [[nodiscard]] RestOfDay rest(const SimulatedDay& day, const hall::Rules& rules,
                                 Duration promised);

private:
    void pass_to(Instant at);
    void look(hall::StepIndex step, const hall::Day& day);

    const RestGrid& grid_;
    std::vector<std::uint8_t> waits_;     // By step.
    std::vector<std::uint32_t> waiting_;  // By agency.
    std::size_t passed_ = 0;              // Half-hours that are over.
    RestOfDay rest_;
};

}  // namespace gerai::plan
