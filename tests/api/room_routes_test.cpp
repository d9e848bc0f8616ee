#include <gtest/gtest.h>

#include "api/announcements.h"
#include "api/served_hall.h"
#include "api/spoken.h"

namespace gerai::api {

namespace {

constexpr std::string_view json_type = "Content-Type: application/json\r\n";

/// A hall in which counter 1 has called B-001, with a board, a door and a manager.
struct Room {
    Room() {
        hall.issue({"dukcapil-01"}, monday_eight + 1min);
        hall.open(1, monday_eight + 2min);
        hall.call(1, monday_eight + 3min);
        hall.clock.at = monday_eight + 3min + 5s;
    }

    json::Object get(std::string_view path, const std::string& token = {}) {
        return boost::json::parse(hall.ask("/malls/kecil" + std::string{path}, token).body)
            .as_object();
    }

    static constexpr int of_bnn = 2;  ///< The counter of the other agency.

    web::Answer post(std::string_view path, std::string_view body, const std::string& token) {
        return hall.connect().ask(web::post("/api/v1/malls/kecil" + std::string{path}, body,
                                            std::string{json_type} + token));
    }

    web::Answer send(std::string_view method, std::string_view path, std::string_view body,
                     const std::string& token) {
        std::string text = web::post("/api/v1/malls/kecil" + std::string{path}, body,
                                     std::string{json_type} + token);
        return hall.connect().ask(text.replace(0, 4, method));
    }

    json::Array alarms() { return get("/alarms", manager).at("alarms").as_array(); }

    json::Object announcement() {
        return get("/announcements", board).at("announcements").at(0).as_object();
    }

    ServedHall hall;
    std::string board =
        hall.bearer({.role = trust::Role::board, .mall = "kecil", .device = "layar-1"});
    std::string second_board =
        hall.bearer({.role = trust::Role::board, .mall = "kecil", .device = "layar-2"});
    std::string kiosk =
        hall.bearer({.role = trust::Role::kiosk, .mall = "kecil", .device = "Anjungan 1"});
    std::string door = hall.bearer({.role = trust::Role::greeter, .mall = "kecil"});
    std::string manager = hall.bearer({.role = trust::Role::manager, .mall = "kecil"});
};

std::string string_at(const json::Object& object, std::string_view name) {
    return std::string{object.at(name).as_string()};
}

// --- announcements

TEST(Announcements, TellABoardWhatItHasToSay) {
    Room room;
    const json::Object list = room.get("/announcements", room.board);
    const json::Object announcement = room.announcement();

    EXPECT_EQ(string_at(announcement, "id"), "2026-11-23.1");
    EXPECT_EQ(string_at(announcement, "number"), "B-001");
    EXPECT_EQ(announcement.at("counter"), 1);
    EXPECT_EQ(string_at(announcement, "speak_until"), "2026-11-23T08:03:20+08:00");
    EXPECT_EQ(string_at(list, "last"), "2026-11-23.1");
}

TEST(Announcements, AreNotToldAnewOnceTheyAreOld) {
    Room room;
    room.hall.clock.at = monday_eight + 3min + 20s;
    const json::Object list = room.get("/announcements", room.board);
    EXPECT_TRUE(list.at("announcements").as_array().empty());
    EXPECT_EQ(string_at(list, "last"), "2026-11-23.1");
    EXPECT_EQ(string_at(list, "now"), "2026-11-23T08:03:20+08:00");
}

// Whoever was there goes on where it was, however long ago that is.
TEST(Announcements, AreAllToldAfterTheLastOneSeen) {
    Room room;
    room.hall.act(monday_eight + 4min,
                  [&](const hall::Day& day) { return hall::Recall{ServedHall::at(day, 1)}; });
    room.hall.clock.at = monday_eight + 30min;
    const json::Object list = room.get("/announcements?after=2026-11-23.1", room.board);
    ASSERT_EQ(list.at("announcements").as_array().size(), 1);
    EXPECT_EQ(list.at("announcements").at(0).at("times_called"), 2);

    EXPECT_EQ(room.get("/announcements?after=2026-11-23.0", room.board)
                  .at("announcements")
                  .as_array()
                  .size(),
              2);

    // Of another date nothing was seen of this one.
    EXPECT_TRUE(room.get("/announcements?after=2026-11-20.7", room.board)
                    .at("announcements")
                    .as_array()
                    .empty());
}

TEST(Announcements, OfOneZoneStayInIt) {
    Room room;
    EXPECT_EQ(
        room.get("/announcements?zone=lantai-1", room.board).at("announcements").as_array().size(),
        1);
    EXPECT_EQ(room.hall.ask("/malls/kecil/announcements?zone=atap", room.board).status, 422);
}

TEST(Announcements, CountTheBoardsThatSpokeThem) {
    Room room;
    const auto heard = [&](const std::string& token) {
        return room.post("/announcements/2026-11-23.1/heard", "{}", token);
    };
    EXPECT_EQ(heard(room.board).status, 200);
    EXPECT_EQ(heard(room.board).status, 200);
    EXPECT_EQ(boost::json::parse(heard(room.second_board).body).at("heard_on"), 2);
    EXPECT_EQ(room.get("/counters/1", room.manager).at("current").at("heard_on"), 2);

    EXPECT_EQ(heard(room.door).status, 403);
    EXPECT_EQ(room.post("/announcements/2026-11-23.9/heard", "{}", room.board).status, 404);
    EXPECT_EQ(room.post("/announcements/yesterday/heard", "{}", room.board).status, 404);
}

TEST(Announcements, SayThatACallWasTakenBack) {
    Room room;
    room.hall.act(monday_eight + 3min + 6s,
                  [&](const hall::Day& day) { return hall::Undo{ServedHall::at(day, 1)}; });
    EXPECT_EQ(room.announcement().at("withdrawn"), true);
}

// --- sound

TEST(Audio, IsTheSentenceOfTheCall) {
    Room room;
    const std::string url = string_at(room.announcement(), "audio_url");
    const auto whole = room.hall.connect().ask(web::get(url));
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.field("Content-Type"), "audio/wav");
    EXPECT_TRUE(whole.body.starts_with("RIFF"));

