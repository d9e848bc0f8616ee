#include "plan/calibration/patience.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <functional>

#include "plan/deviates.h"

namespace gerai::plan {

namespace {

/// 1 - exp(-x), and x/(exp(x) - 1), without loss where x is small.
double one_less_exp(double x) { return -std::expm1(-x); }

}  // namespace

std::optional<Fitted> patience_by_status(std::span<const StatusAtCall> calls) {
    double gone = 0;
    double longest = 0;
    for (const StatusAtCall& call : calls) {
        if (call.is_gone && call.waited > 0) ++gone;
        longest = std::max(longest, call.waited);
    }
    if (gone == 0 || gone == static_cast<double>(calls.size())) return std::nullopt;
    // The derivative of the likelihood by the rate falls everywhere: its zero is found by halving.
    const auto slope = [&](double rate) {
        double sum = 0;
        for (const StatusAtCall& call : calls) {
            if (call.waited <= 0) continue;
            sum += call.is_gone ? call.waited / std::expm1(rate * call.waited) : -call.waited;
        }
        return sum;
    };
    double low = 1e-9 / longest;
    double high = 1e6 / longest;
    constexpr int halvings = 100;
    for (int i = 0; i < halvings; ++i) {
        const double middle = std::sqrt(low * high);
        (slope(middle) > 0 ? low : high) = middle;
    }
    const double rate = std::sqrt(low * high);
    double information = 0;  // Expected, of the rate.
    for (const StatusAtCall& call : calls) {
        if (call.waited <= 0) continue;
        information += call.waited * call.waited / std::expm1(rate * call.waited);
    }
    const double margin = z975 / (rate * std::sqrt(information));
    return Fitted{.value = 1 / rate,
                  .low = std::exp(-margin) / rate,
                  .high = std::exp(margin) / rate,
                  .observations = static_cast<double>(calls.size()),
                  .origin = Origin::measured};
}

namespace {

struct Rates {
    double leaving{};       ///< A second.
    double says_goodbye{};  ///< Shares, like the next two.
    double absent{};
    double comes_back{};
};

// Before the first observation: so many goodbyes and silent departures, ..., so that no share is
// ever nothing or all.
constexpr double half = 0.5;
constexpr double absences_before = 2;
constexpr double presences_before = 18;

/// Of somebody who was called in vain and not seen again.
struct Vanished {
    double left;    ///< The likelihood of having left without a word.
    double absent;  ///< Of being there.
};

Vanished vanished(const Staying& visit, const Rates& rates) {
    const double between = std::max(visit.until - visit.seen, 0.0);
    const double there = std::exp(-rates.leaving * between);
    return {.left = (1 - rates.says_goodbye) * (1 - there),
            .absent = there * rates.absent * (1 - rates.comes_back)};
}

/// Sums that a round of the expectation gives the next maximum.
struct Expected {
    double goodbyes = half;
    double silent = half;
    double waited = 0;
    double answered = presences_before;
    double absences = absences_before;
    double returns = half;
    double vanished_absent = half;
};

/// The mean time from being seen to leaving of who has left within `between`.
double mean_until_left(double rate, double between) {
    if (between <= 0) return 0;
    const double x = rate * between;
    if (x < 1e-6) return between / 2;
    return 1 / rate - between / std::expm1(x);
}

void expect(const Staying& visit, const Rates& rates, Expected& sums) {
    using enum Staying::Ending;
    sums.answered += visit.met;
    sums.absences += visit.came_back;
    sums.returns += visit.came_back;
    switch (visit.ending) {
        case stayed: sums.waited += visit.seen; return;
        case said_goodbye:
            sums.waited += visit.until;
            ++sums.goodbyes;
            return;
        case missed: {
            const auto [left, absent] = vanished(visit, rates);
            const double share = left / (left + absent);
            const double between = std::max(visit.until - visit.seen, 0.0);
            sums.silent += share;
            sums.waited += visit.seen + share * mean_until_left(rates.leaving, between) +
                           (1 - share) * between;
            sums.absences += 1 - share;
            sums.vanished_absent += 1 - share;
            return;
        }
        case still_waits: {
            // Who would say goodbye is there; of others nobody knows.
            const double between = std::max(visit.until - visit.seen, 0.0);
            const double there = std::exp(-rates.leaving * between);
            const double known = rates.says_goodbye * there;
            const double left = (1 - rates.says_goodbye) * (1 - there);
            const double all = known + (1 - rates.says_goodbye);
            const double share = left / all;
            sums.silent += share;
            sums.waited += visit.seen + share * mean_until_left(rates.leaving, between) +
                           (1 - share) * between;
            return;
        }
    }
    assert(false);
}

double log_likelihood(std::span<const Staying> visits, const Rates& rates) {
    using enum Staying::Ending;
    double sum = half * std::log(rates.says_goodbye) + half * std::log(1 - rates.says_goodbye) +
                 absences_before * std::log(rates.absent) +
                 presences_before * std::log(1 - rates.absent) + half * std::log(rates.comes_back) +
                 half * std::log(1 - rates.comes_back);
    double waited = 0;
    double met = 0;
    double came_back = 0;
    for (const Staying& visit : visits) {
        met += visit.met;
        came_back += visit.came_back;
        waited += visit.seen;
        const double between = std::max(visit.until - visit.seen, 0.0);
        switch (visit.ending) {
            case stayed: break;
            case said_goodbye:
                sum += std::log(rates.says_goodbye * rates.leaving) - rates.leaving * between;
                break;
            case missed: {
                const auto [left, absent] = vanished(visit, rates);
                sum += std::log(left + absent);
                break;
            }
            case still_waits:
                sum += std::log(1 - rates.says_goodbye * one_less_exp(rates.leaving * between));
                break;
        }
    }
    return sum - rates.leaving * waited + met * std::log(1 - rates.absent) +
           came_back * std::log(rates.absent * rates.comes_back);
}

/// The rates on scales without an end, on which their law is nearly normal.
constexpr std::size_t parameters = 4;
using Scaled = std::array<double, parameters>;

double odds(double share) { return std::log(share / (1 - share)); }
double share_of(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

Scaled scaled(const Rates& rates) {
    return {std::log(rates.leaving), odds(rates.says_goodbye), odds(rates.absent),
            odds(rates.comes_back)};
}

Rates unscaled(const Scaled& at) {
    return {std::exp(at[0]), share_of(at[1]), share_of(at[2]), share_of(at[3])};
}

using Square = std::array<Scaled, parameters>;

/// The curvature of the likelihood with its sign turned, by differences.
Square information(std::span<const Staying> visits, const Scaled& at) {
    constexpr double step = 1e-3;
    const auto value = [&](std::size_t i, double by_i, std::size_t j, double by_j) {
        Scaled moved = at;
        moved[i] += by_i;
        moved[j] += by_j;
        return log_likelihood(visits, unscaled(moved));
    };
    Square square{};
    for (std::size_t i = 0; i < parameters; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            const double second = value(i, step, j, step) - value(i, step, j, -step) -
                                  value(i, -step, j, step) + value(i, -step, j, -step);
            square[i][j] = square[j][i] = -second / (4 * step * step);
        }
    }
    return square;
}

/// The diagonal of the inverse, by elimination; nothing where the matrix has none that is positive.
std::optional<Scaled> variances(const Square& square) {
    Scaled diagonal{};
    for (std::size_t column = 0; column < parameters; ++column) {
        Square left = square;
        Scaled right{};
        right[column] = 1;
        for (std::size_t i = 0; i < parameters; ++i) {
            if (!(left[i][i] > 0)) return std::nullopt;
            for (std::size_t j = i + 1; j < parameters; ++j) {
                const double times = left[j][i] / left[i][i];
                for (std::size_t k = i; k < parameters; ++k) left[j][k] -= times * left[i][k];
                right[j] -= times * right[i];
            }
        }
        for (std::size_t i = parameters; i-- > 0;) {
            for (std::size_t k = i + 1; k < parameters; ++k) right[i] -= left[i][k] * right[k];
            right[i] /= left[i][i];
        }
        diagonal[column] = right[column];
    }
    return diagonal;
}

/// On a scale without an end: the value there, its deviation, and the way back.
Fitted fitted_on(double at, double variance, double observations, double (*back)(double)) {
    const double margin = z975 * std::sqrt(variance);
    const double one = back(at - margin);
    const double other = back(at + margin);
    return {.value = back(at),
            .low = std::min(one, other),
            .high = std::max(one, other),
            .observations = observations,
            .origin = Origin::measured};
}

Rates best(std::span<const Staying> visits, Expected& last) {
    Rates rates{.leaving = 1.0 / 3600, .says_goodbye = half, .absent = 0.05, .comes_back = half};
    constexpr int rounds = 2000;
    constexpr double near_enough = 1e-9;
    for (int i = 0; i < rounds; ++i) {
        Expected sums;
        for (const Staying& visit : visits) expect(visit, rates, sums);
        const Rates next{.leaving = (sums.goodbyes + sums.silent - 2 * half) / sums.waited,
                         .says_goodbye = sums.goodbyes / (sums.goodbyes + sums.silent),
                         .absent = sums.absences / (sums.absences + sums.answered),
                         .comes_back = sums.returns / (sums.returns + sums.vanished_absent)};
        const double change = std::abs(std::log(next.leaving / rates.leaving)) +
                              std::abs(next.says_goodbye - rates.says_goodbye) +
                              std::abs(next.absent - rates.absent) +
                              std::abs(next.comes_back - rates.comes_back);
        rates = next;
        last = sums;
        if (change < near_enough) break;
    }
    return rates;
}

}  // namespace

std::optional<PatienceFit> patience_of(std::span<const Staying> visits) {
    double departures = 0;
    double waited = 0;
    for (const Staying& visit : visits) {
        using enum Staying::Ending;
        if (visit.ending == said_goodbye || visit.ending == missed) ++departures;
        waited += visit.seen;
    }
    if (departures < fewest_departures || waited <= 0) return std::nullopt;
    Expected sums;
    const Rates rates = best(visits, sums);
    const double left = sums.goodbyes + sums.silent - 2 * half;
    if (left < fewest_departures) return std::nullopt;
    const Scaled at = scaled(rates);
    const auto spread = variances(information(visits, at));
    if (!spread) return std::nullopt;
    const auto mean_of_log = [](double log_rate) { return std::exp(-log_rate); };
    const double calls = sums.answered + sums.absences - absences_before - presences_before;
    return PatienceFit{
        .mean_seconds = fitted_on(at[0], (*spread)[0], left, mean_of_log),
        .says_goodbye = fitted_on(at[1], (*spread)[1], left, share_of),
        .absent = fitted_on(at[2], (*spread)[2], calls, share_of),
        .comes_back = fitted_on(at[3], (*spread)[3], sums.returns + sums.vanished_absent - 2 * half,
                                share_of)};
}

}  // namespace gerai::plan
