#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>

#include "app/clocks.h"
#include "app/control.h"
#include "app/program.h"
#include "app/server_requests.h"
#include "journal/temporary_directory.h"

namespace gerai::app {

namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

const std::string malls = GERAI_SOURCE_DIR "/malls";
const std::string paser = malls + "/paser.toml";
const std::string badung = malls + "/badung.toml";

json::object parsed(const std::string& text) { return json::parse(text).as_object(); }

/// One sentence on one line, as every error is told.
void expect_sentence(const Outcome& outcome) {
    EXPECT_TRUE(outcome.err.starts_with("gerai: ")) << outcome.err;
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    EXPECT_TRUE(outcome.err.ends_with(".\n") || outcome.err.ends_with("?\n")) << outcome.err;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

/// A directory for data, backups and files; verbs see it as `--data`.
class Verbs : public testing::Test {
protected:
    [[nodiscard]] std::string path(const std::string& name) const { return scratch.path() / name; }

    [[nodiscard]] Outcome run(Arguments arguments) const {
        arguments.insert(arguments.end(), {"--data", path("data")});
        return gerai(arguments);
    }

    /// A file of the mall with another name.
    [[nodiscard]] std::string changed_paser() const {
        const std::string file = path("paser.toml");
        write_file(file, replaced(read_whole(paser), "max_rejoins = 2", "max_rejoins = 3"));
        return file;
    }

    [[nodiscard]] std::string faulty_paser() const {
        const std::string file = path("faulty.toml");
        write_file(file, replaced(read_whole(paser), "max_rejoins = 2", "max_rejoin = 2"));
        return file;
    }

    TemporaryDirectory scratch;
};

/// What a running server does for verbs, on the data directory of the test.
class BesideAServer : public Verbs {
protected:
    BesideAServer() {
        fs::create_directory(path("data"));
        database_ = "sqlite:" + path("data/gerai.db");
        writer_ = std::make_unique<journal::Writer>(
            journal::open_database(database_)->open_journal(), clock_, journal::Writer::Options{},
            journal::Writer::Hooks{});
        writer_->start();
        control_ = std::make_unique<ControlServer>(
            control_socket(path("data")),
            ServerRequests{*writer_, clock_, database_, [this](journal::Reader& reader) {
                               tokens_told_ = reader.tokens().size();
                           }});
    }

    RealClock clock_;
    std::string database_;
    std::atomic<std::size_t> tokens_told_{0};
    std::unique_ptr<journal::Writer> writer_;
    std::unique_ptr<ControlServer> control_;
};

TEST(CommandLine, RefusesCallsThatAreWrongWithOneSentence) {
    const std::vector<std::pair<Arguments, std::string>> rows{
        {{}, "gerai: gerai needs a verb; gerai --help lists them.\n"},
        {{"srve"}, "gerai: gerai does not know \"srve\"; did you mean \"serve\"?\n"},
        {{"token"}, "gerai: gerai token needs a verb; gerai token --help lists them.\n"},
        {{"token", "crate"},
         "gerai: gerai token does not know \"crate\"; did you mean \"create\"?\n"},
        {{"version", "--jsn"},
         "gerai: gerai version does not know \"--jsn\"; did you mean \"--json\"?\n"},
        {{"check"},
         "gerai: gerai check: FILE is required; gerai check --help shows what it takes.\n"},
        {{"check", "/no/such.toml"},
         "gerai: Cannot read \"/no/such.toml\": No such file or directory.\n"},
        {{"config", "show", "--config", "/no/such.toml"},
         "gerai: Cannot read \"/no/such.toml\": No such file or directory.\n"},
        {{"serve", "--speed", "2"}, "gerai: --speed is for a trial hall: add --trial.\n"},
        {{"serve", "--trial", "soon"},
         "gerai: --trial takes a time such as 2026-11-25T09:00:00+08:00, not \"soon\".\n"},
        {{"serve", "--trial", "--speed", "0"},
         "gerai: --speed is a number above 0, at most 10000.\n"},
        {{"demo", "--volume", "0"}, "gerai: --volume is a number above 0, at most 1000.\n"},
    };

    for (const auto& [arguments, expected] : rows) {
        const Outcome outcome = gerai(arguments);

        EXPECT_EQ(outcome.code, 2) << expected;
        EXPECT_EQ(outcome.err, expected);
        EXPECT_EQ(outcome.out, "");
    }
}

TEST(CommandLine, ExplainsEveryVerb) {
    const std::vector<Arguments> verbs{
        {},          {"serve"},           {"check"},         {"import"},
        {"token"},   {"token", "create"}, {"token", "list"}, {"token", "revoke"},
        {"demo"},    {"watch"},           {"audit"},         {"backup"},
        {"restore"}, {"rebuild"},         {"config"},        {"config", "show"},
        {"version"}};
    for (Arguments verb : verbs) {
        verb.emplace_back("--help");

        const Outcome outcome = gerai(verb);

        EXPECT_EQ(outcome.code, 0);
        EXPECT_NE(outcome.out.find("Usage:"), std::string::npos) << outcome.out;
        EXPECT_EQ(outcome.err, "");
    }
}

TEST(Version, NamesItsParts) {
    const json::object version = parsed(gerai({"version", "--json"}).out);

    for (const std::string_view part : {"version", "commit", "sqlite", "libpq"})
        EXPECT_TRUE(version.contains(part)) << part;
    EXPECT_TRUE(gerai({"version"}).out.starts_with("gerai "));
}

TEST(ConfigShow, SaysWhereEachValueComesFrom) {
    const TemporaryDirectory scratch;
    const std::string file = scratch.path() / "a.toml";
    write_file(file, "listen = \"127.0.0.1:9000\"\nthreads = 2\n");

    const Outcome outcome = gerai({"config", "show", "--json", "--config", file, "--data", "/flag"},
                                  {{"GERAI_THREADS", "3"}});

    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const json::object all = parsed(outcome.out);
    EXPECT_EQ(all.at("listen"), (json::value{{"value", "127.0.0.1:9000"}, {"from", file}}));
    EXPECT_EQ(all.at("threads"), (json::value{{"value", "3"}, {"from", "GERAI_THREADS"}}));
    EXPECT_EQ(all.at("data"), (json::value{{"value", "/flag"}, {"from", "--data"}}));
    EXPECT_EQ(all.at("database"),
              (json::value{{"value", "sqlite:/flag/gerai.db"}, {"from", "built-in"}}));
    EXPECT_EQ(all.at("operations"), (json::value{{"value", "off"}, {"from", "built-in"}}));
}

TEST(ConfigShow, RefusesAVariableThatNobodyReads) {
    const Outcome outcome = gerai({"config", "show"}, {{"GERAI_LISTN", "127.0.0.1:1"}});

    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.err,
              "gerai: Unknown environment variable \"GERAI_LISTN\"; did you mean "
              "\"GERAI_LISTEN\"?\n");
}

TEST(ConfigShow, RefusesAPasswordThatOthersCanSee) {
    const Outcome outcome = gerai({"config", "show", "--database", "postgresql://a:b@h/d"});

    EXPECT_EQ(outcome.code, 2);
    expect_sentence(outcome);
    EXPECT_EQ(outcome.err.find("a:b"), std::string::npos);
}

TEST(ConfigShow, RefusesAPasswordFileThatOthersCanRead) {
    const TemporaryDirectory scratch;
    const fs::path file = scratch.path() / "password";
    write_file(file, "secret\n");
    fs::permissions(file, fs::perms::owner_read | fs::perms::others_read);
    const Arguments call{
        "config",     "show", "--database", "postgresql://a@h/d", "--database-password-file",
        file.string()};

    const Outcome refused = gerai(call);
    fs::permissions(file, fs::perms::owner_read);
    const Outcome taken = gerai(call);

    EXPECT_EQ(refused.code, 1);
    expect_sentence(refused);
    EXPECT_EQ(taken.code, 0) << taken.err;
}

TEST_F(Verbs, CheckTellsWhatIsInGoodFiles) {
    const Outcome outcome = gerai({"check", paser, badung});

    EXPECT_EQ(outcome.code, 0);
    EXPECT_NE(outcome.out.find("32 booths"), std::string::npos);
    EXPECT_NE(outcome.out.find("30 agencies, "), std::string::npos);
    EXPECT_NE(outcome.out.find("150 counters"), std::string::npos);
}

TEST_F(Verbs, CheckNamesFaultsByFileLineAndPath) {
    const Outcome outcome = gerai({"check", paser, faulty_paser()});

    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.out.find("faulty.toml:"), std::string::npos);
    EXPECT_NE(outcome.out.find("did you mean \"max_rejoins\"?"), std::string::npos);
    EXPECT_EQ(outcome.err, "gerai: Correct 1 fault and check again.\n");

