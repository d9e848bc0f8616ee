#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "api/served_hall.h"

namespace gerai::api {

namespace {

json::Object object(const web::Answer& answer) {
    return boost::json::parse(answer.body).as_object();
}

}  // namespace

TEST(PublicRoutes, GiveTheMallsAndEachOfThem) {
    ServedHall hall;
    hall.clock.at = monday_eight + 1h;

    EXPECT_EQ(object(hall.ask("/malls")).at("malls").at(0).at("open"), true);
    EXPECT_EQ(object(hall.ask("/malls/kecil")).at("now"), "2026-11-23T09:00:00+08:00");
    EXPECT_EQ(hall.ask("/malls/besar").status, 404);
    EXPECT_EQ(hall.ask("/malls/besar/board").status, 404);
}

TEST(PublicRoutes, NameWhatThereIsWhenAFilterNamesSomethingElse) {
    ServedHall hall;

    const web::Answer agency = hall.ask("/malls/kecil/services?agency=bpn");
    const web::Answer zone = hall.ask("/malls/kecil/board?zone=atap");

    EXPECT_EQ(agency.status, 422);
    EXPECT_EQ(object(agency).at("errors").at(0).at("pointer"), "?agency");
    EXPECT_NE(agency.body.find("dukcapil, bnn"), std::string::npos);
    EXPECT_EQ(zone.status, 422);
    EXPECT_NE(zone.body.find("lantai-1"), std::string::npos);
}

TEST(PublicRoutes, GiveAServiceStandard) {
    ServedHall hall;

    EXPECT_EQ(object(hall.ask("/malls/kecil/services/bnn-01")).at("fee").at("kind"), "formula");
    EXPECT_EQ(hall.ask("/malls/kecil/services/bnn-99").status, 404);
}

TEST(PublicRoutes, GiveAMallsAccentOrOurOwn) {
    ServedHall hall;
    ServedHall red{mall::small_with("paper_prefix", "accent = \"#8A1F3D\"\npaper_prefix")};

    const web::Answer own = hall.ask("/malls/kecil/theme.css");

    EXPECT_EQ(own.field("Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(own.body, ":root,[data-theme=\"kecil\"]{--accent:#0B5FA5}\n");
    EXPECT_NE(red.ask("/malls/kecil/theme.css").body.find("#8A1F3D"), std::string::npos);
    EXPECT_EQ(hall.ask("/malls/besar/theme.css").status, 404);
}

TEST(PublicRoutes, GiveTheLogoOfAMallThatHasOne) {
    ServedHall hall;
    EXPECT_EQ(hall.ask("/malls/kecil/logo.svg").status, 404);
    EXPECT_FALSE(object(hall.ask("/malls/kecil")).contains("logo"));

    const std::string text{mall::small_mall};
    mall::Mall file = mall::read_mall(text, "kecil.toml").value();
    file.picture = "<svg/>";
    hall.act("kecil", [&](const journal::Standing& standing) {
        return hall::Configure{standing.seq() + 1, text, std::make_shared<const mall::Mall>(file)};
    });

    const web::Answer logo = hall.ask("/malls/kecil/logo.svg");

    EXPECT_EQ(logo.field("Content-Type"), "image/svg+xml");
    EXPECT_EQ(logo.body, "<svg/>");
    EXPECT_EQ(object(hall.ask("/malls/kecil")).at("logo"), "/api/v1/malls/kecil/logo.svg");
}

TEST(PublicRoutes, AnswerTheSameBoardWithNotModified) {
    ServedHall hall;
    const web::Answer first = hall.ask("/malls/kecil/board");

    const std::string match = "If-None-Match: " + first.field("ETag") + "\r\n";

    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(hall.connect().ask(web::get("/api/v1/malls/kecil/board", match)).status, 304);
    hall.open(1, monday_eight + 1s);
    EXPECT_EQ(hall.ask("/malls/kecil/board", match).status, 200);
}

TEST(Streams, TellABoardWhatHappensFromTheSequenceOfItsBoard) {
    ServedHall hall;
    hall.open(1, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    const auto seq = object(hall.ask("/malls/kecil/board")).at("seq").as_int64();
    web::RawClient board = hall.connect();
    board.send(web::get("/api/v1/malls/kecil/events?after=" + std::to_string(seq)));
    board.receive_until("event: hello\n");

    hall.call(1, monday_eight + 2min);

    board.receive_until("\n\n");
    const std::string frame = board.receive_until("\n\n");
    EXPECT_TRUE(frame.starts_with("id: " + std::to_string(seq + 1) + "\nevent: called\n")) << frame;
    EXPECT_NE(frame.find("\"number\":\"B-001\""), std::string::npos);
}

TEST(Streams, ReplayWhatABoardMissed) {
    ServedHall hall;
    hall.open(1, monday_eight);
    const auto seq = object(hall.ask("/malls/kecil/board")).at("seq").as_int64();
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    hall.call(1, monday_eight + 2min);

    web::RawClient board = hall.connect();
    board.send(
        web::get("/api/v1/malls/kecil/events", "Last-Event-ID: " + std::to_string(seq) + "\r\n"));

    EXPECT_NE(board.receive_until("event: issued\n"), "");
    EXPECT_NE(board.receive_until("event: called\n"), "");
}

TEST(Streams, ResetABoardThatNamesWhatNobodyGave) {
    ServedHall hall;
    web::RawClient board = hall.connect();

    board.send(web::get("/api/v1/malls/kecil/events", "Last-Event-ID: abc\r\n"));

    board.receive_until("event: reset\n");
    EXPECT_NE(board.receive_until("\n\n").find("\"queues\":["), std::string::npos);
    EXPECT_EQ(hall.ask("/malls/kecil/events?after=abc").status, 400);
    EXPECT_EQ(hall.ask("/malls/kecil/events?zone=atap").status, 422);
}

TEST(Streams, SendAFollowedVisitWholeWhenItChanges) {
    ServedHall hall;
    hall.open(1, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    const Code code = hall.issue({"dukcapil-01"}, monday_eight + 2min);
    web::RawClient phone = hall.connect();
    phone.send(web::get("/api/v1/visits/" + to_string(code) + "/events"));
    phone.receive_until("event: reset\n");
    const std::string first = phone.receive_until("\n\n");
    EXPECT_NE(first.find("\"ahead\":1"), std::string::npos) << first;

    hall.call(1, monday_eight + 3min);

    phone.receive_until("event: called\n");
    const std::string moved = phone.receive_until("\n\n");
    EXPECT_NE(moved.find("\"ahead\":0"), std::string::npos) << moved;
    EXPECT_NE(moved.find("\"number\":\"B-002\""), std::string::npos);
    EXPECT_EQ(hall.ask("/visits/00000000000000000000000000/events").status, 404);
}

TEST(Streams, SendNothingToAFollowerWhenWhatItShowsStaysTheSame) {
    ServedHall hall;
    hall.open(2, monday_eight);
    const Code code = hall.issue({"dukcapil-01"}, monday_eight + 1min);
    web::RawClient phone = hall.connect();
    phone.send(web::get("/api/v1/visits/" + to_string(code) + "/events"));
    phone.receive_until("event: reset\n");
    phone.receive_until("\n\n");

    hall.issue({"bnn-01"}, monday_eight + 2min);
    hall.open(1, monday_eight + 3min);
    hall.call(1, monday_eight + 4min);

    // Opening the counter may have told the same again once; what follows is the call.
    phone.receive_until("event: called\n");
    EXPECT_NE(phone.receive_until("\n\n").find("\"state\":\"called\""), std::string::npos);
}

TEST(Streams, ShowAVisitOfAnEarlierDateAsItEnded) {
    ServedHall hall;
    const Code code = hall.issue({"dukcapil-01"}, monday_eight + 1min);
    hall.open(1, monday_eight + 4 * 24h);
    web::RawClient phone = hall.connect();

    phone.send(web::get("/api/v1/visits/" + to_string(code) + "/events"));

    phone.receive_until("event: reset\n");
    const std::string frame = phone.receive_until("\n\n");
    EXPECT_NE(frame.find("\"business_date\":\"2026-11-23\""), std::string::npos) << frame;
    EXPECT_NE(frame.find("\"outcome\":\"day_ended\""), std::string::npos) << frame;
}

TEST(Streams, FollowAVisitNoLongerThanSomebodyReads) {
    ServedHall hall;
    const Code code = hall.issue({"dukcapil-01"}, monday_eight + 1min);
    {
        web::RawClient phone = hall.connect();
        phone.send(web::get("/api/v1/visits/" + to_string(code) + "/events"));
        phone.receive_until("event: reset\n");
        EXPECT_EQ(hall.broadcast.followed("kecil"), 1U);
    }

    // The server notices by itself that the reader has left.
    while (hall.hub.open(streams::visit) > 0) std::this_thread::yield();
    hall.open(1, monday_eight + 2min);
    hall.open(2, monday_eight + 2min);

    EXPECT_EQ(hall.broadcast.followed("kecil"), 0U);
}

TEST(Streams, LetInWhoeverMayRead) {
    ServedHall hall;
    const std::string clerk =
        hall.bearer({.role = trust::Role::clerk, .mall = "kecil", .counter = 1});
    web::RawClient one = hall.connect();
    one.send(web::get("/api/v1/malls/kecil/counters/1/events", clerk));

    EXPECT_NE(one.receive_until("event: hello\n"), "");
    EXPECT_EQ(hall.ask("/malls/kecil/counters/1/events").status, 401);
    EXPECT_EQ(hall.ask("/malls/kecil/counters/2/events", clerk).status, 403);
    EXPECT_EQ(hall.ask("/malls/kecil/hall/events", clerk).status, 403);
    const std::string manager = hall.bearer({.role = trust::Role::manager, .mall = "kecil"});
    EXPECT_EQ(hall.ask("/malls/kecil/counters/9/events", manager).status, 404);
    web::RawClient two = hall.connect();
    two.send(web::get("/api/v1/malls/kecil/hall/events?after=0", manager));
    EXPECT_NE(two.receive_until("event: day\n"), "");
}

TEST(DayRoutes, GiveTheFiguresOfToday) {
    ServedHall hall;
    hall.open(1, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    hall.issue({"dukcapil-01"}, monday_eight + 2min);
    hall.call(1, monday_eight + 5min);
    const std::string manager = hall.bearer({.role = trust::Role::manager, .mall = "kecil"});

    const json::Object day = object(hall.ask("/malls/kecil/day", manager));

    const auto figure = [&](std::string_view name) {
        for (const json::Value& one : day.at("figures").as_array()) {
            if (one.at("figure").as_string() == name) return one.as_object();
        }
        return json::Object{};
    };
    EXPECT_EQ(figure("issued").at("value").to_number<double>(), 2);
    EXPECT_EQ(figure("waiting").at("value").to_number<double>(), 1);
    EXPECT_EQ(figure("wait_mean").at("value").to_number<double>(), 240);
    EXPECT_EQ(figure("busy_counters").at("items"), 1);
    EXPECT_FALSE(figure("service_level").at("how").as_string().empty());
    EXPECT_EQ(day.at("waits").at(0).at("agency"), "dukcapil");
    EXPECT_EQ(day.at("promises_given"), 1);
    EXPECT_EQ(day.at("promises_held").as_int64() + day.at("promises_shorter").as_int64() +
                  day.at("promises_longer").as_int64(),
              1);
}

TEST(DayRoutes, GiveTheRowsBehindAFigurePageByPage) {
    ServedHall hall;
    for (int i = 0; i < 3; ++i) hall.issue({"dukcapil-01"}, monday_eight + 1min);
    const std::string manager = hall.bearer({.role = trust::Role::manager, .mall = "kecil"});

    const json::Object first =
        object(hall.ask("/malls/kecil/day/waiting/items?page_size=2", manager));
    const std::string token{first.at("next_page_token").as_string()};
    const json::Object second =
        object(hall.ask("/malls/kecil/day/waiting/items?page_size=2&page_token=" + token, manager));

    EXPECT_EQ(first.at("items").as_array().size(), 2U);
    EXPECT_EQ(second.at("items").at(0).at("visit").at("number"), "B-003");
    EXPECT_FALSE(second.contains("next_page_token"));
    EXPECT_EQ(hall.ask("/malls/kecil/day/beauty/items", manager).status, 404);
}

TEST(DayRoutes, ReadADateThatIsOver) {
    ServedHall hall;
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    hall.open(1, monday_eight + 4 * 24h);
    const std::string manager = hall.bearer({.role = trust::Role::manager, .mall = "kecil"});

    const json::Object day = object(hall.ask("/malls/kecil/day?date=2026-11-23", manager));

    EXPECT_EQ(day.at("business_date"), "2026-11-23");
    EXPECT_EQ(day.at("closed"), true);
    EXPECT_EQ(hall.ask("/malls/kecil/day?date=2026-11-24", manager).status, 404);
    EXPECT_EQ(hall.ask("/malls/kecil/day?date=kemarin", manager).status, 422);
    EXPECT_EQ(hall.ask("/malls/kecil/day").status, 401);
}

TEST(DayRoutes, NameTheSameWeekdayOfTheWeekBeforeWhereThereWasOne) {
    ServedHall hall;
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    hall.open(1, monday_eight + 7 * 24h);
    const std::string manager = hall.bearer({.role = trust::Role::manager, .mall = "kecil"});

    EXPECT_EQ(object(hall.ask("/malls/kecil/day", manager)).at("week_before"), "2026-11-23");
    EXPECT_TRUE(
        object(hall.ask("/malls/kecil/day?date=2026-11-23", manager)).at("week_before").is_null());
}

TEST(OperationRoutes, SayWhetherTheServerIsReady) {
    ServedHall hall;

    EXPECT_EQ(hall.connect().ask(web::get("/livez")).status, 200);
    EXPECT_EQ(hall.connect().ask(web::get("/readyz")).status, 200);
    hall.context.unready_reasons = [] { return std::vector<std::string>{"the disk is full"}; };
    const web::Answer answer = hall.connect().ask(web::get("/readyz"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.body, R"({"ready":false,"reasons":["the disk is full"]})");
}

TEST(OperationRoutes, DescribeEveryRouteThatIsServed) {
    ServedHall hall;

    const web::Answer answer = hall.connect().ask(web::get("/api/openapi.json"));
    const std::string page = hall.connect().ask(web::get("/api/docs")).body;

    ASSERT_EQ(answer.status, 200);
    // script/test has the linters read it.
    const char* const path = std::getenv("GERAI_OPENAPI");
    if (path != nullptr) std::ofstream(path) << answer.body;
    const json::Object document = object(answer);
    std::set<std::string> tags;
    for (const json::Value& tag : document.at("tags").as_array()) {
        tags.insert(std::string{tag.at("name").as_string()});
    }
    for (const web::Route& route : hall.router->routes()) {
        if (!route.documented) continue;
        const json::Object& operations = document.at("paths").at(route.path).as_object();
        std::string method{name(route.method)};
        for (char& c : method) c = static_cast<char>(std::tolower(c));
        const auto at = operations.find(method);
        ASSERT_NE(at, operations.end()) << route.path;
        EXPECT_EQ(at->value().at("operationId").as_string(), route.id);
        EXPECT_TRUE(tags.contains(route.tag)) << route.id << ": " << route.tag;
        EXPECT_FALSE(route.answers.empty()) << route.id;
        EXPECT_NE(page.find("id=\"" + route.id + "\""), std::string::npos) << route.id;
    }
}

}  // namespace gerai::api
