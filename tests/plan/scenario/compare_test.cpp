#include "plan/scenario/compare.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>

#include "mall/mall_files.h"
#include "plan/mall_model.h"
#include "plan/scenario/scenario.h"

namespace gerai::plan {
namespace {

using namespace std::chrono_literals;

constexpr Date monday = std::chrono::year{2026} / 11 / 23;

/// A bundled mall beside itself with changes.
class Beside {
public:
    explicit Beside(const std::string& id) : mall_(mall::bundled(id)) {}

    [[nodiscard]] Model as_it_is() const { return model_of(mall_, monday); }
    [[nodiscard]] Model with(const std::string& changes) const {
        const auto scenario = read_scenario("name = \"Uji\"\n" + changes, mall_, "s.toml");
        if (scenario) return changed_model(as_it_is(), mall_, *scenario);
        for (const mall::Fault& fault : scenario.error()) ADD_FAILURE() << to_string(fault);
        return as_it_is();
    }
    [[nodiscard]] Comparison compare(const std::string& changes,
                                     const Replications& days = {.days = 30}) const {
        return *plan::compare({as_it_is(), with(changes)}, mall_.promise.wait, days);
    }

private:
    mall::Mall mall_;
};

void expect_the_same(const Paired& figure) {
    EXPECT_EQ(figure.before, figure.after);
    if (!figure.before) return;  // A share of nobody, on both sides.
    EXPECT_EQ(figure.difference->value, 0);
    EXPECT_EQ(figure.difference->margin, 0);
}

TEST(Compare, ChoosesTheMallThatCallsMostInTime) {
    const Beside paser{"paser"};
    const std::string slower = "[[change]]\nverb = \"counter_time\"\nfactor = 1.3";
    const std::string faster = "[[change]]\nverb = \"counter_time\"\nfactor = 0.7";
    const Comparison three =
        *compare({paser.as_it_is(), paser.with(slower), paser.with(faster)}, 15min, {.days = 100});
    EXPECT_EQ(three.choice.left, (std::vector<std::size_t>{2}));
    EXPECT_GE(three.choice.days, 20);
    EXPECT_LE(three.choice.days, 100);
}

TEST(Compare, LeavesTheChoiceOpenWhereDaysAreTooFew) {
    const Beside paser{"paser"};
    const std::string change = "[[change]]\nverb = \"counter_time\"\nfactor = 1.1";
    const Comparison two = paser.compare(change, {.days = 3});
    EXPECT_EQ(two.choice.left, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(two.choice.days, 3);
}

TEST(Compare, FindsNoDifferenceWhereNothingIsChanged) {
    for (const std::string id : {"paser", "badung"}) {
        const Comparison same = Beside{id}.compare("", {.seed = 3, .days = 5});
        const Difference& difference = same.differences.front();
        expect_the_same(difference.visits);
        expect_the_same(difference.refused);
        expect_the_same(difference.overtime_minutes);
        for (const auto& [name, figure] : paired_figures) {
            expect_the_same(difference.all.*figure);
            for (const PairedRow& agency : difference.agencies) expect_the_same(agency.*figure);
        }
        EXPECT_GT(difference.all.steps.before, 100);
        EXPECT_FALSE(unsynchronised(same));
    }
}

TEST(Compare, FindsThatPoolingHelps) {
    const Beside badung{"badung"};
    const Comparison pooled =
        badung.compare("[[change]]\nverb = \"pool_counters\"\nagency = \"disdukcapil\"");
    const auto agencies = badung.as_it_is().rules.agencies;
    const auto place = static_cast<std::size_t>(
        std::ranges::find(agencies, "disdukcapil", &hall::Agency::id) - agencies.begin());
    const PairedRow& own = pooled.differences.front().agencies[place];
    EXPECT_LT(own.wait_minutes.high(), 0);
    EXPECT_GT(own.service_level.low(), 0);
    EXPECT_LT(own.p90_minutes.high(), 0);
    EXPECT_LT(own.utilisation.difference->value, .02);
}

TEST(Compare, KnowsASmallChangeWellBecauseTheVisitorsAreTheSame) {
    const Comparison faster =
        Beside{"paser"}.compare("[[change]]\nverb = \"counter_time\"\nfactor = 0.97", {.days = 60});
    const PairedRow& all = faster.differences.front().all;
    EXPECT_LT(all.wait_minutes.gain->value, .1);
    EXPECT_LT(all.utilisation.gain->value, .1);
    EXPECT_LT(all.wait_minutes.high(), 0);
    EXPECT_FALSE(unsynchronised(faster));
}

TEST(Compare, KeepsVisitorsTogetherThroughEveryVerb) {
    const Beside paser{"paser"};
    for (const std::string change :
         {"verb = \"quick_counter\"\ncounters = [4]\nservices = [\"disdukcapil-12\"]",
          "verb = \"hours\"\nhours = [\"07:30-12:00\", \"13:00-15:30\"]",
          "verb = \"open_counters\"\ncounters = [4]\nbetween = \"09:00-11:00\"",
          "verb = \"close_counters\"\ncounters = [1]\nbetween = \"09:00-11:00\"",
          "verb = \"appointments\"\nshare = 0.2", "verb = \"demand\"\nfactor = 1.1",
          "verb = \"absent\"\nagency = \"kpp\"", "verb = \"patience\"\nmean = \"45m\"",
          "verb = \"second_service\"\nshare = 0.3", "verb = \"rescue_after\"\nafter = \"20m\"",
          "verb = \"priority_rates\"\nrates = { elderly = 8 }"}) {
        const Comparison compared = paser.compare("[[change]]\n" + change, {.days = 40});
        const PairedRow& all = compared.differences.front().all;
        EXPECT_LT(all.wait_minutes.gain->value, .7) << change;
        EXPECT_LT(all.steps.gain->value, .4) << change;
        EXPECT_FALSE(unsynchronised(compared)) << change;
    }
}

TEST(Compare, HoldsTheLongRunDifferenceInItsRange) {
    const Beside paser{"paser"};
    const std::string change = "[[change]]\nverb = \"demand\"\nfactor = 1.15\n";
    const PairedRow few = paser.compare(change, {.days = 40}).differences.front().all;
    const PairedRow many =
        paser.compare(change, {.first = 1'000, .days = 800}).differences.front().all;
    for (const auto figure :
         {&PairedRow::service_level, &PairedRow::wait_minutes, &PairedRow::p90_minutes,
          &PairedRow::utilisation, &PairedRow::steps}) {
        const Estimate truth = *(many.*figure).difference;
        EXPECT_LT((few.*figure).low(), truth.value + truth.margin);
        EXPECT_GT((few.*figure).high(), truth.value - truth.margin);
        EXPECT_LT(truth.margin, (few.*figure).difference->margin);
    }
}

TEST(Compare, SetsScenariosBesideEachOther) {
    const Beside paser{"paser"};
    const Comparison three = *compare({paser.as_it_is(), paser.with(R"(
[[change]]
verb = "demand"
factor = 1.2
)"),
                                       paser.with("")},
                                      15min, {.days = 4});
    ASSERT_EQ(three.differences.size(), 3U);
    EXPECT_EQ(three.differences[2].from, 1U);
    EXPECT_EQ(three.differences[2].to, 2U);
    EXPECT_EQ(three.differences[2].visits.difference->value,
              -three.differences[0].visits.difference->value);
}

TEST(Compare, GrowsSharperAsDaysAreAdded) {
    const Beside paser{"paser"};
    const std::string change = "[[change]]\nverb = \"demand\"\nfactor = 1.1\n";
    Comparing growing{{paser.as_it_is(), paser.with(change)}, 15min};
    ASSERT_TRUE(growing.play({.days = 5}));
    const Comparison coarse = growing.result();
    ASSERT_TRUE(growing.play({.first = 5, .days = 15, .threads = 2}));
    const Comparison sharp = growing.result();
    EXPECT_EQ(coarse.days, 5U);
    EXPECT_EQ(sharp.days, 20U);
    const Comparison at_once = paser.compare(change, {.days = 20});
    EXPECT_EQ(sharp.differences[0].all.wait_minutes.difference->value,
              at_once.differences[0].all.wait_minutes.difference->value);
}

TEST(Compare, SaysNothingOfTheWaitAtAnAgencyThatIsNotThere) {
    const Beside paser{"paser"};
    const Comparison compared =
        paser.compare("[[change]]\nverb = \"absent\"\nagency = \"kpp\"", {.days = 3});
    const auto agencies = paser.as_it_is().rules.agencies;
    const auto place = static_cast<std::size_t>(
        std::ranges::find(agencies, "kpp", &hall::Agency::id) - agencies.begin());
    const PairedRow& own = compared.differences.front().agencies[place];
    EXPECT_EQ(own.steps.after, 0);
    for (const auto figure : {&PairedRow::service_level, &PairedRow::wait_minutes,
                              &PairedRow::p90_minutes, &PairedRow::left, &PairedRow::utilisation}) {
        EXPECT_TRUE((own.*figure).before);
        EXPECT_FALSE((own.*figure).after);
        EXPECT_FALSE((own.*figure).difference);
    }
    const Outlook::Row& absent = compared.outlooks[1].agencies[place];
    EXPECT_FALSE(absent.service_level);
    EXPECT_FALSE(absent.wait_minutes);
    EXPECT_FALSE(absent.p90_minutes);
    EXPECT_FALSE(absent.utilisation);
}

TEST(Compare, LeavesNoHalfResultWhenItIsStopped) {
    const Beside paser{"paser"};
    std::stop_source stop;
    std::atomic<int> played = 0;
    const Watch watch{.on_day =
                          [&] {
                              if (++played == 3) stop.request_stop();
                          },
                      .stop = stop.get_token()};
    Comparing comparing{{paser.as_it_is(), paser.with("")}, 15min};
    ASSERT_TRUE(comparing.play({.days = 2}));
    EXPECT_FALSE(comparing.play({.first = 2, .days = 20}, watch));
    EXPECT_EQ(played, 3);
    EXPECT_EQ(comparing.result().days, 2U);
}

TEST(Compare, TellsNothingOfDaysThatGoAgainstEachOther) {
    Comparison comparison;
    Difference difference{.from = 0, .to = 1};
    difference.all.wait_minutes.gain = Gain{.value = 1.2, .at_least = .9};
    comparison.differences.push_back(difference);
    EXPECT_FALSE(unsynchronised(comparison));
    comparison.differences.front().all.service_level.gain = Gain{.value = 1.4, .at_least = 1.1};
    const auto found = unsynchronised(comparison);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->figure, "service_level");
    EXPECT_EQ(found->gain, 1.4);
}

TEST(Overload, IsFoundWhereNobodyLeaves) {
    const Beside paser{"paser"};
    EXPECT_TRUE(overloads_of(paser.as_it_is()).empty());
    const std::string too_many =
        "[[change]]\nverb = \"demand\"\nagency = \"bpjs-kes\"\nfactor = 6\n";
    EXPECT_TRUE(overloads_of(paser.with(too_many)).empty());
    const Model stuck = paser.with(too_many + "[[change]]\nverb = \"patience\"\nmean = \"none\"\n");
    const auto found = overloads_of(stuck);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(stuck.rules.agencies[found[0].agency.value].id, "bpjs-kes");
    EXPECT_GT(found[0].work_hours, found[0].clerk_hours);
    const double clerks = found[0].clerk_hours / 6.5;  // Without the break.
    EXPECT_NEAR(clerks, std::round(clerks), 1e-9);
}

}  // namespace
}  // namespace gerai::plan