    const json::object data = parsed(gerai({"check", "--json", faulty_paser()}).out);
    const json::value& fault = data.at("files").at(0).at("faults").at(0);
    EXPECT_EQ(fault.at("path"), "mall.max_rejoin");
    EXPECT_GT(fault.at("line").as_int64(), 0);
}

TEST_F(Verbs, CheckLooksAtTheLogoThatAFileNamesAndImportTakesItAlong) {
    const std::string file = path("paser.toml");
    const auto with_logo = [&](const std::string& inside) {
        write_file(path("paser.svg"),
                   R"(<svg xmlns="http://www.w3.org/2000/svg">)" + inside + "</svg>");
    };
    write_file(file, replaced(read_whole(paser), "accent = \"#0B5FA5\"",
                              "accent = \"#0B5FA5\"\nlogo = \"paser.svg\""));

    EXPECT_NE(gerai({"check", file}).out.find("paser.svg: expected the picture that"),
              std::string::npos);
    with_logo("<script/>");
    EXPECT_NE(
        gerai({"check", file}).out.find("paser.svg: expected an SVG picture without <script>"),
        std::string::npos);
    with_logo("<path d='M0 0'/>");
    EXPECT_EQ(gerai({"check", file}).code, 0);

    EXPECT_EQ(run({"import", file}).out, "paser: new\n");
    EXPECT_EQ(run({"import", file}).out, "paser: nothing changes\n");
    with_logo("<path d='M1 1'/>");
    EXPECT_NE(run({"import", file}).out.find("picture"), std::string::npos);
}

TEST_F(Verbs, CheckRefusesAnAccentThatIsTooFaint) {
    const std::string file = path("paser.toml");
    write_file(file, replaced(read_whole(paser), "#0B5FA5", "#F5A623"));

    const Outcome outcome = gerai({"check", file});

    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.out.find("mall.accent: expected a darker colour"), std::string::npos);
}

