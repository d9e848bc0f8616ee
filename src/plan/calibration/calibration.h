#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mall/mall.h"
#include "measure/day_log.h"
#include "plan/calibration/estimators.h"
#include "plan/model.h"

/// What a mall's own days say of it: the parameters of a model, estimated from its journal. Each
/// keeps its value, a 95 % interval, how many observations it rests on, and where they are from.
///
/// What a journal does not show: who came and got no number, who saw the queue and went, who was
/// still on the way when the clerk gave up, and how long the work would take another clerk.
namespace gerai::plan {

/// So many dates on which somebody came, or nothing is taken from the journal but times.
inline constexpr int fewest_dates = 10;

/// So many dates of a weekday, or its arrivals and clerks are those of the file.
inline constexpr int fewest_dates_of_a_weekday = 2;

/// So many samples of a service, or it is pooled.
inline constexpr std::size_t fewest_samples = 50;

/// Times at counters drift: those of the last so many dates count.
inline constexpr std::size_t dates_of_times = 60;

/// Arrivals of a class for a service on a weekday, by the half-hour of the clock from `from` on.
struct ArrivalRow {
    std::string priority;
    int weekday{};  ///< Monday is 0.
    int from{};     ///< The half-hours before it since midnight.
    int dates{};
    std::vector<double> visits;      ///< Seen.
    std::vector<double> half_hours;  ///< Open.
    std::vector<double> rate;        ///< A half-hour.
    std::vector<double> low;         ///< Of the 95 % intervals.
    std::vector<double> high;

    friend bool operator==(const ArrivalRow&, const ArrivalRow&) = default;
};

struct RouteCount {
    std::string service;
    double count{};

    friend bool operator==(const RouteCount&, const RouteCount&) = default;
};

struct ServiceFit {
    std::string service;
    std::vector<int> given_on;  ///< Dates on which it was offered, by weekday, Monday first.
    double visits{};            ///< That began with it.
    double as_second{};         ///< Visits that came for it besides.
    double ended{};             ///< Steps that were served to their end here, or led on.
    double trimmed{};  ///< Of these: shorter than `shortest_service_seconds`, and left out.
    std::vector<ArrivalRow> arrivals;
    Fitted median_seconds;
    Fitted sigma;
    std::vector<double> quantiles;  ///< Of an empirical law, in seconds; none: log-normal.
    Fitted second_service;          ///< Share of its visits that came for another too.
    std::vector<RouteCount> onward;

    friend bool operator==(const ServiceFit&, const ServiceFit&) = default;
};

/// Minutes since midnight.
struct ClockStretch {
    int from{};
    int to{};

    friend bool operator==(const ClockStretch&, const ClockStretch&) = default;
};

/// A counter on a weekday.
struct CounterFit {
    int number{};
    int weekday{};
    int dates{};                     ///< Of that weekday.
    int open_on{};                   ///< Of these: open at all.
    Fitted hours;                    ///< Open on such a date.
    std::vector<ClockStretch> open;  ///< When it was on at least half of the dates.
    bool serves_out = false;         ///< Stays open after closing time, mostly.
    std::vector<std::string> services;

    friend bool operator==(const CounterFit&, const CounterFit&) = default;
};

/// How well a model of a calibration is known to fit: of the checks of `check_fit`.
struct KnownFit {
    int passed{};
    int unknown{};  ///< Too few dates to tell.
    int checks{};

    friend bool operator==(const KnownFit&, const KnownFit&) = default;
};

struct Calibration {
    int version = 1;
    std::string mall;
    std::string mall_file;  ///< A digest of the mall's file in force; empty: nobody said.
    Date from{};
    Date to{};
    std::vector<int> dates;  ///< By weekday, Monday first: on which somebody came.

    Fitted day_variance;  ///< v of the day factor Gamma(1/v, 1/v).
    double dispersion_index = 1;
    double dispersion_p_value = 1;

    std::vector<ServiceFit> services;  ///< In the order of the mall's file.
    std::vector<CounterFit> counters;  ///< By weekday.
    std::vector<int> known_counters;   ///< Those of the mall's file.

    Fitted patience_seconds;
    Fitted says_goodbye;
    Fitted absent;
    Fitted comes_back;
    Fitted back_after_seconds;
    std::vector<double> back_after_quantiles;
    Fitted no_show_after_seconds;
    Fitted walking_seconds;
    std::vector<double> walking_quantiles;
    Fitted idle_gap_seconds;
    double long_gaps{};     ///< Left out: far beyond the usual, somebody was away.
    Fitted counter_spread;  ///< Of the logarithm of times, between counters: shown, not modelled.
    std::optional<KnownFit> fit;  ///< Nothing: nobody has checked it.

    [[nodiscard]] int all_dates() const;
    /// Whether arrivals, the day factor and clerks are taken from the journal.
    [[nodiscard]] bool is_long_enough() const { return all_dates() >= fewest_dates; }
    [[nodiscard]] const ServiceFit* find_service(std::string_view id) const;
    /// Whether it was made with the mall's file of that digest, as far as anybody said.
    [[nodiscard]] bool is_of(std::string_view digest) const {
        return mall_file.empty() || mall_file == digest;
    }

    friend bool operator==(const Calibration&, const Calibration&) = default;
};

/// What the dates of a journal say, in their order; all are over. What they do not say is the
/// planning figure of the mall's file, marked as such. Dates on which nobody came are left out.
Calibration calibrate(std::span<const measure::DayLog> days, const mall::Mall& mall);

/// A planned date with what is known of it in place of the figures of the file: `planned` is
/// `model_of(mall, date, volume)`. A service or counter that the journal does not know keeps its
/// plan. There is one stream for each service and class, in the order of the file, and each has so
/// many candidates that a scenario may bring up to half as many visitors more and keep the others.
Model calibrated(Model planned, const mall::Mall& mall, const Calibration& calibration,
                 double volume = 1);

}  // namespace gerai::plan
