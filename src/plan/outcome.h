#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "hall/rules.h"
#include "plan/simulator.h"

/// What the days of a model come to: the figures that a manager asks for, each with how sure it is.
/// The definitions are those of `measure`.
namespace gerai::plan {

/// A figure over days. The truth is within `margin` of it nineteen times in twenty, as far as the
/// model is true.
struct Estimate {
    double value{};
    double margin{};
};

/// The mean of one value a day, at least two, by Student's t.
Estimate mean_over_days(std::span<const double> values);

/// The sum of the parts over the sum of the wholes, a pair a day. Days differ in size and what is
/// measured within one is not independent, so it is the days that tell the margin: the linearised
/// ratio (Cochran, Sampling Techniques, 1977, 6.4). Zero where there are no wholes.
Estimate ratio_over_days(std::span<const double> parts, std::span<const double> wholes);

/// Sums over steps of one day.
struct Tally {
    double steps = 0;  ///< Issued, added ones included.
    double called = 0;
    double counted = 0;       ///< For the promise.
    double within = 0;        ///< Of those: called within the promised wait.
    double no_shows = 0;      ///< Ended so.
    double cancelled = 0;     ///< Left.
    double wait_seconds = 0;  ///< Of those that were called.
    double busy_seconds = 0;  ///< Of counters, from the start to the end.

    void add(const measure::StepRecord& record, Duration promised);
    Tally& operator+=(const Tally& other);
};

/// One day, as much as is kept of it.
struct DayOutcome {
    std::vector<Tally> agencies;                 ///< By agency.
    std::vector<std::vector<Tally>> half_hours;  ///< By agency, then by `HalfHours`.
    std::vector<std::vector<Duration>> waits;    ///< By agency, of those that were called.
    double visits = 0;
    double refused = 0;           ///< Who got no number.
    double overtime_minutes = 0;  ///< From the last closing to the end of the last service.

    [[nodiscard]] Tally all() const;
};

/// The half-hours of a day from the first opening to the last closing.
class HalfHours {
public:
    explicit HalfHours(const hall::Rules& rules);

    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] Instant from(std::size_t place) const;

    /// Where a moment belongs: before the first counts with the first, after the last with the
    /// last.
    [[nodiscard]] std::size_t place_of(Instant at) const;

private:
    Instant begin_;
    std::size_t count_ = 0;
};

DayOutcome outcome_of(const SimulatedDay& day, const hall::Rules& rules, Duration promised);

/// Over all days. A share or a mean of nobody is nothing.
struct Outlook {
    struct Row {
        Estimate steps;                         ///< A day.
        std::optional<Estimate> service_level;  ///< Share of those that counted that was called in
                                                ///< time.
        std::optional<Estimate> wait_minutes;   ///< Mean of those that were called.
        std::optional<double> median_minutes;
        std::optional<double> p90_minutes;
        std::optional<Estimate> no_shows;     ///< Share of the steps.
        std::optional<Estimate> cancelled;    ///< Share of the steps.
        std::optional<Estimate> utilisation;  ///< Of the time that clerks were there: with a
                                              ///< visitor.
    };
    struct Cell {
        Estimate steps;  ///< A day; by when they could first be called.
        std::optional<Estimate> service_level;
        std::optional<Estimate> wait_minutes;
    };

    std::uint32_t days = 0;
    Estimate visits;
    Estimate refused;
    Estimate overtime_minutes;
    Row all;
    std::vector<Row> agencies;
    std::vector<std::vector<Cell>> half_hours;  ///< By agency.
};

/// `days` are at least two, of one model.
Outlook outlook_of(std::span<const DayOutcome> days, const Model& model);

/// How long each agency has clerks at its counters in a day of the roster, in seconds: of duties
/// without their breaks. A counter counts for its primary agency.
std::vector<double> staffed_seconds(const Model& model);

}  // namespace gerai::plan
