#pragma once

#include "api/served_hall.h"
#include "api/simulated_journal.h"

namespace gerai::api {

/// A server with a mall that has had so many dates, beside the small one, which has had none; and
/// the managers of both.
class LearnedMall {
public:
    explicit LearnedMall(std::size_t dates)
        : hall(std::string{mall::small_mall}, [=](const std::filesystem::path& directory) {
              write_simulated_journal(directory, dates);
          }) {}

    json::Object post(const std::string& mall, const std::string& path, std::string_view body,
                      int status = 202) {
        const web::Answer answer =
            hall.connect().ask(web::post("/api/v1/malls/" + mall + "/planning" + path, body,
                                         "Content-Type: application/json\r\n" + token_of(mall)));
        EXPECT_EQ(answer.status, status) << answer.body;
        return boost::json::parse(answer.body).as_object();
    }
    json::Object get(const std::string& mall, const std::string& path) {
        const web::Answer answer = hall.ask("/malls/" + mall + "/planning" + path, token_of(mall));
        EXPECT_EQ(answer.status, 200) << answer.body;
        return boost::json::parse(answer.body).as_object();
    }

    /// What the server learns by itself, once somebody has asked for something of the planning.
    json::Object learn() {
        settle();
        const json::Array jobs = get("uji", "/jobs").at("jobs").as_array();
        EXPECT_EQ(jobs.at(0).at("kind"), "calibration") << jobs;
        return result_of("uji", jobs.at(0).as_object());
    }

    /// What a job comes to.
    json::Object result_of(const std::string& mall, const json::Object& job) {
        const std::string path = "/jobs/" + std::string{job.at("id").as_string()};
        json::Object now = get(mall, path);
        while (now.at("ended_at").is_null()) {
            hall.jobs_were_done.acquire();
            now = get(mall, path);
        }
        EXPECT_EQ(now.at("state"), "done") << now;
        return now.at("result").as_object();
    }

    /// Whatever begins by itself has begun.
    void settle() {
        get("uji", "/jobs");
        get("uji", "/jobs");  // What the one before led to was done before this one was answered.
        std::promise<void> read;
        hall.archive.submit([&](journal::Archive::Shelf&) { read.set_value(); });
        read.get_future().wait();
    }

    /// Gives the mall with dates another file.
    void configure(const std::string& text) {
        const auto file =
            std::make_shared<const mall::Mall>(mall::read_mall(text, "uji.toml").value());
        hall.act("uji", [&](const journal::Standing& standing) {
            return hall::Configure{standing.seq() + 1, text, file};
        });
    }

    const std::string& token_of(const std::string& mall) {
        return mall == "uji" ? manager_ : manager_of_small_;
    }

    ServedHall hall;

private:
    std::string manager_ = hall.bearer({.role = trust::Role::manager, .mall = "uji"});
    std::string manager_of_small_ = hall.bearer({.role = trust::Role::manager, .mall = "kecil"});
};

}  // namespace gerai::api
