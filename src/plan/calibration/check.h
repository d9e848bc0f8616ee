#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "mall/mall.h"
#include "measure/day_log.h"
#include "plan/calibration/calibration.h"
#include "plan/replicate.h"

/// Whether a model that was made of a mall's days behaves as the mall does: four checks, before any
/// question is put to it.
namespace gerai::plan {

enum class CheckVerdict {
    holds,
    fails,
    unknown,  ///< Too few dates to tell.
};

/// One check with its figure and the range that it is judged by.
struct FitCheck {
    CheckVerdict verdict = CheckVerdict::unknown;
    double value{};
    double low{};
    double high{};
    double observations{};

    friend bool operator==(const FitCheck&, const FitCheck&) = default;
};

struct ModelFit {
    /// Replay: share of the logged calls for which our order chooses whom the log has, and of the
    /// waits, minutes a call by which they differ. Holds from 95 % and up to a minute on.
    FitCheck order;
    double order_minutes{};

    /// Share of the means of half-hours (mean wait at an agency) that lie within the 90 % band of
    /// the days simulated from the dates before; holds from 85 to 95 %, in whole half-hours.
    FitCheck half_hours;

    /// Mean wait, observed less simulated, in minutes, and its 90 % interval, which holds what the
    /// observed dates differ by chance and what is not known of the parameters; holds within 2.
    FitCheck mean_wait;

    /// The same of the share called in time, in points of a hundred; holds within 3.
    FitCheck service_level;

    int dates_held_out = 0;

    static constexpr int checks = 4;
    [[nodiscard]] int passed() const;
    [[nodiscard]] int unknown() const;

    friend bool operator==(const ModelFit&, const ModelFit&) = default;
};

struct FitWish {
    std::uint64_t seed = 1;
    std::uint32_t runs = 100;  ///< Of the dates held out; each with parameters drawn anew.
    unsigned threads = 1;
};

/// The last dates are held out, so many, and simulated from those before.
inline constexpr std::size_t dates_held_out = 20;

/// So many dates, or all but the order is unknown.
inline constexpr std::size_t fewest_dates_for_checks = dates_held_out + fewest_dates;

ModelFit check_fit(std::span<const measure::DayLog> days, const mall::Mall& mall,
                   const FitWish& wish);

/// The same, watched: it tells of `wish.runs` times the dates held out. Nothing when it was
/// stopped.
std::optional<ModelFit> check_fit(std::span<const measure::DayLog> days, const mall::Mall& mall,
                                  const FitWish& wish, const Watch& watch);

/// The parameters as they may be as well, by what is known of them: within their intervals, each by
/// itself. Hours of clerks, walks and where visitors are sent on stay as they are.
Calibration drawn(Calibration calibration, Key key);

}  // namespace gerai::plan
