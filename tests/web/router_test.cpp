#include "web/router.h"

#include <gtest/gtest.h>

#include "web/test_hall.h"

namespace gerai::web {

namespace {

Route route(Method method, std::string path, std::string id) {
    Route made;
    made.method = method;
    made.path = std::move(path);
    made.id = std::move(id);
    made.handler = at_once([id = made.id](const Request& request) {
        std::string body = id;
        for (const Parameter& place : request.places) body += " " + place.name + "=" + place.value;
        return json_response(body);
    });
    return made;
}

std::vector<Route> table() {
    std::vector<Route> routes;
    routes.push_back(route(Method::get, "/", "start"));
    routes.push_back(route(Method::get, "/malls", "malls"));
    routes.push_back(route(Method::get, "/malls/{mall}", "mall"));
    routes.push_back(route(Method::get, "/malls/{mall}/services/{service}", "service"));
    routes.push_back(route(Method::get, "/malls/{mall}/services/new", "new_service"));
    routes.push_back(route(Method::post, "/malls/{mall}/services/{service}", "change_service"));
    routes.push_back(route(Method::get, "/files/{path...}", "file"));
    return routes;
}

/// A server over any table of routes.
class Served {
public:
    explicit Served(Router given) : router_(std::move(given)), server_(options(), handler()) {
        server_.start();
    }

    Answer ask(const std::string& text) { return RawClient{server_.port()}.ask(text); }

private:
    static Server::Options options() {
        Server::Options made;
        made.port = 0;
        made.threads = 1;
        made.clock = [] { return wednesday(); };
        return made;
    }
    Handler handler() {
        return [this](Request&& request, Responder responder) {
            router_.handle(std::move(request), std::move(responder));
        };
    }

    Router router_;
    Server server_;
};

}  // namespace

TEST(Router, FindsTheRouteOfAPath) {
    Served served{Router{table()}};
    const std::vector<std::pair<std::string, std::string>> found{
        {"/", "start"},
        {"/malls", "malls"},
        {"/malls?x=1", "malls"},
        {"/malls/paser", "mall mall=paser"},
        {"/malls/pa%20ser%2F1", "mall mall=pa ser/1"},
        {"/malls/new", "mall mall=new"},
        {"/malls/paser/services/new", "new_service mall=paser"},
        {"/malls/paser/services/a", "service mall=paser service=a"},
        {"/files/a/b.js", "file path=a/b.js"},
        {"http://elsewhere/malls", "malls"},
    };

    for (const auto& [path, body] : found) {
        EXPECT_EQ(served.ask(get(path)).body, body) << path;
    }
}

TEST(Router, FindsNothingAtOtherPaths) {
    Served served{Router{table()}};

    for (const auto* const path :
         {"/nowhere", "/malls/", "/malls//services/a", "/malls/paser/", "/malls/paser/services",
          "/malls/paser/services/a/b", "/Malls", "/files", "/malls/%00", "/malls/%FF", "//malls"}) {
        const Answer answer = served.ask(get(path));
        EXPECT_EQ(answer.status, 404) << path;
        EXPECT_NE(answer.body.find("/problems/not-found"), std::string::npos) << path;
    }
}

TEST(Router, SaysWhichMethodsAnAddressTakes) {
    Served served{Router{table()}};

    const Answer answer = served.ask("DELETE /malls/p/services/a HTTP/1.1\r\nHost: t\r\n\r\n");

    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.field("Allow"), "GET, HEAD, POST");
    EXPECT_EQ(served.ask("BREW /malls HTTP/1.1\r\nHost: t\r\n\r\n").status, 405);
}

TEST(Router, AsksTheGuardFirst) {
    std::vector<Route> routes;
    routes.push_back(route(Method::get, "/open", "open"));
    routes.push_back(route(Method::get, "/closed", "closed"));
    routes.back().access = {Who::clerk};
    Served served{Router{
        std::move(routes),
        [](const Route& wanted, const Request& request, Trail& trail) -> std::optional<Response> {
            trail.actor_id = "t1";
            if (wanted.access.is_public() || request.bearer() == "secret") {
                return std::nullopt;
            }
            return problem(problems::unauthorized, Asker{request});
        }}};

    EXPECT_EQ(served.ask(get("/open")).status, 200);
    EXPECT_EQ(served.ask(get("/closed")).status, 401);
    EXPECT_EQ(served.ask(get("/closed")).field("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(served.ask(get("/closed", "Authorization: bearer secret\r\n")).status, 200);
}

TEST(Router, KnowsOfWhichRouteABodyMayBeLarger) {
    std::vector<Route> routes = table();
    routes.push_back(route(Method::post, "/malls/{mall}/files", "add_file"));
    routes.back().larger_body = [](const Request& head) -> std::optional<std::size_t> {
        if (head.place("mall") != "paser") return std::nullopt;
        return 100;
    };
    const Router router{std::move(routes)};
    const auto larger = [&](Method method, std::string path) {
        Request head;
        head.method = method;
        head.path = std::move(path);
        return router.larger_body(head);
    };

    EXPECT_EQ(larger(Method::post, "/malls/paser/files"), 100);
    EXPECT_EQ(larger(Method::post, "/malls/badung/files"), std::nullopt);
    EXPECT_EQ(larger(Method::get, "/malls/paser/files"), std::nullopt);
    EXPECT_EQ(larger(Method::post, "/malls/paser/services/x"), std::nullopt);
    EXPECT_EQ(larger(Method::post, "/nowhere"), std::nullopt);
}

TEST(Router, LetsSomebodyElseAnswerForAnAddressThatLeadsNowhere) {
    Served served{Router{table(), {}, {}, [](const Request& request) {
                             return Response{.status = 404, .body = "nothing at " + request.path};
                         }}};

    EXPECT_EQ(served.ask(get("/nowhere")).body, "nothing at /nowhere");
    EXPECT_EQ(served.ask(get("/malls")).status, 200);
}

TEST(Router, TellsOfAHandlerThatFailed) {
    std::string told;
    std::vector<Route> routes;
    routes.push_back(route(Method::get, "/failing/{mall}", "failing"));
    routes.back().handler = [](Request&&, Responder) { throw std::runtime_error("disk"); };
    {
        Served served{Router{std::move(routes),
                             {},
                             [&](const Route& at, std::string_view id, const std::exception& why) {
                                 told =
                                     at.path + " " + std::to_string(id.size()) + " " + why.what();
                             }}};
        EXPECT_EQ(served.ask(get("/failing/x")).status, 503);
    }

    EXPECT_EQ(told, "/failing/{mall} 13 disk");
}

TEST(Router, RefusesATableThatIsAmbiguous) {
    std::vector<Route> twice;
    twice.push_back(route(Method::get, "/a/{b}", "one"));
    twice.push_back(route(Method::get, "/a/{c}", "two"));
    EXPECT_THROW(Router{std::move(twice)}, std::invalid_argument);

    std::vector<Route> same_id;
    same_id.push_back(route(Method::get, "/a", "one"));
    same_id.push_back(route(Method::get, "/b", "one"));
    EXPECT_THROW(Router{std::move(same_id)}, std::invalid_argument);
}

}  // namespace gerai::web
