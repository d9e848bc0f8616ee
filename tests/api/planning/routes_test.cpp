#include <gtest/gtest.h>

#include "api/planner.h"

namespace gerai::api {

namespace {

constexpr std::string_view by_the_half_hour = R"({"days":20,"shifts":"none","review":false})";

/// Of a mean over days; JSON does not tell a whole number from another.
double value_of(const json::Object& means, std::string_view name) {
    return means.at(name).at("value").to_number<double>();
}

}  // namespace

TEST(PlanningRoutes, PlanTheCountersOfTheMallInForce) {
    Planner planner;

    const json::Object accepted = planner.post("/plans", R"({"days":20})", 202);
    const json::Object job = planner.done(accepted);

    EXPECT_EQ(accepted.at("state"), "queued");
    EXPECT_EQ(job.at("state"), "done") << job;
    EXPECT_EQ(job.at("mall_version"), 1);
    EXPECT_EQ(job.at("created_at"), "2026-11-23T08:00:00+08:00");
    const json::Object& asked = job.at("asked").as_object();
    EXPECT_EQ(asked.at("date"), "2026-11-23") << "today, on which the mall is open";
    EXPECT_EQ(asked.at("target").at("within_seconds"), 900) << "the mall's promise";
    const json::Object& result = job.at("result").as_object();
    EXPECT_EQ(result.at("model_fit").at("basis"), "planning_figures");
    EXPECT_TRUE(result.at("model_fit").at("checks_passed").is_null());
    EXPECT_EQ(result.at("half_hours").at(0), "08:00");
    ASSERT_EQ(result.at("pools").as_array().size(), 2);
    const json::Object& pool = result.at("pools").at(0).as_object();
    EXPECT_EQ(pool.at("id"), "dukcapil-1");
    EXPECT_EQ(pool.at("agency_name"), "Dukcapil");
    EXPECT_EQ(pool.at("half_hours").as_array().size(), 15U);
    std::set<std::string> promises;
    for (const json::Value& cell : pool.at("cells").as_array()) {
        promises.emplace(cell.at("promise").as_string());
    }
    EXPECT_TRUE(promises.contains("break")) << "at noon";
    EXPECT_TRUE(promises.contains("not_kept")) << "one counter is too few for so many";
    EXPECT_GT(pool.at("shortage").at("needed").as_int64(), 1);
}

TEST(PlanningRoutes, PlanInShiftsAndSayWhatMoreAndLessWouldDo) {
    Planner planner;

    const json::Object job = planner.done(planner.post("/plans", R"({"days":20})", 202));

    EXPECT_EQ(job.at("asked").at("shifts"), "flexible") << "what the verb does, too";
    EXPECT_EQ(job.at("asked").at("review"), true);
    const json::Object& result = job.at("result").as_object();
    const json::Object& shifts = result.at("in_shifts").as_object();
    const json::Object& shift = shifts.at("roster").at(0).as_object();
    EXPECT_EQ(shift.at("pool"), "dukcapil-1");
    EXPECT_EQ(shift.at("counter"), 1);
    EXPECT_EQ(shift.at("from"), "08:00");
    std::int64_t paid = 0;
    for (const json::Value& one : shifts.at("roster").as_array()) {
        paid += one.at("half_hours").as_int64();
    }
    EXPECT_EQ(shifts.at("counter_half_hours"), paid) << "all of them are paid, and no more";
    const json::Object& pool = result.at("pools").at(0).as_object();
    EXPECT_EQ(pool.at("in_shifts").at("counters").as_array().size(), 15U);
    EXPECT_FALSE(pool.at("in_shifts").at("cells").as_array().empty());
    const json::Object& use = pool.at("review").at("use").as_object();
    EXPECT_GT(value_of(use, "utilisation"), 0.3) << "one counter for 90 a day";
    EXPECT_EQ(result.at("review").at("more_visitors").at("more"), 0.1);
    EXPECT_EQ(result.at("review").at("one_more").at(0).at("pool"), "bnn-2")
        << "where most more are called in time";
    EXPECT_EQ(job.at("progress").at("stage"), "review") << "the last stage";
}

TEST(PlanningRoutes, LeaveOutShiftsAndReviewWhereNobodyAsksForThem) {
    Planner planner;

    const json::Object job = planner.done(planner.post("/plans", by_the_half_hour, 202));

    const json::Object& result = job.at("result").as_object();
    EXPECT_TRUE(result.at("in_shifts").is_null());
    EXPECT_TRUE(result.at("review").is_null());
    EXPECT_TRUE(result.at("pools").at(0).at("in_shifts").is_null());
    EXPECT_TRUE(result.at("pools").at(0).at("review").is_null());
}

TEST(PlanningRoutes, GiveThePlanAsTablesWithTheShifts) {
    Planner planner;
    const json::Object job = planner.done(planner.post("/plans", R"({"days":20})", 202));
    const json::Object plain = planner.done(planner.post("/plans", by_the_half_hour, 202));

    const web::Answer table = planner.ask("/jobs/" + Planner::id_of(job) + "/result.csv");
    const web::Answer plain_table = planner.ask("/jobs/" + Planner::id_of(plain) + "/result.csv");

    const std::string head = table.body.substr(0, table.body.find('\n'));
    EXPECT_TRUE(head.ends_with("wait_minutes,in_shifts,utilisation,utilisation_margin")) << head;
    EXPECT_EQ(table.body.find(",,,"), std::string::npos) << table.body;
    EXPECT_NE(plain_table.body.find(",,,"), std::string::npos) << "nothing is known of them";
}

TEST(PlanningRoutes, TellOfTheJobsTheNewestFirst) {
    Planner planner;

    const json::Object first = planner.post("/plans", by_the_half_hour, 202);
    planner.done(first);
    planner.hall.clock.at = monday_eight + 1min;
    const json::Object second =
        planner.post("/plans", R"({"days":20,"shifts":"none","review":false,"seed":2})", 202);
    planner.done(second);

    const json::Array jobs = planner.get("/jobs").at("jobs").as_array();
    ASSERT_EQ(jobs.size(), 2);
    EXPECT_EQ(jobs[0].at("id"), second.at("id"));
    EXPECT_EQ(jobs[1].at("result_days"), 2'000);
    EXPECT_FALSE(jobs[1].as_object().contains("result"));
}

TEST(PlanningRoutes, NameEveryFaultOfAWish) {
    Planner planner;

    const json::Object all = planner.post(
        "/plans", R"({"days":5,"target":{"within_seconds":0},"seeds":1,"shifts":"night"})", 422);
    const json::Object possible =
        planner.post("/plans", R"({"date":"2026-11-24","volume":0,"target":{"share":1}})", 422);

    EXPECT_EQ(pointers(all),
              (std::set<std::string>{"/days", "/target/within_seconds", "/seeds", "/shifts"}));
    EXPECT_EQ(pointers(possible), (std::set<std::string>{"/date", "/volume", "/target/share"}));
    EXPECT_NE(json::write(AnyObject{possible}).find("2026-11-27"), std::string::npos)
        << "the next open date";
}

TEST(PlanningRoutes, AreForTheManagerAlone) {
    Planner planner;
    const std::string clerk =
        planner.hall.bearer({.role = trust::Role::clerk, .mall = "kecil", .counter = 1});
    const std::string other = planner.hall.bearer({.role = trust::Role::manager, .mall = "besar"});

    EXPECT_EQ(planner.post("/plans", "{}", "").status, 401);
    EXPECT_EQ(planner.post("/plans", "{}", clerk).status, 403);
    EXPECT_EQ(planner.post("/plans", "{}", other).status, 404);
    EXPECT_EQ(planner.hall.ask("/malls/kecil/planning/jobs", clerk).status, 403);
    EXPECT_EQ(planner.ask("/jobs/unknown").status, 404);
    EXPECT_EQ(planner.post("/jobs/unknown/cancel", "", planner.manager).status, 404);
}

TEST(PlanningRoutes, GiveTheSameJobToTheSameKey) {
    Planner planner;
    const std::string key = "Idempotency-Key: once\r\n";

    const web::Answer first = planner.post("/plans", by_the_half_hour, planner.manager, key);
    const web::Answer second = planner.post("/plans", by_the_half_hour, planner.manager, key);

    EXPECT_EQ(first.status, 202);
    EXPECT_EQ(second.status, 202);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(planner.get("/jobs").at("jobs").as_array().size(), 1);
    planner.hall.jobs_were_done.acquire();
}

TEST(PlanningRoutes, CancelAJob) {
    Planner planner;
    planner.occupy();
    const json::Object waiting = planner.post("/plans", "{}", 202);

    const web::Answer cancelled =
        planner.post("/jobs/" + Planner::id_of(waiting) + "/cancel", "", planner.manager);

    EXPECT_EQ(cancelled.status, 200);
    EXPECT_EQ(boost::json::parse(cancelled.body).at("state"), "cancelled");
    EXPECT_EQ(planner.get("/jobs/" + Planner::id_of(waiting)).at("state"), "cancelled");
    planner.let_go.release();
}

TEST(PlanningRoutes, TurnDownAJobWhenTooManyWait) {
    Planner planner;
    planner.occupy();
    for (int i = 0; i < 20; ++i) planner.post("/plans", "{}", 202);

    const web::Answer refused = planner.post("/plans", "{}", planner.manager);

    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(boost::json::parse(refused.body).at("type"), "/problems/planning-busy");
    EXPECT_EQ(refused.field("Retry-After"), "60");
    const json::Object all = planner.get("/jobs");
    for (const json::Value& job : all.at("jobs").as_array()) {
        planner.post("/jobs/" + Planner::id_of(job.as_object()) + "/cancel", "", 200);
    }
    planner.let_go.release();
}

}  // namespace gerai::api
