#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mall/mall.h"
#include "mall/mall_file.h"
#include "plan/model.h"

/// What would be otherwise in a mall: an ordered list of changes, each of one of a closed set of
/// verbs (docs/scenarios.md). A scenario is read and checked against the mall that it is for, so
/// that what it names that mall has.
namespace gerai::plan {

/// Whom a change is about: the services of an agency, some services, or, with neither, all.
struct Whom {
    std::string agency{};
    std::vector<std::string> services{};

    friend bool operator==(const Whom&, const Whom&) = default;
};

/// `pool_counters`: each of these counters gives what any of them does; of an agency, its services.
struct PoolCounters {
    std::vector<int> counters{};  ///< None: those that give services of `agency`.
    std::string agency{};

    friend bool operator==(const PoolCounters&, const PoolCounters&) = default;
};

/// `add_skill`: these counters give these services too.
struct AddSkill {
    std::vector<int> counters;
    std::vector<std::string> services;

    friend bool operator==(const AddSkill&, const AddSkill&) = default;
};

/// `quick_counter`: these counters give these services alone, such as handing out what is ready.
struct QuickCounter {
    std::vector<int> counters;
    std::vector<std::string> services;

    friend bool operator==(const QuickCounter&, const QuickCounter&) = default;
};

/// `hours`: of these weekdays, Monday is 0; none: of all on which the mall is open.
struct ChangeHours {
    std::vector<int> days;
    std::vector<mall::ClockRange> hours;     ///< In place of those of the day; or
    std::optional<mall::ClockRange> span{};  ///< from the first opening to the last closing: the
                                             ///< breaks of the day that lie in it stay.

    friend bool operator==(const ChangeHours&, const ChangeHours&) = default;
};

/// `appointments`: that share of those who come without one makes an appointment.
struct MakeAppointments {
    Whom whom;
    double share{};
    std::chrono::seconds punctuality{};  ///< Standard deviation of arrival less slot.
    double no_show{};                    ///< Share that never comes.

    friend bool operator==(const MakeAppointments&, const MakeAppointments&) = default;
};

/// `priority_rates`: those that are named; the others stay.
struct ChangeRates {
    std::vector<mall::Dispatch::Rate> rates;

    friend bool operator==(const ChangeRates&, const ChangeRates&) = default;
};

/// `rescue_after`: from which wait on somebody goes before all others; nothing: nobody does.
struct ChangeRescue {
    std::optional<std::chrono::seconds> after;

    friend bool operator==(const ChangeRescue&, const ChangeRescue&) = default;
};

/// `demand`: so many times as many come without an appointment.
struct ChangeDemand {
    Whom whom;
    double factor{};

    friend bool operator==(const ChangeDemand&, const ChangeDemand&) = default;
};

/// `absent`: what an agency offers is not given.
struct Absent {
    std::string agency;

    friend bool operator==(const Absent&, const Absent&) = default;
};

/// `open_counters`: a clerk is there for that time too; without one, all day.
struct OpenCounters {
    std::vector<int> counters;
    std::optional<mall::ClockRange> between{};

    friend bool operator==(const OpenCounters&, const OpenCounters&) = default;
};

/// `close_counters`: no clerk is there for that time; without one, all day.
struct CloseCounters {
    std::vector<int> counters;
    std::optional<mall::ClockRange> between{};

    friend bool operator==(const CloseCounters&, const CloseCounters&) = default;
};

/// `clerks`: how many an agency has, for that time; without one, all day.
struct SetClerks {
    std::string agency;
    int clerks{};
    std::optional<mall::ClockRange> between{};

    friend bool operator==(const SetClerks&, const SetClerks&) = default;
};

/// `patience`: the mean of an exponential law; nothing: nobody leaves.
struct ChangePatience {
    Whom whom;
    std::optional<std::chrono::seconds> mean;

    friend bool operator==(const ChangePatience&, const ChangePatience&) = default;
};

/// `second_service`: the share of visits that come to another agency too.
struct ChangeSecondService {
    double share{};

    friend bool operator==(const ChangeSecondService&, const ChangeSecondService&) = default;
};

/// `counter_time`: so many times as long at the counter.
struct ChangeCounterTime {
    Whom whom;
    double factor{};

    friend bool operator==(const ChangeCounterTime&, const ChangeCounterTime&) = default;
};

using Change =
    std::variant<PoolCounters, AddSkill, QuickCounter, ChangeHours, MakeAppointments, ChangeRates,
                 ChangeRescue, ChangeDemand, Absent, OpenCounters, CloseCounters, SetClerks,
                 ChangePatience, ChangeSecondService, ChangeCounterTime>;

struct Scenario {
    std::string name;
    std::string name_en{};  ///< Empty: the same as `name`.
    std::string about{};
    std::string about_en{};
    std::vector<Change> changes;  ///< Each sees what those before it have made.

    friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// Reads and checks a scenario file for a mall. `file` is only named in the faults. All faults are
/// given at once, in the order of the file; a scenario is given only when there is none.
std::expected<Scenario, std::vector<mall::Fault>> read_scenario(std::string_view text,
                                                                const mall::Mall& mall,
                                                                std::string_view file);

/// The same of JSON, with the same keys but for the list, which is `changes`. Its faults have no
/// line: `changes[2].factor` says where they are.
std::expected<Scenario, std::vector<mall::Fault>> read_scenario(const boost::json::object& scenario,
                                                                const mall::Mall& mall);

/// The mall file as it would be: what counters give, hours, rates, who is in the booths. What no
/// rule of the hall asks for (demand, patience, clerks, times) is in `changed_model` alone.
mall::Mall changed_mall(const mall::Mall& mall, const Scenario& scenario);

/// The model of a date as it would be. `as_it_is` is that of the unchanged `mall` on that date, as
/// `model_of` gives it, calibrated or not. What the scenario does not name stays as it is, to the
/// bit: the same visitors come, with the same needs, and the same counters have clerks. (A model of
/// the changed mall would have others.) Before two models are compared `match_visitors` has to see
/// both.
Model changed_model(const Model& as_it_is, const mall::Mall& mall, const Scenario& scenario);

}  // namespace gerai::plan
