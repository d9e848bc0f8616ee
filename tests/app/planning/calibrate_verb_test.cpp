#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "api/simulated_journal.h"
#include "app/program.h"
#include "journal/temporary_directory.h"

namespace gerai::app {

namespace {

namespace json = boost::json;

json::object parsed(const std::string& text) { return json::parse(text).as_object(); }

class Calibrate : public testing::Test {
protected:
    [[nodiscard]] std::string path(const std::string& name) const { return scratch.path() / name; }

    [[nodiscard]] Outcome calibrate(Arguments more = {}) const {
        Arguments arguments{"calibrate", "--data", path("data")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return gerai(arguments);
    }

    TemporaryDirectory scratch;
};

TEST_F(Calibrate, TellsWhatTheDatesSayAndWhetherTheModelFits) {
    api::write_simulated_journal(path("data"), 34);

    const Outcome outcome = calibrate({"--mall", "uji", "--out", path("calibration.json")});

    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(outcome.out.starts_with("Mal Uji, 34 dates from 2026-01-05 to ")) << outcome.out;
    EXPECT_NE(outcome.out.find("patience, mean"), std::string::npos);
    EXPECT_NE(outcome.out.find("model fit: "), std::string::npos);
    EXPECT_NE(outcome.out.find(" of 4\n"), std::string::npos);
    EXPECT_EQ(parsed(read_whole(path("calibration.json"))).at("version").as_int64(), 1);
}

TEST_F(Calibrate, GivesJsonWithTheFourChecks) {
    api::write_simulated_journal(path("data"), 12);

    const Outcome outcome = calibrate({"--json", "--to", "2026-01-16"});

    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const json::object all = parsed(outcome.out);
    EXPECT_EQ(all.at("mall"), "uji");
    EXPECT_EQ(all.at("calibration").at("to"), "2026-01-16");
    EXPECT_EQ(all.at("fit").at("checks").as_int64(), 4);
    EXPECT_EQ(all.at("fit").at("order").at("verdict"), "holds");
    EXPECT_EQ(all.at("fit").at("half_hours").at("verdict"), "unknown");
}

TEST_F(Calibrate, IsTakenBySimulateWhichSaysWhereTheMallsFileIsAnother) {
    api::write_simulated_journal(path("data"), 12);
    ASSERT_EQ(calibrate({"--out", path("calibration.json")}).code, 0);
    write_file(path("uji.toml"), plan::busy_mall);
    write_file(path("other.toml"), std::string{plan::busy_mall} + "\n# Another.\n");
    const auto simulate = [&](const std::string& file) {
        return gerai(
            {"simulate", path(file), "--days", "2", "--calibration", path("calibration.json")});
    };

    const Outcome same = simulate("uji.toml");
    const Outcome other = simulate("other.toml");
    const Outcome plain = gerai({"simulate", path("uji.toml"), "--days", "2"});

    EXPECT_EQ(same.code, 0) << same.err;
    EXPECT_EQ(same.err, "");
    EXPECT_EQ(other.out, same.out);
    EXPECT_TRUE(other.err.starts_with("The calibration was made with another file")) << other.err;
    EXPECT_NE(plain.out, same.out);
    EXPECT_NE(same.out.find("calibration.json: 12 dates up to "), std::string::npos) << same.out;
    EXPECT_NE(same.out.find("; model fit: "), std::string::npos) << same.out;
    EXPECT_NE(plain.out.find("planning figures of the mall's file: nothing was measured."),
              std::string::npos)
        << plain.out;
}

TEST_F(Calibrate, OfFewDatesSaysWhatItCannotTell) {
    api::write_simulated_journal(path("data"), 3);
    ASSERT_EQ(calibrate({"--out", path("calibration.json")}).code, 0);
    write_file(path("uji.toml"), plan::busy_mall);

    const Outcome told = gerai(
        {"simulate", path("uji.toml"), "--days", "2", "--calibration", path("calibration.json")});

    EXPECT_NE(told.out.find("3 dates up to "), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("too few to tell who comes when"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find(" not known yet.\n"), std::string::npos) << told.out;
}

TEST_F(Calibrate, IsTakenByForecastAndStudyForTheMallThatPlans) {
    api::write_simulated_journal(path("data"), 12);
    ASSERT_EQ(calibrate({"--out", path("calibration.json")}).code, 0);
    write_file(path("uji.toml"), plan::busy_mall);
    const auto forecast = [&](Arguments more) {
        Arguments arguments{"forecast", "--data", path("data"), "--days", "20"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return gerai(arguments);
    };
    const auto study = [&](Arguments more) {
        Arguments arguments{"study",
                            path("uji.toml"),
                            path("uji.toml"),
                            "--date",
                            "2026-01-05",
                            "--days",
                            "5",
                            "--repeats",
                            "1",
                            "--search-days",
                            "20"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return gerai(arguments);
    };
    const Arguments learned{"--calibration", path("calibration.json")};

    EXPECT_EQ(forecast(learned).code, 0) << forecast(learned).err;
    const Outcome planned = study({});
    const Outcome measured = study(learned);

    EXPECT_EQ(measured.code, 0) << measured.err;
    EXPECT_EQ(measured.err, "");
    EXPECT_NE(measured.out, planned.out);
    EXPECT_NE(planned.out.find("\nThe plan: Rests on the planning figures"), std::string::npos);
    EXPECT_NE(measured.out.find("calibration.json: 12 dates up to "), std::string::npos)
        << measured.out;
}

TEST_F(Calibrate, IsRefusedByAStudyThatHasNoFileToPlanWith) {
    write_file(path("uji.toml"), plan::busy_mall);
    write_file(path("calibration.json"), "{}");
    ASSERT_EQ(gerai({"bundle", "simulate", path("uji.toml"), "--date", "2026-01-05", "--days", "5",
                     "--out", path("uji.json")})
                  .code,
              0);

    const Outcome outcome = gerai({"study", path("uji.json"), path("uji.toml"), "--date",
                                   "2026-01-05", "--calibration", path("calibration.json")});

    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.err.find("with --file"), std::string::npos) << outcome.err;
}

TEST_F(Calibrate, IsRefusedWhereANewerProgramWroteTheFile) {
    write_file(path("uji.toml"), plan::busy_mall);
    write_file(path("calibration.json"), R"({"version": 2})");

    const Outcome outcome =
        gerai({"simulate", path("uji.toml"), "--calibration", path("calibration.json")});

    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.err.find("a newer gerai wrote it (version 2)"), std::string::npos);
}

TEST_F(Calibrate, SaysWhereThereIsNothingToLearnFrom) {
    api::write_simulated_journal(path("data"), 1);

    const Outcome none = calibrate({"--from", "2026-03-02"});
    const Outcome turned = calibrate({"--from", "2026-03-02", "--to", "2026-03-01"});
    const Outcome unknown = calibrate({"--mall", "ujii"});

    EXPECT_EQ(none.code, 1);
    EXPECT_NE(none.err.find("has no date that is over between those that were named"),
              std::string::npos)
        << none.err;
    EXPECT_EQ(turned.code, 2);
    EXPECT_NE(turned.err.find("--to is a date before --from"), std::string::npos) << turned.err;
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("uji"), std::string::npos);
}

}  // namespace

}  // namespace gerai::app
