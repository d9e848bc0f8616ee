#include "web/problem.h"

#include <gtest/gtest.h>

#include "web/input.h"

namespace gerai::web {

namespace {

Asker asker_in(Language language) {
    Asker asker;
    asker.language = language;
    asker.request_id = "r1";
    return asker;
}

Request with_query(std::string name, std::string value) {
    Request request;
    request.query.push_back({.name = std::move(name), .value = std::move(value)});
    return request;
}

}  // namespace

TEST(Problem, IsWordedInTheLanguageAskedFor) {
    const Response indonesian =
        problem(problems::method_not_allowed, asker_in(Language::indonesian), {{"methods", "GET"}});
    const Response english =
        problem(problems::method_not_allowed, asker_in(Language::english), {{"methods", "GET"}});

    EXPECT_EQ(indonesian.body,
              R"({"type":"/problems/method-not-allowed","title":"Metode tidak diizinkan",)"
              R"("status":405,"detail":"Alamat ini hanya menerima GET.","instance":"r1"})");
    EXPECT_EQ(english.body,
              R"({"type":"/problems/method-not-allowed","title":"Method not allowed",)"
              R"("status":405,"detail":"This address takes only GET.","instance":"r1"})");
    EXPECT_EQ(english.content_type, "application/problem+json");
    EXPECT_EQ(english.headers[0], (Header{.name = "Content-Language", .value = "en"}));
}

TEST(Problem, SaysWhenToComeAgain) {
    const Response busy = problem(problems::busy, asker_in(Language::indonesian));

    EXPECT_EQ(busy.headers[1], (Header{.name = "Retry-After", .value = "20"}));
    EXPECT_EQ(problem(problems::forbidden, asker_in(Language::indonesian)).headers.size(), 1U);
}

TEST(Problem, ListsTheFaultsOfTheInput) {
    json::Fault fault;
    fault.pointer = "/priority";
    fault.kind = json::FaultKind::unknown_value;
    fault.allowed = {"none", "elderly"};

    const Response answer = problem({fault}, asker_in(Language::english));

    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.body.find(R"("errors":[{"pointer":"/priority","detail":"This value is not )"
                               R"(known. Known are: none, elderly."}])"),
              std::string::npos);
}

TEST(Problem, WordsEveryFaultInBothLanguages) {
    for (int kind = 0; kind <= static_cast<int>(json::FaultKind::not_possible); ++kind) {
        json::Fault fault;
        fault.kind = static_cast<json::FaultKind>(kind);
        const std::string indonesian = fault_text(fault, Language::indonesian);
        EXPECT_NE(indonesian, fault_text(fault, Language::english));
        EXPECT_EQ(indonesian.find('{'), std::string::npos) << indonesian;
    }
}

TEST(Language, IsTheOneThatTheClientPrefers) {
    using enum Language;
    const std::vector<std::pair<std::string_view, Language>> table{
        {"", indonesian},
        {"en", english},
        {"EN-gb", english},
        {"id", indonesian},
        {"id-ID,id;q=0.9,en;q=0.8", indonesian},
        {"en;q=0.9, id;q=0.5", english},
        {"de, en;q=0.3, id;q=0.2", english},
        {"fr", indonesian},
        {"*", indonesian},
        {"en;q=0", indonesian},
        {"*;q=0.5, en;q=0.4", indonesian},
        {"id;q=0.5, *", english},
        {"en;q=x", indonesian},
        {",,;;q=,en", english},
        {"english", indonesian},
    };

    for (const auto& [header, language] : table) {
        EXPECT_EQ(preferred_language(header), language) << header;
    }
}

TEST(Input, ReadsThePageThatIsAskedFor) {
    EXPECT_EQ(read_page(Request{})->size, 200U);
    EXPECT_EQ(read_page(with_query("page_size", "20"))->size, 20U);
    EXPECT_EQ(read_page(with_query("page_size", "9999"))->size, page_size_max);
    EXPECT_EQ(read_page(with_query("page_token", "abc"))->token, "abc");
    for (const auto* const bad : {"-1", "0", "x", "", "1x", "99999999999999999999"}) {
        const auto page = read_page(with_query("page_size", bad));
        ASSERT_FALSE(page) << bad;
        EXPECT_EQ(page.error().status, 400);
    }
}

TEST(Input, ReadsAnIntegerOfTheQuery) {
    EXPECT_EQ(query_integer(with_query("zone", "3"), "zone", 1, 5).value(), 3);
    EXPECT_EQ(query_integer(Request{}, "zone", 1, 5).value(), std::nullopt);
    const auto beyond = query_integer(with_query("zone", "6"), "zone", 1, 5);
    ASSERT_FALSE(beyond);
    EXPECT_NE(beyond.error().body.find("zone harus bilangan bulat dari 1 sampai 5"),
              std::string::npos);
}

}  // namespace gerai::web
