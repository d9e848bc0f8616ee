#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/time.h"

/// A mall as its file describes it: agencies occupy booths, a booth has counters, a counter offers
/// services. All of it is plain data; `mall_file.h` reads and checks it. An accepted file is an
/// event of the mall's journal, so what stands here is what every server of the mall knows.
namespace gerai::mall {

/// Minutes since local midnight, `from` included, `to` not; `to` may be 24:00.
struct ClockRange {
    std::chrono::minutes from;
    std::chrono::minutes to;

    friend bool operator==(const ClockRange&, const ClockRange&) = default;
};

/// Opening hours by weekday, Monday first; a day without ranges is closed. Ranges are in order and
/// do not overlap; what lies between two of them is the midday break.
using WeeklyHours = std::array<std::vector<ClockRange>, 7>;

/// Where a figure comes from: a public source was found, or it follows the national norm.
enum class Basis { sourced, norm };

enum class AgencyKind { vertical, regional, state_enterprise, regional_enterprise, private_, host };

struct Promise {
    std::chrono::seconds wait{};
    double share{};  ///< Between 0 and 1.

    friend bool operator==(const Promise&, const Promise&) = default;
};

/// How the next visitor is chosen; the meaning of a rate is in docs of `hall/rules.h`.
struct Dispatch {
    struct Rate {
        std::string priority_class;
        int rate{};

        friend bool operator==(const Rate&, const Rate&) = default;
    };

    std::vector<Rate> rates;
    std::optional<std::chrono::seconds> rescue_after;

    friend bool operator==(const Dispatch&, const Dispatch&) = default;
};

/// Planning figures that demo and simulator use while nothing has been measured.
struct Planning {
    std::vector<double> arrivals;  ///< Weights by half-hour from opening.
    double day_factor_cv{};
    double second_service{};  ///< Share of visits that go on to another agency.
    double no_show{};
    std::chrono::seconds patience{};
    std::chrono::seconds idle_gap{};

    friend bool operator==(const Planning&, const Planning&) = default;
};

struct Holiday {
    Date date;
    std::string name;
    std::string basis;

    friend bool operator==(const Holiday&, const Holiday&) = default;
};

struct Agency {
    std::string id;
    std::string name;
    std::string name_en;  ///< Empty: the same as `name`, here and below.
    AgencyKind kind{};
    std::string prefix;

    friend bool operator==(const Agency&, const Agency&) = default;
};

/// Which agency is in a booth on which weekdays (Monday is 0).
struct Tenant {
    std::string agency;
    std::vector<int> days;

    friend bool operator==(const Tenant&, const Tenant&) = default;
};

struct Booth {
    std::string id;
    std::string name;
    std::string name_en;
    int floor{};
    std::vector<Tenant> tenants;  ///< A booth of one agency has one tenant with all seven days.
    std::optional<Basis> basis;

    friend bool operator==(const Booth&, const Booth&) = default;
};

struct Counter {
    int number{};
    std::string booth;
    std::vector<std::string> services;

    friend bool operator==(const Counter&, const Counter&) = default;
};

struct Zone {
    std::string id;
    std::string name;
    std::string name_en;
    std::vector<std::string> booths;

    friend bool operator==(const Zone&, const Zone&) = default;
};

struct Printer {
    std::string id;
    std::string address;  ///< host:port
    std::string width;    ///< such as `80mm`

    friend bool operator==(const Printer&, const Printer&) = default;
};

struct Free {
    friend bool operator==(const Free&, const Free&) = default;
};

struct FixedFee {
    std::int64_t amount{};  ///< Whole rupiah.
    std::optional<Date> from;
    std::string basis;

    friend bool operator==(const FixedFee&, const FixedFee&) = default;
};

struct FormulaFee {
    std::string text;

    friend bool operator==(const FormulaFee&, const FormulaFee&) = default;
};

using Fee = std::variant<Free, FixedFee, FormulaFee>;

enum class TimeUnit { minute, hour, working_day };

struct TimeLimit {
    int value{};
    TimeUnit unit{};

    friend bool operator==(const TimeLimit&, const TimeLimit&) = default;
};

/// Quantiles of the time that one visit of the service takes at a counter.
struct CounterTime {
    std::chrono::seconds p50{};
    std::chrono::seconds p90{};

    /// Mean of the log-normal law through both quantiles: exp(mu + sigma^2/2) with mu = ln p50 and
    /// sigma = ln(p90/p50)/1.2815515655446004.
    [[nodiscard]] Duration mean() const;

    friend bool operator==(const CounterTime&, const CounterTime&) = default;
};

struct Service {
    std::string id;
    std::string agency;
    std::string name;
    std::string name_en;
    std::vector<std::string> requirements;
    std::vector<std::string> requirements_en;  ///< As many, or none.
    Fee fee;
    std::optional<TimeLimit> time_limit;
    std::string product;
    CounterTime counter_time;
    double daily_visits{};
    std::optional<Basis> basis;
    std::string source;
    std::vector<std::string> after;  ///< Services that come first when they are in the same visit.

    friend bool operator==(const Service&, const Service&) = default;
};

struct Bundle {
    std::string id;
    std::string name;
    std::string name_en;
    std::vector<std::string> services;

    friend bool operator==(const Bundle&, const Bundle&) = default;
};

struct Mall {
    std::string id;
    std::string name;
    std::string name_en;
    std::string region;
    std::string time_zone;
    WeeklyHours hours;
    std::vector<std::string> priority_classes;  ///< Besides `none`.
    std::chrono::seconds closing_tolerance{};
    int max_rejoins{};
    int rejoin_behind{};
    std::chrono::seconds walking_time{};
    Promise promise;
    std::chrono::seconds alarm_after{};
    std::string paper_prefix;  ///< Empty: the mall has no emergency roll.
    std::string accent;
    std::string logo;     ///< The name of its file, which stands beside the mall's; may be empty.
    std::string picture;  ///< The SVG that stands in that file.
    Dispatch dispatch;
    Planning planning;
    std::vector<Holiday> holidays;
    std::vector<Agency> agencies;
    std::vector<Booth> booths;
    std::vector<Counter> counters;
    std::vector<Zone> zones;
    std::vector<Printer> printers;
    std::vector<Service> services;
    std::vector<Bundle> bundles;

    [[nodiscard]] const Agency* find_agency(std::string_view id) const;
    [[nodiscard]] const Booth* find_booth(std::string_view id) const;
    [[nodiscard]] const Counter* find_counter(int number) const;
    [[nodiscard]] const Service* find_service(std::string_view id) const;

    /// The agency that has the booth on that date, or null when none is there.
    [[nodiscard]] const Agency* tenant_of(const Booth& booth, Date date) const;

    /// The hours of a date, none on a holiday or a closed weekday.
    [[nodiscard]] const std::vector<ClockRange>& hours_on(Date date) const;

    friend bool operator==(const Mall&, const Mall&) = default;
};

}  // namespace gerai::mall
