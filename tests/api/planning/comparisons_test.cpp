#include <gtest/gtest.h>

#include <algorithm>

#include "api/planner.h"

namespace gerai::api {

namespace {

constexpr std::string_view half_as_many =
    R"({"days":40,"scenarios":[{"name":"Sepi","changes":[{"verb":"demand","factor":0.5}]}]})";

}  // namespace

TEST(PlanningComparisons, TellWhatAScenarioChanges) {
    Planner planner;

    const json::Object job = planner.done(planner.post("/comparisons", half_as_many, 202));

    EXPECT_EQ(job.at("state"), "done") << job;
    EXPECT_EQ(job.at("kind"), "comparison");
    EXPECT_EQ(job.at("progress").at("done"), 40);
    EXPECT_EQ(job.at("asked").at("scenarios").at(0).at("changes").at(0).at("factor"), 0.5);
    const json::Object& result = job.at("result").as_object();
    EXPECT_EQ(result.at("days"), 40);
    EXPECT_EQ(result.at("of_days"), 40);
    const json::Object& differences = result.at("scenarios").at(0).at("differences").as_object();
    EXPECT_EQ(differences.at("all").at("wait_minutes").at("verdict"), "better");
    EXPECT_TRUE(differences.at("all").at("steps").at("verdict").is_null());
    const json::Object& dukcapil = differences.at("agencies").at(0).as_object();
    EXPECT_EQ(dukcapil.at("agency_name"), "Dukcapil");
    EXPECT_LT(dukcapil.at("figures").at("wait_minutes").at("after").as_double(),
              dukcapil.at("figures").at("wait_minutes").at("before").as_double());
}

TEST(PlanningComparisons, OfSeveralScenariosSayWhichIsBest) {
    Planner planner;
    const std::string_view busy_and_quiet =
        R"({"days":60,"scenarios":[{"name":"Ramai","changes":[{"verb":"demand","factor":1.5}]},)"
        R"({"name":"Sepi","changes":[{"verb":"demand","factor":0.5}]}]})";

    const auto of_two = planner.done(planner.post("/comparisons", busy_and_quiet, 202));
    const auto of_one = planner.done(planner.post("/comparisons", half_as_many, 202));

    const json::Object& choice = of_two.at("result").at("choice").as_object();
    EXPECT_EQ(choice.at("may_be_best"), json::Array({2})) << choice;
    EXPECT_LE(choice.at("days").as_int64(), 60);
    EXPECT_TRUE(of_one.at("result").at("choice").is_null());
}

TEST(PlanningComparisons, JudgeNothingOfAnAgencyThatIsNotThere) {
    Planner planner;
    const std::string_view without =
        R"({"days":20,"scenarios":[{"name":"Tanpa","changes":[{"verb":"absent","agency":"dukcapil"}]}]})";

    const json::Object job = planner.done(planner.post("/comparisons", without, 202));

    const json::Object dukcapil =
        job.at("result").at("scenarios").at(0).at("differences").at("agencies").at(0).as_object();
    EXPECT_EQ(dukcapil.at("agency"), "dukcapil");
    const json::Object& wait = dukcapil.at("figures").at("wait_minutes").as_object();
    EXPECT_TRUE(wait.at("before").is_double());
    EXPECT_TRUE(wait.at("after").is_null()) << "nobody waits there";
    EXPECT_TRUE(wait.at("difference").is_null());
    EXPECT_TRUE(wait.at("verdict").is_null());
    const std::string table = planner.ask("/jobs/" + Planner::id_of(job) + "/result.csv").body;
    const auto line = table.find("Tanpa,Dukcapil,");
    ASSERT_NE(line, std::string::npos) << table;
    EXPECT_NE(table.find(",,,,\n", line), std::string::npos) << table;
}

TEST(PlanningComparisons, SayWhereAChangeIsWrong) {
    Planner planner;

    const json::Object problem = planner.post(
        "/comparisons",
        R"({"scenarios":[{"name":"a","changes":[{"verb":"demand","factor":2},{"verb":"demand","factor":-1}]},)"
        R"({"name":"b","changes":[{"verb":"open_counters","counters":[99]},{"verb":"fly"}]}]})",
        422);

    const auto all = pointers(problem);
    EXPECT_TRUE(all.contains("/scenarios/0/changes/1/factor")) << problem;
    EXPECT_TRUE(std::ranges::any_of(all, [](const std::string& pointer) {
        return pointer.starts_with("/scenarios/1/changes/0/counters");
    })) << problem;
    EXPECT_TRUE(std::ranges::any_of(all, [](const std::string& pointer) {
        return pointer.starts_with("/scenarios/1/changes/1");
    })) << problem;
    EXPECT_EQ(pointers(planner.post("/comparisons", R"({"scenarios":[]})", 422)),
              std::set<std::string>{"/scenarios"});
}

TEST(PlanningComparisons, SayWhatIsWrongInTheLanguageOfWhoeverAsks) {
    Planner planner;
    constexpr std::string_view wrong =
        R"({"scenarios":[{"name":"a","changes":[{"verb":"absent","agency":"dukcapill"}]}]})";

    const web::Answer indonesian = planner.post("/comparisons", wrong, planner.manager);
    const web::Answer english =
        planner.post("/comparisons", wrong, planner.manager, "Accept-Language: en\r\n");

    EXPECT_EQ(indonesian.body.find("expected"), std::string::npos) << indonesian.body;
    EXPECT_NE(indonesian.body.find("di mal ini"), std::string::npos) << indonesian.body;
    EXPECT_NE(english.body.find("Nothing in this mall"), std::string::npos) << english.body;
    EXPECT_NE(english.body.find("did you mean"), std::string::npos) << "and the check's own words";
}

TEST(PlanningComparisons, CanBeSaved) {
    Planner planner;
    const json::Object job = planner.done(planner.post("/comparisons", half_as_many, 202));

    const web::Answer table = planner.ask("/jobs/" + Planner::id_of(job) + "/result.csv");
    const web::Answer book = planner.ask("/jobs/" + Planner::id_of(job) + "/result.xlsx");

    EXPECT_EQ(table.status, 200) << table.body;
    EXPECT_TRUE(table.body.starts_with("scenario,agency,figure,before,after,difference,"))
        << table.body;
    EXPECT_NE(table.body.find("Sepi,Dukcapil,"), std::string::npos) << table.body;
    EXPECT_EQ(book.status, 200);
    EXPECT_TRUE(book.body.starts_with("PK")) << "it is a zip file";
}

TEST(PlanningComparisons, AreOfNoMoreDaysThanAServerHolds) {
    Planner planner;
    const std::string scenario = R"({"name":"Sama","changes":[]})";

    const web::Answer answer = planner.post(
        "/comparisons",
        R"({"days":2000,"scenarios":[)" + scenario + "," + scenario + "," + scenario + "]}",
        planner.manager);

    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_NE(answer.body.find(R"("pointer":"/days")"), std::string::npos) << answer.body;
    EXPECT_NE(answer.body.find("1500"), std::string::npos) << answer.body;
}

TEST(PlanningComparisons, AreSavedWithoutAFormula) {
    Planner planner;
    const json::Object job = planner.done(planner.post(
        "/comparisons", R"({"days":20,"scenarios":[{"name":"=1+1","changes":[]}]})", 202));

    const std::string table = planner.ask("/jobs/" + Planner::id_of(job) + "/result.csv").body;

    EXPECT_NE(table.find("\n'=1+1,"), std::string::npos) << table;
    EXPECT_EQ(table.find("\n=1+1,"), std::string::npos) << table;
}

TEST(PlanningBundles, SayWhatIsWrongInTheLanguageOfWhoeverAsks) {
    Planner planner;

    const web::Answer newer = planner.post("/bundles", R"({"gerai_bundle":9})", planner.manager);

    EXPECT_EQ(newer.body.find("expected"), std::string::npos) << newer.body;
    EXPECT_NE(newer.body.find("lebih baru"), std::string::npos) << newer.body;
}

TEST(PlanningForecast, TellsTheRestOfTheDay) {
    Planner planner;
    planner.hall.open(1, monday_eight + 1min);
    for (int i = 2; i < 12; ++i) planner.hall.issue({"dukcapil-01"}, monday_eight + i * 1min);

    const web::Answer answer = planner.ask("/forecast");

    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::Object forecast = boost::json::parse(answer.body).as_object();
    EXPECT_EQ(forecast.at("state"), "foretold");
    EXPECT_EQ(forecast.at("computed_at"), "2026-11-23T08:11:00+08:00");
    EXPECT_EQ(forecast.at("agencies").at(0).at("agency"), "dukcapil");
    EXPECT_EQ(planner.ask("/forecast").body, answer.body) << "it is good for a while";
}

TEST(PlanningForecast, SaysOfAHallThatHasClosedThatNothingIsLeft) {
    Planner planner;
    planner.hall.clock.at = monday_eight + 10h;

    const json::Object forecast = planner.get("/forecast");

    EXPECT_NE(forecast.at("state"), "foretold");
    EXPECT_TRUE(forecast.at("agencies").as_array().empty());
}

TEST(PlanningBundles, RefuseWhatIsNone) {
    Planner planner;

    EXPECT_EQ(planner.post("/bundles", R"({"mall":1})", planner.manager).status, 422);
    EXPECT_EQ(planner.ask("/bundle").status, 409) << "no date is over";
    EXPECT_EQ(planner.post("/bundles", std::string(100'000, ' '), planner.manager).status, 422)
        << "a bundle may be so large; this is none";
    EXPECT_TRUE(planner.get("/bundles").at("bundles").as_array().empty());
    EXPECT_EQ(pointers(planner.post("/studies", R"({"with":{"bundle":"none"}})", 422)),
              std::set<std::string>{"/with/bundle"});
    EXPECT_EQ(pointers(planner.post("/studies", R"({"with":{"mall":"kecil"}})", 422)),
              std::set<std::string>{"/with/mall"})
        << "nobody visits oneself";
}

TEST(PlanningBundles, MayBeLargerThanOtherBodiesOfAManagerAlone) {
    Planner planner;
    const std::string clerk =
        planner.hall.bearer({.role = trust::Role::clerk, .mall = "kecil", .counter = 1});
    const auto announced = [&](std::string_view path, std::size_t bytes, const std::string& token) {
        web::RawClient client = planner.hall.connect();
        client.send("POST /api/v1/malls/kecil/planning" + std::string{path} +
                    " HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n" + token +
                    "Content-Length: " + std::to_string(bytes) + "\r\n\r\n");
        return client.receive().status;
    };

    EXPECT_EQ(announced("/bundles", 5'000'000, planner.manager), 413);
    EXPECT_EQ(announced("/bundles", 100'000, clerk), 413);
    EXPECT_EQ(announced("/bundles", 100'000, ""), 413);
    EXPECT_EQ(announced("/plans", 100'000, planner.manager), 413) << "of this route alone";
}

}  // namespace gerai::api
