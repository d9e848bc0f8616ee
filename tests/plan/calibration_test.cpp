#include "plan/calibration.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "mall/people.h"
#include "plan/logged_days.h"
#include "plan/mall_model.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t first_seed = 101;
constexpr std::uint64_t seeds = 20;
constexpr int held_at_least = 18;

/// A mall whose days are played, and the models of its weekdays.
struct KnownHall {
    mall::Mall mall = read_busy_mall();
    std::vector<Date> dates = open_dates(mall, 60);
    Model model = busy_model(mall, dates.front());

    [[nodiscard]] std::vector<measure::DayLog> logs(std::uint64_t seed) const {
        return logged_days(dates, seed, [&](Date date) { return busy_model(mall, date); });
    }
    [[nodiscard]] Calibration calibration(std::uint64_t seed) const {
        return calibrate(logs(seed), mall);
    }
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

/// How often each parameter's interval held what was put in.
class Held {
public:
    void note(const std::string& parameter, const Fitted& fitted, double truth) {
        EXPECT_EQ(fitted.origin, Origin::measured) << parameter;
        held_[parameter] += fitted.holds(truth) ? 1 : 0;
        if (!fitted.holds(truth)) {
            missed_[parameter] +=
                " [" + std::to_string(fitted.low) + ", " + std::to_string(fitted.high) + "]";
        }
    }
    void expect_all() const {
        for (const auto& [parameter, times] : held_) {
            EXPECT_GE(times, held_at_least) << parameter << missed_.at(parameter);
        }
    }

private:
    std::map<std::string, int> held_;
    std::map<std::string, std::string> missed_;
};

TEST(Calibration, GivesBackWhatWasPutIntoTheDays) {
    const KnownHall known;
    Held held;
    int cells = 0;
    int held_cells = 0;
    for (std::uint64_t seed = first_seed; seed < first_seed + seeds; ++seed) {
        const Calibration found = known.calibration(seed);
        for (std::size_t i = 0; i < found.services.size(); ++i) {
            const ServiceFit& fit = found.services[i];
            const auto& law = std::get<LogNormal>(known.model.services[i].time);
            held.note(fit.service + " median", fit.median_seconds, in_seconds(law.median));
            held.note(fit.service + " sigma", fit.sigma, law.sigma);
            held.note(fit.service + " second service", fit.second_service,
                      known.mall.planning.second_service);
            for (const ArrivalRow& row : fit.arrivals) {
                for (std::size_t j = 0; j < row.rate.size(); ++j) {
                    const double truth = true_rate(known.model, i, row.priority, j);
                    ++cells;
                    held_cells += row.low[j] <= truth && truth <= row.high[j] ? 1 : 0;
                }
            }
        }
        held.note("day factor", found.day_variance, std::pow(known.model.day_factor_cv, 2));
        held.note("patience", found.patience_seconds, in_seconds(known.mall.planning.patience));
        held.note("goodbyes", found.says_goodbye, mall::share_says_goodbye);
        held.note("absent", found.absent, known.mall.planning.no_show);
        held.note("comes back", found.comes_back, mall::share_comes_back);
        held.note("back after", found.back_after_seconds,
                  in_seconds(mean(known.model.absence.back_after)));
        held.note("walking", found.walking_seconds, in_seconds(mean(known.model.walking)));
        held.note("idle gap", found.idle_gap_seconds, in_seconds(known.mall.planning.idle_gap));
        held.note("given up after", found.no_show_after_seconds,
                  in_seconds(known.mall.walking_time));
    }
    held.expect_all();
    EXPECT_GE(held_cells, cells * 0.92) << "of " << cells << " rates of arrival";
}

TEST(Calibration, FindsWhenCountersWereOpenAndWhereVisitorsWereSent) {
    const KnownHall known;

    const Calibration found = known.calibration(1);

    ASSERT_EQ(found.counters.size(), 15U);
    for (const CounterFit& counter : found.counters) {
        EXPECT_EQ(counter.open, (std::vector<ClockStretch>{{8 * 60, 12 * 60}, {13 * 60, 15 * 60}}));
        EXPECT_TRUE(counter.serves_out);
        EXPECT_EQ(counter.open_on, 12);
        EXPECT_NEAR(counter.hours.value, 6, 0.1);
    }
    const ServiceFit& birth = *found.find_service("akta");
    ASSERT_EQ(birth.onward.size(), 1U);
    EXPECT_EQ(birth.onward.front().service, "kk");
    const Fitted share = beta_share(birth.onward.front().count, birth.ended, .5, .5);
    EXPECT_TRUE(share.holds(.2)) << share.value;
}

TEST(Calibration, MakesDaysLikeThoseItSaw) {
    const KnownHall known;
    const Date monday = known.dates.front();

    const Model again = calibrated(model_of(known.mall, monday), known.mall, known.calibration(1));

    double visits = 0;
    double true_visits = 0;
    for (const Stream& stream : again.streams) {
        for (const double rate : stream.rate.per_hour) visits += rate / 2;
        EXPECT_GE(stream.candidates_per_hour, 1.5 * std::ranges::max(stream.rate.per_hour));
        ASSERT_TRUE(stream.who.patience);
    }
    for (const Stream& stream : known.model.streams) {
        for (const double rate : stream.rate.per_hour) true_visits += rate / 2;
    }
    EXPECT_NEAR(visits, true_visits, true_visits * 0.12);  // Twelve Mondays that differ by 15 %.
    ASSERT_EQ(again.roster.size(), 3U);
    EXPECT_EQ(again.roster.front().at, known.model.roster.front().at);
    EXPECT_EQ(again.roster.front().breaks, known.model.roster.front().breaks);
    EXPECT_TRUE(again.roster.front().services.empty());
    EXPECT_NEAR(again.services[0].onward.front().share, .2, .03);
    EXPECT_NEAR(in_seconds(mean(again.walking)), in_seconds(mean(known.model.walking)), 1);
}

TEST(Calibration, ShowsTheSameVisitorsToAScenarioWithMore) {
    const KnownHall known;
    const Calibration found = known.calibration(1);
    const Model planned = model_of(known.mall, known.dates.front());

    const Model one = calibrated(planned, known.mall, found);
    const Model more = calibrated(planned, known.mall, found, 1.3);

    const Key day = Key{7}.of(0);
    Arrivals few{one, day};
    Arrivals many{more, day};
    ASSERT_EQ(few.sources(), many.sources());
    auto other = many.next(0);
    int shared = 0;
    for (auto visitor = few.next(0); visitor; visitor = few.next(0)) {
        while (other && other->key.value() != visitor->key.value()) other = many.next(0);
        ASSERT_TRUE(other);
        EXPECT_EQ(other->at, visitor->at);
        ++shared;
    }
    EXPECT_GT(shared, 5);
}

TEST(Calibration, OfTooFewDatesKeepsThePlanAndSaysSo) {
    const KnownHall known;
    auto logs = known.logs(1);
    logs.resize(3);

    const Calibration found = calibrate(logs, known.mall);

    EXPECT_FALSE(found.is_long_enough());
    EXPECT_EQ(found.all_dates(), 3);
    EXPECT_EQ(found.day_variance.origin, Origin::planned);
    EXPECT_TRUE(found.counters.empty());
    EXPECT_EQ(found.find_service("akta")->median_seconds.origin, Origin::measured);
    const Model planned = model_of(known.mall, known.dates.front());
    const Model model = calibrated(planned, known.mall, found);
    EXPECT_EQ(model.streams.size(), planned.streams.size());
    EXPECT_EQ(model.roster.size(), planned.roster.size());
    EXPECT_EQ(model.day_factor_cv, planned.day_factor_cv);
}

TEST(Calibration, OfNoDatesIsThePlan) {
    const mall::Mall mall = read_busy_mall();

    const Calibration found = calibrate({}, mall);

    EXPECT_EQ(found.all_dates(), 0);
    EXPECT_EQ(found.patience_seconds, planned(1800));
    EXPECT_EQ(found.find_service("kk")->median_seconds, planned(240));
}

TEST(Calibration, PoolsAServiceThatHardlyAnybodyCameFor) {
    const mall::Mall mall = read_busy_mall();
    const std::vector<Date> dates = open_dates(mall, 20);
    const auto logs = logged_days(dates, 1, [&](Date date) {
        Model model = busy_model(mall, date);
        model.services[0].onward.clear();
        model.second_weights = {1, 0, 1};
        for (Stream& stream : model.streams) {
            if (stream.who.service.value != 1) continue;
            for (double& rate : stream.rate.per_hour) rate /= 40;
        }
        for (Work& work : model.services) {
            std::get<LogNormal>(work.time).median *= 2;  // All take twice what the file says.
        }
        return model;
    });

    const ServiceFit rare = *calibrate(logs, mall).find_service("kk");

    EXPECT_LT(rare.ended, 50);
    EXPECT_EQ(rare.median_seconds.origin, Origin::agency);
    EXPECT_NEAR(rare.median_seconds.value, 2 * 240, 40);
}

TEST(Calibration, LeavesOutServicesThatWereNone) {
    const KnownHall known;
    auto logs = known.logs(1);
    int spoilt = 0;
    for (measure::DayLog& log : logs) {
        for (measure::Stay& stay : log.stays) {
            const bool is_passport = log.records[stay.step.value].service.value == 2;
            if (!is_passport || !stay.started_at || !stay.left_at || ++spoilt % 20 != 0) continue;
            stay.started_at = *stay.left_at - 3s;
        }
    }

    const ServiceFit fit = *calibrate(logs, known.mall).find_service("paspor");

    EXPECT_EQ(fit.trimmed, spoilt / 20);
    EXPECT_NEAR(fit.sigma.value, std::get<LogNormal>(known.model.services[2].time).sigma, .03);
}

TEST(Calibration, KeepsThePlanOfACounterThatItDoesNotKnow) {
    const KnownHall known;
    Calibration found = known.calibration(1);
    std::erase(found.known_counters, 3);
    std::erase_if(found.counters, [](const CounterFit& one) { return one.number == 3; });
    const Model planned = busy_model(known.mall, known.dates.front());

    const Model model = calibrated(planned, known.mall, found);

    ASSERT_EQ(model.roster.size(), 3U);
    EXPECT_EQ(model.roster.back().counter.value, 2U);
}

}  // namespace

}  // namespace gerai::plan
