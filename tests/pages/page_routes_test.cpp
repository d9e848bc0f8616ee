#include "pages/page_routes.h"

#include <gtest/gtest.h>

#include "pages/files.h"
#include "web/client.h"

namespace gerai::pages {
namespace {

/// The pages on a port of their own.
class PageServer {
public:
    explicit PageServer(Kind kind = Kind::trial)
        : router_(page_routes(kind)),
          server_(options(), [this](web::Request&& request, web::Responder responder) {
              router_.handle(std::move(request), std::move(responder));
          }) {
        server_.start();
    }

    web::Answer get(const std::string& path, const std::string& encoding = "") {
        web::RawClient client{server_.port()};
        const std::string accept = encoding.empty() ? "" : "Accept-Encoding: " + encoding + "\r\n";
        return client.ask("GET " + path + " HTTP/1.1\r\nHost: t\r\n" + accept + "\r\n");
    }

private:
    static web::Server::Options options() {
        web::Server::Options made;
        made.port = 0;
        made.threads = 1;
        made.clock = [] { return Instant{}; };
        return made;
    }

    web::Router router_;
    web::Server server_;
};

const File& script() {
    for (const File& file : files())
        if (file.type.starts_with("text/javascript") && !file.brotli.empty()) return file;
    throw std::logic_error("no page has a script");
}

TEST(Files, ArePackedWhereThatIsShorter) {
    const File& file = script();

    EXPECT_TRUE(file.path.starts_with("assets/"));
    EXPECT_LT(file.brotli.size(), file.gzip.size());
    EXPECT_LT(file.gzip.size(), file.plain.size());
    EXPECT_EQ(file.gzip.substr(0, 2), "\x1f\x8b");
}

TEST(PageRoutes, AreOpenToEverybodyAndNotInTheDocument) {
    for (const web::Route& route : page_routes(Kind::trial)) {
        EXPECT_FALSE(route.documented) << route.path;
        EXPECT_TRUE(route.access.is_public()) << route.path;
    }
}

TEST(PageRoutes, GiveAScreenThatAsksWhetherItHasChanged) {
    PageServer server;

    const web::Answer page = server.get("/m/paser/board");

    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.field("Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(page.field("Cache-Control"), "no-cache");
    EXPECT_NE(page.field("ETag"), "");
    EXPECT_NE(page.body.find("/assets/board-"), std::string::npos);
}

TEST(PageRoutes, GiveEverySectionOfThePlanningItsAddress) {
    PageServer server;

    for (const std::string section :
         {"", "/today", "/plan", "/what-if", "/study-visit", "/model-fit"}) {
        const web::Answer page = server.get("/m/paser/planning" + section);
        EXPECT_EQ(page.status, 200) << section;
        EXPECT_NE(page.body.find("/assets/console-"), std::string::npos) << section;
    }
}

TEST(PageRoutes, ShowTheCatalogueOfPartsInATrialAlone) {
    EXPECT_EQ(PageServer{Kind::trial}.get("/kit").status, 200);
    EXPECT_EQ(PageServer{Kind::real}.get("/kit").status, 404);
}

TEST(PageRoutes, GiveAFileForEverInTheShortestWayThatIsUnderstood) {
    PageServer server;
    const std::string path = "/" + std::string{script().path};

    const web::Answer plain = server.get(path);
    const web::Answer gzip = server.get(path, "deflate, gzip;q=0.5, br;q=0");
    const web::Answer brotli = server.get(path, "gzip, deflate, br");

    EXPECT_EQ(plain.body, script().plain);
    EXPECT_EQ(plain.field("Content-Encoding"), "");
    EXPECT_EQ(gzip.body, script().gzip);
    EXPECT_EQ(gzip.field("Content-Encoding"), "gzip");
    EXPECT_EQ(brotli.body, script().brotli);
    EXPECT_EQ(brotli.field("Content-Encoding"), "br");
    EXPECT_EQ(brotli.field("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(brotli.field("Vary"), "Accept-Encoding");
    EXPECT_NE(brotli.field("ETag"), gzip.field("ETag"));
    EXPECT_EQ(server.get("/assets/nothing.js").status, 404);
}

TEST(Files, NeedNothingFromOutside) {
    for (const File& file : files()) {
        const bool is_text =
            file.type.starts_with("text/html") || file.type.starts_with("text/css");
        if (!is_text) continue;
        EXPECT_EQ(file.plain.find("//"), std::string_view::npos) << file.path;
        EXPECT_EQ(file.plain.find("style="), std::string_view::npos) << file.path;
        EXPECT_EQ(file.plain.find("<script>"), std::string_view::npos) << file.path;
    }
}

}  // namespace
}  // namespace gerai::pages