TEST_F(Verbs, WatchSaysSoonThatThereIsNoServer) {
    const Outcome outcome = gerai({"watch", "--server", "http://127.0.0.1:9", "--once"});

    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.err.find("No answer from http://127.0.0.1:9"), std::string::npos)
        << outcome.err;
}

TEST_F(Verbs, ImportTellsANewMallAndWhatALaterFileChanges) {
    EXPECT_EQ(run({"import", paser}).out, "paser: new\n");
    EXPECT_EQ(run({"import", paser}).out, "paser: nothing changes\n");

    const Outcome outcome = run({"import", changed_paser()});

    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(outcome.out.starts_with("paser: 1 change, for visits issued from now on\n"));
    EXPECT_NE(outcome.out.find("): max_rejoins\n"), std::string::npos) << outcome.out;
    EXPECT_EQ(run({"audit"}).code, 0);
}

TEST_F(Verbs, ImportRefusesANewAgencyWithThePrefixOfTodaysPaperRoll) {
    ASSERT_EQ(run({"import", paser}).code, 0);
    std::string text = replaced(read_whole(paser), "paper_prefix = \"P\"", "paper_prefix = \"ZQ\"");
    text = replaced(text, "prefix = \"AR\"", "prefix = \"P\"");
    for (std::size_t at = 0; (at = text.find("\"bpjs-kes\"", at)) != std::string::npos; ++at)
        text.replace(at, 10, "\"bpjs-baru\"");
    write_file(path("other.toml"), text);

    const Outcome outcome = run({"import", path("other.toml")});

    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.err.find("The prefix \"P\" of the new agency \"bpjs-baru\""),
              std::string::npos)
        << outcome.err;
    EXPECT_EQ(run({"import", paser}).out, "paser: nothing changes\n");
}