    const auto part = room.hall.connect().ask(web::get(url, "Range: bytes=0-3\r\n"));
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "RIFF");
    EXPECT_EQ(part.field("Content-Range"), "bytes 0-3/" + std::to_string(whole.body.size()));
}

TEST(Audio, IsNothingForANameThatNobodyGave) {
    Room room;
    EXPECT_EQ(room.hall.ask("/malls/kecil/audio/0123.wav").status, 404);
    EXPECT_EQ(room.hall.ask("/malls/kecil/audio/0123.mp3").status, 404);
}

TEST(Speech, ReadsTheKiosksScreenAloud) {
    Room room;
    for (const auto* key :
         {"text.guide", "text.question", "service.dukcapil-01", "3.agency.dukcapil", "12.text.take",
          "class.elderly", "requirements.dukcapil-01"}) {
        const auto answer =
            room.hall.ask("/malls/kecil/speech?key=" + std::string{key}, room.kiosk);
        EXPECT_EQ(answer.status, 200) << key;
    }
    for (const auto* key : {"nothing", "text.nothing", "service.x", "3.", "text.done", ""}) {
        const auto answer =
            room.hall.ask("/malls/kecil/speech?key=" + std::string{key}, room.kiosk);
        EXPECT_EQ(answer.status, 404) << key;
    }
    EXPECT_EQ(room.hall.ask("/malls/kecil/speech?key=text.question").status, 401);
}

// --- what is said

std::string call_sentence(const ServedHall& hall, std::size_t place, web::Language language) {
    return hall.writer.find("kecil")->look(hall.clock.now(), [&](const auto& standing) {
        const auto& announcement = standing.day().wall().announcements()[place];
        return spoken_call(standing.day(), announcement, language).text;
    });
}

TEST(Spoken, IsANumberDigitByDigitAndACounterAsAWhole) {
    Room room;
    EXPECT_EQ(call_sentence(room.hall, 0, web::Language::indonesian),
              "Nomor antrean, be, nol nol satu, silakan menuju loket satu.");
    EXPECT_EQ(call_sentence(room.hall, 0, web::Language::english),
              "Number B, zero zero one, please go to counter one.");
}

