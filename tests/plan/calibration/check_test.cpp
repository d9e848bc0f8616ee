#include "plan/calibration/check.h"

#include <gtest/gtest.h>

#include <atomic>

#include "plan/calibration/replay.h"
#include "plan/logged_days.h"

namespace gerai::plan {

namespace {

/// A calmer date of the mall, on which numbers stop when the day is full, as in the model that is
/// made of it.
Model calm_model(const mall::Mall& mall, Date date) {
    Model model = busy_model(mall, date);
    model.rules.has_capacity_stop = true;
    for (Stream& stream : model.streams) {
        for (double& rate : stream.rate.per_hour) rate *= .6;
    }
    return model;
}

std::vector<measure::DayLog> logs_of(const mall::Mall& mall, std::size_t dates,
                                     std::uint64_t seed = 101) {
    return logged_days(open_dates(mall, dates), seed,
                       [&](Date date) { return calm_model(mall, date); });
}

TEST(Replay, ChoosesWhomTheHallChose) {
    const mall::Mall mall = read_busy_mall();
    Replay all;
    const auto days =
        logged_days(open_dates(mall, 40), 1, [&](Date date) { return busy_model(mall, date); });
    for (const measure::DayLog& day : days) all += replay(day);

    EXPECT_GT(all.calls, 500);
    EXPECT_EQ(all.same, all.calls);
    EXPECT_EQ(all.wait_difference, 0);
    EXPECT_LE(all.others, all.calls * 0.01);
}

TEST(Replay, SeesWhereAnotherOrderWasKept) {
    const mall::Mall mall = read_busy_mall();
    measure::DayLog day = logged_day(busy_model(mall, open_dates(mall, 1).front()), 1, 0);
    // As if the elderly came before everybody else.
    day.rules.classes[day.rules.find_class("elderly")->value].rate = 1000;

    const Replay played = replay(day);

    EXPECT_LT(played.same, played.calls);
    EXPECT_GT(played.wait_difference, 0);
}

/// The mall four times over: of three counters twenty dates do not tell the share called in time
/// to three points.
mall::Mall read_large_mall() {
    mall::Mall mall = read_busy_mall();
    const std::vector<mall::Counter> few = mall.counters;
    while (mall.counters.size() < 4 * few.size()) {
        mall.counters.push_back(few[mall.counters.size() % few.size()]);
        mall.counters.back().number = static_cast<int>(mall.counters.size());
    }
    for (mall::Service& service : mall.services) service.daily_visits *= 4.5;
    return mall;
}

TEST(ModelFit, HoldsForDaysThatComeFromOneModel) {
    const mall::Mall mall = read_large_mall();

    const ModelFit fit = check_fit(logs_of(mall, 60, 1), mall, {.runs = 40});

    EXPECT_EQ(fit.dates_held_out, 20);
    EXPECT_EQ(fit.order.verdict, CheckVerdict::holds);
    EXPECT_EQ(fit.half_hours.verdict, CheckVerdict::holds) << fit.half_hours.value;
    EXPECT_EQ(fit.mean_wait.verdict, CheckVerdict::holds) << fit.mean_wait.value;
    EXPECT_EQ(fit.service_level.verdict, CheckVerdict::holds) << fit.service_level.value;
    EXPECT_EQ(fit.passed(), ModelFit::checks);
}

TEST(ModelFit, FailsWhereTheLastDatesAreUnlikeTheOthers) {
    const mall::Mall mall = read_busy_mall();
    const std::vector<Date> dates = open_dates(mall, 40);
    const auto logs = logged_days(dates, 1, [&](Date date) {
        Model model = calm_model(mall, date);
        // A clerk leaves counter 2 after twenty dates.
        if (date >= dates[20]) model.roster.erase(model.roster.begin() + 1);
        return model;
    });

    const ModelFit fit = check_fit(logs, mall, {.runs = 20});

    EXPECT_EQ(fit.order.verdict, CheckVerdict::holds);
    EXPECT_EQ(fit.half_hours.verdict, CheckVerdict::fails);
    EXPECT_EQ(fit.mean_wait.verdict, CheckVerdict::fails);
    EXPECT_EQ(fit.service_level.verdict, CheckVerdict::fails);
    EXPECT_EQ(fit.passed(), 1);
}

TEST(ModelFit, IsUnknownWithTooFewDates) {
    const mall::Mall mall = read_busy_mall();

    const ModelFit fit = check_fit(logs_of(mall, 12), mall, {.runs = 20});

    EXPECT_EQ(fit.order.verdict, CheckVerdict::holds);
    EXPECT_EQ(fit.half_hours.verdict, CheckVerdict::unknown);
    EXPECT_EQ(fit.mean_wait.verdict, CheckVerdict::unknown);
    EXPECT_EQ(fit.passed(), 1);
    EXPECT_EQ(fit.unknown(), 3);
}

TEST(ModelFit, IsTheSameOnAnyNumberOfThreads) {
    const mall::Mall mall = read_busy_mall();
    const auto logs = logs_of(mall, 30);

    EXPECT_EQ(check_fit(logs, mall, {.runs = 8, .threads = 1}),
              check_fit(logs, mall, {.runs = 8, .threads = 3}));
}

TEST(ModelFit, TellsHowFarItIsAndIsNothingWhenItIsStopped) {
    const mall::Mall mall = read_busy_mall();
    const auto logs = logs_of(mall, 30);
    const FitWish wish{.runs = 8};
    std::atomic<int> played = 0;
    std::stop_source stop;

    const auto whole = check_fit(logs, mall, wish, {.on_day = [&] { ++played; }});
    const int all = played;
    const auto half = check_fit(logs, mall, wish,
                                {.on_day =
                                     [&] {
                                         if (++played == all + 60) stop.request_stop();
                                     },
                                 .stop = stop.get_token()});

    EXPECT_EQ(whole, check_fit(logs, mall, wish));
    EXPECT_EQ(all, 8 * 20);
    EXPECT_EQ(half, std::nullopt);
    EXPECT_EQ(played, all + 60) << "the run that had begun is played to its end";
}

}  // namespace

}  // namespace gerai::plan
