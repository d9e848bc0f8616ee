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

    /// What a job came to whose turn is the next to be over.
    json::Object result_of(const std::string& mall, const json::Object& job) {
        hall.jobs_were_done.acquire();
        const json::Object done = get(mall, "/jobs/" + std::string{job.at("id").as_string()});
        EXPECT_EQ(done.at("state"), "done") << done;
        return done.at("result").as_object();
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
