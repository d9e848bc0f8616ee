#include "plan/calibration/calibration.h"

#include <gtest/gtest.h>

#include "plan/calibration/fits.h"
#include "plan/known_hall.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

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
    for (auto visitor = few.next(0); visitor.exists(); visitor = few.next(0)) {
        while (other.exists() && other.key.value() != visitor.key.value()) other = many.next(0);
        ASSERT_TRUE(other.exists());
        EXPECT_EQ(other.at, visitor.at);
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

TEST(Calibration, KeepsThePlanOfAServiceThatIsNew) {
    const KnownHall known;
    Calibration found = known.calibration(1);
    ServiceFit& fit = found.services.front();
    fit.given_on.assign(7, 0);
    fit.arrivals.clear();
    const Model planned = busy_model(known.mall, known.dates.front());
    const auto streams_of = [&](const Model& model) {
        return std::ranges::count_if(model.streams, [&](const Stream& stream) {
            return model.rules.services[stream.who.service.value].id == fit.service;
        });
    };

    const Model model = calibrated(planned, known.mall, found);

    EXPECT_GT(streams_of(planned), 0);
    EXPECT_EQ(streams_of(model), streams_of(planned));
}

/// Times that were longer before the dates that count are no difference between counters.
TEST(CalibrationTimes, TellNothingOfCountersByWhatIsLongAgo) {
    constexpr std::size_t dates = 70;
    const mall::Mall mall = mall::busy();
    ServiceSamples samples;
    for (std::size_t date = 0; date < dates; ++date) {
        for (const int counter : {1, 2}) {
            const bool is_long_ago = date < 10 && counter == 1;
            for (const double seconds : {240.0, 300.0, 375.0}) {
                samples.times.push_back({date, counter, is_long_ago ? 10 * seconds : seconds});
            }
        }
    }
    const std::vector<Known> known{{&mall.services.front(), &samples}};
    Calibration calibration{.services = {ServiceFit{.service = mall.services.front().id}}};

    fit_times(calibration, known, dates);

    EXPECT_NEAR(calibration.services.front().median_seconds.value, 300, 1);
    EXPECT_NEAR(calibration.counter_spread.value, 0, 1e-6);
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
