#include "plan/mall_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "mall/mall_files.h"
#include "plan/replicate.h"

namespace gerai::plan {

using namespace std::chrono_literals;
using measure::StepRecord;

namespace {

constexpr Date monday = std::chrono::year{2026} / 11 / 23;
constexpr Date sunday = std::chrono::year{2026} / 11 / 22;

/// What many days show, summed.
struct Sums {
    std::vector<double> steps;
    double visits = 0;
    double with_second = 0;
    double priority = 0;
    double refused = 0;

    static Sums of(const Model& model, std::uint32_t days) {
        Sums sums;
        sums.steps.resize(model.services.size(), 0);
        const auto seen =
            replicate(model, {.days = days}, [](const SimulatedDay& day) { return day; });
        for (const SimulatedDay& day : seen) sums.add(day);
        return sums;
    }

    void add(const SimulatedDay& day) {
        refused += day.refused;
        for (const StepRecord& record : day.records) {
            ++steps[record.service.value];
            ++(record.is_first ? visits : with_second);
            if (record.is_first && record.priority.value > 0) ++priority;
        }
    }
};

TEST(MallModel, BringsEachServiceItsDailyVisits) {
    constexpr int days = 150;
    for (const std::string id : {"badung", "paser"}) {
        const mall::Mall mall = mall::bundled(id);
        const Model model = model_of(mall, monday);
        const Sums sums = Sums::of(model, days);

        EXPECT_NEAR(sums.with_second / sums.visits, mall.planning.second_service, .01);
        EXPECT_NEAR(sums.priority / sums.visits, .16, .01);
        EXPECT_LT(sums.refused / sums.visits, .02);
        const double all = std::accumulate(sums.steps.begin(), sums.steps.end(), 0.0);
        double planned = 0;
        for (std::size_t i = 0; i < sums.steps.size(); ++i) {
            planned += days * model.second_weights[i];
            const double expected = days * model.second_weights[i];
            const double spread = std::sqrt(expected) + .15 / std::sqrt(days) * expected;
            EXPECT_NEAR(sums.steps[i], expected, 5 * spread) << model.rules.services[i].id;
        }
        EXPECT_NEAR(all / planned, 1, .04);
    }
}

TEST(MallModel, HasNobodyOnADateOnWhichTheMallIsClosed) {
    const Model model = model_of(mall::bundled("badung"), sunday);
    const SimulatedDay day = Simulator{model}.run(1, 0);
    EXPECT_TRUE(day.records.empty());
    EXPECT_EQ(day.events, 0U);
}

TEST(MallModel, HasTheSameVisitorsAndMoreAtAGreaterVolume) {
    const mall::Mall mall = mall::bundled("paser");
    const auto arrivals_at = [&](double volume) {
        Model model = model_of(mall, monday, volume);
        model.rules.has_capacity_stop = false;
        std::vector<Instant> arrivals;
        for (const StepRecord& record : Simulator{model}.run(1, 0).records) {
            if (record.is_first) arrivals.push_back(record.e);
        }
        return arrivals;
    };
    const auto planned = arrivals_at(1);
    const auto more = arrivals_at(1.1);
    EXPECT_TRUE(std::ranges::includes(more, planned));
    EXPECT_NEAR(static_cast<double>(more.size()) / static_cast<double>(planned.size()), 1.1, .06);
}

TEST(MallModel, CallsMostOfAPlannedDayWithinThePromise) {
    const mall::Mall mall = mall::bundled("badung");
    const Model model = model_of(mall, monday);
    const auto shares = replicate(model, {.days = 20}, [&](const SimulatedDay& day) {
        const auto kept = std::ranges::count_if(day.records, [&](const StepRecord& one) {
            return one.called_at && one.wait <= mall.promise.wait;
        });
        return static_cast<double>(kept) / static_cast<double>(day.records.size());
    });
    const double mean = std::accumulate(shares.begin(), shares.end(), 0.0) / 20;
    EXPECT_GT(mean, .85);
    EXPECT_LT(mean, .99);
}

}  // namespace
}  // namespace gerai::plan
