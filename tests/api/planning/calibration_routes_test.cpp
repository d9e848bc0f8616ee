#include <gtest/gtest.h>

#include "api/learned_mall.h"

namespace gerai::api {

namespace {

std::string comparison_with(int factor) {
    return R"({"days":20,"scenarios":[{"name":"x","changes":[{"verb":"demand","factor":)" +
           std::to_string(factor) + "}]}]}";
}

}  // namespace

TEST(CalibrationRoutes, TellWhatTheDatesSayAndPutItInForce) {
    LearnedMall mall{12};

    const json::Object result = mall.learn();
    const json::Object view = mall.get("uji", "/calibration");

    EXPECT_EQ(result.at("from"), "2026-01-05");
    EXPECT_EQ(result.at("to"), "2026-01-20");
    EXPECT_EQ(result.at("dates"), 12);
    const json::Object& figures = result.at("figures").as_object();
    EXPECT_EQ(figures.at("visits_a_date").at("origin"), "measured");
    EXPECT_LT(figures.at("visits_a_date").at("low").to_number<double>(),
              figures.at("visits_a_date").at("value").to_number<double>());
    EXPECT_EQ(figures.at("patience_minutes").at("origin"), "measured");
    EXPECT_GT(figures.at("patience_minutes").at("observations").to_number<double>(), 20);
    const json::Object& service = result.at("services").at(0).as_object();
    EXPECT_EQ(service.at("service"), "akta");
    EXPECT_EQ(service.at("name"), "Akta kelahiran");
    EXPECT_EQ(service.at("median_minutes").at("origin"), "measured");
    const json::Object& monday = result.at("weekdays").at(0).as_object();
    EXPECT_EQ(monday.at("counters"), 3) << "a clerk at each";
    EXPECT_NEAR(monday.at("counter_hours").to_number<double>(), 3 * 6, 0.5)
        << "from eight to three, without the break";
    EXPECT_EQ(view.at("in_force"), result);
    EXPECT_EQ(view.at("dates_over"), 12);
    EXPECT_EQ(view.at("computed_at"), "2026-11-23T08:00:00+08:00");
}

TEST(CalibrationRoutes, SayWhichChecksTheModelPassesAndWhichCannotBeToldYet) {
    LearnedMall mall{12};

    const json::Object result = mall.learn();

    const json::Object& checks = result.at("checks").as_object();
    EXPECT_EQ(checks.at("order").at("verdict"), "holds");
    EXPECT_EQ(checks.at("half_hours").at("verdict"), "unknown");
    EXPECT_TRUE(checks.at("mean_wait").at("value").is_null());
    EXPECT_EQ(result.at("dates_needed_for_checks"), 30);
    const json::Object& fit = result.at("model_fit").as_object();
    EXPECT_EQ(fit.at("basis"), "calibration");
    EXPECT_EQ(fit.at("checks_passed"), 1);
    EXPECT_EQ(fit.at("of"), 4);
    EXPECT_EQ(fit.at("calibration").at("checks_unknown"), 3);
}

TEST(CalibrationRoutes, KeepThePlanningFiguresInForceWhereTheDatesAreTooFew) {
    LearnedMall mall{5};

    const json::Object result = mall.result_of("uji", mall.post("uji", "/calibrations", "{}"));
    const json::Object view = mall.get("uji", "/calibration");

    EXPECT_EQ(result.at("dates"), 5);
    EXPECT_EQ(result.at("dates_needed"), 10);
    EXPECT_EQ(result.at("model_fit").at("basis"), "planning_figures");
    EXPECT_EQ(result.at("figures").at("visits_a_date").at("origin"), "planned");
    EXPECT_TRUE(result.at("figures").at("visits_a_date").at("low").is_null());
    const json::Object as_it_is =
        mall.result_of("uji", mall.post("uji", "/comparisons", comparison_with(2)))
            .at("as_it_is")
            .as_object();
    EXPECT_NEAR(result.at("figures").at("visits_a_date").at("value").to_number<double>(),
                as_it_is.at("visits").at("value").to_number<double>(),
                2 * as_it_is.at("visits").at("margin").to_number<double>());
    EXPECT_TRUE(view.at("in_force").is_null());
    EXPECT_EQ(view.at("dates_over"), 5);
}

TEST(CalibrationRoutes, ComputeAnewFromTheDatesWished) {
    LearnedMall mall{12};
    mall.learn();

    const json::Object job =
        mall.post("uji", "/calibrations", R"({"from":"2026-01-06","to":"2026-01-19"})");
    const json::Object result = mall.result_of("uji", job);
    const json::Object view = mall.get("uji", "/calibration");

    EXPECT_EQ(job.at("asked").at("is_automatic"), false);
    EXPECT_EQ(result.at("dates"), 10);
    EXPECT_EQ(result.at("from"), "2026-01-06");
    EXPECT_EQ(result.at("to"), "2026-01-19");
    EXPECT_EQ(view.at("in_force"), result);
    EXPECT_EQ(mall.get("uji", "/jobs").at("jobs").as_array().size(), 1U) << "the newest alone";
}

TEST(CalibrationRoutes, TellANewMallThatNothingIsOverYet) {
    LearnedMall mall{1};

    const json::Object view = mall.get("kecil", "/calibration");
    const json::Object result = mall.result_of("kecil", mall.post("kecil", "/calibrations", "{}"));

    EXPECT_EQ(view.at("dates_over"), 0);
    EXPECT_TRUE(view.at("last_over").is_null());
    EXPECT_EQ(view.at("model_fit").at("basis"), "planning_figures");
    EXPECT_EQ(result.at("dates"), 0);
    EXPECT_TRUE(result.at("from").is_null());
    EXPECT_TRUE(result.at("services").as_array().empty());
}

TEST(CalibrationRoutes, NameTheFaultOfAWish) {
    LearnedMall mall{1};

    const json::Object refused =
        mall.post("uji", "/calibrations", R"({"from":"2026-01-09","to":"2026-01-05"})", 422);

    EXPECT_EQ(refused.at("errors").at(0).at("pointer"), "/to");
}

TEST(PlanningOnOwnDays, SaysWhatEachResultRestsOn) {
    LearnedMall mall{12};
    mall.learn();

    const json::Object plan = mall.result_of("uji", mall.post("uji", "/plans", R"({"days":20})"));
    const json::Object comparison =
        mall.result_of("uji", mall.post("uji", "/comparisons", comparison_with(2)));
    const json::Object forecast = mall.get("uji", "/forecast");

    for (const json::Object* const one : {&plan, &comparison, &forecast}) {
        const json::Object& fit = one->at("model_fit").as_object();
        EXPECT_EQ(fit.at("basis"), "calibration");
        EXPECT_EQ(fit.at("checks_passed"), 1);
        EXPECT_EQ(fit.at("calibration").at("from"), "2026-01-05");
        EXPECT_EQ(fit.at("calibration").at("to"), "2026-01-20");
        EXPECT_EQ(fit.at("calibration").at("dates"), 12);
        EXPECT_EQ(fit.at("calibration").at("is_of_other_file"), false);
    }
}

TEST(PlanningOnOwnDays, PlaysTheVisitorsThatWereSeen) {
    LearnedMall mall{12};
    const auto visits = [&] {
        const json::Object result =
            mall.result_of("uji", mall.post("uji", "/comparisons", comparison_with(2)));
        return result.at("as_it_is").at("visits").at("value").to_number<double>();
    };

    const double planned = visits();
    mall.learn();
    const double measured = visits();

    EXPECT_NE(measured, planned) << "no estimate is the plan to the bit";
    EXPECT_NEAR(measured, planned, planned / 5) << "the days were made with the plan";
}

TEST(PlanningOnOwnDays, SaysWhereTheMallsFileIsAnotherNow) {
    LearnedMall mall{12};
    mall.learn();

    mall.configure(std::string{plan::busy_mall} + "\n# Another.\n");

    const json::Object fit = mall.get("uji", "/calibration").at("model_fit").as_object();
    EXPECT_EQ(fit.at("basis"), "calibration");
    EXPECT_EQ(fit.at("calibration").at("is_of_other_file"), true);
}

TEST(PlanningOnOwnDays, KnowsAFileThatIsInForceAgain) {
    LearnedMall mall{12};
    mall.learn();
    mall.configure(std::string{plan::busy_mall} + "\n# Another.\n");
    mall.configure(std::string{plan::busy_mall});

    mall.settle();

    const json::Object fit = mall.get("uji", "/calibration").at("model_fit").as_object();
    EXPECT_EQ(fit.at("calibration").at("is_of_other_file"), false) << "its digest is the same";
}

TEST(LearningByItself, BeginsWithTheFirstRequestAndHoldsItUpByNothing) {
    LearnedMall mall{12};

    const json::Object first = mall.post("uji", "/comparisons", comparison_with(2));
    const json::Object result = mall.result_of("uji", first);

    EXPECT_EQ(result.at("model_fit").at("basis"), "planning_figures") << "in force when asked";
    mall.settle();
    const json::Array jobs = mall.get("uji", "/jobs").at("jobs").as_array();
    ASSERT_EQ(jobs.size(), 2U);
    EXPECT_EQ(jobs.at(0).at("kind"), "calibration");
    EXPECT_EQ(jobs.at(0).at("asked").at("is_automatic"), true);
}

TEST(LearningByItself, BeginsNothingWhereTheDatesAreTooFewToSayAnything) {
    LearnedMall mall{9};

    mall.settle();

    EXPECT_TRUE(mall.get("uji", "/jobs").at("jobs").as_array().empty());
}

TEST(LearningByItself, BeginsAgainWhenADateIsOver) {
    LearnedMall mall{12};
    mall.learn();

    mall.hall.clock.at = *parse_rfc3339("2026-11-23T17:00:00+08:00");
    mall.hall.act("uji", [](const auto&) { return hall::CloseDay{}; });
    const json::Object again = mall.learn();

    EXPECT_EQ(mall.get("uji", "/calibration").at("last_over"), "2026-11-23");
    EXPECT_EQ(again.at("dates"), 12) << "nobody came on the date that was closed";
    EXPECT_EQ(mall.get("uji", "/jobs").at("jobs").as_array().size(), 1U);
}

TEST(LearningByItself, KeepsTheFirstDateThatWasWished) {
    LearnedMall mall{12};
    mall.learn();
    mall.result_of("uji", mall.post("uji", "/calibrations", R"({"from":"2026-01-06"})"));

    mall.hall.clock.at = *parse_rfc3339("2026-11-23T17:00:00+08:00");
    mall.hall.act("uji", [](const auto&) { return hall::CloseDay{}; });
    const json::Object again = mall.learn();

    EXPECT_EQ(again.at("from"), "2026-01-06");
    EXPECT_EQ(again.at("dates"), 11);
}

}  // namespace gerai::api
