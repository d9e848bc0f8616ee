#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <sstream>

#include "app/program.h"
#include "journal/temporary_directory.h"

namespace gerai::app {

namespace {

namespace json = boost::json;

const std::string paser = GERAI_SOURCE_DIR "/malls/paser.toml";

Outcome simulate(Arguments more) {
    Arguments arguments{"simulate", paser, "--days", "20", "--date", "2026-11-25"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return gerai(arguments);
}

double value_of(const json::value& estimate) { return estimate.at("value").to_number<double>(); }

TEST(Simulate, TellsWhatTheDaysComeTo) {
    const Outcome told = simulate({});

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_NE(told.out.find("20 days like Wednesday, 2026-11-25"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("\ndisdukcapil "), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("\nall "), std::string::npos) << told.out;
    EXPECT_EQ(told.err, "");
}

TEST(Simulate, GivesTheSameDaysOnAnyNumberOfThreads) {
    const std::string one = simulate({"--json", "--threads", "1"}).out;
    EXPECT_EQ(simulate({"--json", "--threads", "3"}).out, one);
    EXPECT_NE(simulate({"--json", "--seed", "2"}).out, one);
}

TEST(Simulate, BringsMoreVisitorsWithMoreVolume) {
    const auto visits = [](const Outcome& told) {
        return value_of(json::parse(told.out).at("visits"));
    };
    EXPECT_NEAR(visits(simulate({"--json", "--volume", "2"})), 2 * visits(simulate({"--json"})),
                20);
}

TEST(Simulate, WritesItsFiguresWhereItIsTold) {
    const TemporaryDirectory scratch;
    const std::filesystem::path out = scratch.path() / "figures";

    const Outcome told = simulate({"--json", "--out", out});

    EXPECT_EQ(read_whole(out / "outlook.json"), told.out);
    EXPECT_TRUE(read_whole(out / "agencies.csv").starts_with("agency,steps,steps_margin,"));
    EXPECT_NE(read_whole(out / "half_hours.csv").find("\ndisdukcapil,08:00,"), std::string::npos);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{out}, {}), 3);
}

TEST(Simulate, SaysWhereNobodyIsCalled) {
    const TemporaryDirectory scratch;
    const auto file = scratch.path() / "none.toml";
    write_file(file,
               "name = \"Tanpa petugas\"\n[[change]]\nverb = \"clerks\"\n"
               "agency = \"disdukcapil\"\nclerks = 0\n");

    const Outcome without = simulate({"--scenario", file});

    EXPECT_EQ(without.code, 0) << without.err;
    EXPECT_NE(without.out.find("\ndisdukcapil: nobody was called"), std::string::npos)
        << without.out;
    EXPECT_EQ(simulate({}).out.find("nobody was called"), std::string::npos);
}

TEST(Simulate, SaysWhatItNeeds) {
    EXPECT_EQ(gerai({"simulate", paser, "--days", "1"}).code, 2);
    EXPECT_EQ(gerai({"simulate", paser, "--volume", "-1"}).code, 2);
    for (const std::string volume : {"nan", "nan(1)", "inf"}) {
        EXPECT_EQ(gerai({"simulate", paser, "--volume", volume}).code, 2) << volume;
    }
    EXPECT_EQ(gerai({"simulate", "nowhere.toml"}).code, 2);
    const Outcome closed = gerai({"simulate", paser, "--date", "2026-11-29"});
    EXPECT_EQ(closed.code, 2);
    EXPECT_EQ(closed.err,
              "gerai: paser is closed on 2026-11-29: name a date on which it is open.\n");
    EXPECT_EQ(gerai({"simulate", paser, "--date", "tomorrow"}).err,
              "gerai: --date takes a date such as 2026-11-25.\n");
}

TEST(Simulate, RefusesAMallToWhichNobodyIsPlannedToCome) {
    const TemporaryDirectory scratch;
    const std::filesystem::path file = scratch.path() / "sepi.toml";
    std::string text;
    std::istringstream lines{read_whole(paser)};
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("daily_visits")) text += line + '\n';
    }
    write_file(file, text);

    const Outcome told = gerai({"simulate", file, "--date", "2026-11-25"});

    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(told.err.starts_with("gerai: Nobody comes to paser on 2026-11-25: ")) << told.err;
}

}  // namespace

}  // namespace gerai::app
