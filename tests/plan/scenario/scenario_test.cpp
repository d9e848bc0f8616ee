#include "plan/scenario/scenario.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <filesystem>

#include "mall/mall_files.h"

namespace gerai::plan {
namespace {

using namespace std::chrono_literals;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

Texts texts_of(const std::vector<mall::Fault>& faults) {
    Texts texts;
    for (const mall::Fault& fault : faults) texts.push_back(to_string(fault));
    return texts;
}

/// What is wrong with a scenario of one change for the small mall. Its keys begin on line 3.
Texts faults_of(const std::string& change) {
    const auto read =
        read_scenario("name = \"Uji\"\n[[change]]\n" + change, mall::small(), "s.toml");
    return read ? Texts{} : texts_of(read.error());
}

Scenario read(const std::string& changes, const mall::Mall& mall) {
    auto scenario = read_scenario("name = \"Uji\"\n" + changes, mall, "s.toml");
    if (scenario) return *std::move(scenario);
    for (const mall::Fault& fault : scenario.error()) ADD_FAILURE() << to_string(fault);
    return {};
}

TEST(Scenario, TellsWhatIsWrongWithAChange) {
    struct Case {
        std::string change;
        Texts faults;
    };
    const std::vector<Case> cases{
        {"agency = \"bnn\"\n",
         {R"(s.toml:2: change[0].verb: expected a verb such as "demand", found nothing)"}},
        {"verb = \"pool_counter\"\ncounters = [1]\n",
         {R"(s.toml:3: change[0].verb: unknown verb "pool_counter"; did you mean "pool_counters"?)"}},
        {"verb = \"pool_counters\"\n",
         {R"(s.toml:2: change[0]: expected either "counters" or "agency")"}},
        {"verb = \"absent\"\nagency = \"dukcapill\"\n",
         {R"(s.toml:4: change[0].agency: expected the id of an agency, found "dukcapill"; did you mean "dukcapil"?)"}},
        {"verb = \"add_skill\"\ncounters = [1, 9]\nservices = [\"bnn-1\"]\n",
         {R"(s.toml:4: change[0].counters[1]: expected the number of a counter (1 to 2), found 9)",
          R"(s.toml:5: change[0].services[0]: expected the id of a service, found "bnn-1"; did you mean "bnn-01"?)"}},
        {"verb = \"add_skill\"\ncounters = [2]\nservices = [\"dukcapil-01\"]\n",
         {R"(s.toml:2: change[0]: contradicts the mall: expected a service of an agency in booth "b02", found "dukcapil-01" of "dukcapil")"}},
        {"verb = \"quick_counter\"\ncounters = [1]\nservices = [\"dukcapil-01\"]\n",
         {R"(s.toml:2: change[0]: contradicts the mall: expected at least one counter that offers "dukcapil-02")"}},
        {"verb = \"appointments\"\nshare = 1.2\nno_show = -0.5\n",
         {"s.toml:4: change[0].share: expected a number from 0 to 1, found 1.2",
          "s.toml:5: change[0].no_show: expected a number from 0 to 1, found -0.5"}},
        {"verb = \"priority_rates\"\nrates = { elderly = -1, elders = 2 }\n",
         {"s.toml:4: change[0].rates.elderly: expected a whole number from 1 to 1000, found -1",
          R"(s.toml:4: change[0].rates.elders: unknown key "elders"; did you mean "elderly"?)"}},
        {"verb = \"demand\"\nfactor = -1\n",
         {"s.toml:4: change[0].factor: expected a factor from 0.01 to 10, such as 1.1, found -1"}},
        {"verb = \"demand\"\nfactr = 2\n",
         {"s.toml:2: change[0].factor: expected a factor from 0.01 to 10, such as 1.1, found "
          "nothing",
          R"(s.toml:4: change[0].factr: unknown key "factr"; did you mean "factor"?)"}},
        {"verb = \"demand\"\nfactor = 2\nagency = \"bnn\"\nservices = [\"bnn-01\"]\n",
         {R"(s.toml:2: change[0]: expected "agency" or "services", or neither for all)"}},
        {"verb = \"patience\"\nmean = \"30m\"\nservices = []\n",
         {"s.toml:5: change[0].services: expected a list, each of it an id, found an empty list"}},
        {"verb = \"hours\"\nhours = [\"12:00-08:00\"]\n",
         {R"(s.toml:4: change[0].hours[0]: expected a range of clock times such as "08:00-12:00", within one day, found "12:00-08:00")"}},
        {"verb = \"hours\"\ndays = [\"mon\"]\nhours = [\"08:00-12:00\", \"11:00-13:00\"]\n",
         {"s.toml:2: change[0]: contradicts the mall: expected hours that begin after the ones "
          "before them have ended"}},
        {"verb = \"hours\"\nhours = [\"08:00-12:00\", \"11:00-13:00\"]\n",
         {"s.toml:2: change[0]: contradicts the mall: expected hours that begin after the ones "
          "before them have ended"}},
        {"verb = \"open_counters\"\ncounters = [2]\nbetween = \"20:00-21:00\"\n",
         {R"(s.toml:5: change[0].between: expected a time at which the mall is open on some weekday, found "20:00-21:00")"}},
        {"verb = \"clerks\"\nagency = \"dukcapil\"\nclerks = 1\nbetween = \"00:00-00:30\"\n",
         {R"(s.toml:6: change[0].between: expected a time at which the mall is open on some weekday, found "00:00-00:30")"}},
        {"verb = \"rescue_after\"\nafter = \"never\"\n",
         {R"(s.toml:4: change[0].after: expected a duration above zero, at most 24 hours, such as "12m" or "2m30s", or "none", found "never")"}},
        {"verb = \"clerks\"\nagency = \"dukcapil\"\nclerks = 3\n",
         {R"(s.toml:5: change[0].clerks: expected at most 1, the counters of "dukcapil", found 3)"}},
        {"verb = \"open_counters\"\ncounters = []\n",
         {"s.toml:4: change[0].counters: expected a list, each of it a whole number from 1 to "
          "9999, found an empty list"}},
    };
    for (const Case& one : cases) EXPECT_EQ(faults_of(one.change), one.faults) << one.change;
}

TEST(Scenario, TellsAllThatIsWrongAtOnce) {
    const auto read = read_scenario(R"(nmae = "Uji"
[[change]]
verb = "absent"
agency = "bn"
[[change]]
verb = "second_service"
share = 2
)",
                                    mall::small(), "s.toml");
    ASSERT_FALSE(read);
    const auto texts = texts_of(read.error());
    ASSERT_EQ(texts.size(), 4U);
    EXPECT_TRUE(texts[0].starts_with("s.toml: name: expected a text")) << texts[0];
    EXPECT_EQ(texts[1], R"(s.toml:1: nmae: unknown key "nmae"; did you mean "name"?)");
    EXPECT_TRUE(texts[2].starts_with("s.toml:4: change[0].agency: ")) << texts[2];
    EXPECT_TRUE(texts[3].starts_with("s.toml:7: change[1].share: ")) << texts[3];
}

TEST(Scenario, SaysOfWhichKindAFaultIs) {
    using mall::FaultReason;
    const auto reason_of = [](const std::string& change) {
        const auto read =
            read_scenario("name = \"Uji\"\n[[change]]\n" + change, mall::small(), "s.toml");
        return read ? std::optional<FaultReason>{} : read.error().front().reason;
    };

    EXPECT_EQ(reason_of("verb = \"demand\"\nfactor = -1"), FaultReason::wrong_value);
    EXPECT_EQ(reason_of("verb = \"demand\""), FaultReason::missing);
    EXPECT_EQ(reason_of("verb = \"demand\"\nfactor = 1\nfaster = 2"), FaultReason::unknown_key);
    EXPECT_EQ(reason_of("verb = \"fly\""), FaultReason::unknown_id);
    EXPECT_EQ(reason_of("verb = \"absent\"\nagency = \"nobody\""), FaultReason::unknown_id);
    EXPECT_EQ(reason_of("verb = \"open_counters\"\ncounters = [99]"), FaultReason::unknown_id);
    EXPECT_EQ(reason_of("verb = \"clerks\"\nagency = \"dukcapil\"\nclerks = 50"),
              FaultReason::too_many);
    EXPECT_EQ(reason_of("verb = \"quick_counter\"\ncounters = [1]\nservices = [\"bnn-01\"]"),
              FaultReason::contradiction);
    EXPECT_EQ(reason_of("verb = \"open_counters\"\ncounters = [1]\nbetween = \"20:00-21:00\""),
              FaultReason::contradiction);
    EXPECT_EQ(reason_of("verb = \"demand\"\nfactor = 1.1"), std::nullopt);
}

TEST(Scenario, TellsThatAFileIsNoneAtAll) {
    const auto broken = read_scenario("name = \"Uji\nx", mall::small(), "s.toml");
    ASSERT_FALSE(broken);
    EXPECT_TRUE(to_string(broken.error()[0]).starts_with("s.toml:1: expected valid TOML: "));
    const auto no_list = read_scenario("name = \"Uji\"\nchange = 3", mall::small(), "s.toml");
    ASSERT_FALSE(no_list);
    EXPECT_EQ(to_string(no_list.error()[0]),
              "s.toml:2: change: expected a list of at most 100 changes, each a table");
}

TEST(Scenario, IsTheSameOfJsonWithPlacesInsteadOfLines) {
    const mall::Mall mall = mall::small();
    const auto of_json = [&](const std::string& text) {
        return read_scenario(boost::json::parse(text).as_object(), mall);
    };
    const auto read_json = of_json(R"({"name": "Uji", "changes": [
        {"verb": "demand", "factor": 1.2, "agency": "bnn", "services": null},
        {"verb": "hours", "hours": ["07:30-12:00"]}]})");
    ASSERT_TRUE(read_json);
    EXPECT_EQ(*read_json, read(R"(
[[change]]
verb = "demand"
factor = 1.2
agency = "bnn"
[[change]]
verb = "hours"
hours = ["07:30-12:00"]
)",
                               mall));

    const auto wrong = of_json(R"({"name": "Uji", "changes": [
        {"verb": "demand", "factor": 1.2}, {"verb": "demand", "factor": -1}]})");
    ASSERT_FALSE(wrong);
    ASSERT_EQ(wrong.error().size(), 1U);
    EXPECT_EQ(wrong.error()[0].line, 0);
    EXPECT_EQ(wrong.error()[0].path, "changes[1].factor");
}

