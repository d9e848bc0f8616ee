#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "app/program.h"
#include "journal/temporary_directory.h"

namespace gerai::app {

namespace {

namespace json = boost::json;

const std::string paser = GERAI_SOURCE_DIR "/malls/paser.toml";

Outcome plan(Arguments more) {
    Arguments arguments{"plan", paser, "--days", "20", "--date", "2026-11-25"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return gerai(arguments);
}

TEST(Plan, TellsCountersByAgencyAndHalfHourAndWritesThem) {
    const TemporaryDirectory scratch;
    const std::filesystem::path out = scratch.path() / "plan";

    const Outcome told = plan({"--out", out});

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(told.err, "");
    EXPECT_NE(told.out.find("Wednesday, 2026-11-25: 90 % called within 15 min"), std::string::npos)
        << told.out;
    EXPECT_NE(told.out.find(" 08:00 08:30 09:00"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("\ndisdukcapil 1-4 "), std::string::npos) << told.out;
    EXPECT_NE(told.out.find(" counter-half-hours; "), std::string::npos) << told.out;
    const json::value written = json::parse(read_whole(out / "staffing.json"));
    EXPECT_EQ(written.at("pools").at(0).at("half_hours").as_array().size(), 15);
    // Nobody serves at noon.
    EXPECT_EQ(written.at("pools").at(0).at("half_hours").at(8).at("counters"), 0);
    EXPECT_NE(read_whole(out / "staffing.csv").find("\ndisdukcapil,1 2 3 4,08:00,"),
              std::string::npos);
    // In shifts, unless told otherwise.
    EXPECT_NE(told.out.find(" shifts, as above: "), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("\nOpen:\n"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find(" min after closing."), std::string::npos) << told.out;
    EXPECT_NE(told.out.find(" % without those who come in the break)"), std::string::npos);
    EXPECT_NE(told.out.find("With 10 % more visitors "), std::string::npos) << told.out;
    EXPECT_EQ(read_whole(out / "roster.csv").find("agency,counter,from,to,rest,half_hours\n"), 0);
    const json::value& shift = written.at("shifts").at("roster").at(0);
    EXPECT_EQ(shift.at("agency"), "disdukcapil");
    EXPECT_EQ(shift.at("from"), "08:00");
    EXPECT_EQ(written.at("pools").at(0).at("shift_counters").as_array().size(), 15);
    EXPECT_TRUE(written.at("review").at("overtime_minutes").at("value").is_number());
}

TEST(Plan, SaysBeforeItPlansThatItCannotWriteThere) {
    const TemporaryDirectory scratch;
    const std::string file = scratch.path() / "plan";
    write_file(file, "mine");

    const Outcome told = plan({"--out", file});

    EXPECT_EQ(told.code, 2);
    EXPECT_NE(told.err.find("--out names a directory to write to"), std::string::npos) << told.err;
    EXPECT_EQ(told.out, "");
    EXPECT_EQ(read_whole(file), "mine");
}

TEST(Plan, OpensCountersByTheHalfHourWhereThereAreNoShifts) {
    const Outcome told = plan({"--shifts", "none", "--json"});

    EXPECT_EQ(told.code, 0) << told.err;
    const json::value plan = json::parse(told.out);
    EXPECT_FALSE(plan.as_object().contains("shifts"));
    EXPECT_FALSE(plan.at("pools").at(0).as_object().contains("shift_counters"));
}

TEST(Plan, SaysWhatItNeeds) {
    EXPECT_EQ(gerai({"plan", "nowhere.toml"}).code, 2);
    EXPECT_EQ(gerai({"plan", paser, "--within", "15"}).code, 2);
    EXPECT_EQ(gerai({"plan", paser, "--shifts", "some"}).code, 2);
    EXPECT_EQ(
        gerai({"plan", paser, "--target", "much"}).err,
        "gerai: --target takes a share above 0 and below 100 %, with its sign, such as 90%: all "
        "can be promised by nobody.\n");
    EXPECT_EQ(gerai({"plan", paser, "--seed", "-1"}).code, 2);
    for (const std::string target : {"120%", "nan", "nan%", "0"}) {
        EXPECT_EQ(gerai({"plan", paser, "--target", target}).code, 2) << target;
    }
    for (const std::string wait : {"0m", "-5m", "25h"}) {
        EXPECT_EQ(gerai({"plan", paser, "--within=" + wait}).code, 2) << wait;
    }
    EXPECT_EQ(gerai({"plan", paser, "--date", "2026-11-29"}).code, 2);
}

}  // namespace

}  // namespace gerai::app
