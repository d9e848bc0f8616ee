#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "app/program.h"
#include "journal/temporary_directory.h"
#include "mall/mall_files.h"
#include "measure/bundle.h"

namespace gerai::app {

namespace {

namespace json = boost::json;

const std::string paser = GERAI_SOURCE_DIR "/malls/paser.toml";
const std::string badung = GERAI_SOURCE_DIR "/malls/badung.toml";

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Makes the bundle of a mall's played days.
std::string bundle_of(const std::string& file, const std::filesystem::path& directory,
                      const std::string& name) {
    const std::string out = directory / name;
    const Outcome made =
        gerai({"bundle", "simulate", file, "--days", "5", "--date", "2026-11-23", "--out", out});
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_TRUE(holds(made.out, "SIMULATED, not measured")) << made.out;
    return out;
}

TEST(BundleVerb, MakesABundleAndTellsWhatIsInIt) {
    const TemporaryDirectory scratch;
    const std::string file = bundle_of(paser, scratch.path(), "paser.json");

    const Outcome told = gerai({"bundle", "check", file});

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_TRUE(holds(told.out, "2026-11-23 to 2026-11-27, 5 dates")) << told.out;
    EXPECT_TRUE(holds(told.out, "none of fewer than 10 steps")) << told.out;
    const json::value read = json::parse(read_whole(file));
    EXPECT_EQ(read.at("content").at("source"), "simulation");
    const Outcome printed =
        gerai({"bundle", "simulate", paser, "--days", "5", "--date", "2026-11-23"});
    EXPECT_EQ(printed.out, read_whole(file));
}

TEST(BundleVerb, RefusesABundleThatWasAltered) {
    const TemporaryDirectory scratch;
    const std::string file = bundle_of(paser, scratch.path(), "paser.json");
    std::string text = read_whole(file);
    text.replace(text.find("\"dates\":5"), 9, "\"dates\":9");
    write_file(file, text);

    const Outcome told = gerai({"bundle", "check", file});

    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(holds(told.err, "/hash: expected the SHA-256 of the content")) << told.err;
    EXPECT_FALSE(holds(told.err, "/content/")) << told.err;
    EXPECT_EQ(gerai({"bundle", "check", scratch.path() / "nothing.json"}).code, 2);
    EXPECT_EQ(gerai({"bundle", "export", "--mall", "paser", "--data", scratch.path()}).code, 2);
}

TEST(BundleVerb, WritesWhatALinkLeadsTo) {
    const TemporaryDirectory scratch;
    const std::filesystem::path link = scratch.path() / "newest.json";
    std::filesystem::create_symlink("paser.json", link);

    bundle_of(paser, scratch.path(), "newest.json");

    EXPECT_TRUE(std::filesystem::is_symlink(link));
    EXPECT_EQ(gerai({"bundle", "check", scratch.path() / "paser.json"}).code, 0);
    const std::filesystem::path nowhere = scratch.path() / "nowhere" / "paser.json";
    EXPECT_TRUE(holds(gerai({"bundle", "simulate", paser, "--days", "5", "--out", nowhere}).err,
                      "Cannot write \"" + nowhere.string() + "\""));
}

TEST(StudyVerb, PutsTwoMallsUnderFourHeadings) {
    const TemporaryDirectory scratch;
    const std::string second = bundle_of(badung, scratch.path(), "badung.json");
    const std::filesystem::path out = scratch.path() / "study";

    const Outcome told = gerai(
        {"study", paser, second, "--days", "5", "--date", "2026-11-23", "--no-plan", "--out", out});

    EXPECT_EQ(told.code, 0) << told.err;
    for (const auto* const part :
         {"1. How it is managed", "2. What it does for investment\nNot measured here",
          "3. How good its operation is", "4. How satisfied people are", "What cannot be compared",
          "A: Mal Pelayanan Publik Kabupaten Paser, SIMULATED",
          "B: Mal Pelayanan Publik Kabupaten Badung, SIMULATED", "Adjusted for the mix"}) {
        EXPECT_TRUE(holds(told.out, part)) << part << '\n' << told.out;
    }
    const json::value written = json::parse(read_whole(out / "study.json"));
    EXPECT_TRUE(written.at("plan").is_null());
    EXPECT_EQ(written.at("figures").at(0).at("figure"), "hours_a_week");
    EXPECT_TRUE(holds(read_whole(out / "half_hours.csv"), "\n08:00,"));
}

TEST(StudyVerb, PlansTheFirstWithTheLevelOfTheSecond) {
    const Outcome told = gerai({"study", paser, badung, "--days", "2", "--date", "2026-11-25",
                                "--search-days", "20", "--repeats", "1", "--json"});

    EXPECT_EQ(told.code, 0) << told.err;
    const json::value plan = json::parse(told.out).at("plan");
    EXPECT_EQ(plan.at("half_hours").as_array().size(), 15);
    EXPECT_LE(plan.at("pooled").at("counter_hours").as_double(),
              plan.at("own").at("counter_hours").as_double());
}

TEST(StudyVerb, SaysWhereCountersAreTooFewAndWhatIsSoAlready) {
    const Outcome told = gerai({"study", paser, badung, "--days", "2", "--date", "2026-11-25",
                                "--search-days", "20", "--repeats", "1"});

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_TRUE(holds(told.out, "each gives all of its agency       is so already\n")) << told.out;
    EXPECT_TRUE(holds(told.out, "those that A has do not suffice at ")) << told.out;
    EXPECT_TRUE(holds(told.out, " more: all that help are open there.\n")) << told.out;
    // In its break nobody is asked to be called.
    EXPECT_TRUE(
        holds(told.out, "\n12:00       0       0         0          -          -          -"))
        << told.out;
}

TEST(FunnelVerb, OrdersMallsByNameAndSaysThatTheyAreFew) {
    const TemporaryDirectory scratch;
    const std::string first = bundle_of(paser, scratch.path(), "a.json");
    const std::string second = bundle_of(badung, scratch.path(), "b.json");

    const Outcome told = gerai({"funnel", first, second});

    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_LT(told.out.find("Kabupaten Badung"), told.out.find("Kabupaten Paser"));
    EXPECT_TRUE(holds(told.out, "There are 2 malls; under 10 nobody can tell")) << told.out;
    EXPECT_TRUE(holds(told.out, "(SIMULATED, not measured)"));
    EXPECT_EQ(gerai({"funnel", first, first}).err,
              "gerai: Two bundles are of the mall paser: keep one.\n");
    EXPECT_EQ(gerai({"funnel", paser, second}).code, 2);
}

TEST(BundleVerb, TellsATrialFromAHallWhereverItIsTold) {
    const TemporaryDirectory scratch;
    const std::string second = bundle_of(badung, scratch.path(), "badung.json");
    auto trial = measure::read_bundle(read_whole(bundle_of(paser, scratch.path(), "paser.json")));
    ASSERT_TRUE(trial);
    trial->source = measure::BundleSource::trial;
    const std::string first = scratch.path() / "trial.json";
    write_file(first, measure::write_bundle(*trial));

    for (const Arguments& call :
         {Arguments{"bundle", "check", first}, Arguments{"study", first, second, "--no-plan"},
          Arguments{"funnel", first, second}}) {
        const Outcome told = gerai(call);
        EXPECT_EQ(told.code, 0) << told.err;
        EXPECT_TRUE(holds(told.out, "TRIAL (percobaan), nobody was served")) << told.out;
    }
    EXPECT_TRUE(holds(gerai({"study", second, first, "--no-plan"}).out, "B's days are of a trial"));
}

TEST(BundleVerb, SaysWhatToDoAboutAFileThatItCannotRead) {
    const TemporaryDirectory scratch;
    const std::string good = bundle_of(paser, scratch.path(), "paser.json");
    const std::string newer = scratch.path() / "newer.json";
    write_file(newer, mall::with(read_whole(good), R"("gerai_bundle":1)", R"("gerai_bundle":99)"));
    const std::string other = scratch.path() / "study.json";
    write_file(other, R"({"figures":[]})");

    EXPECT_TRUE(holds(gerai({"bundle", "check", newer}).err,
                      "It is not used: bring this Gerai up to date, or ask for a bundle that an "
                      "older one made."));
    const Outcome funnel = gerai({"funnel", good, other});
    EXPECT_EQ(funnel.code, 2);
    EXPECT_EQ(funnel.err, other +
                              ": this is no bundle\n"
                              "gerai: Nothing was compared: leave it out, or name a bundle.\n");
}

TEST(StudyVerb, SaysWhatItNeeds) {
    EXPECT_EQ(gerai({"study", paser}).code, 2);
    EXPECT_EQ(gerai({"study", paser, "nowhere.toml"}).code, 2);
    EXPECT_EQ(gerai({"study", paser, badung, "--days", "0"}).code, 2);
}

}  // namespace

}  // namespace gerai::app
