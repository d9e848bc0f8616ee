#include "plan/study/study.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "mall/mall_files.h"
#include "measure/made_bundle.h"
#include "plan/mall_model.h"
#include "plan/study/simulated_bundle.h"

namespace gerai::plan {

using namespace std::chrono_literals;
using measure::made_bundle;

namespace {

constexpr Date monday = std::chrono::year{2026} / 11 / 23;
constexpr Date wednesday = std::chrono::year{2026} / 11 / 25;
const std::string no_hash(64, '0');

bool has(const Study& study, Caveat what) {
    return std::ranges::find(study.caveats, what, &StudyCaveat::what) != study.caveats.end();
}

const StudyRow& row(const Study& study, StudyFigure figure) {
    return study.rows.at(static_cast<std::size_t>(figure));
}

TEST(FairComparison, JoinsHalfHoursThatOneMallHasAsOne) {
    const auto first = made_bundle("a", {{"ktp", 480, 510, 10, 9}, {"ktp", 510, 540, 20, 10}});
    const auto second = made_bundle("b", {{"ktp", 480, 540, 40, 30}, {"ktp", 600, 630, 10, 8}});
    const std::vector<const measure::Bundle*> malls{&first, &second};

    const auto cells = common_cells(malls);

    ASSERT_EQ(cells.size(), 2);
    EXPECT_EQ(cells[0].from, 480);
    EXPECT_EQ(cells[0].to, 540);
    EXPECT_EQ(cells[0].malls[0].level.whole, 30);
    EXPECT_EQ(cells[0].malls[0].level.part, 19);
    EXPECT_EQ(cells[1].malls[0].level.whole, 0);
}

TEST(FairComparison, SaysWhatAMallWouldHaveOnTheCommonMix) {
    // A has 80 of 100 in time, B 150 of 300; together 230 of 400.
    const auto first = made_bundle("a", {{"ktp", 480, 510, 100, 80, 300}});
    const auto second = made_bundle("b", {{"ktp", 480, 510, 300, 150, 900}});
    const std::vector<const measure::Bundle*> malls{&first, &second};
    const auto cells = common_cells(malls);

    const auto level = adjusted_level(cells);
    const auto waits = adjusted_waits(cells);
    const auto rows = standardised(cells, 2);

    ASSERT_TRUE(level && waits);
    EXPECT_NEAR(level->difference(), .3, 1e-12);
    const double error = std::sqrt(.8 * .2 / 100 + .5 * .5 / 300);
    EXPECT_NEAR(level->high - level->low, 2 * 1.959963984540054 * error, 1e-12);
    EXPECT_NEAR(level->z, (80 - 57.5) / std::sqrt(100. * 300 * 230 * 170 / (400. * 400 * 399)),
                1e-9);
    EXPECT_NEAR(waits->first, 5, 1e-12);
    EXPECT_NEAR(waits->second, 15, 1e-12);
    EXPECT_NEAR(rows[0].expected, 57.5, 1e-12);
    EXPECT_NEAR(rows[0].ratio(), 80 / 57.5 * .575, 1e-12);
    EXPECT_NEAR(rows[0].z(), (80 - 57.5) / std::sqrt(100 * .575 * .425), 1e-12);
}

TEST(FairComparison, TellsADifferenceThatTheMixHides) {
    // Each is better at both in A, which has more of the hard one: the sums say the reverse.
    const auto first =
        made_bundle("a", {{"easy", 480, 510, 100, 97}, {"hard", 480, 510, 900, 630}});
    const auto second =
        made_bundle("b", {{"easy", 480, 510, 900, 828}, {"hard", 480, 510, 100, 60}});

    const Study told = study({.bundle = first}, {.bundle = second});

    EXPECT_LT(*row(told, StudyFigure::service_level).first,
              *row(told, StudyFigure::service_level).second);
    ASSERT_TRUE(told.level);
    EXPECT_GT(told.level->low, 0);
    EXPECT_EQ(told.level->cells, 2);
}

TEST(Study, SaysWhatCannotBeCompared) {
    const auto first = made_bundle("a", {{"ktp", 480, 510, 30, 27}, {"sim", 480, 510, 10, 9}});
    auto second = made_bundle("b", {{"ktp", 480, 510, 30, 27}});
    second.source = measure::BundleSource::simulation;
    second.period.dates = 5;

    const Study told = study({.bundle = first}, {.bundle = second});

    EXPECT_FALSE(has(told, Caveat::first_is_simulated));
    EXPECT_TRUE(has(told, Caveat::second_is_simulated));
    EXPECT_TRUE(has(told, Caveat::few_dates));
    EXPECT_TRUE(has(told, Caveat::periods_differ));
    EXPECT_TRUE(has(told, Caveat::no_plan));
    EXPECT_TRUE(has(told, Caveat::no_ratings));
    EXPECT_TRUE(has(told, Caveat::investment));
    EXPECT_FALSE(has(told, Caveat::only_in_second));
    const auto only = std::ranges::find(told.caveats, Caveat::only_in_first, &StudyCaveat::what);
    ASSERT_NE(only, told.caveats.end());
    EXPECT_EQ(only->names, std::vector<std::string>{"sim"});
    EXPECT_NEAR(*only->share, .25, 1e-12);
}

const StudyCaveat& caveat(const Study& study, Caveat what) {
    return *std::ranges::find(study.caveats, what, &StudyCaveat::what);
}

TEST(Study, TellsWhatOneMallHasFromWhatBothHaveTooSeldom) {
    using Names = std::vector<std::string>;
    auto first = made_bundle(
        "a", {{"ktp", 480, 510, 60, 50}, {"pbb", 480, 510, 10, 9}, {"sim", 480, 510, 10, 9}});
    auto second = made_bundle(
        "b", {{"ktp", 480, 510, 60, 50}, {"pbb", 600, 630, 10, 9}, {"npwp", 480, 510, 20, 9}});
    // Too few came to either for these: to A for two, of which B knows one.
    first.others.push_back({.agency = {}, .cells = {first.services[1].cells}, .services = {"kia"}});
    first.others.front().services.emplace_back("skck");
    second.others.push_back({.agency = {}, .cells = first.others[0].cells, .services = {"kia"}});

    const Study told = study({.bundle = first}, {.bundle = second});

    ASSERT_TRUE(has(told, Caveat::only_in_first) && has(told, Caveat::only_in_second) &&
                has(told, Caveat::too_few_at_once));
    EXPECT_EQ(caveat(told, Caveat::only_in_first).names, (Names{"sim", "skck"}));
    EXPECT_NEAR(*caveat(told, Caveat::only_in_first).share, 20. / 90, 1e-12);
    EXPECT_EQ(caveat(told, Caveat::only_in_second).names, Names{"npwp"});
    EXPECT_NEAR(*caveat(told, Caveat::only_in_second).share, .2, 1e-12);
    EXPECT_EQ(caveat(told, Caveat::too_few_at_once).names, (Names{"kia", "pbb"}));
    EXPECT_NEAR(*caveat(told, Caveat::too_few_at_once).share, 20. / 90, 1e-12);
    EXPECT_FALSE(has(told, Caveat::too_few_in_common));
}

TEST(Study, SaysOfAMallBesideItselfThatBothHaveWhatIsNotCompared) {
    auto bundle = made_bundle("a", {{"ktp", 480, 510, 10, 9}});
    bundle.others = {{.agency = {}, .cells = bundle.services[0].cells, .services = {"kia", "sim"}}};

    const Study told = study({.bundle = bundle}, {.bundle = bundle});

    EXPECT_FALSE(has(told, Caveat::only_in_first));
    EXPECT_FALSE(has(told, Caveat::only_in_second));
    ASSERT_TRUE(has(told, Caveat::too_few_at_once));
    EXPECT_NEAR(*caveat(told, Caveat::too_few_at_once).share, .5, 1e-12);
}

TEST(Study, SaysWhoseDaysAreATrials) {
    auto first = made_bundle("a", {{"ktp", 480, 510, 30, 27}});
    const auto second = made_bundle("b", {{"ktp", 480, 510, 30, 27}});
    first.source = measure::BundleSource::trial;

    const Study told = study({.bundle = first}, {.bundle = second});

    EXPECT_TRUE(has(told, Caveat::first_is_trial));
    EXPECT_FALSE(has(told, Caveat::second_is_trial));
    EXPECT_FALSE(has(told, Caveat::first_is_simulated));
}

TEST(Study, ComparesNoLevelsThatCountAgainstDifferentWaits) {
    const auto first = made_bundle("a", {{"ktp", 480, 510, 30, 27}});
    auto second = made_bundle("b", {{"ktp", 480, 510, 30, 27}});
    second.mall.promised_wait_seconds = 1'800;

    const Study told = study({.bundle = first}, {.bundle = second});

    EXPECT_TRUE(has(told, Caveat::promises_differ));
    EXPECT_FALSE(told.level);
    EXPECT_TRUE(told.waits);
    EXPECT_FALSE(told.plan);
}

TEST(Study, ComparesNothingWithoutACommonService) {
    const auto first = made_bundle("a", {{"ktp", 480, 510, 30, 27}});
    const auto second = made_bundle("b", {{"sim", 480, 510, 30, 27}});

    const Study told = study({.bundle = first}, {.bundle = second});

    EXPECT_TRUE(has(told, Caveat::nothing_in_common));
    EXPECT_FALSE(told.level);
    EXPECT_FALSE(told.waits);
}

TEST(Study, TellsTheLevelByHalfHourOfCellsOfSeveral) {
    const auto bundle = made_bundle("a", {{"ktp", 480, 540, 20, 10}, {"sim", 480, 510, 10, 10}});

    const auto levels = level_by_half_hour(bundle);

    ASSERT_EQ(levels.size(), 48);
    EXPECT_NEAR(*levels[16], 15. / 20, 1e-12);
    EXPECT_NEAR(*levels[17], .5, 1e-12);
    EXPECT_FALSE(levels[18]);
}

TEST(SimulatedBundle, SaysOfItselfThatItWasPlayed) {
    const mall::Mall mall = mall::bundled("paser");

    const auto bundle = simulated_bundle(mall, no_hash, {.from = wednesday, .days = 8, .seed = 3});

    ASSERT_TRUE(bundle);
    EXPECT_EQ(bundle->source, measure::BundleSource::simulation);
    EXPECT_EQ(bundle->period.dates, 8);
    EXPECT_EQ(bundle->period.from, wednesday);
    EXPECT_EQ(bundle->period.to, Date{std::chrono::year{2026} / 12 / 4});
    EXPECT_TRUE(measure::faults_of(*bundle).empty());
    EXPECT_EQ(*bundle, *simulated_bundle(mall, no_hash, {.from = wednesday, .days = 8, .seed = 3}));
    const auto steps = figure_of(StudyFigure::steps_a_date, *bundle);
    EXPECT_NEAR(*steps, 189, 40);
    EXPECT_GT(*figure_of(StudyFigure::counters_open, *bundle), 25);
}

TEST(Study, PlansPaserWithBadungsLevel) {
    const mall::Mall paser = mall::bundled("paser");
    const mall::Mall badung = mall::bundled("badung");
    const auto first = simulated_bundle(paser, no_hash, {.from = wednesday, .days = 5});
    const auto second = simulated_bundle(badung, no_hash, {.from = wednesday, .days = 5});
    ASSERT_TRUE(first && second);
    const Model model = model_of(paser, wednesday);

    const auto told =
        study({.bundle = *first, .model = &model, .file_hash = no_hash}, {.bundle = *second},
              {.search_days = 20, .confirm_days = 40, .repeats = 1});

    ASSERT_TRUE(told && told->plan);
    const PracticePlan& plan = *told->plan;
    EXPECT_EQ(plan.from_minutes.size(), 15);
    EXPECT_EQ(plan.from_minutes.front(), 480);
    EXPECT_EQ(plan.target.share, std::min(plan.level_of_other, highest_target));
    for (std::size_t i = 0; i < plan.asked.size(); ++i) {
        const double level = plan.other_by_half_hour[i].value_or(plan.level_of_other);
        EXPECT_EQ(plan.asked[i], std::clamp(level, lowest_target, highest_target));
    }
    EXPECT_EQ(plan.own.counters.size(), 15);
    EXPECT_EQ(plan.own.counters[8], 0);  // Paser's break.
    EXPECT_FALSE(plan.is_open[8]);
    EXPECT_FALSE(plan.own.level_by_half_hour[8]);
    EXPECT_TRUE(plan.own.level_by_half_hour[7]);
    EXPECT_EQ(plan.own.is_enough, plan.own.short_agencies.empty());
    EXPECT_GT(plan.own.counter_hours, 0);
    EXPECT_LE(plan.pooled.counter_hours, plan.own.counter_hours);  // Pooling asks for no more.
    EXPECT_GE(plan.pooled.services_a_counter, plan.own.services_a_counter);
}

/// A hall that is one pool: four counters, and one service that all of them give.
constexpr std::string_view one_service = R"([mall]
id = "satu"
name = "Satu"
time_zone = "Asia/Makassar"
promise = { wait = "15m", share = 0.9 }
hours = { mon = ["08:00-12:00"] }

[[agency]]
id = "one"
name = "One"
prefix = "A"
kind = "regional"

[[booth]]
id = "b01"
name = "Booth 1"
floor = 1
agency = "one"

[[counter]]
number = 1
booth = "b01"
services = ["ktp"]

[[counter]]
number = 2
booth = "b01"
services = ["ktp"]

[[counter]]
number = 3
booth = "b01"
services = ["ktp"]

[[counter]]
number = 4
booth = "b01"
services = ["ktp"]

[[service]]
id = "ktp"
agency = "one"
name = "KTP"
daily_visits = 40
fee = { kind = "free" }
counter_time = { p50 = "6m", p90 = "12m" }
)";

TEST(Study, GoesBelowWhatTheFormulaAsksOfOnePool) {
    // The formula takes the peak of each half-hour as if it lasted; the search plays days.
    const mall::Mall hall = *mall::read_mall(one_service, "satu.toml");
    const Model model = model_of(hall, monday);
    const auto other = made_bundle("b", {{"ktp", 480, 720, 100, 88}});

    const auto told = study({.bundle = other, .model = &model}, {.bundle = other},
                            {.search_days = 50, .confirm_days = 100, .repeats = 1});

    ASSERT_TRUE(told && told->plan);
    EXPECT_LT(told->plan->own.counter_hours, told->plan->one_pool_counter_hours);
    EXPECT_EQ(told->plan->own.counter_hours, told->plan->pooled.counter_hours);
    EXPECT_TRUE(told->plan->is_pooled_already);
    EXPECT_TRUE(told->plan->own.short_agencies.empty());
}

TEST(Study, NamesTheAgenciesWhoseCountersAreTooFew) {
    // Four counters and thirty times the visitors; the other is closed at ten, and keeps 99 %.
    std::string crowded{one_service};
    crowded = mall::with(std::move(crowded), "daily_visits = 40", "daily_visits = 1200");
    const mall::Mall hall = *mall::read_mall(crowded, "satu.toml");
    const Model model = model_of(hall, monday);
    auto other = made_bundle("b", {{"ktp", 480, 660, 100, 99}});
    other.mall.hours[0] = {{480, 600}, {630, 720}};

    const auto told = study({.bundle = other, .model = &model}, {.bundle = other},
                            {.search_days = 20, .confirm_days = 40, .repeats = 1});

    ASSERT_TRUE(told && told->plan);
    EXPECT_FALSE(told->plan->own.is_enough);
    EXPECT_EQ(told->plan->own.short_agencies, std::vector<std::string>{"one"});
    ASSERT_EQ(told->plan->other_by_half_hour.size(), 8);
    EXPECT_TRUE(told->plan->other_by_half_hour[3]);
    EXPECT_FALSE(told->plan->other_by_half_hour[4]);  // Its break, from ten.
    EXPECT_FALSE(told->plan->other_by_half_hour[7]);  // Nobody comes.
}

TEST(Study, StopsWhenItIsToldTo) {
    const mall::Mall paser = mall::bundled("paser");
    const auto bundle = made_bundle("a", {{"ktp", 480, 510, 30, 27}});
    const Model model = model_of(paser, wednesday);
    std::stop_source stop;
    stop.request_stop();

    EXPECT_FALSE(study({.bundle = bundle, .model = &model}, {.bundle = bundle}, {.repeats = 1}, {},
                       stop.get_token()));
}

}  // namespace

}  // namespace gerai::plan
