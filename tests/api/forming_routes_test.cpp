#include <gtest/gtest.h>

#include <future>

#include "api/served_hall.h"
#include "mall/forming.h"

namespace gerai::api {

namespace {

constexpr std::string_view json_type = "Content-Type: application/json\r\n";

/// `bnn` in its booth on Mondays until the end of the year, with what a case changes.
std::string agreement(std::string_view more = R"("ends":"2026-12-31")",
                      std::string_view parties = "Kepala DPMPTSP") {
    return R"({"id":"bnn-1","agency":"bnn","number":"503/12/2026","date":"2026-01-02",)"
           R"("parties":[")" +
           std::string{parties} +
           R"("],"begins":"2026-01-02","services":["bnn-01"],)"
           R"("presence":[{"booth":"b02","days":["mon"],"hours":"08:00-12:00"}],"counters":[2],)"
           R"("survey_duty":true,"data_protection":true,"amendments":[],)" +
           std::string{more} + '}';
}

std::string document(std::int64_t version, std::string_view stages, std::string_view agreements) {
    return "{\"version\":" + std::to_string(version) + ",\"stages\":[" + std::string{stages} +
           "],\"agreements\":[" + std::string{agreements} + "]}";
}

constexpr std::string_view pilot_done =
    R"({"stage":"pilot","state":"done","owner":"Kepala DPMPTSP","evidence":[)"
    R"({"shows":"visit_figures","title":"Angka kunjungan","kind":"document"},)"
    R"({"shows":"trouble_list","title":"Daftar kendala","kind":"document"}]})";

struct Office {
    web::Answer send(std::string_view method, std::string_view path, std::string_view body,
                     const std::string& headers) {
        std::string text = web::post("/api/v1/malls/kecil" + std::string{path}, body,
                                     std::string{json_type} + headers);
        return hall.connect().ask(text.replace(0, 4, method));
    }

    web::Answer put(std::string_view body) { return send("PUT", "/forming", body, manager); }

    json::Object get() {
        const auto answer = hall.ask("/malls/kecil/forming", manager);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return boost::json::parse(answer.body).as_object();
    }

    ServedHall hall;
    std::string manager = hall.bearer({.role = trust::Role::manager, .mall = "kecil"});
};

json::Object object_of(const web::Answer& answer) {
    return boost::json::parse(answer.body).as_object();
}

/// The places that a problem names, and what it says of the first.
std::vector<std::string> pointers_in(const web::Answer& answer) {
    std::vector<std::string> pointers;
    const json::Object problem = object_of(answer);
    for (const auto& error : problem.at("errors").as_array()) {
        pointers.emplace_back(error.at("pointer").as_string());
    }
    return pointers;
}

std::string first_detail(const web::Answer& answer) {
    return std::string{object_of(answer).at("errors").at(0).at("detail").as_string()};
}

TEST(Forming, IsForTheManagerOfTheMallAlone) {
    Office office;
    const std::string clerk =
        office.hall.bearer({.role = trust::Role::clerk, .mall = "kecil", .counter = 1});
    const std::string neighbour =
        office.hall.bearer({.role = trust::Role::manager, .mall = "besar"});

    EXPECT_EQ(office.hall.ask("/malls/kecil/forming").status, 401);
    EXPECT_EQ(office.hall.ask("/malls/kecil/forming", clerk).status, 403);
    EXPECT_EQ(office.hall.ask("/malls/kecil/forming", neighbour).status, 404);
    EXPECT_EQ(office.send("PUT", "/forming", document(0, "", ""), clerk).status, 403);
}

TEST(Forming, BeginsWithTwelveStagesThatHaveNotBegun) {
    Office office;

    const json::Object forming = office.get();

    EXPECT_EQ(forming.at("version"), 0);
    EXPECT_TRUE(forming.at("changed_at").is_null());
    EXPECT_EQ(forming.at("today"), "2026-11-23");
    ASSERT_EQ(forming.at("stages").as_array().size(), 12);
    EXPECT_EQ(forming.at("stages").at(0).at("stage"), "study");
    EXPECT_EQ(forming.at("stages").at(0).at("state"), "not_begun");
    EXPECT_TRUE(forming.at("agreements").as_array().empty());
    EXPECT_EQ(forming.at("readiness").at("next"), "study");
    EXPECT_EQ(forming.at("shared_booths").at(0).at("booth"), "b02");
}

TEST(Forming, IsReplacedAsAWholeAndSaysWhatFollows) {
    Office office;

    const auto answer = office.put(document(0, pilot_done, agreement()));

    ASSERT_EQ(answer.status, 200) << answer.body;
    const json::Object forming = object_of(answer);
    EXPECT_GT(forming.at("version").as_int64(), 0);
    EXPECT_EQ(forming.at("changed_at"), "2026-11-23T08:00:00+08:00");
    EXPECT_EQ(forming.at("stages").at(7).at("state"), "done");
    EXPECT_EQ(forming.at("readiness").at("stages").at(7).at("share"), 1);
    EXPECT_EQ(forming.at("readiness").at("stages").at(4).at("measured"),
              (json::Value{{"have", 1}, {"of", 2}}));
    EXPECT_EQ(forming.at("renewals").at(0).at("days_left"), 38);
    EXPECT_EQ(forming.at("shared_booths").at(0).at("uses").at(0).at("hours").at(0), "08:00-12:00");
    EXPECT_EQ(office.get(), forming);
}

