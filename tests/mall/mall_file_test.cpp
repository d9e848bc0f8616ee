#include "mall/mall_file.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "mall_files.h"

namespace gerai::mall {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

TEST(MallFile, IsReadAsItStands) {
    const Mall mall = small();

    EXPECT_EQ(mall.id, "kecil");
    EXPECT_EQ(mall.hours[0], (std::vector<ClockRange>{{8h, 12h}, {13h, 15h + 30min}}));
    EXPECT_EQ(mall.holidays.at(0).date, Date{2026y / 12 / 25});
    EXPECT_EQ(mall.agencies.at(1).kind, AgencyKind::vertical);
    EXPECT_EQ(mall.booths.at(0).tenants,
              (std::vector<Tenant>{{.agency = "dukcapil", .days = {0, 1, 2, 3, 4, 5, 6}}}));
    EXPECT_EQ(mall.booths.at(1).tenants, (std::vector<Tenant>{{.agency = "bnn", .days = {0, 2}}}));
    EXPECT_EQ(mall.counters.at(0).services, (Lines{"dukcapil-01", "dukcapil-02"}));
    EXPECT_EQ(mall.zones.at(0).booths, Lines{"b01"});
    EXPECT_EQ(mall.printers.at(0).address, "192.0.2.10:9100");
    EXPECT_EQ(mall.bundles.at(0).services, (Lines{"dukcapil-01", "dukcapil-02"}));
}

TEST(MallFile, ReadsEachKindOfFeeAndTime) {
    const Mall mall = small();
    const Service& birth = mall.services.at(0);
    const Service& family = mall.services.at(1);
    const Service& drugs = mall.services.at(2);

    EXPECT_EQ(birth.fee, Fee{Free{}});
    EXPECT_EQ(family.fee,
              (Fee{FixedFee{.amount = 30'000, .from = 2024y / 12 / 17, .basis = "PP 45/2024"}}));
    EXPECT_EQ(drugs.fee, Fee{FormulaFee{.text = "Sesuai tarif."}});
    EXPECT_EQ(birth.time_limit, (TimeLimit{.value = 1, .unit = TimeUnit::working_day}));
    EXPECT_EQ(birth.basis, Basis::norm);
    EXPECT_DOUBLE_EQ(birth.daily_visits, 9.5);
    EXPECT_EQ(family.time_limit, std::nullopt);
    EXPECT_EQ(family.counter_time, (CounterTime{.p50 = 2min + 30s, .p90 = 1h}));
    EXPECT_EQ(family.after, Lines{"dukcapil-01"});
}

TEST(MallFile, FillsInWhatItLeavesOut) {
    const Mall mall = read_mall(small_with("priority_classes = [\"elderly\", \"pregnant\"]\n"
                                           "promise = { wait = \"15m\", share = 0.9 }\n",
                                           ""),
                                "kecil.toml")
                          .value();

    EXPECT_EQ(mall.priority_classes, (Lines{"elderly", "disability", "pregnant", "infant"}));
    EXPECT_EQ(mall.closing_tolerance, 30min);
    EXPECT_EQ(mall.max_rejoins, 2);
    EXPECT_EQ(mall.rejoin_behind, 3);
    EXPECT_EQ(mall.walking_time, 2min);
    EXPECT_EQ(mall.alarm_after, 10min);
    EXPECT_EQ(mall.promise, (Promise{.wait = 15min, .share = 0.9}));
    EXPECT_EQ(mall.planning, (Planning{.arrivals = {6, 10, 12},
                                       .day_factor_cv = 0.15,
                                       .second_service = 0.25,
                                       .no_show = 0.04,
                                       .patience = 1h,
                                       .idle_gap = 40s}));
}

TEST(MallFile, GivesEveryClassARate) {
    EXPECT_EQ(small().dispatch,
              (Dispatch{.rates = {{"none", 1}, {"booking", 2}, {"elderly", 6}, {"pregnant", 4}},
                        .rescue_after = 45min}));
}

TEST(MallFile, CanSwitchTheRescueOff) {
    const auto text = small_with("[planning]", "rescue_after = \"none\"\n\n[planning]");

    EXPECT_EQ(read_mall(text, "kecil.toml").value().dispatch.rescue_after, std::nullopt);
}

TEST(MallFile, MayBeOpenAllDay) {
    const auto text = small_with("fri = [\"08:00-11:30\"]", "fri = [\"00:00-24:00\"]");

    EXPECT_EQ(read_mall(text, "kecil.toml").value().hours[4], (std::vector<ClockRange>{{0h, 24h}}));
}

/// What is put in place of a part of the small mall, and the faults that this must give.
struct Spoiled {
    std::string_view part;
    std::string_view instead;
    Lines faults;
};

void expect_faults(const std::vector<Spoiled>& table) {
    for (const Spoiled& spoiled : table) {
        EXPECT_EQ(faults_of(small_with(spoiled.part, spoiled.instead)), spoiled.faults)
            << spoiled.part << " -> " << spoiled.instead;
    }
}

TEST(MallFile, NamesUnknownKeysAndTheNearestKnownOne) {
    expect_faults({
        {"name = \"Mal Kecil\"",
         "nmae = \"Mal Kecil\"",
         {"kecil.toml:1: mall.name: expected a text of 1 to 120 letters in one line, found nothing",
          "kecil.toml:3: mall.nmae: unknown key \"nmae\"; did you mean \"name\"?"}},
        {"[planning]",
         "[planing]",
         {"kecil.toml:13: planing: unknown key \"planing\"; did you mean \"planning\"?"}},
        {"elderly = 6",
         "eldery = 6",
         {"kecil.toml:11: dispatch.rates.eldery: unknown key \"eldery\"; did you mean "
          "\"elderly\"?"}},
        {"prefix = \"AN\"",
         "prefix = \"AN\"\ncolour = 1",
         {"kecil.toml:31: agency[1].colour: unknown key \"colour\"; known here: id, name, name_en, "
          "kind, prefix"}},
        {"fee = { kind = \"free\" }",
         "fee = { kind = \"free\", \"a b\" = 1 }",
         {"kecil.toml:69: service[0].fee.\"a b\": unknown key \"a b\"; known here: kind"}},
    });
}

TEST(MallFile, ChecksTheMallItself) {
    expect_faults({
        {"id = \"kecil\"",
         "id = \"Mal Kecil\"",
         {"kecil.toml:2: mall.id: expected an id of lower case letters, digits, \"-\" and \"_\", "
          "found \"Mal Kecil\""}},
        {"id = \"kecil\"", "id = 7", {"kecil.toml:2: mall.id: expected an id, found 7"}},
        {"\"Asia/Makassar\"",
         "\"Asia/Tana_Paser\"",
         {"kecil.toml:4: mall.time_zone: expected a time zone such as \"Asia/Makassar\", found "
          "\"Asia/Tana_Paser\""}},
        {"paper_prefix = \"P\"",
         "region = \"6401\"\naccent = \"blue\"\nlogo = \"../paser.svg\"\npaper_prefix = \"p\"",
         {"kecil.toml:8: mall.region: expected a region code such as \"64.01\", found \"6401\"",
          "kecil.toml:9: mall.accent: expected a colour such as \"#0B5FA5\", found \"blue\"",
          "kecil.toml:10: mall.logo: expected the name of an .svg file beside this one, found "
          "\"../paser.svg\"",
          "kecil.toml:11: mall.paper_prefix: expected one or two upper case letters, found "
          "\"p\""}},
        {"name = \"Kartu Keluarga\"",
         "name = \"Kartu Keluarga\"\nrequirements = [\"KK\", \"KTP\"]\nrequirements_en = "
         "[\"Card\"]",
         {"kecil.toml:80: service[1].requirements_en: expected one for each of \"requirements\", "
          "2, "
          "found 1"}},
        {"paper_prefix = \"P\"",
         "max_rejoins = -1\nrejoin_behind = 0\nclosing_tolerance = \"30\"\nalarm_after = \"0m\"",
         {"kecil.toml:8: mall.max_rejoins: expected a whole number from 0 to 100, found -1",
          "kecil.toml:9: mall.rejoin_behind: expected a whole number from 1 to 1000, found 0",
          "kecil.toml:10: mall.closing_tolerance: expected a duration of at most 24 hours such as "
          "\"15m\", \"45s\" or \"2m30s\", found \"30\"",
          "kecil.toml:11: mall.alarm_after: expected a duration above zero, at most 24 hours, such "
          "as \"12m\" or \"2m30s\", found \"0m\""}},
        {"share = 0.9",
         "share = 0.0",
         {"kecil.toml:7: mall.promise.share: expected a number above 0, at most 1, found 0.0"}},
        {"share = 0.9",
         "share = 1.5",
         {"kecil.toml:7: mall.promise.share: expected a number above 0, at most 1, found 1.5"}},
    });
}

TEST(MallFile, ChecksHours) {
    expect_faults({
        {"\"08:00-12:00\", \"13:00-15:30\"",
         "\"13:00-15:30\", \"08:00-12:00\"",
         {"kecil.toml:5: mall.hours.mon[1]: expected hours that begin after the ones before them "
          "have ended"}},
        {"\"13:00-15:30\"",
         "\"11:00-15:30\"",
         {"kecil.toml:5: mall.hours.mon[1]: expected hours that begin after the ones before them "
          "have ended"}},
        {"\"08:00-11:30\"",
         "\"11:30-08:00\"",
         {"kecil.toml:5: mall.hours.fri[0]: expected a range of clock times such as "
          "\"08:00-12:00\", within one day, found \"11:30-08:00\""}},
        {"\"08:00-11:30\"",
         "\"08:00-24:01\"",
         {"kecil.toml:5: mall.hours.fri[0]: expected a range of clock times such as "
          "\"08:00-12:00\", within one day, found \"08:00-24:01\""}},
        {"fri = [",
         "jum = [",
         {"kecil.toml:5: mall.hours.jum: unknown key \"jum\"; known here: mon, tue, wed, thu, fri, "
          "sat, sun"}},
        {"hours = { mon = [\"08:00-12:00\", \"13:00-15:30\"], fri = [\"08:00-11:30\"] }",
         "hours = {}",
         {"kecil.toml:5: mall.hours: expected at least one day with hours, such as mon = "
          "[\"08:00-15:30\"]"}},
    });
}

TEST(MallFile, ChecksPriorityClassesAndRates) {
    expect_faults({
        {"\"elderly\", \"pregnant\"",
         "\"elderly\", \"Hamil\", \"none\", \"booking\", \"elderly\"",
         {"kecil.toml:6: mall.priority_classes[1]: expected a word such as \"with_infant\", found "
          "\"Hamil\"",
          "kecil.toml:6: mall.priority_classes[2]: expected a class besides \"none\" and "
          "\"booking\", which every mall has",
          "kecil.toml:6: mall.priority_classes[3]: expected a class besides \"none\" and "
          "\"booking\", which every mall has",
          "kecil.toml:6: mall.priority_classes[4]: expected a priority class that stands once, "
          "found \"elderly\" as on line 6"}},
        {"elderly = 6",
         "elderly = 0, none = 1001, booking = 2.5",
         {"kecil.toml:11: dispatch.rates.elderly: expected a whole number from 1 to 1000, found 0",
          "kecil.toml:11: dispatch.rates.none: expected a whole number from 1 to 1000, found 1001",
          "kecil.toml:11: dispatch.rates.booking: expected a whole number from 1 to 1000, found "
          "2.5"}},
        {"rates = { elderly = 6 }",
         "rescue_after = \"never\"",
         {"kecil.toml:11: dispatch.rescue_after: expected a duration above zero, at most 24 hours, "
          "such as \"12m\" or \"2m30s\", or \"none\", found \"never\""}},
    });
}

TEST(MallFile, ChecksPlanningFigures) {
    expect_faults({
        {"arrivals = [6, 10, 12]",
         "arrivals = []\nno_show = 1.5\nsecond_service = nan",
         {"kecil.toml:14: planning.arrivals: expected a list, each of it a number of at least 0, "
          "found an empty list",
          "kecil.toml:15: planning.no_show: expected a number from 0 to 1, found 1.5",
          "kecil.toml:16: planning.second_service: expected a number from 0 to 1, found nan"}},
        {"[6, 10, 12]",
         "[6, -1, \"x\"]",
         {"kecil.toml:14: planning.arrivals[1]: expected a number of at least 0, found -1",
          "kecil.toml:14: planning.arrivals[2]: expected a number of at least 0, found \"x\""}},
        {"[6, 10, 12]",
         "[0, 0.0]",
         {"kecil.toml:14: planning.arrivals: expected at least one half-hour above 0"}},
    });
}

TEST(MallFile, ChecksHolidays) {
    expect_faults({
        {"date = 2026-12-25",
         "date = \"2026-12-25\"",
         {"kecil.toml:17: holiday[0].date: expected a date such as 2026-12-25, without quotes, "
          "found \"2026-12-25\""}},
        {"date = 2026-12-25",
         "date = 2026-12-25T00:00:00",
         {"kecil.toml:17: holiday[0].date: expected a date such as 2026-12-25, without quotes, "
          "found 2026-12-25T00:00:00"}},
        {"name = \"Natal\"",
         "name = \"Natal\"\n[[holiday]]\ndate = 2026-12-25\nname = \"\"",
         {"kecil.toml:20: holiday[1].date: expected a date that stands once, found 2026-12-25 as "
          "on line 17",
          "kecil.toml:21: holiday[1].name: expected a text of 1 to 120 letters in one line, found "
          "\"\""}},
    });
}

TEST(MallFile, ChecksAgencies) {
    expect_faults({
        {"id = \"bnn\"",
         "id = \"dukcapil\"",
         {"kecil.toml:27: agency[1].id: expected an id that stands once, found \"dukcapil\" as on "
          "line 21",
          "kecil.toml:42: booth[1].tenants[0].agency: expected the id of an agency, found \"bnn\"; "
          "known here: dukcapil",
          "kecil.toml:85: service[2].agency: expected the id of an agency, found \"bnn\"; known "
          "here: dukcapil"}},
        {"prefix = \"AN\"",
         "prefix = \"B\"",
         {"kecil.toml:30: agency[1].prefix: expected a prefix that stands once, found \"B\" as on "
          "line 24"}},
        {"prefix = \"AN\"",
         "prefix = \"P\"",
         {"kecil.toml:8: mall.paper_prefix: expected a prefix that no agency has, found \"P\" as "
          "on line 30"}},
        {"prefix = \"AN\"",
         "prefix = \"ANN\"",
         {"kecil.toml:30: agency[1].prefix: expected one or two upper case letters, found "
          "\"ANN\""}},
        {"kind = \"vertical\"",
         "kind = \"federal\"",
         {"kecil.toml:29: agency[1].kind: expected one of \"vertical\", \"regional\", "
          "\"state_enterprise\", \"regional_enterprise\", \"private\", \"host\", found "
          "\"federal\""}},
        {"name = \"BNN\"",
         "name = \"BNN\\n\"",
         {"kecil.toml:28: agency[1].name: expected a text of 1 to 120 letters in one line, found "
          "\"BNN?\""}},
        {"name = \"BNN\"",
         "name = \"\\u202EBNN\"",
         {"kecil.toml:28: agency[1].name: expected a text of 1 to 120 letters in one line, found "
          "\"\u202EBNN\""}},
    });
}

TEST(MallFile, ChecksBooths) {
    expect_faults({
        {"agency = \"dukcapil\"\n\n[[booth]]",
         "agency = \"dukcapl\"\n\n[[booth]]",
         {"kecil.toml:36: booth[0].agency: expected the id of an agency, found \"dukcapl\"; did "
          "you mean \"dukcapil\"?"}},
        {"agency = \"dukcapil\"\n\n[[booth]]",
         "agency = \"dukcapil\"\ntenants = []\n\n[[booth]]",
         {"kecil.toml:32: booth[0]: expected either \"agency\" or \"tenants\""}},
        {"days = [\"mon\", \"wed\"]",
         "days = [\"mon\", \"monday\", \"mon\"]",
         {"kecil.toml:42: booth[1].tenants[0].days[1]: expected one of \"mon\", \"tue\", \"wed\", "
          "\"thu\", \"fri\", \"sat\", \"sun\", found \"monday\"",
          "kecil.toml:42: booth[1].tenants[0].days[2]: expected a day that stands once, found "
          "\"mon\" as on line 42"}},
        {"days = [\"mon\", \"wed\"] }",
         "days = [\"mon\", \"wed\"] }, { agency = \"dukcapil\", days = [\"wed\"] }",
         {"kecil.toml:42: booth[1].tenants[1].days[0]: expected a day that stands once, found "
          "\"wed\" as on line 42"}},
        {"days = [\"mon\", \"wed\"]",
         "days = []",
         {"kecil.toml:42: booth[1].tenants[0].days: expected a list, each of it one of \"mon\", "
          "\"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\", found an empty list"}},
        {"floor = 2",
         "floor = \"2\"",
         {"kecil.toml:41: booth[1].floor: expected a whole number from -9 to 200, found \"2\""}},
    });
}

TEST(MallFile, ChecksCounters) {
    expect_faults({
        {"number = 2",
         "number = 1",
         {"kecil.toml:50: counter[1].number: expected a counter number that stands once, found 1 "
          "as on line 45"}},
        {"number = 2",
         "number = 0",
         {"kecil.toml:50: counter[1].number: expected a whole number from 1 to 9999, found 0"}},
        {"booth = \"b02\"",
         "booth = \"b20\"",
         {"kecil.toml:51: counter[1].booth: expected the id of a booth, found \"b20\"; did you "
          "mean \"b02\"?"}},
        {"services = [\"bnn-01\"]",
         "services = [\"bnn-01\", \"bnn-01\", \"dukcapil-01\"]",
         {"kecil.toml:52: counter[1].services[1]: expected a service that stands once, found "
          "\"bnn-01\" as on line 52",
          "kecil.toml:52: counter[1].services[2]: expected a service of an agency in booth "
          "\"b02\", found \"dukcapil-01\" of \"dukcapil\""}},
        {"services = [\"bnn-01\"]",
         "services = []",
         {"kecil.toml:52: counter[1].services: expected a list, each of it an id, found an empty "
          "list",
          "kecil.toml:84: service[2].id: expected at least one counter that offers \"bnn-01\""}},
    });
}

TEST(MallFile, ChecksZonesAndPrinters) {
    expect_faults({
        {"booths = [\"b01\"]",
         "booths = [\"b01\", \"b01\", \"c01\"]",
         {"kecil.toml:57: zone[0].booths[1]: expected a booth that stands once, found \"b01\" as "
          "on line 57",
          "kecil.toml:57: zone[0].booths[2]: expected the id of a booth, found \"c01\"; did you "
          "mean \"b01\"?"}},
        {"\"192.0.2.10:9100\"\nwidth = \"80mm\"",
         "\"192.0.2.10:91000\"\nwidth = \"A4\"",
         {"kecil.toml:61: printer[0].address: expected host and port such as \"192.0.2.10:9100\", "
          "found \"192.0.2.10:91000\"",
          "kecil.toml:62: printer[0].width: expected a paper width such as \"80mm\", found "
          "\"A4\""}},
        {"[[service]]",
         "[[printer]]\nid = \"kios-1\"\naddress = \"kios\"\n\n[[service]]",
         {"kecil.toml:65: printer[1].id: expected an id that stands once, found \"kios-1\" as on "
          "line 60",
          "kecil.toml:66: printer[1].address: expected host and port such as \"192.0.2.10:9100\", "
          "found \"kios\""}},
    });
}

TEST(MallFile, ChecksServices) {
    expect_faults({
        {"agency = \"dukcapil\"\nname = \"Akta",
         "agency = \"bnn\"\nname = \"Akta",
         {"kecil.toml:47: counter[0].services[0]: expected a service of an agency in booth "
          "\"b01\", found \"dukcapil-01\" of \"bnn\""}},
        {"p50 = \"12m\", p90 = \"25m\"",
         "p50 = \"25m\", p90 = \"12m\"",
         {"kecil.toml:71: service[0].counter_time.p90: expected at least the p50 of this service, "
          "found less"}},
        {"p50 = \"12m\"",
         "p50 = \"0s\"",
         {"kecil.toml:71: service[0].counter_time.p50: expected a duration above zero, at most 24 "
          "hours, such as \"12m\" or \"2m30s\", found \"0s\""}},
        {"p50 = \"12m\"",
         "p50 = \"30s12m\"",
         {"kecil.toml:71: service[0].counter_time.p50: expected a duration above zero, at most 24 "
          "hours, such as \"12m\" or \"2m30s\", found \"30s12m\""}},
        {"unit = \"working_day\"",
         "unit = \"day\"",
         {"kecil.toml:70: service[0].time_limit.unit: expected one of \"minute\", \"hour\", "
          "\"working_day\", found \"day\""}},
        {"daily_visits = 9.5\nbasis = \"norm\"",
         "daily_visits = -1\nbasis = \"guess\"",
         {"kecil.toml:72: service[0].daily_visits: expected a number of at least 0, found -1",
          "kecil.toml:73: service[0].basis: expected \"sourced\" or \"norm\", found \"guess\""}},
        {"requirements = [\"KTP\"]",
         "requirements = \"KTP\"",
         {"kecil.toml:68: service[0].requirements: expected a list, each of it a text of 1 to 600 "
          "letters in one line, found \"KTP\""}},
    });
}

TEST(MallFile, ChecksFees) {
    expect_faults({
        {"kind = \"free\"",
         "kind = \"gratis\", amount = 5",
         {"kecil.toml:69: service[0].fee.kind: expected one of \"free\", \"fixed\", \"formula\", "
          "found \"gratis\""}},
        {"kind = \"free\"",
         "kind = \"free\", amount = 5",
         {"kecil.toml:69: service[0].fee.amount: unknown key \"amount\"; known here: kind"}},
        {"amount = 30000",
         "amount = \"30k\"",
         {"kecil.toml:79: service[1].fee.amount: expected a whole number of rupiah, found "
          "\"30k\""}},
        {"amount = 30000",
         "amount = 0.5",
         {"kecil.toml:79: service[1].fee.amount: expected a whole number of rupiah, found 0.5"}},
        {"text = \"Sesuai tarif.\"",
         "txt = \"Sesuai tarif.\"",
         {"kecil.toml:87: service[2].fee.text: expected a text of 1 to 600 letters in one line, "
          "found nothing",
          "kecil.toml:87: service[2].fee.txt: unknown key \"txt\"; did you mean \"text\"?"}},
    });
}

TEST(MallFile, ChecksWhatComesFirst) {
    expect_faults({
        {"after = [\"dukcapil-01\"]",
         "after = [\"dukcapil-02\"]",
         {"kecil.toml:81: service[1].after: expected services that can come first, found a "
          "circle: dukcapil-02 -> dukcapil-02"}},
        {"after = [\"dukcapil-01\"]",
         "after = [\"dukcapil-1\", \"bnn-01\", \"bnn-01\"]",
         {"kecil.toml:81: service[1].after[0]: expected the id of a service, found \"dukcapil-1\"; "
          "did you mean \"dukcapil-01\"?",
          "kecil.toml:81: service[1].after[2]: expected a service that stands once, found "
          "\"bnn-01\" as on line 81"}},
        {"daily_visits = 9.5",
         "after = [\"dukcapil-02\"]",
         {"kecil.toml:72: service[0].after: expected services that can come first, found a "
          "circle: dukcapil-01 -> dukcapil-02 -> dukcapil-01"}},
    });
}

TEST(MallFile, ChecksBundles) {
    expect_faults({
        {"\nservices = [\"dukcapil-01\", \"dukcapil-02\"]\n",
         "\nservices = [\"dukcapil-01\", \"dukcapil-02\", \"x\"]\n",
         {"kecil.toml:47: counter[0].services[2]: expected the id of a service, found \"x\"; known "
          "here: dukcapil-01, dukcapil-02, bnn-01"}},
        {"name = \"Anak baru lahir\"\nservices = [\"dukcapil-01\", \"dukcapil-02\"]",
         "name = \"Anak baru lahir\"\nservices = [\"dukcapil-01\", \"bnn-02\", \"dukcapil-01\"]",
         {"kecil.toml:93: bundle[0].services[1]: expected the id of a service, found \"bnn-02\"; "
          "did you mean \"bnn-01\"?",
          "kecil.toml:93: bundle[0].services[2]: expected a service that stands once, found "
          "\"dukcapil-01\" as on line 93"}},
    });
}

TEST(MallFile, IsShownInTheDocumentAsItIsRead) {
    const std::string document = text_of("docs/mall-file.md");
    const std::string opening = "```toml\n";
    const auto from = document.find(opening);
    ASSERT_NE(from, std::string::npos);
    const auto to = document.find("```", from + opening.size());

    EXPECT_EQ(faults_of(document.substr(from + opening.size(), to - from - opening.size())),
              Lines{});
}

TEST(MallFile, ThatIsEmptySaysWhatBelongsThere) {
    EXPECT_EQ(faults_of(""), (Lines{"kecil.toml: mall: expected a table, found nothing",
                                    "kecil.toml: agency: expected a list of tables, found nothing",
                                    "kecil.toml: booth: expected a list of tables, found nothing",
                                    "kecil.toml: counter: expected a list of tables, found nothing",
                                    "kecil.toml: service: expected a list of tables, found "
                                    "nothing"}));
    EXPECT_EQ(faults_of(small_with("[[zone]]\nid = \"lantai-1\"\nname = \"Lantai 1\"\nbooths = "
                                   "[\"b01\"]",
                                   "[zone]\nx = 1")),
              Lines{"kecil.toml:54: zone: expected a list of tables, found a table"});
}

TEST(MallFile, ThatIsNotTomlGivesTheLineWhereReadingEnds) {
    const auto first = [](std::string_view text) { return faults_of(text).at(0); };

    EXPECT_TRUE(first("[mall]\nid = \n").starts_with("kecil.toml:2: expected valid TOML: "));
    EXPECT_TRUE(first("x = 1\nx = 2").starts_with("kecil.toml:2: expected valid TOML: "));
    EXPECT_TRUE(first("\nx = \"\xFF\"").starts_with("kecil.toml:2: expected valid TOML: "));
    EXPECT_TRUE(first("x = 2026-02-30").starts_with("kecil.toml:1: expected valid TOML: "));
    EXPECT_TRUE(first("x = 1e400").starts_with("kecil.toml:1: expected valid TOML: "));
    EXPECT_TRUE(
        first("x = " + std::string(5'000, '[')).starts_with("kecil.toml:1: expected valid"));
}

TEST(MallFile, ThatIsTooLargeIsNotRead) {
    EXPECT_EQ(faults_of(std::string(1'048'577, '#')),
              Lines{"kecil.toml: expected a file of at most 1 MiB, found 1048577 bytes"});
}

TEST(MallFile, TellsAllFaultsAtOnceFromTopToBottom) {
    std::string text = small_with("share = 0.9", "share = 2");
    text = with(text, "prefix = \"AN\"", "prefix = \"B\"");
    text = with(text, "number = 2", "number = \"two\"");
    text = with(text, "name = \"Mal Kecil\"", "naem = \"Mal Kecil\"\nname = \"Mal Kecil\"");
    text = with(text, "services = [\"bnn-01\"]", "services = [\"bnn-1\"]");
    text = with(text, "p90 = \"1h\"", "p90 = \"1m\"");

    EXPECT_EQ(
        faults_of(text),
        (Lines{
            "kecil.toml:3: mall.naem: unknown key \"naem\"; did you mean \"name\"?",
            "kecil.toml:8: mall.promise.share: expected a number above 0, at most 1, found 2",
            "kecil.toml:31: agency[1].prefix: expected a prefix that stands once, found \"B\" as "
            "on line 25",
            "kecil.toml:51: counter[1].number: expected a whole number from 1 to 9999, found "
            "\"two\"",
            "kecil.toml:53: counter[1].services[0]: expected the id of a service, found "
            "\"bnn-1\"; did you mean \"bnn-01\"?",
            "kecil.toml:81: service[1].counter_time.p90: expected at least the p50 of this "
            "service, found less",
            "kecil.toml:85: service[2].id: expected at least one counter that offers "
            "\"bnn-01\""}));
}

// Goal: whatever is done to a file, reading it ends with a mall or with faults that stand in it.
// Method: a stretch of the small mall is replaced by bytes from the alphabet of the format.
RC_GTEST_PROP(MallFile, IsReadToTheEndHoweverItIsSpoiled, ()) {
    static const std::string alphabet = "[]{}=\"',.-#\n 0129abemnt_:\\\xC3\xA9";
    std::string text{small_mall};
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    const auto length = *rc::gen::inRange<std::size_t>(0, 40);
    const auto instead = *rc::gen::container<std::string>(rc::gen::elementOf(alphabet));
    text.replace(at, length, instead);

    const auto mall = read_mall(text, "kecil.toml");

    if (mall) return;
    RC_ASSERT(!mall.error().empty());
    const auto lines = 1 + std::ranges::count(text, '\n');
    for (const Fault& fault : mall.error()) RC_ASSERT(fault.line >= 0 && fault.line <= lines);
    RC_ASSERT(std::ranges::is_sorted(mall.error(), {}, &Fault::line));
}

}  // namespace
}  // namespace gerai::mall
