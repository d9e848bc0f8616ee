#pragma once

#include <set>

#include "api/served_hall.h"

namespace gerai::api {

/// A mall with enough visitors to plan for, and its manager.
struct Planner {
    static std::string mall() {
        const std::string text = mall::small_with("daily_visits = 9.5", "daily_visits = 60");
        return mall::with(text, "counter_time = { p50 = \"45s\", p90 = \"45s\" }",
                          "counter_time = { p50 = \"4m\", p90 = \"8m\" }\ndaily_visits = 30");
    }

    web::Answer post(std::string_view path, std::string_view body, const std::string& token,
                     const std::string& headers = {}) {
        return hall.connect().ask(
            web::post("/api/v1/malls/kecil/planning" + std::string{path}, body,
                      "Content-Type: application/json\r\n" + token + headers));
    }
    json::Object post(std::string_view path, std::string_view body, int status) {
        const web::Answer answer = post(path, body, manager);
        EXPECT_EQ(answer.status, status) << answer.body;
        return boost::json::parse(answer.body).as_object();
    }

    web::Answer ask(const std::string& path) {
        return hall.ask("/malls/kecil/planning" + path, manager);
    }
    json::Object get(const std::string& path) {
        return boost::json::parse(ask(path).body).as_object();
    }

    /// The job of that answer when its turn is over.
    json::Object done(const json::Object& job) {
        hall.jobs_were_done.acquire();
        return get("/jobs/" + id_of(job));
    }

    static std::string id_of(const json::Object& job) {
        return std::string{job.at("id").as_string()};
    }

    /// Keeps the desk busy until it is let go.
    void occupy() {
        hall.planning.submit({.id = "busy", .mall = "other", .created_at = monday_eight},
                             [this](PlanningRun&) {
                                 begun.release();
                                 let_go.acquire();
                             });
        begun.acquire();
    }

    std::binary_semaphore begun{0};
    std::binary_semaphore let_go{0};
    ServedHall hall{mall()};
    std::string manager = hall.bearer({.role = trust::Role::manager, .mall = "kecil"});
};

inline std::set<std::string> pointers(const json::Object& problem) {
    std::set<std::string> all;
    for (const json::Value& one : problem.at("errors").as_array()) {
        all.insert(std::string{one.at("pointer").as_string()});
    }
    return all;
}

}  // namespace gerai::api