TEST(Forming, IsSentBackAsItWasGiven) {
    Office office;
    office.put(document(0, pilot_done, agreement()));
    const json::Object given = office.get();

    const auto again =
        office.put(boost::json::serialize(json::Value{{"version", given.at("version")},
                                                      {"stages", given.at("stages")},
                                                      {"agreements", given.at("agreements")}}));

    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(object_of(again).at("stages"), given.at("stages"));
}

TEST(Forming, TellsWhoWasOvertakenAndLosesNothing) {
    Office office;
    const auto first = office.put(document(0, pilot_done, ""));
    const std::string version = std::to_string(object_of(first).at("version").as_int64());

    const auto late = office.put(document(0, "", agreement()));

    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(object_of(late).at("type"), "/problems/forming-changed");
    EXPECT_EQ(office.get().at("stages").at(7).at("state"), "done");

    // Whoever only lost the answer is told that it is there.
    EXPECT_EQ(office.put(document(0, pilot_done, "")).body, first.body);
    EXPECT_EQ(office.put(document(std::stoll(version), pilot_done, agreement())).status, 200);
}

TEST(Forming, NamesEveryFaultByItsPlace) {
    Office office;
    const std::string no_stage = R"({"stage":"party","state":"done","evidence":[]})";
    const std::string with_phone =
        R"({"stage":"pilot","state":"done","owner":"Kepala DPMPTSP 0812-3456-7890","evidence":[]})";

    const auto answer = office.put(document(
        0, no_stage + ',' + with_phone, agreement(R"("ends":"2025-12-31")", "6401020304050001")));

    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(pointers_in(answer),
              (std::vector<std::string>{"/stages/0/stage", "/stages/1/owner",
                                        "/agreements/0/parties/0", "/agreements/0/ends"}));
    EXPECT_EQ(office.get().at("version"), 0);
}

TEST(Forming, SaysAtTheFieldThatThereAreOfficesAndNoPeople) {
    Office office;
    const std::string body = document(0, "", agreement(R"("ends":null)", "6401020304050001"));

    const auto indonesian = office.put(body);
    const auto english =
        office.send("PUT", "/forming", body, office.manager + "Accept-Language: en\r\n");

    EXPECT_NE(first_detail(indonesian).find("NIK"), std::string::npos);
    EXPECT_NE(first_detail(indonesian).find("tulis jabatannya"), std::string::npos);
    EXPECT_NE(first_detail(english).find("write the office"), std::string::npos);
}

TEST(Forming, SaysWhoHasABoothAlready) {
    Office office;
    std::string other = agreement();
    other.replace(other.find("bnn-1"), 5, "duk-1");
    other.replace(other.find("\"bnn\""), 5, "\"dukcapil\"");
    other.replace(other.find("\"bnn-01\""), 8, "");

    const auto answer = office.put(document(0, "", agreement() + ',' + other));

    EXPECT_EQ(pointers_in(answer), std::vector<std::string>{"/agreements/1/presence/0"});
    EXPECT_EQ(first_detail(answer),
              "Gerai ini sudah dipakai BNN pada hari Senin di jam yang sama.");
}

TEST(Forming, RefusesWhatIsNotADocument) {
    Office office;

    EXPECT_EQ(office.put("{").status, 400);
    EXPECT_EQ(office.put("[]").status, 422);
    EXPECT_EQ(pointers_in(office.put("{}")),
              (std::vector<std::string>{"/version", "/stages", "/agreements"}));
    EXPECT_EQ(pointers_in(office.put(document(0, "7", agreement(R"("ends":7)")))),
              (std::vector<std::string>{"/stages/0", "/agreements/0/ends"}));
}

// A hall that is read from its last date on, as after a restart, finds the document of days ago.
TEST(Forming, IsFoundAgainFromTheDateThatGoesOnWithIt) {
    Office office;
    const auto version = object_of(office.put(document(0, pilot_done, ""))).at("version");
    office.hall.issue({"dukcapil-01"}, monday_eight + std::chrono::days{4});  // Friday.

    std::promise<hall::Day::Forming> found;
    office.hall.archive.submit([&](journal::Archive::Shelf& shelf) {
        found.set_value(
            shelf.day("kecil", Date{std::chrono::year{2026} / 11 / 27})->day().forming());
    });
    const hall::Day::Forming friday = found.get_future().get();

    EXPECT_EQ(friday.version, version);
    EXPECT_EQ(friday.at, monday_eight);
    ASSERT_NE(friday.document, nullptr);
    EXPECT_EQ(friday.document->stages.front().stage, mall::FormingStage::pilot);
    office.manager = office.hall.bearer({.role = trust::Role::manager, .mall = "kecil"});
    EXPECT_EQ(office.get().at("version"), version);
}

}  // namespace

}  // namespace gerai::api
