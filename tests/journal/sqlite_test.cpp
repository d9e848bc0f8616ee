#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <future>
#include <stdexcept>
#include <string>

#include "journal/examples.h"
#include "journal/migration.h"
#include "journal/sqlite_connection.h"
#include "journal/sqlite_migrations.h"
#include "journal/temporary_directory.h"

namespace gerai::journal {

namespace {

namespace fs = std::filesystem;

class Sqlite : public testing::Test {
protected:
    [[nodiscard]] fs::path file() const { return directory.path() / "gerai.db"; }

    TemporaryDirectory directory;
    std::unique_ptr<Database> database = open_database("sqlite:" + file().string());
};

std::string sentence_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_F(Sqlite, RefusesASecondWriterAndNamesTheFirst) {
    const auto first = database->open_journal();

    EXPECT_EQ(sentence_of([&] { database->open_journal(); }),
              "The data directory " + directory.path().string() +
                  " is in use by another gerai (process " + std::to_string(getpid()) +
                  "). Stop that one first, or give this one a directory of its own.");
}

TEST_F(Sqlite, LetsTheNextWriterInWhenTheFirstHasGone) {
    database->open_journal().reset();

    EXPECT_NO_THROW(database->open_journal());
}

TEST_F(Sqlite, WaitsForAWriterThatIsAboutToGo) {
    auto first = database->open_journal();

    auto second = std::async(std::launch::async, [&] { return database->open_journal(); });
    first.reset();

    EXPECT_NO_THROW(second.get());
}

TEST_F(Sqlite, HasNothingToReadBeforeAJournalIsMade) {
    EXPECT_EQ(sentence_of([&] { database->open_reader(); }),
              "There is no database at " + file().string() + ". `gerai serve` makes one.");
}

TEST_F(Sqlite, ReadsWhatAWriterThatDiedHasCommitted) {
    const auto journal = database->open_journal();
    journal->append(commit_of(addition("paser", 0, {"a"})));
    TemporaryDirectory after;
    for (const auto& each : fs::directory_iterator(directory.path()))
        fs::copy(each.path(), after.path() / each.path().filename());

    const auto reader =
        open_database("sqlite:" + (after.path() / "gerai.db").string())->open_reader();

    EXPECT_EQ(reader->last_seq("paser"), 1);
}

TEST_F(Sqlite, KeepsItsLogSmallDuringALongDay) {
    const auto journal = database->open_journal();
    const std::string body(100'000, 'x');
    for (int seq = 0; seq < 500; ++seq) journal->append(commit_of(addition("paser", seq, {body})));

    EXPECT_LT(fs::file_size(file().string() + "-wal"), 40'000'000U);
    EXPECT_GT(fs::file_size(file()), 20'000'000U);
}

TEST_F(Sqlite, GivesBackALogThatAReaderHasHeldOpen) {
    const auto journal = database->open_journal();
    sqlite::Connection reader(file(), sqlite::Use::reading);
    journal->append(commit_of(addition("paser", 0, {"a"})));
    {
        auto rows = reader.query("SELECT seq FROM journal");
        ASSERT_TRUE(rows.next());  // And stays at this moment while the day goes on.
        const std::string body(1'000'000, 'x');
        for (int seq = 1; seq < 80; ++seq)
            journal->append(commit_of(addition("paser", seq, {body})));
        journal->checkpoint();
        EXPECT_GT(fs::file_size(file().string() + "-wal"), 64'000'000U);
    }

    journal->checkpoint();

    EXPECT_EQ(fs::file_size(file().string() + "-wal"), 0U);
}

TEST_F(Sqlite, ReadersCannotWrite) {
    const auto journal = database->open_journal();
    sqlite::Connection reader(file(), sqlite::Use::reading);

    EXPECT_THROW(reader.run("DELETE FROM journal"), Unwritable);
}

TEST_F(Sqlite, BacksUpWhileItIsInUse) {
    const auto journal = database->open_journal();
    journal->append(commit_of(addition("paser", 0, {"a", "b"})));
    TemporaryDirectory target;

    database->backup(target.path());
    journal->append(commit_of(addition("paser", 2, {"after the backup"})));

    const auto copy = open_database("sqlite:" + (target.path() / "gerai.db").string());
    EXPECT_EQ(copy->open_journal()->read("paser", 0, 10), journal->read("paser", 0, 2));
}

TEST_F(Sqlite, NeverWritesABackupOverAFile) {
    database->open_journal();
    TemporaryDirectory target;
    database->backup(target.path() / "copy.db");

    EXPECT_EQ(sentence_of([&] { database->backup(target.path() / "copy.db"); }),
              "There is a file " + (target.path() / "copy.db").string() +
                  " already. Name a new one for the backup.");
}

TEST_F(Sqlite, LeavesTheOldSchemaWhenAMigrationFails) {
    sqlite::Connection connection(file(), sqlite::Use::writing);
    const std::vector<std::string_view> good{sqlite::migrations()[0]};
    migrate(connection, good);

    const std::vector<std::string_view> bad{
        good[0], "CREATE TABLE half (a INTEGER) STRICT; INSERT INTO nowhere VALUES (1)"};
    EXPECT_THROW(migrate(connection, bad), std::runtime_error);
    EXPECT_FALSE(connection.has_table("half"));

    const std::vector<std::string_view> better{good[0], "CREATE TABLE half (a INTEGER) STRICT"};
    migrate(connection, better);
    EXPECT_TRUE(connection.has_table("half"));
}

TEST(Database, IsKnownByItsAddress) {
    EXPECT_THROW(open_database("gerai.db"), std::invalid_argument);
    EXPECT_THROW(open_database("sqlite:"), std::invalid_argument);
    EXPECT_THROW(open_database("mysql://localhost/gerai"), std::invalid_argument);
}

}  // namespace gerai::journal
