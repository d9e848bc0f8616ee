#include "app/settings.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace gerai::app {

namespace {

const std::filesystem::path bundled = "/usr/share/gerai/malls";

Layer file(Texts values) { return {Layer::Kind::file, "a.toml", std::move(values)}; }
Layer environment(Texts values) { return {Layer::Kind::environment, "", std::move(values)}; }
Layer flags(Texts values) { return {Layer::Kind::flags, "", std::move(values)}; }

Settings settings(const std::vector<Layer>& layers) {
    auto chosen = choose(layers);
    EXPECT_TRUE(chosen) << chosen.error();
    auto all = settings_from(*chosen, bundled);
    EXPECT_TRUE(all) << all.error();
    return std::move(*all);
}

std::string fault(const std::vector<Layer>& layers) {
    auto chosen = choose(layers);
    if (!chosen) return chosen.error();
    auto all = settings_from(*chosen, bundled);
    return all ? "" : all.error();
}

TEST(Settings, HaveValuesWithoutAnybodySayingAny) {
    const Settings all = settings({});

    EXPECT_EQ(all.data, "data");
    EXPECT_EQ(all.database, "sqlite:data/gerai.db");
    EXPECT_EQ(all.sqlite_file(), "data/gerai.db");
    EXPECT_EQ(all.malls, bundled);
    EXPECT_EQ(to_string(all.listen), "127.0.0.1:8080");
    EXPECT_EQ(all.public_url, "");
    EXPECT_FALSE(all.operations);
    EXPECT_EQ(all.threads, 0U);
    EXPECT_EQ(all.server, "http://127.0.0.1:8080");
}

TEST(Settings, AreWholeWhereNoMallFilesCameWithTheProgram) {
    const auto chosen = choose({});
    ASSERT_TRUE(chosen) << chosen.error();

    const auto all = settings_from(*chosen, {});

    ASSERT_TRUE(all) << all.error();
    EXPECT_EQ(all->malls, "");
}

TEST(Settings, TakeTheHighestLayerThatNamesThem) {
    struct Row {
        std::vector<Layer> layers;
        std::string text;
        std::string from;
    };
    const std::vector<Row> rows{
        {{}, "data", "built-in"},
        {{file({{"data", "/f"}})}, "/f", "a.toml"},
        {{file({{"data", "/e"}}), {Layer::Kind::file, "b.toml", {{"data", "/f"}}}}, "/f", "b.toml"},
        {{file({{"data", "/f"}}), environment({{"data", "/e"}})}, "/e", "GERAI_DATA"},
        {{file({{"data", "/f"}}), environment({{"data", "/e"}}), flags({{"data", "/x"}})},
         "/x",
         "--data"},
        {{file({{"data", "/f"}}), environment({}), flags({{"malls", "/m"}})}, "/f", "a.toml"},
    };

    for (const Row& row : rows) {
        const Settings all = settings(row.layers);

        EXPECT_EQ(all.data, row.text);
        EXPECT_EQ(all.chosen.at("data"), (Chosen{row.text, row.from}));
    }
}

TEST(Settings, OfTheDatabaseFollowTheDataDirectory) {
    EXPECT_EQ(settings({flags({{"data", "/var/lib/gerai"}})}).database,
              "sqlite:/var/lib/gerai/gerai.db");
    EXPECT_EQ(settings({flags({{"data", "/d"}, {"database", "sqlite:/x/y.db"}})}).sqlite_file(),
              "/x/y.db");
}

TEST(Settings, OfTheServerFollowTheListener) {
    EXPECT_EQ(settings({flags({{"listen", "127.0.0.1:9000"}})}).server, "http://127.0.0.1:9000");
    EXPECT_EQ(settings({flags({{"server", "http://hall:80/"}})}).server, "http://hall:80");
}

TEST(Settings, RefuseValuesWithWhatWasExpected) {
    const std::vector<std::pair<Texts, std::string>> rows{
        {{{"data", ""}}, "--data: data is expected to be a directory, not \"\"."},
        {{{"database", "mysql://x"}},
         "--database: database is expected to be sqlite:PATH or postgresql://..., not "
         "\"mysql://x\"."},
        {{{"database", "sqlite:"}},
         "--database: database is expected to be sqlite:PATH or postgresql://..., not "
         "\"sqlite:\"."},
        {{{"listen", "8080"}},
         "--listen: listen is expected to be an address and a port such as 127.0.0.1:8080, not "
         "\"8080\"."},
        {{{"operations", "on"}},
         "--operations: operations is expected to be an address and a port such as "
         "127.0.0.1:8080, not \"on\"."},
        {{{"threads", "many"}},
         "--threads: threads is expected to be a whole number from 0 to 256, not \"many\"."},
        {{{"threads", "257"}},
         "--threads: threads is expected to be a whole number from 0 to 256, not \"257\"."},
        {{{"public_url", "mpp.example"}},
         "--public-url: public_url is expected to be http://... or https://..., not "
         "\"mpp.example\"."},
        {{{"server", "https://x"}},
         "--server: server is expected to be http://HOST:PORT, not \"https://x\"."},
        {{{"database_password_file", "/p"}},
         "--database-password-file: database_password_file is expected to be left out where the "
         "database is SQLite, not \"/p\"."},
    };

    for (const auto& [values, expected] : rows) EXPECT_EQ(fault({flags(values)}), expected);
}

TEST(Settings, TakeNoPasswordFromFlagsOrEnvironment) {
    const Texts user_part{{"database", "postgresql://gerai:secret@host/hall"}};
    const Texts parameter{{"database", "postgresql://host/hall?user=gerai&password=secret"}};

    for (const Texts& values : {user_part, parameter}) {
        EXPECT_EQ(fault({flags(values)}),
                  "--database holds a password, which others can see there: write it into a file "
                  "that only gerai can read, and name that file with --database-password-file.");
        EXPECT_TRUE(fault({environment(values)}).starts_with("GERAI_DATABASE holds a password"));
        EXPECT_EQ(fault({file(values)}), "");
    }
    EXPECT_EQ(fault({flags({{"database", "postgresql://gerai@host:5432/hall"}})}), "");
}

TEST(Settings, ShowAddressesWithoutTheirPassword) {
    EXPECT_EQ(without_password("postgresql://u:p@h:5432/d"), "postgresql://u:***@h:5432/d");
    EXPECT_EQ(without_password("postgresql://h/d?password=p&x=y"),
              "postgresql://h/d?password=***&x=y");
    EXPECT_EQ(without_password("sqlite:/a/b.db"), "sqlite:/a/b.db");
}

TEST(SettingsFile, GivesTextsAndWholeNumbers) {
    const auto layer = read_settings_file("data = \"/d\"\nthreads = 4\n", "a.toml");

    ASSERT_TRUE(layer) << layer.error();
    EXPECT_EQ(layer->values, (Texts{{"data", "/d"}, {"threads", "4"}}));
}

TEST(SettingsFile, NamesThePlaceOfEveryFault) {
    const std::vector<std::pair<std::string, std::string>> rows{
        {"data = \"/d\"\nlisten_on = \"x\"\n", "a.toml:2: unknown key \"listen_on\""},
        {"databse = \"x\"\n", "a.toml:1: unknown key \"databse\"; did you mean \"database\"?"},
        {"threads = true\n", "a.toml:1: threads is expected to be a text in quotes."},
        {"[data]\nx = 1\n", "a.toml:1: data is expected to be a text in quotes."},
    };
    for (const auto& [text, expected] : rows) {
        const auto layer = read_settings_file(text, "a.toml");

        ASSERT_FALSE(layer) << text;
        EXPECT_TRUE(layer.error().starts_with(expected)) << layer.error();
    }
    EXPECT_TRUE(read_settings_file("data = ", "a.toml").error().starts_with("a.toml:1: "));
}

TEST(Environment, GivesTheVariablesOfGerai) {
    const std::vector<std::pair<std::string, std::string>> variables{{"PATH", "/bin"},
                                                                     {"GERAI_DATA", "/d"},
                                                                     {"GERAI_PUBLIC_URL", ""},
                                                                     {"GERAI_TEST_ANYTHING", "x"}};

    const auto layer = read_environment(variables);

    ASSERT_TRUE(layer) << layer.error();
    EXPECT_EQ(layer->values, (Texts{{"data", "/d"}}));
}

TEST(Environment, RefusesAVariableThatIsUnknownAndNamesTheNearest) {
    const std::vector<std::pair<std::string, std::string>> variables{{"GERAI_DATABSE", "x"}};

    const auto layer = read_environment(variables);

    ASSERT_FALSE(layer);
    EXPECT_EQ(layer.error(),
              "Unknown environment variable \"GERAI_DATABSE\"; did you mean \"GERAI_DATABASE\"?");
}

TEST(ListenAddress, IsReadAndWritten) {
    for (const std::string_view good : {"127.0.0.1:8080", "localhost:0", "[::1]:65535"}) {
        const auto address = parse_listen_address(good);

        ASSERT_TRUE(address) << good;
        EXPECT_EQ(to_string(*address), good);
    }
    for (const std::string_view bad :
         {"", ":80", "host", "host:", "host:65536", "host:-1", "host:8o", "::1:80", "[]:80"})
        EXPECT_FALSE(parse_listen_address(bad)) << bad;
}

/// The row of `docs/configuration.md` for a setting.
std::string documented(const SettingRow& row) {
    const std::string key{row.key};
    return "| `" + key + "` | `" + environment_name(key) + "` | `" + flag_name(key) + " " +
           std::string{row.value} + "` | " + std::string{row.built_in} + " | " +
           std::string{row.about} + " |\n";
}

TEST(Documentation, NamesEverySettingAsTheCodeDoes) {
    std::ifstream stream{GERAI_SOURCE_DIR "/docs/configuration.md"};
    const std::string page{std::istreambuf_iterator<char>{stream}, {}};

    std::string table;
    for (const SettingRow& row : setting_rows()) table += documented(row);

    EXPECT_NE(page.find(table), std::string::npos) << table;
}

}  // namespace

}  // namespace gerai::app