TEST(Spoken, SaysWhichCallItIs) {
    Room room;
    for (int i = 0; i < 2; ++i) {
        room.hall.act(monday_eight + 4min,
                      [&](const hall::Day& day) { return hall::Recall{ServedHall::at(day, 1)}; });
    }
    EXPECT_TRUE(call_sentence(room.hall, 1, web::Language::indonesian)
                    .starts_with("Panggilan kedua. Nomor antrean"));
    EXPECT_TRUE(call_sentence(room.hall, 2, web::Language::indonesian)
                    .starts_with("Panggilan terakhir. Nomor antrean"));
}

// --- notices

TEST(Notices, ArePostedByTheManagerAndReadByAll) {
    Room room;
    const auto posted = room.post(
        "/notices", R"({"text":"Loket 5 pindah ke lantai 2.","until":"2026-11-23T12:00:00+08:00"})",
        room.manager);
    EXPECT_EQ(posted.status, 201) << posted.body;
    EXPECT_EQ(room.get("/notices").at("notices").at(0).at("text"), "Loket 5 pindah ke lantai 2.");
    EXPECT_EQ(room.get("/board").at("notices").at(0).at("until"), "2026-11-23T12:00:00+08:00");

    room.hall.clock.at = monday_eight + 4h;
    EXPECT_TRUE(room.get("/notices").at("notices").as_array().empty());
}

TEST(Notices, OfOneZoneAreNotOnTheBoardsOfAnother) {
    Room room;
    const auto posted =
        room.post("/notices", R"({"text":"AC mati","zone":"lantai-1"})", room.manager);
    ASSERT_EQ(posted.status, 201) << posted.body;
    EXPECT_EQ(room.get("/board?zone=lantai-1").at("notices").as_array().size(), 1);
    EXPECT_EQ(room.get("/board").at("notices").as_array().size(), 1);
    EXPECT_EQ(room.post("/notices", R"({"text":"AC","zone":"atap"})", room.manager).status, 422);
}

TEST(Notices, AreWithdrawnOnce) {
    Room room;
    const auto posted = room.post("/notices", R"({"text":"Air"})", room.manager);
    const std::string id = string_at(boost::json::parse(posted.body).as_object(), "id");
    EXPECT_EQ(room.send("DELETE", "/notices/" + id, "", room.door).status, 403);
    EXPECT_EQ(room.send("DELETE", "/notices/" + id, "", room.manager).status, 204);
    EXPECT_EQ(room.send("DELETE", "/notices/" + id, "", room.manager).status, 404);
}

TEST(Notices, NeedAText) {
    Room room;
    EXPECT_EQ(room.post("/notices", R"({"text":""})", room.manager).status, 422);
    EXPECT_EQ(room.post("/notices", "{}", room.manager).status, 422);
}

// --- help

TEST(Help, IsAskedForAtAKioskAndGivenByTheDoor) {
    Room room;
    const auto asked = room.post("/help", "{}", room.kiosk);
    ASSERT_EQ(asked.status, 201) << asked.body;
    const auto again = room.post("/help", "{}", room.kiosk);
    EXPECT_EQ(asked.body, again.body);

    const json::Object first = room.get("/help", room.door).at("help").at(0).as_object();
    EXPECT_EQ(string_at(first, "place"), "Anjungan 1");
    EXPECT_TRUE(first.at("given_at").is_null());
    const json::Object alarm = room.get("/alarms", room.manager).at("alarms").at(0).as_object();
    EXPECT_EQ(string_at(alarm, "kind"), "help");
    EXPECT_EQ(string_at(alarm, "place"), "Anjungan 1");
    EXPECT_EQ(string_at(alarm, "help"), string_at(first, "id"));

    const std::string done = "/help/" + string_at(first, "id") + "/done";
    EXPECT_EQ(room.post(done, "{}", room.kiosk).status, 403);
    EXPECT_EQ(room.post(done, "{}", room.door).status, 200);
    EXPECT_TRUE(room.get("/alarms", room.manager).at("alarms").as_array().empty());
    EXPECT_FALSE(room.get("/help", room.door).at("help").at(0).at("given_at").is_null());
    EXPECT_EQ(room.post("/help/2026-11-23.7/done", "{}", room.door).status, 404);
}

// --- boards and devices