TEST_F(Verbs, ImportTakesAllFilesOrNone) {
    ASSERT_EQ(run({"import", paser}).code, 0);

    const Outcome outcome = run({"import", badung, faulty_paser()});

    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.err.find("faulty.toml:"), std::string::npos);
    EXPECT_TRUE(outcome.err.ends_with("Nothing was imported: correct this fault and try again.\n"));
    EXPECT_EQ(run({"import", paser}).out, "paser: nothing changes\n");
    EXPECT_EQ(run({"import", badung}).out, "badung: new\n");
}

TEST_F(Verbs, ImportTakesOneFileForAMall) {
    const Outcome outcome = run({"import", paser, changed_paser()});

    EXPECT_EQ(outcome.code, 2);
    expect_sentence(outcome);
}

TEST_F(Verbs, TokenCreatePrintsTheTokenLast) {
    const Outcome outcome =
        run({"token", "create", "--role", "kiosk", "--mall", "paser", "--device", "pintu"});

    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(last_word(outcome.out).starts_with("gerai_")) << outcome.out;
    EXPECT_EQ(std::ranges::count(outcome.out, '\n'), 1);
}

TEST_F(Verbs, SayWhereANewHallBegins) {
    const Arguments create{"token", "create", "--role", "system"};
    EXPECT_EQ(run(create).err, "There was no hall in \"" + path("data") +
                                   "\": a new one begins there (--data names another).\n");
    EXPECT_EQ(run(create).err, "");
}

TEST_F(Verbs, TokenCreateRefusesWhatNamesNobody) {
    ASSERT_EQ(run({"token", "create", "--role", "system"}).code, 0);  // The hall is there.
    const std::vector<std::pair<Arguments, std::string>> rows{
        {{"--role", "clark", "--mall", "paser", "--counter", "1"},
         "There is no role \"clark\"; did you mean \"clerk\"?"},
        {{"--role", "kiosk"}, "Name the mall of the token with --mall ID."},
        {{"--role", "clerk", "--mall", "paser"}, "A token of the role clerk needs --counter N."},
        {{"--role", "kiosk", "--mall", "pasir"},
         "There is no mall \"pasir\": give it a file with gerai import, or see --mall."},
        {{"--role", "clerk", "--mall", "paser", "--counter", "900"},
         "paser has no counter 900: its mall file lists them."},
        {{"--role", "agency", "--mall", "paser", "--agency", "disdukcapi"},
         "paser has no agency \"disdukcapi\"; did you mean \"disdukcapil\"?"},
        {{"--role", "kiosk", "--mall", "paser", "--ttl", "ever"},
         "--ttl is a time such as 30m, 12h or 400d, at most 3650d, not \"ever\"."},
    };
    for (const auto& [words, expected] : rows) {
        Arguments call{"token", "create"};
        call.insert(call.end(), words.begin(), words.end());

        const Outcome outcome = run(call);

        EXPECT_EQ(outcome.code, 2) << expected;
        EXPECT_EQ(outcome.err, "gerai: " + expected + "\n");
    }
}

