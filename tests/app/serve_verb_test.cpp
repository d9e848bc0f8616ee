#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/program.h"
#include "journal/temporary_directory.h"

namespace gerai::app {

namespace {

/// Real servers on a directory of their own, at whichever port is free.
class Serve : public testing::Test {
protected:
    [[nodiscard]] Arguments call(Arguments more = {}) const {
        Arguments all{"serve",    "--data",     scratch.path() / "data", "--malls", malls,
                      "--listen", "127.0.0.1:0"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    [[nodiscard]] Outcome beside(Arguments verb) const {
        verb.insert(verb.end(), {"--data", scratch.path() / "data"});
        return gerai(verb);
    }

    TemporaryDirectory scratch;
    std::filesystem::path malls = GERAI_SOURCE_DIR "/malls";
};

TEST_F(Serve, PrintsItsAddressAndStopsWhenItIsTold) {
    Running server{call(), scratch.path() / "errors"};

    EXPECT_NE(server.first_line().find("http://127.0.0.1:"), std::string::npos);
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(read_whole(scratch.path() / "errors"), "");
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "data" / "gerai.sock"));
}

TEST_F(Serve, LetsVerbsWriteThroughIt) {
    Running server{call(), scratch.path() / "errors"};
    ASSERT_NE(server.first_line(), "");

    const Outcome token = beside({"token", "create", "--role", "kiosk", "--mall", "paser"});
    const Outcome file = beside({"import", GERAI_SOURCE_DIR "/malls/paser.toml"});

    EXPECT_EQ(token.code, 0) << token.err;
    EXPECT_TRUE(last_word(token.out).starts_with("gerai_"));
    EXPECT_EQ(file.out, "paser: nothing changes\n") << file.err;
    EXPECT_EQ(beside({"audit"}).code, 0);
}

TEST_F(Serve, TakesFaultyMallFilesForAWrongCallAndNamesEveryFault) {
    malls = scratch.path() / "malls";
    std::filesystem::create_directory(malls);
    write_file(malls / "a.toml", "[mall]\nid = \"a\"\nnmae = \"A\"\n");

    const Outcome faulty = gerai(call());
    std::filesystem::remove(malls / "a.toml");
    const Outcome empty = gerai(call());

    EXPECT_EQ(faulty.code, 2);
    EXPECT_NE(faulty.err.find("a.toml:3"), std::string::npos) << faulty.err;
    EXPECT_NE(faulty.err.find("gerai: No server was started: correct "), std::string::npos);
    EXPECT_EQ(empty.code, 2);
    EXPECT_NE(empty.err.find("There is no mall file"), std::string::npos) << empty.err;
    EXPECT_FALSE(std::filesystem::exists(scratch.path() / "data"));
}

TEST_F(Serve, KeepsWhatWasImportedUntilItsOwnFileChanges) {
    malls = scratch.path() / "malls";
    std::filesystem::create_directory(malls);
    const std::string bundled = read_whole(GERAI_SOURCE_DIR "/malls/paser.toml");
    const auto renamed = [&](std::string_view name) {
        const std::string_view old = "\nname = \"Mal Pelayanan Publik Kabupaten Paser\"";
        return std::string{bundled}.replace(bundled.find(old), old.size(),
                                            fmt::format("\nname = \"{}\"", name));
    };
    const std::filesystem::path elsewhere = scratch.path() / "elsewhere.toml";
    write_file(malls / "paser.toml", bundled);
    write_file(elsewhere, renamed("MPP Paser"));
    const auto import_of_a_restarted = [&] {
        Running server{call(), scratch.path() / "errors"};
        EXPECT_NE(server.first_line(), "");
        return beside({"import", elsewhere}).out;
    };

    EXPECT_NE(import_of_a_restarted(), "paser: nothing changes\n");
    EXPECT_EQ(import_of_a_restarted(), "paser: nothing changes\n");
    write_file(malls / "paser.toml", renamed("MPP Kabupaten Paser"));
    EXPECT_NE(import_of_a_restarted(), "paser: nothing changes\n");
}

TEST_F(Serve, IsRefusedWhereAnotherServes) {
    Running server{call(), scratch.path() / "errors"};
    ASSERT_NE(server.first_line(), "");

    const Outcome second = gerai(call());

    EXPECT_EQ(second.code, 1);
    EXPECT_NE(second.err.find("in use by another gerai"), std::string::npos) << second.err;
}

TEST_F(Serve, HoldsADirectoryToTrialOrReal) {
    Running trial{call({"--trial", "2026-11-25T09:00+08:00", "--speed", "60"}),
                  scratch.path() / "errors"};
    ASSERT_NE(trial.first_line(), "");
    ASSERT_EQ(trial.stop(), 0);

    const Outcome real = gerai(call());

    EXPECT_EQ(real.code, 1);
    EXPECT_NE(real.err.find("trial"), std::string::npos) << real.err;
}

}  // namespace

}  // namespace gerai::app
