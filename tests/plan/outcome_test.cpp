#include "plan/outcome.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "measure/figures.h"
#include "plan/mall_model.h"
#include "plan/replicate.h"
#include "plan/textbook.h"

namespace gerai::plan {
namespace {

// Student's t for four degrees of freedom is 2.776445.
TEST(Estimate, OfAMeanIsStudents) {
    const std::array<double, 5> values{1, 2, 3, 4, 5};
    const Estimate mean = mean_over_days(values);
    EXPECT_DOUBLE_EQ(mean.value, 3);
    EXPECT_NEAR(mean.margin, 2.776445 * std::sqrt(2.5 / 5), 1e-6);
}

TEST(Estimate, OfARatioWeighsDaysByTheirSize) {
    const std::array<double, 3> parts{1, 8, 3};
    const std::array<double, 3> wholes{2, 8, 6};
    const Estimate ratio = ratio_over_days(parts, wholes);
    EXPECT_DOUBLE_EQ(ratio.value, 0.75);
    // Off by -0.5, 2 and -1.5 at 16/3 a day; t for two degrees of freedom is 4.302653.
    EXPECT_NEAR(ratio.margin, 4.302653 * std::sqrt(6.5 / 2 / 3) / (16.0 / 3), 1e-6);
}

TEST(Estimate, OfARatioThatNeverVariesIsSure) {
    const std::array<double, 2> parts{1, 3};
    const std::array<double, 2> wholes{2, 6};
    EXPECT_DOUBLE_EQ(ratio_over_days(parts, wholes).margin, 0);
    const std::array<double, 2> none{0, 0};
    EXPECT_DOUBLE_EQ(ratio_over_days(none, none).value, 0);
}

// The means of such ranges hold the truth 95 times in 100.
TEST(Estimate, HoldsTheTruthAsOftenAsItSays) {
    int held = 0;
    constexpr int trials = 2'000;
    for (int trial = 0; trial < trials; ++trial) {
        std::vector<double> parts;
        std::vector<double> wholes;
        for (std::uint32_t day = 0; day < 20; ++day) {
            Random random{Key{7}.of(static_cast<std::uint64_t>(trial)), Purpose::service, day};
            const double whole = 50 + 50 * random.share();
            wholes.push_back(whole);
            parts.push_back(whole * (0.3 + 0.2 * (random.share() - 0.5)));
        }
        const Estimate ratio = ratio_over_days(parts, wholes);
        if (std::abs(ratio.value - 0.3) <= ratio.margin) ++held;
    }
    EXPECT_NEAR(held, 0.95 * trials, 0.02 * trials);
}

/// Two agencies with a counter each, open from eight to ten.
Model two_hours() {
    Model model = endless(2, {{first_service}, {second_service}});
    model.rules.agencies = {{"a", "A"}, {"b", "B"}};
    model.rules.services[1].agency = {1};
    for (const std::uint32_t i : {0U, 1U}) model.rules.counters[i].agency = {i};
    const Interval hours{start + std::chrono::hours{8}, start + std::chrono::hours{10}};
    model.rules.opening = {hours};
    model.rules.has_capacity_stop = false;
    model.services[0].time = Exponential{std::chrono::minutes{5}};
    model.services[1].time = Exponential{std::chrono::minutes{2}};
    for (Duty& duty : model.roster) duty.at = hours;
    for (const std::uint32_t service : {0U, 1U}) {
        Stream stream = steady(1);
        stream.who.service = {service};
        stream.rate = {.from = hours.from, .cell = std::chrono::hours{2}, .per_hour = {15}};
        stream.candidates_per_hour = 15;
        model.streams.push_back(stream);
    }
    return model;
}

constexpr Duration promised = std::chrono::minutes{15};

TEST(Outcome, CountsAsMeasureDoes) {
    const Model model = two_hours();
    Simulator simulator{model};
    for (std::uint32_t number = 0; number < 10; ++number) {
        const SimulatedDay day = simulator.run(1, number);
        const DayOutcome outcome = outcome_of(day, model.rules, promised);
        const Tally all = outcome.all();
        EXPECT_EQ(all.steps, static_cast<double>(day.records.size()));
        EXPECT_DOUBLE_EQ(all.within / all.counted,
                         measure::service_level(day.records, promised).value());
        const auto waits = measure::called_waits(day.records);
        EXPECT_EQ(all.called, static_cast<double>(waits.size()));
        EXPECT_NEAR(all.wait_seconds / all.called, in_seconds(measure::mean(waits).value()), 1e-6);
        Tally halves;
        for (const auto& agency : outcome.half_hours) {
            for (const Tally& half_hour : agency) halves += half_hour;
        }
        EXPECT_EQ(halves.steps, all.steps);
        EXPECT_EQ(halves.within, all.within);
    }
}

TEST(Outlook, KnowsHowBusyTheClerksAreAndHowLongTheyStay) {
    const Model model = two_hours();
    EXPECT_EQ(staffed_seconds(model), (std::vector<double>{7200, 7200}));
    const auto days =
        replicate(model, {.seed = 3, .days = 400, .threads = 2},
                  [&](const SimulatedDay& day) { return outcome_of(day, model.rules, promised); });

    const Outlook outlook = outlook_of(days, model);

    EXPECT_EQ(outlook.days, 400);
    EXPECT_NEAR(outlook.visits.value, 60, 3 * outlook.visits.margin);
    const auto& a = outlook.agencies[0];
    const auto& b = outlook.agencies[1];
    // What comes in two hours is worked off, beyond the closing where it has to be.
    EXPECT_NEAR(a.utilisation->value, 30 * 5 / 120.0, 3 * a.utilisation->margin);
    EXPECT_NEAR(b.utilisation->value, 30 * 2 / 120.0, 3 * b.utilisation->margin);
    EXPECT_GT(outlook.overtime_minutes.value, 20);
    EXPECT_GT(a.wait_minutes->value, 4 * b.wait_minutes->value);
    EXPECT_LT(a.service_level->value, b.service_level->value);
    EXPECT_LE(a.median_minutes, a.p90_minutes);
    EXPECT_EQ(outlook.half_hours[0].size(), 4);
    EXPECT_LT(outlook.half_hours[0][0].wait_minutes->value,
              outlook.half_hours[0][3].wait_minutes->value);
}

}  // namespace
}  // namespace gerai::plan
