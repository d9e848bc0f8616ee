#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "app/program.h"
#include "journal/temporary_directory.h"

namespace gerai::app {

namespace {

namespace json = boost::json;

const std::string malls = GERAI_SOURCE_DIR "/malls/";

/// Of a Monday on which Paser is open.
Outcome compare(Arguments more) {
    Arguments arguments{"compare", malls + "paser.toml", "--days", "20", "--date", "2026-11-23"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return gerai(arguments);
}

const std::string early = malls + "scenarios/paser-07.30.toml";

// Counter 1 has a clerk all day as it is.
TEST(CompareVerb, SaysThatAScenarioIsWithoutEffect) {
    const TemporaryDirectory scratch;
    const auto file = scratch.path() / "none.toml";
    write_file(file,
               "name = \"Satu lagi\"\n[[change]]\nverb = \"open_counters\"\ncounters = [1]\n");

    const Outcome same = compare({"--scenario", file});
    const Outcome other = compare({"--scenario", early});

    EXPECT_EQ(same.code, 0) << same.err;
    EXPECT_NE(same.out.find("Nothing changes on such a day"), std::string::npos) << same.out;
    EXPECT_EQ(same.out.find("of the variance"), std::string::npos) << same.out;
    EXPECT_EQ(other.out.find("Nothing changes on such a day"), std::string::npos);
}

TEST(CompareVerb, TellsInWordsWhatDiffers) {
    const Outcome told = compare({"--scenario", early});

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_NE(told.out.find("20 days like Monday, 2026-11-23"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("\nBuka pukul 07.30, beside the mall as it is\n"), std::string::npos)
        << told.out;
    EXPECT_NE(told.out.find("  called within 15 min: 8"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("\ndisdukcapil "), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("\nall "), std::string::npos) << told.out;
    EXPECT_EQ(told.err, "");
}

TEST(CompareVerb, SaysThatNothingDiffersWhereNothingIsChanged) {
    const TemporaryDirectory scratch;
    const auto file = scratch.path() / "same.toml";
    write_file(file, "name = \"Sama saja\"\n");
    const Outcome told = compare({"--scenario", file});
    EXPECT_NE(told.out.find(" min, the same\n"), std::string::npos) << told.out << told.err;
    EXPECT_EQ(told.out.find(" to "), std::string::npos) << told.out;
}

TEST(CompareVerb, TellsNoWaitWhereNobodyWaits) {
    const TemporaryDirectory scratch;
    const auto file = scratch.path() / "without.toml";
    write_file(file, "name = \"Tanpa KPP\"\n[[change]]\nverb = \"absent\"\nagency = \"kpp\"\n");
    const std::filesystem::path out = scratch.path() / "figures";
    const Outcome told = compare({"--scenario", file, "--out", out.string()});

    const auto line = told.out.find("\nkpp ");
    ASSERT_NE(line, std::string::npos) << told.out << told.err;
    EXPECT_NE(told.out.find(" -> -", line), std::string::npos) << told.out;
    const std::string csv = read_whole(out / "comparison.csv");
    const auto wait = csv.find(",kpp,wait_minutes,");
    ASSERT_NE(wait, std::string::npos) << csv;
    EXPECT_TRUE(csv.substr(wait, csv.find('\n', wait) - wait).ends_with(",,,,,")) << csv;

    const Outcome played = gerai({"simulate", malls + "paser.toml", "--scenario", file, "--days",
                                  "2", "--date", "2026-11-23", "--json"});
    const auto days = json::parse(played.out);
    EXPECT_TRUE(days.at("all").at("wait_minutes").is_object());
}

TEST(CompareVerb, GivesTheSameOnAnyNumberOfThreadsAndWritesItsFigures) {
    const TemporaryDirectory scratch;
    const std::filesystem::path out = scratch.path() / "figures";
    const Outcome one = compare({"--scenario", early, "--json", "--threads", "1"});
    const Outcome two =
        compare({"--scenario", early, "--json", "--threads", "2", "--out", out.string()});

    EXPECT_EQ(one.out, two.out);
    EXPECT_EQ(read_whole(out / "comparison.json"), two.out);
    const std::string csv = read_whole(out / "comparison.csv");
    EXPECT_TRUE(csv.starts_with("from,to,agency,figure,before,after,difference,low,high,gain\n"));
    EXPECT_NE(csv.find("\nthe mall as it is,Buka pukul 07.30,disdukcapil,service_level,0."),
              std::string::npos)
        << csv;
    const auto told = json::parse(two.out);
    EXPECT_EQ(told.at("days"), 20);
    const auto& wait = told.at("differences").at(0).at("all").at("wait_minutes");
    EXPECT_LT(wait.at("low").to_number<double>(), wait.at("difference").to_number<double>());
    EXPECT_LT(wait.at("gain").to_number<double>(), 1);
}

TEST(CompareVerb, WritesNoFormulaIntoATable) {
    const TemporaryDirectory scratch;
    const auto file = scratch.path() / "formula.toml";
    write_file(file, "name = \"=1+1\"\n");
    const std::filesystem::path out = scratch.path() / "figures";
    ASSERT_EQ(compare({"--scenario", file, "--out", out.string()}).code, 0);

    const std::string csv = read_whole(out / "comparison.csv");
    EXPECT_NE(csv.find("\nthe mall as it is,'=1+1,all,visits,"), std::string::npos) << csv;
}

TEST(CompareVerb, SetsScenariosBesideEachOther) {
    const auto told =
        json::parse(compare({"--scenario", early, "--scenario", early, "--json"}).out);
    EXPECT_EQ(told.at("malls").as_array().size(), 3U);
    ASSERT_EQ(told.at("differences").as_array().size(), 3U);
    EXPECT_EQ(told.at("differences").at(2).at("all").at("wait_minutes").at("difference"), 0.0);
}

TEST(CompareVerb, NamesTheFaultsOfAScenario) {
    const TemporaryDirectory scratch;
    const auto file = scratch.path() / "wrong.toml";
    write_file(file, "name = \"Salah\"\n[[change]]\nverb = \"absent\"\nagency = \"bpjs\"\n");
    for (const std::string verb : {"compare", "simulate"}) {
        const Outcome told = gerai({verb, malls + "paser.toml", "--scenario", file});
        EXPECT_EQ(told.code, 2);
        EXPECT_NE(told.err.find("wrong.toml:4: change[0].agency: expected the id of an agency"),
                  std::string::npos)
            << told.err;
        EXPECT_NE(told.err.find("correct this fault and try again."), std::string::npos);
    }
}

TEST(CompareVerb, SaysWhatItNeeds) {
    const std::string earlier = malls + "scenarios/paser-07.30.toml";
    EXPECT_EQ(gerai({"compare", malls + "paser.toml", "--scenario", earlier, "--scenario", earlier,
                     "--days", "9000"})
                  .err,
              "gerai: So many malls can be compared on 6666 days at most: give fewer --days or "
              "--scenario.\n");
    EXPECT_EQ(compare({}).code, 2);
    EXPECT_EQ(compare({"--scenario", "nowhere.toml"}).code, 2);
    EXPECT_EQ(compare({"--scenario", early, "--days", "1"}).code, 2);
}

TEST(Simulate, PlaysAMallAsItWouldBe) {
    const Outcome told = gerai({"simulate", malls + "paser.toml", "--days", "5", "--date",
                                "2026-11-23", "--scenario", early});
    EXPECT_TRUE(told.out.starts_with("Mal Pelayanan Publik Kabupaten Paser: Buka pukul 07.30, "))
        << told.out << told.err;
}

TEST(Simulate, TellsWhereMoreIsAskedThanClerksCanDo) {
    const TemporaryDirectory scratch;
    const auto file = scratch.path() / "full.toml";
    write_file(file, R"(name = "Penuh"
[[change]]
verb = "demand"
agency = "bpjs-kes"
factor = 6
[[change]]
verb = "patience"
mean = "none"
)");
    const Outcome told = gerai({"simulate", malls + "paser.toml", "--days", "5", "--date",
                                "2026-11-23", "--scenario", file});
    EXPECT_NE(told.out.find("  bpjs-kes is asked for "), std::string::npos) << told.out << told.err;
}

}  // namespace

}  // namespace gerai::app