TEST(Scenario, PoolsWhatTheCountersOfAnAgencyGive) {
    const mall::Mall badung = mall::bundled("badung");
    const mall::Mall pooled = changed_mall(badung, read(R"(
[[change]]
verb = "pool_counters"
agency = "disdukcapil"
)",
                                                        badung));
    for (const mall::Counter& counter : pooled.counters) {
        const mall::Counter& before = *badung.find_counter(counter.number);
        const bool is_meant = before.services.front().starts_with("disdukcapil");
        EXPECT_EQ(counter.services.size(), is_meant ? 12U : before.services.size());
    }
}

TEST(Scenario, PoolsCountersByNumberAndTeachesThem) {
    const mall::Mall badung = mall::bundled("badung");
    const auto counter_of = [&](std::string_view booth) {
        return std::ranges::find(badung.counters, booth, &mall::Counter::booth)->number;
    };
    const int one = counter_of("b12");
    const int other = counter_of("b13");
    const std::string both = std::to_string(one) + ", " + std::to_string(other);
    const std::string gives = badung.find_counter(other)->services.front();

    const mall::Mall pooled = changed_mall(
        badung, read("[[change]]\nverb = \"pool_counters\"\ncounters = [" + both + "]", badung));
    const mall::Mall taught =
        changed_mall(badung, read("[[change]]\nverb = \"add_skill\"\ncounters = [" +
                                      std::to_string(one) + "]\nservices = [\"" + gives + "\"]",
                                  badung));

    const auto sum =
        badung.find_counter(one)->services.size() + badung.find_counter(other)->services.size();
    EXPECT_EQ(pooled.find_counter(one)->services.size(), sum);
    EXPECT_EQ(pooled.find_counter(other)->services.size(), sum);
    EXPECT_EQ(taught.find_counter(one)->services.back(), gives);
    EXPECT_EQ(*taught.find_counter(other), *badung.find_counter(other));
}

