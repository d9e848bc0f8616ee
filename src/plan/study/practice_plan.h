#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "measure/bundle.h"
#include "plan/staffing/staffing.h"

/// What a mall would need to give its own visitors the service level of another: its demand, its
/// hours, its agencies, and the other's promise kept as well as the other keeps it.
namespace gerai::plan {

struct PracticeWish {
    std::uint64_t seed = 1;
    std::uint32_t search_days = 100;
    std::uint32_t confirm_days = 400;
    std::uint32_t repeats = 3;  ///< Each with other days; their spread is the range of a plan.
    unsigned threads = 1;
};

/// Counters for one way of dividing services among them.
struct CounterPlan {
    std::vector<int> counters;    ///< Open in all, by half-hour of the day.
    double counter_hours{};       ///< A day,
    double counter_hours_low{};   ///< and over all repeats the fewest
    double counter_hours_high{};  ///< and the most.
    double services_a_counter{};  ///< Of the counters that are open at any time, on average.
    Estimate service_level;       ///< Of the day, on days that the search did not see.
    std::vector<std::optional<double>> level_by_half_hour;  ///< Nothing where the hall is closed,
                                                            ///< or nobody comes.
    int cells_kept{};                         ///< Cells of a pool that keep the level for sure,
    int cells_asked{};                        ///< of so many that have enough visitors to tell.
    bool is_enough = true;                    ///< The counters that there are suffice.
    std::vector<std::string> short_agencies;  ///< Where they do not: ids, each once.
};

struct PracticePlan {
    Target target;  ///< The other's service level of the day, and the wait that it counts against.
    std::vector<double> asked;  ///< By half-hour: the other's level then, between the bounds below,
                                ///< and that of its day where nobody comes to it or
                                ///< it is closed.
    double level_of_other{};    ///< Of its day, as it is.
    std::vector<std::optional<double>> other_by_half_hour;  ///< Of the same half-hours.
    std::vector<int> from_minutes;  ///< When the half-hours begin, since local midnight.
    std::vector<bool> is_open;      ///< The first hall, in some part of each of them.

    double present_counter_hours{};  ///< Of the roster as the model has it, a day.
    CounterPlan own;                 ///< Each counter gives what it gives now.
    CounterPlan pooled;              ///< Each counter gives all services of its agency.
    bool is_pooled_already = false;  ///< Each does so now: the two are one.
    std::vector<int> one_pool;       ///< What the formula asks for if all were one pool: no bound,
                                     ///< as it takes the peak of each half-hour as if it lasted.
    double one_pool_counter_hours{};
};

/// No plan is asked for more, or for less, in any half-hour: the last per cent costs counters that
/// nobody would open, and a level that came of a few visitors is none to copy.
inline constexpr double highest_target = 0.99;
inline constexpr double lowest_target = 0.5;

/// The service level of a bundle in each half-hour of the local day; a cell of several half-hours
/// counts evenly for each of them. Nothing where nobody came.
std::vector<std::optional<double>> level_by_half_hour(const measure::Bundle& bundle);

/// The same hall in which every counter gives all services that counters of its agency give.
Model with_agency_skills(Model model);

/// Told of each plan that is begun, and of how many.
using PracticeListener = std::function<void(std::uint32_t done, std::uint32_t of)>;

/// Nothing when it was stopped. The model has visitors and opening hours.
std::optional<PracticePlan> plan_with_practice(const Model& model, const measure::Bundle& other,
                                               const TimeZone& zone, const PracticeWish& wish,
                                               const PracticeListener& listener = {},
                                               const std::stop_token& stop = {});

}  // namespace gerai::plan
