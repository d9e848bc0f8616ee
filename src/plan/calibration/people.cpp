#include "mall/people.h"

#include <algorithm>

#include "plan/calibration/fits.h"
#include "plan/law.h"

namespace gerai::plan {

namespace {

constexpr double absences_before = 2;  // Beta(2, 18): one in ten.
constexpr double presences_before = 18;
constexpr double half = 0.5;

/// A mean and an empirical law, where there are enough.
struct TimesFit {
    Fitted mean;
    std::vector<double> quantiles;
};

TimesFit times_of(const std::vector<double>& seconds, double otherwise) {
    if (seconds.size() < fewest_samples) return {planned(otherwise), {}};
    return {mean_of(seconds), quantiles_of(seconds, values_of_a_law)};
}

void fit_idle_gap(Calibration& calibration, const std::vector<Gap>& gaps, double otherwise) {
    std::vector<Duration> ended;
    for (const Gap& gap : gaps) {
        if (gap.is_ended) ended.push_back(from_seconds(gap.seconds));
    }
    const double longest = ended.empty() ? 0 : in_seconds(longest_gap_at_work(std::move(ended)));
    double exposure = 0;
    double ends = 0;
    for (const Gap& gap : gaps) {
        if (gap.seconds > longest) {
            ++calibration.long_gaps;
            continue;
        }
        exposure += gap.seconds;
        ends += gap.is_ended ? 1 : 0;
    }
    calibration.idle_gap_seconds = ends < static_cast<double>(fewest_samples)
                                       ? planned(otherwise)
                                       : exponential_mean(exposure, ends);
}

}  // namespace

void fit_people(Calibration& calibration, const Samples& samples, const mall::Mall& mall) {
    const auto middle = [](Duration from, Duration to) { return in_seconds((from + to) / 2); };
    const auto walking = times_of(samples.walks, middle(mall::shortest_walk, mall::longest_walk));
    calibration.walking_seconds = walking.mean;
    calibration.walking_quantiles = walking.quantiles;
    const auto back = times_of(samples.back_after, middle(mall::shortest_look, mall::longest_look));
    calibration.back_after_seconds = back.mean;
    calibration.back_after_quantiles = back.quantiles;
    calibration.no_show_after_seconds =
        times_of(samples.waits_in_vain, in_seconds(mall.walking_time)).mean;
    fit_idle_gap(calibration, samples.gaps, in_seconds(mall.planning.idle_gap));

    if (const auto patience = patience_of(samples.stayings)) {
        calibration.patience_seconds = patience->mean_seconds;
        calibration.says_goodbye = patience->says_goodbye;
        calibration.absent = patience->absent;
        calibration.comes_back = patience->comes_back;
        return;
    }
    calibration.patience_seconds = planned(in_seconds(mall.planning.patience));
    calibration.says_goodbye = planned(mall::share_says_goodbye);
    double calls = 0;
    double in_vain = 0;
    double back_again = 0;
    for (const Staying& visit : samples.stayings) {
        const int missed = visit.ending == Staying::Ending::missed ? 1 : 0;
        calls += visit.met + visit.came_back + missed;
        in_vain += visit.came_back + missed;
        back_again += visit.came_back;
    }
    const bool is_enough = calls >= static_cast<double>(fewest_samples);
    calibration.absent = is_enough ? beta_share(in_vain, calls, absences_before, presences_before)
                                   : planned(mall.planning.no_show);
    calibration.comes_back =
        is_enough ? beta_share(back_again, in_vain, half, half) : planned(mall::share_comes_back);
}

}  // namespace gerai::plan