TEST(Scenario, ChangesWhatAFileSays) {
    const mall::Mall mall = mall::bundled("paser");
    const mall::Mall changed = changed_mall(mall, read(R"(
[[change]]
verb = "quick_counter"
counters = [4]
services = ["disdukcapil-12"]
[[change]]
verb = "hours"
days = ["mon"]
hours = ["07:30-12:00", "13:00-15:30"]
[[change]]
verb = "priority_rates"
rates = { elderly = 9 }
[[change]]
verb = "rescue_after"
after = "none"
[[change]]
verb = "absent"
agency = "kpp"
)",
                                                       mall));
    EXPECT_EQ(changed.find_counter(4)->services, Texts{"disdukcapil-12"});
    EXPECT_EQ(changed.hours[0].front().from, 7h + 30min);
    EXPECT_EQ(changed.hours[1], mall.hours[1]);
    EXPECT_FALSE(changed.dispatch.rescue_after);
    const auto rate_of = [&](std::string_view name) {
        return std::ranges::find(changed.dispatch.rates, name,
                                 &mall::Dispatch::Rate::priority_class)
            ->rate;
    };
    EXPECT_EQ(rate_of("elderly"), 9);
    EXPECT_EQ(rate_of("pregnant"), 4);
    const mall::Booth& booth = *changed.find_booth("b13");
    EXPECT_EQ(changed.tenant_of(booth, std::chrono::year{2026} / 11 / 30), nullptr);
}

