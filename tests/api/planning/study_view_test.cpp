#include "api/planning/study_view.h"

#include <gtest/gtest.h>

#include "mall/mall_texts.h"

namespace gerai::api {

TEST(StudyView, NamesTheAgenciesWhoseCountersAreTooFew) {
    plan::Study study;
    study.plan = plan::PracticePlan{};
    study.plan->own.is_enough = false;
    study.plan->own.short_agencies = {"dukcapil"};

    const StudyResult view = view_of_study(study, mall::small(), {}, 400);

    ASSERT_EQ(view.plan->own.short_agencies.size(), 1U);
    EXPECT_EQ(view.plan->own.short_agencies[0].agency, "dukcapil");
    EXPECT_EQ(view.plan->own.short_agencies[0].agency_name, "Dukcapil");
    EXPECT_TRUE(view.plan->pooled.short_agencies.empty());
}

}  // namespace gerai::api
