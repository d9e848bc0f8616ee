#include "plan/scenario/selection.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace gerai::plan {

namespace {

/// The variance of what two rivals differ by, day by day.
double variance_of_differences(std::span<const double> one, std::span<const double> other) {
    const auto days = static_cast<double>(one.size());
    double sum = 0;
    for (std::size_t day = 0; day < one.size(); ++day) sum += one[day] - other[day];
    double squares = 0;
    for (std::size_t day = 0; day < one.size(); ++day) {
        const double off = one[day] - other[day] - sum / days;
        squares += off * off;
    }
    return squares / (days - 1);
}

}  // namespace

double kn_eta(const SelectionTerms& terms) {
    const auto others = static_cast<double>(terms.rivals - 1);
    const double power = -2.0 / (terms.first_days - 1);
    return (std::pow(2 * terms.wrong / others, power) - 1) / 2;
}

double kn_h_squared(const SelectionTerms& terms) {
    return 2 * kn_eta(terms) * (terms.first_days - 1);
}

Selection::Selection(const SelectionTerms& terms)
    : terms_(terms),
      h_squared_(terms.rivals > 1 ? kn_h_squared(terms) : 0),
      sums_(terms.rivals),
      first_(terms.rivals),
      differences_(terms.rivals, std::vector<double>(terms.rivals)),
      left_(terms.rivals) {
    assert(terms.rivals >= 1 && terms.first_days >= 2 && terms.worth > 0);
    std::iota(left_.begin(), left_.end(), std::size_t{0});
}

void Selection::add_day(std::span<const double> values) {
    ++days_;
    for (const std::size_t one : left_) {
        sums_[one] += values[one];
        if (days_ <= terms_.first_days) first_[one].push_back(values[one]);
    }
    if (days_ < terms_.first_days || is_decided()) return;
    if (days_ == terms_.first_days) look_at_differences();
    const std::vector<std::size_t> before = left_;
    std::erase_if(left_, [&](std::size_t one) {
        return std::ranges::any_of(
            before, [&](std::size_t other) { return other != one && is_beaten(one, other); });
    });
    // Two that came to exactly the same on every day beat each other in the end.
    if (left_.empty()) left_ = {before.front()};
}

std::size_t Selection::best() const {
    return *std::ranges::max_element(left_, {}, [&](auto one) { return sums_[one]; });
}

void Selection::look_at_differences() {
    for (std::size_t one = 0; one < terms_.rivals; ++one) {
        for (std::size_t other = 0; other < terms_.rivals; ++other) {
            differences_[one][other] = variance_of_differences(first_[one], first_[other]);
        }
    }
}

/// Whether the mean of one is below that of another by more than chance lets it be after so many
/// days.
bool Selection::is_beaten(std::size_t one, std::size_t other) const {
    const double days = days_;
    const double worth = terms_.worth;
    const double spread = h_squared_ * differences_[one][other] / (worth * worth);
    const double allowed = std::max(0.0, worth / (2 * days) * (spread - days));
    return mean(one) < mean(other) - allowed;
}

std::vector<double> days_by_ocba(std::span<const Tried> plans, double budget) {
    const auto best =
        static_cast<std::size_t>(std::ranges::min_element(plans, {}, &Tried::mean) - plans.begin());
    std::vector<double> parts(plans.size());
    double squares = 0;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        if (i == best) continue;
        const double noise = plans[i].deviation / (plans[i].mean - plans[best].mean);
        parts[i] = noise * noise;
        squares += parts[i] * parts[i] / (plans[i].deviation * plans[i].deviation);
    }
    parts[best] = plans[best].deviation * std::sqrt(squares);
    const double all = std::accumulate(parts.begin(), parts.end(), 0.0);
    for (double& part : parts) part *= budget / all;
    return parts;
}

}  // namespace gerai::plan
