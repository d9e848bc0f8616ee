#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "mall/people.h"
#include "plan/known_hall.h"
#include "plan/textbook.h"

/// Whether what is estimated is what was put in: its intervals hold that as often as they say, and
/// it lies to neither side. One journal cannot tell, nor can twenty: a right interval of 95 % is
/// missed three times or more in twenty journals by one parameter in thirteen.
namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

constexpr double held_at_least = 0.9;  // 18 of 20.
constexpr double bias_at_most = 0.25;  // In deviations of one journal's estimate.

/// What the journals said of one parameter.
class Answers {
public:
    void add(const Fitted& fitted, double truth) {
        constexpr double widths = 2 * 1.959963984540054;
        ++journals_;
        held_ += fitted.holds(truth) ? 1 : 0;
        off_ += fitted.value - truth;
        deviations_ += (fitted.high - fitted.low) / widths;
    }
    [[nodiscard]] double held() const { return held_ / journals_; }
    [[nodiscard]] double bias() const { return deviations_ > 0 ? off_ / deviations_ : off_; }

private:
    double journals_ = 0;
    double held_ = 0;
    double off_ = 0;
    double deviations_ = 0;
};

/// Visits a half-hour of a class for a service, as the model has them.
double true_rate(const Model& model, std::size_t service, const std::string& priority,
                 std::size_t place) {
    const hall::ClassIndex one = *model.rules.find_class(priority);
    for (const Stream& stream : model.streams) {
        if (stream.who.service.value != service) continue;
        const Duration half_hour = 30min;
        const Instant middle =
            stream.rate.from + half_hour * static_cast<std::int64_t>(place) + half_hour / 2;
        return stream.rate.at(middle) / 2 * stream.who.class_weights[one.value];
    }
    return 0;
}

class Coverage {
public:
    explicit Coverage(const KnownHall& known) : known_(known) {}

    void add(const Calibration& found) {
        for (std::size_t i = 0; i < found.services.size(); ++i) {
            const ServiceFit& fit = found.services[i];
            const auto& law = std::get<LogNormal>(known_.model.services[i].time);
            note(fit.service + " median", fit.median_seconds, in_seconds(law.median));
            note(fit.service + " sigma", fit.sigma, law.sigma);
            note(fit.service + " second service", fit.second_service,
                 known_.mall.planning.second_service);
            add_arrivals(fit, i);
        }
        const mall::Planning& planning = known_.mall.planning;
        note("day factor", found.day_variance, std::pow(known_.model.day_factor_cv, 2));
        note("patience", found.patience_seconds, in_seconds(planning.patience));
        note("goodbyes", found.says_goodbye, mall::share_says_goodbye);
        note("absent", found.absent, planning.no_show);
        note("comes back", found.comes_back, mall::share_comes_back);
        note("back after", found.back_after_seconds,
             in_seconds(mean(known_.model.absence.back_after)));
        note("walking", found.walking_seconds, in_seconds(mean(known_.model.walking)));
        note("idle gap", found.idle_gap_seconds, in_seconds(planning.idle_gap));
        note("given up after", found.no_show_after_seconds, in_seconds(known_.mall.walking_time));
    }

    void expect_as_stated() const {
        for (const auto& [parameter, answers] : answers_) {
            EXPECT_GE(answers.held(), held_at_least) << parameter;
            EXPECT_NEAR(answers.bias(), 0, bias_at_most) << parameter;
            testing::Test::RecordProperty(parameter + ", held", std::to_string(answers.held()));
            testing::Test::RecordProperty(parameter + ", bias", std::to_string(answers.bias()));
        }
    }

private:
    void note(const std::string& parameter, const Fitted& fitted, double truth) {
        EXPECT_EQ(fitted.origin, Origin::measured) << parameter;
        answers_[parameter].add(fitted, truth);
    }

    void add_arrivals(const ServiceFit& fit, std::size_t service) {
        for (const ArrivalRow& row : fit.arrivals) {
            for (std::size_t j = 0; j < row.rate.size(); ++j) {
                answers_["arrivals"].add({row.rate[j], row.low[j], row.high[j]},
                                         true_rate(known_.model, service, row.priority, j));
            }
        }
    }

    const KnownHall& known_;
    std::map<std::string, Answers> answers_;
};

TEST(CalibrationCoverage, IsThatOfTheIntervals) {
    const KnownHall known;
    Coverage coverage{known};
    const std::uint64_t journals = is_full_precision() ? 2000 : 200;
    for (std::uint64_t seed = 1; seed <= journals; ++seed) coverage.add(known.calibration(seed));
    coverage.expect_as_stated();
}

}  // namespace

}  // namespace gerai::plan