TEST(Boards, SetThemselvesUpAndNoOther) {
    Room room;
    constexpr auto setting = R"({"inches":43,"metres":8,"orientation":"portrait","voice":true})";
    EXPECT_EQ(room.get("/boards/layar-1", room.board).at("set_up"), false);
    EXPECT_EQ(room.send("PUT", "/boards/layar-1", setting, room.board).status, 200);
    EXPECT_EQ(room.send("PUT", "/boards/layar-2", setting, room.board).status, 403);
    EXPECT_EQ(room.send("PUT", "/boards/layar-2", setting, room.manager).status, 200);
    EXPECT_EQ(room.get("/boards/layar-1", room.board).at("inches"), 43);
    EXPECT_EQ(room.get("/boards/layar-1", room.board).at("set_up"), true);
    EXPECT_EQ(
        room.send("PUT", "/boards/layar-1",
                  R"({"inches":4,"metres":8,"orientation":"portrait","voice":true})", room.board)
            .status,
        422);
}

bool speaks(const web::Answer& answer) {
    return boost::json::parse(answer.body).at("speaks").as_bool();
}

TEST(Devices, LetOneBoardOfAZoneSpeakAndTheNextWhenItFails) {
    Room room;
    const auto report = [&](const std::string& token, const std::string& sound) {
        return room.post("/devices/self/state", R"({"sound":")" + sound + "\"}", token);
    };
    EXPECT_TRUE(speaks(report(room.board, "on")));
    EXPECT_FALSE(speaks(report(room.second_board, "on")));

    EXPECT_FALSE(speaks(report(room.board, "blocked")));
    EXPECT_TRUE(speaks(report(room.second_board, "on")));
    EXPECT_FALSE(speaks(report(room.board, "on")));
}

TEST(Devices, OfDifferentZonesBothSpeak) {
    Room room;
    EXPECT_TRUE(speaks(
        room.post("/devices/self/state", R"({"sound":"on","zone":"lantai-1"})", room.board)));
    EXPECT_TRUE(speaks(room.post("/devices/self/state", R"({"sound":"on"})", room.second_board)));
}

TEST(Devices, AreListedWithWhatTheySaid) {
    Room room;
    room.post("/devices/self/state", R"({"paper":"out"})", room.kiosk);
    const json::Object device = room.get("/devices", room.door).at("devices").at(0).as_object();
    EXPECT_EQ(string_at(device, "device"), "Anjungan 1");
    EXPECT_EQ(string_at(device, "paper"), "out");
    EXPECT_TRUE(device.at("sound").is_null());
}

TEST(Devices, SayForHowLongTheyHaveBeenSo) {
    Room room;
    const auto out = [&] {
        room.post("/devices/self/state", R"({"paper":"out","sound":"blocked"})", room.kiosk);
    };
    out();
    room.hall.clock.at = room.hall.clock.now() + 30s;
    out();
    room.hall.clock.at = room.hall.clock.now() + 5s;

    const json::Object device = room.get("/devices", room.door).at("devices").at(0).as_object();
    EXPECT_EQ(device.at("paper_seconds"), 35);
    EXPECT_EQ(device.at("sound_seconds"), 35);
    EXPECT_EQ(device.at("silent_seconds"), 5);
    EXPECT_EQ(device.at("silent"), false);
    const json::Object alarm = room.alarms().at(0).as_object();
    EXPECT_EQ(string_at(alarm, "kind"), "no_paper");
    EXPECT_EQ(alarm.at("for_seconds"), 35);
}

TEST(Devices, AreMissedUntilTheManagerSaysThatTheyWereTakenAway) {
    Room room;
    room.post("/devices/self/state", "{}", room.board);
    room.hall.clock.at = room.hall.clock.now() + Devices::silent_after + 1s;
    ASSERT_EQ(room.alarms().at(0).at("kind"), "silent");

    EXPECT_EQ(room.send("DELETE", "/devices/layar-1", "", room.door).status, 403);
    EXPECT_EQ(room.send("DELETE", "/devices/layar-1", "", room.manager).status, 204);
    EXPECT_TRUE(room.alarms().empty());
    EXPECT_TRUE(room.get("/devices", room.manager).at("devices").as_array().empty());

    EXPECT_TRUE(speaks(room.post("/devices/self/state", R"({"sound":"on"})", room.board)));
    EXPECT_EQ(room.get("/devices", room.manager).at("devices").as_array().size(), 1);
}