TEST(Scenario, MovesTheFirstOpeningAndTheLastClosingAndKeepsTheBreaks) {
    using Ranges = std::vector<mall::ClockRange>;
    const mall::Mall mall = mall::small();  // Monday 08:00-12:00 and 13:00-15:30, Friday to 11:30.
    const auto hours_with = [&](const std::string& change) {
        return changed_mall(mall, read("[[change]]\nverb = \"hours\"\n" + change, mall)).hours;
    };

    const auto early = hours_with("span = \"07:30-16:00\"");
    EXPECT_EQ(early[0], (Ranges{{7h + 30min, 12h}, {13h, 16h}}));
    EXPECT_EQ(early[4], (Ranges{{7h + 30min, 16h}}));
    EXPECT_TRUE(early[1].empty()) << "a day on which the mall is closed";
    EXPECT_EQ(hours_with("span = \"09:00-11:00\"")[0], (Ranges{{9h, 11h}}));
    EXPECT_EQ(hours_with("span = \"12:30-15:00\"")[0], (Ranges{{12h + 30min, 15h}}));
    EXPECT_EQ(hours_with("span = \"12:10-12:50\"")[0], (Ranges{{12h + 10min, 12h + 50min}}));
    EXPECT_EQ(hours_with("span = \"07:30-16:00\"\ndays = [\"fri\"]")[0], mall.hours[0]);

    EXPECT_EQ(faults_of("verb = \"hours\"\nspan = \"07:30-16:00\"\nhours = [\"07:30-12:00\"]\n"),
              Texts{R"(s.toml:2: change[0]: expected either "hours" or "span")"});
    EXPECT_EQ(faults_of("verb = \"hours\"\nspan = \"16:00-07:30\"\n").size(), 1U);
}

TEST(Scenario, MayOpenCountersInHoursThatItAdds) {
    const mall::Mall mall = mall::small();
    const Scenario scenario = read(R"(
[[change]]
verb = "hours"
hours = ["08:00-12:00", "19:00-22:00"]
[[change]]
verb = "open_counters"
counters = [2]
between = "20:00-21:00"
)",
                                   mall);
    EXPECT_EQ(scenario.changes.size(), 2U);
}

TEST(Scenario, SeesInEachChangeWhatThoseBeforeItHaveMade) {
    const mall::Mall mall = mall::bundled("paser");
    const auto tried = read_scenario(R"(name = "Uji"
[[change]]
verb = "quick_counter"
counters = [1, 2, 3]
services = ["disdukcapil-12"]
[[change]]
verb = "quick_counter"
counters = [4]
services = ["disdukcapil-12"]
)",
                                     mall, "s.toml");
    ASSERT_FALSE(tried);
    EXPECT_EQ(tried.error().size(), 11U);
    EXPECT_EQ(tried.error()[0].path, "change[1]");
}

TEST(Scenario, MultipliesFactorsWithinBounds) {
    const std::string ten = "[[change]]\nverb = \"demand\"\nfactor = 10\n";
    const std::string others =
        "[[change]]\nverb = \"demand\"\nagency = \"bnn\"\nfactor = 0.1\n"
        "[[change]]\nverb = \"counter_time\"\nfactor = 10\n";
    EXPECT_EQ(read(ten + ten + others, mall::small()).changes.size(), 4U);

    const auto tried = read_scenario("name = \"Uji\"\n" + ten + ten + ten, mall::small(), "s.toml");

    ASSERT_FALSE(tried);
    EXPECT_EQ(texts_of(tried.error()),
              (Texts{"s.toml:10: change[2].factor: expected at most 100 times as much and at least "
                     "0.001 times together with the changes before it, found 1000"}));
}

TEST(Scenario, OfTheProjectAreRight) {
    int count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator{GERAI_SOURCE_DIR "/malls/scenarios"}) {
        const std::string file = entry.path().filename();
        const mall::Mall mall = mall::bundled(file.substr(0, file.find('-')));
        const auto scenario = read_scenario(mall::text_of("malls/scenarios/" + file), mall, file);
        ASSERT_TRUE(scenario) << to_string(scenario.error().front());
        EXPECT_FALSE(scenario->changes.empty());
        ++count;
    }
    EXPECT_EQ(count, 3);
}

}  // namespace
}  // namespace gerai::plan
