#include "web/openapi.h"

#include <gtest/gtest.h>

#include <fstream>

#include "web/test_hall.h"

namespace gerai::web {

namespace {

/// A table with one of everything that a route can say.
std::vector<Route> table() {
    std::vector<Route> routes;
    Route list;
    list.path = "/api/v1/malls/{mall}/services";
    list.id = "list_services";
    list.tag = "public";
    list.summary = "The services of a mall";
    list.query = {{.name = "q", .description = "Words to look for", .example = "akta"},
                  {.name = "page_size",
                   .description = "How many at most",
                   .type = QueryParameter::Type::integer}};
    list.answers = {
        {.status = 200, .description = "The services", .schema = json::schema_reference<TestBody>}};
    routes.push_back(list);

    Route call;
    call.method = Method::post;
    call.path = "/api/v1/malls/{mall}/counters/{counter}/call";
    call.id = "call_next";
    call.tag = "hall";
    call.summary = "Call the next visitor";
    call.access = {Who::clerk};
    call.body = json::schema_reference<TestBody>;
    call.answers = {
        {.status = 200, .description = "Who comes", .schema = json::schema_reference<TestBody>},
        {.status = 204, .description = "Nobody waits", .content_type = {}}};
    call.problems = {
        {"counter-busy", 409, Message::problem_busy_title, Message::problem_busy_detail}};
    routes.push_back(call);

    Route cancel;
    cancel.method = Method::post;
    cancel.path = "/api/v1/visits/{code}/cancel";
    cancel.id = "cancel_visit";
    cancel.tag = "public";
    cancel.summary = "Cancel a visit";
    cancel.access = {Who::code_holder, Who::device, Who::greeter};
    cancel.answers = {
        {.status = 200, .description = "The visit", .schema = json::schema_reference<TestBody>}};
    routes.push_back(cancel);

    Route events;
    events.path = "/api/v1/malls/{mall}/events";
    events.id = "mall_events";
    events.tag = "public";
    events.summary = "What happens, as it happens";
    events.answers = {
        {.status = 200, .description = "A stream of events", .content_type = media::event_stream}};
    routes.push_back(events);

    Route page;
    page.path = "/m/{mall}/board";
    page.id = "board_page";
    page.documented = false;
    routes.push_back(page);
    return routes;
}

ApiDescription description() {
    return {.title = "Gerai",
            .version = "0.1.0",
            .description = "The API of a mal pelayanan publik.",
            .server_url = "/",
            .contact_url = "https://gerai.example",
            .license_name = "MIT",
            .license_url = "https://opensource.org/license/mit",
            .tags = {{.name = "public", .description = "What anyone may see."},
                     {.name = "hall", .description = "What is done in the hall."}}};
}

json::Value document() { return boost::json::parse(openapi_document(table(), description())); }

}  // namespace

TEST(OpenApi, HoldsEveryDocumentedRouteOfTheTable) {
    const json::Value made = document();
    const json::Object& paths = made.at("paths").as_object();

    for (const Route& route : table()) {
        if (!route.documented) {
            EXPECT_FALSE(paths.contains(route.path));
            continue;
        }
        const char* const method = route.method == Method::get ? "get" : "post";
        const json::Value& operation = paths.at(route.path).at(method);
        EXPECT_EQ(operation.at("operationId").as_string(), route.id);
        EXPECT_EQ(operation.at("tags").at(0).as_string(), route.tag);
    }
}

TEST(OpenApi, SaysWhoMayCall) {
    const json::Value made = document();
    const auto security = [&](std::string_view path, std::string_view method) {
        return boost::json::serialize(made.at("paths").at(path).at(method).at("security"));
    };

    EXPECT_EQ(security("/api/v1/malls/{mall}/services", "get"), "[{}]");
    EXPECT_EQ(security("/api/v1/malls/{mall}/counters/{counter}/call", "post"),
              R"([{"bearer":[]}])");
    EXPECT_EQ(security("/api/v1/visits/{code}/cancel", "post"), R"([{},{"bearer":[]}])");
    EXPECT_EQ(boost::json::serialize(
                  made.at("paths").at("/api/v1/visits/{code}/cancel").at("post").at("x-access")),
              R"(["code_holder","device","greeter"])");
}

TEST(OpenApi, NamesTheProblemsOfARoute) {
    const json::Value made = document();
    const json::Object& responses = made.at("paths")
                                        .at("/api/v1/malls/{mall}/counters/{counter}/call")
                                        .at("post")
                                        .at("responses")
                                        .as_object();

    for (const auto* const status :
         {"200", "204", "400", "401", "403", "404", "409", "413", "415", "422", "503"}) {
        EXPECT_TRUE(responses.contains(status)) << status;
    }
    EXPECT_EQ(responses.at("409").at("description").as_string(), "`/problems/counter-busy`");
    EXPECT_FALSE(responses.at("204").as_object().contains("content"));
}

TEST(OpenApi, ClosesWhatIsSentAndLeavesAnswersOpen) {
    const json::Value made = document();

    EXPECT_EQ(made.at("components").at("schemas").at("TestBody").at("additionalProperties"), false);
    EXPECT_TRUE(made.at("components").at("schemas").as_object().contains("Problem"));
}

TEST(OpenApi, IsWrittenForTheLinters) {
    // `GERAI_OPENAPI=file test_web` keeps the document, for redocly and spectral to read.
    const char* const path = std::getenv("GERAI_OPENAPI");
    const std::string made = openapi_document(table(), description());
    if (path != nullptr) std::ofstream(path) << made;

    EXPECT_EQ(boost::json::parse(made).at("openapi").as_string(), "3.1.0");
}

}  // namespace gerai::web