TEST(Devices, WhoseTokenIsNotInForceAreMissedByNobody) {
    Room room;
    room.post("/devices/self/state", R"({"sound":"blocked"})", room.board);
    ASSERT_EQ(room.alarms().at(0).at("kind"), "no_sound");

    const std::string manager =
        room.hall.bearer({.role = trust::Role::manager, .mall = "kecil", .ttl = 500 * 24h});
    room.hall.clock.at = room.hall.clock.now() + 401 * 24h;
    EXPECT_TRUE(room.get("/devices", manager).at("devices").as_array().empty());
}

// --- alarms

TEST(Alarms, SayThatPeopleWaitAndNobodyCalls) {
    Room room;
    room.hall.issue({"dukcapil-01"}, monday_eight + 4min);
    room.hall.clock.at = monday_eight + 13min;
    EXPECT_TRUE(room.get("/alarms", room.manager).at("alarms").as_array().empty());

    room.hall.clock.at = monday_eight + 14min;
    const json::Object alarm = room.get("/alarms", room.manager).at("alarms").at(0).as_object();
    EXPECT_EQ(string_at(alarm, "kind"), "nobody_calls");
    EXPECT_EQ(string_at(alarm, "agency"), "dukcapil");
    EXPECT_EQ(alarm.at("waiting"), 1);
    EXPECT_EQ(alarm.at("for_seconds"), 600);
}

// B-002 is at counter 2 of another agency, and comes back from there.
TEST(Alarms, CountThoseAloneWhoCanBeCalled) {
    Room room;
    room.hall.issue({"dukcapil-01", "bnn-01"}, monday_eight + 4min);
    room.hall.act(monday_eight + 4min, [&](const hall::Day& day) {
        return hall::Open{ServedHall::at(day, Room::of_bnn), {}};
    });
    room.hall.call(Room::of_bnn, monday_eight + 5min);
    room.hall.clock.at = monday_eight + 30min;
    EXPECT_TRUE(room.alarms().empty());

    room.hall.act(monday_eight + 30min, [&](const hall::Day& day) {
        return hall::Start{ServedHall::at(day, Room::of_bnn)};
    });
    room.hall.act(monday_eight + 31min, [&](const hall::Day& day) {
        return hall::Finish{ServedHall::at(day, Room::of_bnn)};
    });
    room.hall.clock.at = monday_eight + 40min;
    EXPECT_TRUE(room.alarms().empty());
    room.hall.clock.at = monday_eight + 41min;
    EXPECT_EQ(room.alarms().at(0).at("for_seconds"), 600);
}

// The mall is open from 8 to 12 and from 13 to 15.30, with half an hour for those who still wait.
TEST(Alarms, KnowTheBreakAndTheClosing) {
    Room room;
    room.hall.issue({"dukcapil-01"}, monday_eight + 3h + 55min);
    room.hall.clock.at = monday_eight + 4h + 30min;
    EXPECT_TRUE(room.alarms().empty()) << "in the break";
    room.hall.clock.at = monday_eight + 5h + 4min;
    EXPECT_TRUE(room.alarms().empty()) << "after nine minutes without the break";
    room.hall.clock.at = monday_eight + 5h + 5min;
    ASSERT_EQ(room.alarms().size(), 1);
    EXPECT_EQ(room.alarms().at(0).at("for_seconds"), 600);

    room.post("/devices/self/state", "{}", room.board);
    room.hall.clock.at = monday_eight + 7h + 59min;
    EXPECT_EQ(room.alarms().size(), 2);
    room.hall.clock.at = monday_eight + 8h;
    EXPECT_TRUE(room.alarms().empty()) << "when everybody has gone home";
}

TEST(RatingReasons, AreInTheLanguageAskedFor) {
    Room room;
    EXPECT_EQ(room.get("/rating-reasons").at("reasons").at(0).at("name"), "Cepat");
    EXPECT_EQ(room.get("/rating-reasons", "Accept-Language: en\r\n").at("reasons").at(0).at("name"),
              "Quick");
}

}  // namespace

}  // namespace gerai::api