TEST_F(Verbs, TokensAreListedWithoutTheirSecretAndRevokedForGood) {
    const json::object made =
        parsed(run({"token", "create", "--json", "--role", "system", "--ttl", "1h"}).out);
    const std::string id{made.at("id").as_string()};

    const Outcome before = run({"token", "list", "--json"});
    const Outcome revoked = run({"token", "revoke", id});
    const Outcome again = run({"token", "revoke", id});
    const Outcome after = run({"token", "list", "--json"});

    EXPECT_EQ(parsed(before.out).at("tokens").at(0).at("state"), "valid");
    EXPECT_EQ(before.out.find(std::string{made.at("token").as_string()}), std::string::npos);
    EXPECT_EQ(revoked.code, 0) << revoked.err;
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(parsed(after.out).at("tokens").at(0).at("state"), "revoked");
    const Outcome unknown = run({"token", "revoke", "nobody"});
    EXPECT_EQ(unknown.code, 1);
    EXPECT_EQ(unknown.err, "gerai: There is no token \"nobody\": gerai token list shows them.\n");
}

TEST_F(Verbs, ThatReadSayWhenThereIsNoHall) {
    const std::vector<Arguments> verbs{{"audit"},
                                       {"rebuild"},
                                       {"backup", path("b")},
                                       {"token", "list"},
                                       {"calibrate", "--mall", "paser"},
                                       {"forecast", "--mall", "paser"},
                                       {"bundle", "export", "--mall", "paser"},
                                       {"demo"}};
    for (const Arguments& verb : verbs) {
        const Outcome outcome = run(verb);

        EXPECT_EQ(outcome.code, 2) << verb.front();
        expect_sentence(outcome);
        EXPECT_FALSE(fs::exists(path("data/gerai.db")));
    }
}

TEST_F(Verbs, AuditNamesAMallThatIsNotThere) {
    ASSERT_EQ(run({"import", paser}).code, 0);

    EXPECT_EQ(run({"audit", "--mall", "paser"}).code, 0);
    const Outcome outcome = run({"audit", "--mall", "pasir"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.err, "gerai: The journal has no mall \"pasir\"; did you mean \"paser\"?\n");
}

TEST_F(Verbs, RestoreBringsBackWhatBackupKept) {
    ASSERT_EQ(run({"import", paser, badung}).code, 0);
    ASSERT_EQ(run({"token", "create", "--role", "system"}).code, 0);

    const Outcome backup = run({"backup", path("backup")});
    const Outcome restore = gerai({"restore", path("backup"), "--data", path("new")});

    EXPECT_EQ(backup.code, 0) << backup.err;
    EXPECT_EQ(restore.code, 0) << restore.err;
    EXPECT_NE(restore.out.find("verified, 2 malls, 4 events"), std::string::npos) << restore.out;
    EXPECT_EQ(gerai({"audit", "--data", path("new")}).out, run({"audit"}).out);
    EXPECT_EQ(gerai({"token", "list", "--data", path("new")}).out, run({"token", "list"}).out);
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{path("new")})
        names.push_back(entry.path().filename());
    EXPECT_EQ(std::ranges::count_if(names,
                                    [](const std::string& name) {
                                        return name.find("unfinished") != std::string::npos;
                                    }),
              0);
}

TEST_F(Verbs, BackupKeepsNoTwoCopiesInOnePlace) {
    ASSERT_EQ(run({"import", paser}).code, 0);
    ASSERT_EQ(run({"backup", path("backup")}).code, 0);

    const Outcome outcome = run({"backup", path("backup")});

    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.err.starts_with("gerai: There is a file ")) << outcome.err;
}

TEST_F(Verbs, RestoreRefusesADirectoryThatIsNotEmpty) {
    ASSERT_EQ(run({"import", paser}).code, 0);
    ASSERT_EQ(run({"backup", path("backup")}).code, 0);
    const std::string before = read_whole(path("data/gerai.db"));

    const Outcome outcome = run({"restore", path("backup")});

    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.err, "gerai: The data directory \"" + path("data") +
                               "\" is not empty: name a new one with --data.\n");
    EXPECT_EQ(read_whole(path("data/gerai.db")), before);
}

