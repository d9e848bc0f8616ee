#include "plan/calibration/difference.h"

#include <algorithm>
#include <array>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>

#include "plan/calibration/samples.h"
#include "plan/outcome.h"

namespace gerai::plan {

namespace {

using Days = std::vector<Quotient>;

/// The quotient of each date over all runs, as a number; none where nobody came.
std::vector<std::optional<double>> expected_of(std::span<const Days> runs, std::size_t dates) {
    std::vector<std::optional<double>> expected(dates);
    for (std::size_t i = 0; i < dates; ++i) {
        Quotient sum;
        for (const Days& run : runs) {
            sum.part += run[i].part;
            sum.whole += run[i].whole;
        }
        if (sum.whole > 0) expected[i] = sum.part / sum.whole;
    }
    return expected;
}

/// What days have beyond what is expected of each, by date.
Days beyond(std::span<const Quotient> days, std::span<const std::optional<double>> expected) {
    Days result;
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (!expected[i]) continue;
        result.push_back({days[i].part - *expected[i] * days[i].whole, days[i].whole});
    }
    return result;
}

/// Those with an expectation, dealt into two halves, weekday by weekday.
std::vector<std::size_t> halves_of(std::span<const Date> dates,
                                   std::span<const std::optional<double>> expected) {
    std::array<std::size_t, weekdays> seen{};
    std::vector<std::size_t> halves;
    for (std::size_t i = 0; i < dates.size(); ++i) {
        if (expected[i]) halves.push_back(seen.at(weekday_of(dates[i]))++ % 2);
    }
    return halves;
}

Estimate together(const Days& days) {
    std::vector<double> parts;
    std::vector<double> wholes;
    for (const Quotient& day : days) {
        parts.push_back(day.part);
        wholes.push_back(day.whole);
    }
    return ratio_over_days(parts, wholes);
}

/// Of one half and the other.
std::array<double, 2> by_half(const Days& days, std::span<const std::size_t> halves) {
    std::array<Quotient, 2> sums{};
    for (std::size_t i = 0; i < days.size(); ++i) {
        sums.at(halves[i]).part += days[i].part;
        sums.at(halves[i]).whole += days[i].whole;
    }
    const auto value = [](const Quotient& sum) { return sum.whole > 0 ? sum.part / sum.whole : 0; };
    return {value(sums[0]), value(sums[1])};
}

/// Of what the simulated days may be off. The halves of a run have its parameters in common and no
/// day, so that what varies together is the parameters'; what is left of chance is divided by the
/// runs.
double variance_of_simulated(std::span<const Days> runs,
                             std::span<const std::optional<double>> expected,
                             std::span<const std::size_t> halves) {
    const auto count = static_cast<double>(runs.size());
    if (count < 2) return 0;
    std::array<double, 2> sums{};
    double products = 0;
    double squares = 0;  // Of the means of both halves.
    for (const Days& run : runs) {
        const auto [one, other] = by_half(beyond(run, expected), halves);
        sums[0] += one;
        sums[1] += other;
        products += one * other;
        squares += (one + other) * (one + other) / 4;
    }
    const double mean = (sums[0] + sums[1]) / 2 / count;
    const double together = (products - sums[0] * sums[1] / count) / (count - 1);
    const double all = (squares - count * mean * mean) / (count - 1);
    return std::max(together, 0.0) + all / count;
}

}  // namespace

std::optional<Difference> observed_less_simulated(std::span<const Date> dates,
                                                  std::span<const Quotient> observed,
                                                  std::span<const std::vector<Quotient>> runs) {
    assert(dates.size() == observed.size());
    const auto expected = expected_of(runs, dates.size());
    const Days seen = beyond(observed, expected);
    if (seen.size() < 2) return std::nullopt;
    const Estimate estimate = together(seen);
    const boost::math::students_t law{static_cast<double>(seen.size()) - 1};
    const double of_days = estimate.margin / boost::math::quantile(law, 0.975);
    const double of_parameters =
        std::sqrt(variance_of_simulated(runs, expected, halves_of(dates, expected)));
    const double margin = std::hypot(of_days, of_parameters) * boost::math::quantile(law, 0.95);
    Difference difference{
        .value = estimate.value, .low = estimate.value - margin, .high = estimate.value + margin};
    for (const Quotient& day : seen) difference.observations += day.whole;
    return difference;
}

}  // namespace gerai::plan
