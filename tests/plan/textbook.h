#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "plan/replicate.h"

/// Queues of the textbooks as models of a hall: rules that never close, clerks who never rest, and
/// a second for the unit of time of the tables, so that rounding to microseconds is far below the
/// error of a test.
namespace gerai::plan {

inline constexpr Date any_date = std::chrono::year{2026} / 1 / 5;
inline constexpr Instant start = std::chrono::sys_days{any_date};
inline constexpr hall::ServiceIndex first_service{0};
inline constexpr hall::ServiceIndex second_service{1};

Duration units(double value);
Instant at_units(double value);

/// A hall that is open for ever, with counters that each give what is named and have a clerk.
/// Services take no time until they are given one.
Model endless(std::size_t services, const std::vector<std::vector<hall::ServiceIndex>>& counters,
              std::vector<hall::PriorityClass> classes = {{"none", 1}});

/// One service at so many counters.
Model one_queue(std::size_t counters, Law time,
                std::vector<hall::PriorityClass> classes = {{"none", 1}});

/// Arrivals a unit, for as long as anything is measured.
Stream steady(double per_unit, hall::ClassIndex priority = {0},
              hall::ServiceIndex service = first_service);

/// Exponential, in units; those who leave say so.
Patience patience(double mean);

/// Every counter gives one more service that takes no time. Visitors for it change nothing for
/// others, and what they wait is what anybody would who came when they do.
hall::ServiceIndex add_probe(Model& model);

/// The full precision of the test design, which takes minutes, or one for every day.
bool is_full_precision();

/// How long is measured, from when on, and how long what was measured is given to end; units.
struct Stretch {
    double warm_up{};
    double measured{};
    double cool_down{};
    std::uint32_t runs = 1;  ///< Of a replication, so that none outgrows the memory.

    [[nodiscard]] Interval window() const {
        return {at_units(warm_up), at_units(warm_up + measured)};
    }
    [[nodiscard]] Instant end() const { return at_units(warm_up + measured + cool_down); }
};

/// What has to be measured so that so many come; fewer for a quick run.
Stretch stretch_for(Stretch stretch, double customers, double per_unit);

/// A figure that a table gives.
struct Exact {
    std::string name;
    double value{};
    double precision = 0.01;  ///< What the standard error may be of it, at full precision.
    bool is_rare = false;     ///< Too few are seen in a quick run for it to know its own spread.
    double own_error = 0;     ///< Of a value that was simulated itself.
    double days = 0;          ///< A share of so many days that it may be seen on none.
};

inline constexpr std::uint32_t replications = 30;

/// Values of the same figures, replication by replication.
using Seen30 = std::vector<std::vector<double>>;

/// What `look` finds in each replication of a steady hall. `day` holds who came in the window alone
/// and has ended, but for `all`.
Seen30 seen_in(Model model, const Stretch& stretch,
               const std::function<std::vector<double>(const SimulatedDay&)>& look);

/// What `look` finds in days that begin empty, averaged over `days` for each replication.
Seen30 seen_in_days(const Model& model, std::uint32_t days,
                    const std::function<std::vector<double>(const SimulatedDay&)>& look);

/// The test design: the mean of 30 replications is within 3.66 standard errors of the exact value,
/// and at full precision the standard error is as small as the figure asks.
void expect_agreement(const Seen30& seen, const std::vector<Exact>& exact);

/// Those who came in the window for that service.
std::vector<measure::StepRecord> came_in(const SimulatedDay& day, Interval window,
                                         hall::ServiceIndex service = first_service);

double mean_wait(std::span<const measure::StepRecord> records);
double share(std::span<const measure::StepRecord> records,
             const std::function<bool(const measure::StepRecord&)>& is_one);
double share_waiting_beyond(std::span<const measure::StepRecord> records, double wait);
std::vector<measure::StepRecord> of_class(std::span<const measure::StepRecord> records,
                                          hall::ClassIndex priority);

/// Mean numbers over a window, of one service.
double mean_waiting(const SimulatedDay& day, Interval window, hall::ServiceIndex service);
double mean_serving(const SimulatedDay& day, Interval window, hall::ServiceIndex service);

/// The numbers of one service in the course of a day.
class Course {
public:
    explicit Course(const SimulatedDay& day, hall::ServiceIndex service = first_service);

    [[nodiscard]] double inside_at(Instant at) const;
    [[nodiscard]] double waiting_at(Instant at) const;

private:
    std::vector<Instant> came_;
    std::vector<Instant> stopped_waiting_;
    std::vector<Instant> left_;
};

}  // namespace gerai::plan