TEST_F(Verbs, RestoreRefusesWhatIsNoBackup) {
    fs::create_directory(path("backup"));

    const Outcome nothing = run({"restore", path("backup")});
    write_file(path("backup/gerai.db"), "This is no database, however long it may be.");
    const Outcome nonsense = run({"restore", path("backup")});

    EXPECT_EQ(nothing.code, 2);
    expect_sentence(nothing);
    EXPECT_EQ(nonsense.code, 1);
    expect_sentence(nonsense);
    EXPECT_TRUE(fs::is_empty(path("data")));
}

TEST_F(Verbs, RestoreRefusesABackupWhosePagesAreDamaged) {
    ASSERT_EQ(run({"import", paser, badung}).code, 0);
    ASSERT_EQ(run({"backup", path("backup")}).code, 0);
    std::string bytes = read_whole(path("backup/gerai.db"));
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.end(), '\x5a');
    write_file(path("backup/gerai.db"), bytes);

    const Outcome outcome = gerai({"restore", path("backup"), "--data", path("new")});

    EXPECT_EQ(outcome.code, 1);
    expect_sentence(outcome);
    EXPECT_TRUE(fs::is_empty(path("new")));
}

TEST_F(Verbs, RebuildMakesTheDerivedTablesAnew) {
    ASSERT_EQ(run({"import", paser}).code, 0);
    journal::open_database("sqlite:" + path("data/gerai.db"))
        ->open_journal()
        ->replace_derived({}, {});
    EXPECT_EQ(run({"audit"}).code, 1);

    const Outcome outcome = run({"rebuild"});

    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "2 events read; 0 codes and 1 dates written, 1 rows were wrong\n");
    EXPECT_EQ(run({"audit"}).code, 0);
}

TEST_F(BesideAServer, TokensAreMadeAndRevokedByIt) {
    ASSERT_EQ(run({"import", paser}).code, 0);

    const Outcome made = run({"token", "create", "--role", "kiosk", "--mall", "paser", "--json"});
    ASSERT_EQ(made.code, 0) << made.err;
    const std::string id{parsed(made.out).at("id").as_string()};
    EXPECT_EQ(tokens_told_, 1U);
    EXPECT_EQ(run({"token", "revoke", id}).code, 0);
    EXPECT_EQ(parsed(run({"token", "list", "--json"}).out).at("tokens").at(0).at("state"),
              "revoked");

    const Outcome refused =
        run({"token", "create", "--role", "clerk", "--mall", "paser", "--counter", "900"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.err, "gerai: paser has no counter 900: its mall file lists them.\n");
}

TEST_F(BesideAServer, FilesAreImportedByIt) {
    EXPECT_EQ(run({"import", paser}).out, "paser: new\n");
    EXPECT_EQ(run({"import", paser}).out, "paser: nothing changes\n");
    EXPECT_NE(run({"import", changed_paser()}).out.find("max_rejoins"), std::string::npos);

    const journal::LiveHall* const hall = writer_->find("paser");
    ASSERT_NE(hall, nullptr);
    hall->look(clock_.now(), [](const journal::Standing& standing) {
        EXPECT_EQ(standing.day().files().back().mall->max_rejoins, 3);
    });
}

TEST_F(BesideAServer, ThoseThatReadStandBesideIt) {
    ASSERT_EQ(run({"import", paser}).code, 0);

    EXPECT_EQ(run({"audit"}).code, 0);
    EXPECT_EQ(run({"backup", path("backup")}).code, 0);
    EXPECT_EQ(gerai({"restore", path("backup"), "--data", path("new")}).code, 0);
}

TEST_F(BesideAServer, RebuildWaitsUntilItHasStopped) {
    const Outcome outcome = run({"rebuild"});

    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.err.find("Stop that one first"), std::string::npos) << outcome.err;
}

TEST_F(BesideAServer, AnotherDatabaseIsNotConfusedWithItsOwn) {
    const Outcome outcome =
        run({"token", "create", "--role", "system", "--database", "sqlite:" + path("other.db")});

    EXPECT_EQ(outcome.code, 2);
    expect_sentence(outcome);
    EXPECT_FALSE(fs::exists(path("other.db")));
}

}  // namespace

}  // namespace gerai::app
