#include "journal/event_json.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "journal/examples.h"
#include "mall/forming.h"
#include "mall/mall_file.h"

namespace gerai::journal {

namespace {

using namespace hall;

constexpr ServiceIndex birth{0};
constexpr ServiceIndex family{1};
constexpr ServiceIndex new_family{2};

/// Two agencies, a paper roll, and a service of which there are two editions.
Rules rules() {
    Rules rules;
    rules.classes = {{"none", 1}, {"elderly", 4}};
    rules.paper_prefix = "P";
    rules.agencies = {{"civil", "B"}, {"insurance", "C"}};
    rules.services = {
        {.id = "birth", .agency = {0}, .original = birth},
        {.id = "family", .agency = {0}, .original = family, .is_offered = false},
        {.id = "family", .agency = {0}, .original = family},
        {.id = "health", .agency = {1}, .original = {3}},
    };
    rules.counters = {{.number = 12, .gives = {birth}}, {.number = 7, .gives = {family}}};
    return rules;
}

Code code() {
    Code code;
    for (std::uint8_t i = 0; i < code.bytes.size(); ++i) code.bytes.at(i) = i;
    return code;
}

constexpr CounterIndex twelve{0};
constexpr CounterIndex seven{1};

Issued issued() {
    return {.visit = {4},
            .first_step = {9},
            .number = {{1}, 23},
            .priority = {1},
            .e = nine,
            .channel = Channel::door,
            .language = Language::en,
            .code = code(),
            .short_code = {12345},
            .services = {birth, new_family},
            .reason = {}};
}

Issued paper() {
    Issued event = issued();
    event.number = {AgencyIndex{}, 7};
    event.channel = Channel::paper;
    event.services = {birth};
    event.reason = "listrik \"padam\"\n";
    return event;
}

DayBegan day_with_all() {
    return {.date = today,
            .versions = {1, 40},
            .counters = {{.number = 12,
                          .state = CounterState::closing,
                          .becomes = CounterState::closed,
                          .services = {"birth"}}},
            .visits = {{.prefix = "B",
                        .number = 3,
                        .business_date = today,
                        .priority = "none",
                        .issued_at = nine + std::chrono::minutes{1},
                        .e = nine,
                        .channel = Channel::kiosk,
                        .language = Language::id,
                        .code = code(),
                        .short_code = {12345},
                        .rejoins = 1,
                        .steps = {{.service = "birth",
                                   .state = StepState::serving,
                                   .outcome = Outcome::none,
                                   .counter = 12,
                                   .only_counter = 0,
                                   .replaces = 0,
                                   .e = nine,
                                   .called_at = nine + std::chrono::seconds{1},
                                   .held_at = nine,
                                   .started_at = nine + std::chrono::seconds{2},
                                   .ended_at = {},
                                   .times_called = 2},
                                  {.service = "health",
                                   .state = StepState::no_show,
                                   .outcome = Outcome::day_ended,
                                   .counter = 0,
                                   .only_counter = 14,
                                   .replaces = 1,
                                   .e = nine,
                                   .called_at = {},
                                   .held_at = {},
                                   .started_at = {},
                                   .ended_at = nine + std::chrono::seconds{3},
                                   .times_called = 0}}}},
            .notices = {},
            .boards = {}};
}

struct Golden {
    What what;
    std::string type;
    std::string body;
};

/// What the journal holds for each kind of event. These bytes are read for ever.
std::vector<Golden> golden() {
    return {
        {issued(), "issued",
         R"({"visit":4,"number":{"prefix":"C","value":23},"priority":"elderly",)"
         R"("e":1795568400000000,"channel":"door","language":"en",)"
         R"("code":"000g40r40m30e209185gr38e1w","short_code":"0000000c1se",)"
         R"("services":[{"step":9,"service":"birth"},{"step":10,"service":"family"}]})"},
        {paper(), "issued",
         R"({"visit":4,"number":{"prefix":"P","value":7},"priority":"elderly",)"
         R"("e":1795568400000000,"channel":"paper","language":"en",)"
         R"("code":"000g40r40m30e209185gr38e1w","short_code":"0000000c1se",)"
         R"("services":[{"step":9,"service":"birth"}],"reason":"listrik \"padam\"\n"})"},
        {Called{.step = {5}, .counter = twelve, .rule = CallRule::oldest, .score = 60}, "called",
         R"({"step":5,"counter":12,"rule":"oldest","score":60})"},
        {Called{.step = {5},
                .counter = twelve,
                .rule = CallRule::priority,
                .score = 240,
                .overtook = {2},
                .overtook_score = 90,
                .overtook_reason = PassReason::lower_score},
         "called",
         R"({"step":5,"counter":12,"rule":"priority","score":240,)"
         R"("overtook":{"step":2,"score":90,"reason":"lower_score"}})"},
        {Called{.step = {5},
                .counter = seven,
                .rule = CallRule::by_number,
                .score = -3,
                .is_rejoin = true},
         "called", R"({"step":5,"counter":7,"rule":"by_number","score":-3,"is_rejoin":true})"},
        {Recalled{{5}, seven}, "recalled", R"({"step":5,"counter":7})"},
        {Started{{5}, seven}, "started", R"({"step":5,"counter":7})"},
        {Finished{.step = {5}, .counter = seven, .outcome = Outcome::not_completed}, "finished",
         R"({"step":5,"counter":7,"outcome":"not_completed"})"},
        {Finished{.step = {5},
                  .counter = seven,
                  .outcome = Outcome::completed,
                  .next = {11},
                  .next_service = new_family},
         "finished",
         R"({"step":5,"counter":7,"outcome":"completed","next":11,"next_service":"family"})"},
        {NoShow{{5}, seven}, "no_show", R"({"step":5,"counter":7})"},
        {Rejoined{.visit = {1}, .places = {{{5}, nine}, {{6}, nine}}}, "rejoined",
         R"({"visit":1,"places":[{"step":5,"e":1795568400000000},)"
         R"({"step":6,"e":1795568400000000}]})"},
        {Held{.step = {5}, .counter = seven, .reason = {}}, "held", R"({"step":5,"counter":7})"},
        {Held{.step = {5}, .counter = seven, .reason = "fotokopi"}, "held",
         R"({"step":5,"counter":7,"reason":"fotokopi"})"},
        {Resumed{{5}, seven}, "resumed", R"({"step":5,"counter":7})"},
        {Transferred{.step = {5}, .counter = seven, .next = {11}, .next_service = birth},
         "transferred", R"({"step":5,"counter":7,"next":11,"next_service":"birth"})"},
        {Transferred{.step = {5},
                     .counter = seven,
                     .next = {11},
                     .next_service = family,
                     .next_counter = twelve},
         "transferred",
         R"({"step":5,"counter":7,"next":11,"next_service":"family","next_edition":0,)"
         R"("next_counter":12})"},
        {Cancelled{.visit = {1}, .steps = {{5}, {6}}, .reason = "pulang"}, "cancelled",
         R"({"visit":1,"steps":[5,6],"reason":"pulang"})"},
        {PriorityChanged{{1}, {1}}, "priority_changed", R"({"visit":1,"priority":"elderly"})"},
        {Rated{.step = {5}, .score = 4, .reasons = {"ramah", "cepat"}}, "rated",
         R"({"step":5,"score":4,"reasons":["ramah","cepat"]})"},
        {Undone{.counter = seven,
                .act = Act::transfer,
                .step = {5},
                .restored = StepState::serving,
                .created = {11}},
         "undone", R"({"counter":7,"act":"transfer","step":5,"restored":"serving","created":11})"},
        {Undone{.counter = seven,
                .act = Act::no_show,
                .step = {5},
                .restored = StepState::called,
                .created = {}},
         "undone", R"({"counter":7,"act":"no_show","step":5,"restored":"called"})"},
        {CounterChanged{.counter = seven,
                        .state = CounterState::closing,
                        .becomes = CounterState::paused,
                        .services = {birth, family}},
         "counter",
         R"({"counter":7,"state":"closing","becomes":"paused","services":["birth","family"]})"},
        {SessionTaken{seven, "s-1"}, "session", R"({"counter":7,"session":"s-1"})"},
        {Heard{3, "layar-1"}, "heard", R"({"announcement":3,"device":"layar-1"})"},
        {NoticePosted{{.id = "n1",
                       .text = "Air minum di lantai 1",
                       .text_en = "Water on floor 1",
                       .zone = "lantai-1",
                       .until = nine}},
         "notice",
         R"({"id":"n1","text":"Air minum di lantai 1","text_en":"Water on floor 1",)"
         R"("zone":"lantai-1","until":1795568400000000})"},
        {NoticeWithdrawn{"n1"}, "notice_withdrawn", R"({"id":"n1"})"},
        {HelpAsked{2, "Anjungan 1"}, "help", R"({"help":2,"place":"Anjungan 1"})"},
        {HelpGiven{2}, "help_given", R"({"help":2})"},
        {BoardSet{{.device = "layar-1",
                   .inches = 43,
                   .metres = 8,
                   .zone = "",
                   .orientation = Orientation::portrait,
                   .has_voice = true}},
         "board",
         R"({"device":"layar-1","inches":43,"metres":8,"orientation":"portrait","has_voice":true})"},
        {Formed{.version = 17, .text = R"({"stages":[],"agreements":[]})", .forming = nullptr},
         "formed", R"({"text":"{\"stages\":[],\"agreements\":[]}"})"},
        {DayClosed{.carries_waiting = true}, "day_closed", R"({"carries_waiting":true})"},
        {DayBegan{.date = today,
                  .versions = {1},
                  .counters = {},
                  .visits = {},
                  .notices = {},
                  .boards = {}},
         "day", R"({"date":"2026-11-25","versions":[1],"counters":[],"visits":[]})"},
        {DayBegan{.date = today,
                  .versions = {1},
                  .counters = {},
                  .visits = {},
                  .notices = {{.id = "n1", .text = "Air", .text_en = "", .zone = "", .until = {}}},
                  .boards = {{.device = "layar-1",
                              .inches = 43,
                              .metres = 8,
                              .zone = "",
                              .orientation = Orientation::landscape,
                              .has_voice = false}}},
         "day",
         R"({"date":"2026-11-25","versions":[1],"counters":[],"visits":[],)"
         R"("notices":[{"id":"n1","text":"Air"}],)"
         R"("boards":[{"device":"layar-1","inches":43,"metres":8,"orientation":"landscape",)"
         R"("has_voice":false}]})"},
        {DayBegan{.date = today,
                  .versions = {1},
                  .counters = {},
                  .visits = {},
                  .notices = {},
                  .boards = {},
                  .forming = 12},
         "day", R"({"date":"2026-11-25","versions":[1],"counters":[],"visits":[],"forming":12})"},
        {day_with_all(), "day",
         R"({"date":"2026-11-25","versions":[1,40],)"
         R"("counters":[{"number":12,"state":"closing","becomes":"closed",)"
         R"("services":["birth"]}],)"
         R"("visits":[{"prefix":"B","number":3,"business_date":"2026-11-25",)"
         R"("priority":"none","issued_at":1795568460000000,"e":1795568400000000,"channel":"kiosk",)"
         R"("language":"id","code":"000g40r40m30e209185gr38e1w",)"
         R"("short_code":"0000000c1se","rejoins":1,"steps":[)"
         R"({"service":"birth","state":"serving","counter":12,"e":1795568400000000,)"
         R"("called_at":1795568401000000,"held_at":1795568400000000,"started_at":1795568402000000,"times_called":2},)"
         R"({"service":"health","state":"no_show","outcome":"day_ended",)"
         R"("only_counter":14,"replaces":1,"e":1795568400000000,"ended_at":1795568403000000,"times_called":0}]}]})"},
    };
}

Record record_of(const Event& event, const Rules& rules) {
    return {.mall = "paser",
            .seq = 17,
            .type = std::string{type_of(event)},
            .version = version_of(event),
            .business_date = today,
            .at = event.at,
            .actor = "kiosk-1",
            .body = encode(event, rules)};
}

/// Why a record is refused; empty when it is not.
std::string refusal(const Record& record) {
    try {
        decode(record, rules());
        return {};
    } catch (const Broken& broken) {
        return broken.what();
    }
}

std::string text_of(const std::string& path) {
    std::ifstream file{GERAI_SOURCE_DIR "/" + path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST(EventJson, WritesEachKindInTheBytesThatAreReadForEver) {
    for (const Golden& golden : golden()) {
        const Event event{nine, golden.what};

        EXPECT_EQ(type_of(event), golden.type);
        EXPECT_EQ(version_of(event), golden.type == "day" ? 3 : 1);
        EXPECT_EQ(encode(event, rules()), golden.body);
    }
}

TEST(EventJson, ReadsEachKindAsItWasWritten) {
    for (const Golden& golden : golden()) {
        const Record record = record_of({nine, golden.what}, rules());

        const Event read = decode(record, rules());

        EXPECT_EQ(read.at, nine);
        EXPECT_EQ(read.what.index(), golden.what.index()) << golden.type;
        EXPECT_EQ(encode(read, rules()), golden.body);
    }
}

// A date that an older Gerai began says nothing of notices and boards, nor of forming.
TEST(EventJson, ReadsADateOfTheFirstVersion) {
    Record record = record_of({nine, day_with_all()}, rules());
    record.version = 1;

    const auto read = std::get<DayBegan>(decode(record, rules()).what);

    EXPECT_EQ(read.visits.size(), 1);
    EXPECT_TRUE(read.notices.empty());
    EXPECT_TRUE(read.boards.empty());
    EXPECT_EQ(read.forming, 0);
}

TEST(EventJson, ReadsTheDocumentOnFormingFromItsText) {
    const std::string text =
        R"({"stages":[{"stage":"pilot","state":"done","evidence":[]}],"agreements":[]})";
    const Record record = record_of({nine, Formed{.text = text, .forming = nullptr}}, rules());

    const auto read = std::get<Formed>(decode(record, rules()).what);

    EXPECT_EQ(read.version, 17);
    EXPECT_EQ(read.text, text);
    ASSERT_NE(read.forming, nullptr);
    EXPECT_EQ(to_text(*read.forming), text);
}

TEST(EventJson, HasAnExampleOfEachKindButTheMallFile) {
    std::array<bool, std::variant_size_v<What>> has_example{};
    for (const Golden& golden : golden()) has_example.at(golden.what.index()) = true;
    has_example.at(Event{nine, Configured{}}.what.index()) = true;

    EXPECT_EQ(std::ranges::count(has_example, false), 0);
}

TEST(EventJson, KeepsAMallFileAsItsTextAndReadsTheMallFromIt) {
    const std::string text = text_of("malls/paser.toml");
    const Record record = record_of({nine, Configured{.text = text, .mall = nullptr}}, rules());

    const auto read = std::get<Configured>(decode(record, Rules{}).what);

    EXPECT_EQ(record.type, "configured");
    EXPECT_EQ(read.version, 17);
    EXPECT_EQ(read.text, text);
    ASSERT_NE(read.mall, nullptr);
    EXPECT_EQ(read.mall->id, "paser");
}

TEST(EventJson, KeepsTheLogoThatAMallFileNames) {
    const std::string text = text_of("malls/paser.toml");
    auto mall = mall::read_mall(text, "paser.toml").value();
    mall.picture = "<svg/>";
    const auto shared = std::make_shared<const mall::Mall>(mall);

    const Record with = record_of({nine, Configured{.text = text, .mall = shared}}, rules());
    Record without = record_of({nine, Configured{.text = text, .mall = nullptr}}, rules());
    without.version = 1;

    EXPECT_EQ(std::get<Configured>(decode(with, Rules{}).what).mall->picture, "<svg/>");
    EXPECT_EQ(std::get<Configured>(decode(without, Rules{}).what).mall->picture, "");
}

TEST(EventJson, ReadsTheServicesOfACounterAsOriginals) {
    const Record record = record_of(
        {nine, CounterChanged{.counter = seven, .state = CounterState::open, .services = {family}}},
        rules());

    const auto read = std::get<CounterChanged>(decode(record, rules()).what);

    EXPECT_EQ(read.services, std::vector{family});
}

TEST(EventJson, TellsEditionsOfAServiceApart) {
    const auto next_service = [](ServiceIndex service) {
        const Record record = record_of({nine, Transferred{.step = {5},
                                                           .counter = seven,
                                                           .next = {11},
                                                           .next_service = service,
                                                           .next_counter = twelve}},
                                        rules());
        return std::get<Transferred>(decode(record, rules()).what).next_service;
    };

    EXPECT_EQ(next_service(family), family);
    EXPECT_EQ(next_service(new_family), new_family);
}

TEST(EventJson, RefusesANewerVersionAndSaysWhoWroteIt) {
    Record record = record_of({nine, Started{{5}, seven}}, rules());
    record.version = 2;

    EXPECT_EQ(refusal(record),
              "the journal of paser at seq 17 (type started, version 2) holds an event that this "
              "program does not know: it was written by a newer Gerai. Start that one, or a later "
              "one.");
    record.version = 1;
    EXPECT_EQ(refusal(record), "");
    record.version = 0;
    EXPECT_NE(refusal(record), "");
}

TEST(EventJson, RefusesAnUnknownType) {
    Record record = record_of({nine, Started{{5}, seven}}, rules());
    record.type = "teleported";

    EXPECT_NE(refusal(record).find("seq 17 (type teleported, version 1)"), std::string::npos);
    EXPECT_NE(refusal(record).find("newer Gerai"), std::string::npos);
    EXPECT_THROW(versions_of(record), Broken);
}

TEST(EventJson, RefusesABodyThatDoesNotFitAndSaysWhy) {
    struct Case {
        std::string type;
        std::string body;
        std::string why;
    };
    const std::array cases{
        Case{"started", "{\"step\":5,", "incomplete"},
        Case{"started", "[]", "an object is expected"},
        Case{"started", R"({"counter":7})", "`step` is missing"},
        Case{"started", R"({"step":"5","counter":7})", "`step` is not a whole number that fits"},
        Case{"started", R"({"step":-1,"counter":7})", "`step` is not a whole number that fits"},
        Case{"started", R"({"step":5,"counter":8})", "the mall has no counter 8"},
        Case{"priority_changed", R"({"visit":1,"priority":"vip"})", "no priority class `vip`"},
        Case{"undone", R"({"counter":7,"act":"dance","step":5,"restored":"called"})",
             "`dance` is unknown as `act`"},
        Case{"counter", R"({"counter":7,"state":"open","becomes":"open","services":["tax"]})",
             "no service `tax`"},
        Case{"counter", R"({"counter":7,"state":"open","becomes":"open","services":7})",
             "`services` is not a list"},
        Case{"day_closed", R"({"carries_waiting":1})", "`carries_waiting` is neither"},
        Case{"day", R"({"date":"2026-02-30","versions":[1],"counters":[],"visits":[]})",
             "`date` is not a date"},
        Case{"configured", R"({"text":"x = 1"})", "its mall file is refused: paser.toml:"},
        Case{"formed", R"({"text":"{\"stages\":[],\"agreements\":7}"})",
             "its document is refused at /agreements"},
        Case{"transferred",
             R"({"step":5,"counter":7,"next":6,"next_service":"family","next_edition":2})",
             "no such edition of the service `family`"},
    };
    for (const Case& one : cases) {
        Record record = record_of({nine, Started{{5}, seven}}, rules());
        record.type = one.type;
        record.body = one.body;

        EXPECT_NE(refusal(record).find(one.why), std::string::npos) << refusal(record);
        EXPECT_NE(refusal(record).find("seq 17"), std::string::npos);
    }
}

TEST(EventJson, RefusesAnIssueThatDoesNotFit) {
    const std::string good = encode({nine, issued()}, rules());
    const auto with = [&](const std::string& old, const std::string& now) {
        Record record = record_of({nine, issued()}, rules());
        record.body = good;
        record.body.replace(good.find(old), old.size(), now);
        return refusal(record);
    };

    EXPECT_NE(with("\"step\":10", "\"step\":12").find("do not follow"), std::string::npos);
    EXPECT_NE(with("\"C\"", "\"X\"").find("no prefix `X`"), std::string::npos);
    EXPECT_NE(with("000g40", "!00g40").find("`code` is not"), std::string::npos);
    EXPECT_NE(with("c1se", "c1sf").find("`short_code` is not"), std::string::npos);
}

TEST(EventJson, NamesTheFilesOfADate) {
    EXPECT_EQ(versions_of(record_of({nine, day_with_all()}, rules())),
              (std::vector<std::int64_t>{1, 40}));
}

TEST(EventJson, NamesTheDocumentOnFormingOfADate) {
    DayBegan day = day_with_all();
    EXPECT_EQ(forming_of(record_of({nine, day}, rules())), 0);

    day.forming = 12;
    EXPECT_EQ(forming_of(record_of({nine, day}, rules())), 12);
}

RC_GTEST_PROP(EventJson, KeepsAnyNumbersAndTextsOfAnEvent,
              (std::uint32_t value, std::int64_t score, std::string reason)) {
    std::erase_if(reason, [](char c) { return c <= 0; });  // Texts of the journal are without NUL.
    Issued any_issue = issued();
    any_issue.visit = {value / 3};
    any_issue.first_step = {value / 2};
    any_issue.number.value = value;
    any_issue.e = Instant{Duration{score}};
    any_issue.short_code = {std::uint64_t{value} << 17U};
    any_issue.code.bytes.fill(static_cast<std::uint8_t>(value));
    any_issue.reason = reason;
    const Called any_call{.step = {value},
                          .counter = twelve,
                          .rule = CallRule::rescue,
                          .score = score,
                          .overtook = {value / 2},
                          .overtook_score = -(score / 2),
                          .overtook_reason = PassReason::waits_for};

    for (const What& what : {What{any_issue}, What{any_call}, What{Held{{value}, seven, reason}}}) {
        const Record record = record_of({Instant{Duration{score}}, what}, rules());
        const Event read = decode(record, rules());

        RC_ASSERT(read.at == record.at);
        RC_ASSERT(read.what.index() == what.index());
        RC_ASSERT(encode(read, rules()) == record.body);
    }
}

}  // namespace gerai::journal
