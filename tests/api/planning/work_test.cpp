#include "api/planning/work.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "api/planner.h"

namespace gerai::api {

namespace {

/// Keeps what a work tells, in its order.
class Recorder : public PlanningRun {
public:
    [[nodiscard]] std::stop_token stop() const override { return {}; }
    [[nodiscard]] unsigned threads() const override { return 1; }
    void tell(const PlanningProgress& progress) override { told.push_back(progress); }
    void give(std::string, std::int64_t) override {}

    /// The stages, each as often as it begins.
    [[nodiscard]] std::vector<PlanningStage> stages() const {
        std::vector<PlanningStage> all;
        for (const PlanningProgress& one : told) {
            if (all.empty() || all.back() != one.stage) all.push_back(one.stage);
        }
        return all;
    }

    std::vector<PlanningProgress> told;
};

Recorder told_of(ShiftsAsked shifts, bool review) {
    const auto mall =
        std::make_shared<const mall::Mall>(mall::read_mall(Planner::mall(), "kecil.toml").value());
    const PlanAsked asked{.date = Date{std::chrono::year{2026} / 11 / 23},
                          .target = {.within_seconds = 1'800, .share = 0.5},
                          .shifts = shifts,
                          .review = review,
                          .days = 20,
                          .seed = 1};
    Recorder recorder;
    plan_work({.mall = mall, .version = 1}, asked)(recorder);
    return recorder;
}

}  // namespace

TEST(PlanWork, TellsOfEachStageUntilTheReview) {
    using enum PlanningStage;

    const Recorder recorder = told_of(ShiftsAsked::flexible, true);

    const auto stages = recorder.stages();
    ASSERT_FALSE(stages.empty());
    EXPECT_EQ(stages.front(), offered_load);
    EXPECT_EQ(stages.back(), review);
    for (const PlanningStage one : {add, confirm, shifts}) {
        EXPECT_NE(std::ranges::find(stages, one), stages.end()) << json::word(one);
    }
}

TEST(PlanWork, CountsEachPlanThatIsTriedAlsoInTheReview) {
    const Recorder recorder = told_of(ShiftsAsked::whole, true);

    for (std::size_t i = 0; i < recorder.told.size(); ++i) {
        EXPECT_EQ(recorder.told[i].done, static_cast<std::int64_t>(i));
    }
    const auto of_review = [](const auto& one) { return one.stage == PlanningStage::review; };
    EXPECT_GT(std::ranges::count_if(recorder.told, of_review), 2);
}

TEST(PlanWork, HasNoStageOfWhatIsNotAsked) {
    const auto stages = told_of(ShiftsAsked::none, false).stages();

    EXPECT_EQ(std::ranges::find(stages, PlanningStage::shifts), stages.end());
    EXPECT_EQ(std::ranges::find(stages, PlanningStage::review), stages.end());
}

}  // namespace gerai::api
