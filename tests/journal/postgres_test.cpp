#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "journal/engine.h"
#include "journal/examples.h"
#include "journal/migration.h"
#include "journal/postgres_connection.h"
#include "journal/postgres_migrations.h"
#include "journal/postgres_settings.h"

/// What holds on PostgreSQL beside the contract of all engines: several servers on one database.
namespace gerai::journal {

namespace {

using std::chrono::minutes;

class Postgres : public testing::Test {
protected:
    /// Ends every connection to the test's database but the one that asks.
    void end_connections() {
        engine->run(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    /// Changes a setting of the test's database, for connections to come.
    void set(const std::string& setting) {
        engine->run(
            "BEGIN READ WRITE; DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || "
            "' SET " +
            setting + "'; END $$; COMMIT");
    }

    std::unique_ptr<Engine> engine = postgres_engine();
    std::unique_ptr<Database> database = open_database(engine->address());
};

std::string sentence_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

bool says(const std::string& sentence, const std::string& words) {
    return sentence.find(words) != std::string::npos;
}

/// Appends as a server does: at the last seq, and again behind it when somebody was faster.
void append_many(Journal& journal, const std::string& who, int count) {
    for (int at = 0; at < count; ++at) {
        Commit commit;
        do {
            commit = {};
            for (const char* const mall : {"badung", "paser"})
                commit.additions.push_back(
                    addition(mall, journal.last_seq(mall), {who + std::to_string(at)}));
        } while (journal.append(commit) != Append::done);
    }
}

std::vector<std::string> sorted_bodies(Reader& reader, const std::string& mall) {
    std::vector<std::string> bodies;
    for (const Record& record : reader.read(mall, 0, 10'000)) bodies.push_back(record.body);
    std::ranges::sort(bodies);
    return bodies;
}

}  // namespace

TEST_F(Postgres, LosesAndDoublesNothingWhenTwoServersRace) {
    constexpr int each = 100;
    const auto journal = database->open_journal();

    const auto serve = [&](const std::string& who) {
        append_many(*database->open_journal(), who, each);
    };
    std::thread first(serve, "a");
    std::thread second(serve, "b");
    first.join();
    second.join();

    std::vector<std::string> expected;
    for (int at = 0; at < each; ++at) {
        expected.push_back("a" + std::to_string(at));
        expected.push_back("b" + std::to_string(at));
    }
    std::ranges::sort(expected);
    for (const char* const mall : {"badung", "paser"}) {
        EXPECT_EQ(sorted_bodies(*journal, mall), expected);
        EXPECT_EQ(journal->last_seq(mall), 2 * each);
    }
}

TEST_F(Postgres, IsOvertakenWhenAnotherServerKeptTheKeyFirst) {
    const auto first = database->open_journal();
    const auto second = database->open_journal();
    Commit commit;
    commit.answers = {answer("k1")};

    EXPECT_EQ(first->append(commit), Append::done);
    EXPECT_EQ(second->append(commit), Append::overtaken);
}

TEST_F(Postgres, WorksOnAfterItsConnectionsWereEndedInAQuietMoment) {
    const auto journal = database->open_journal();
    const auto reader = database->open_reader();
    journal->append(commit_of(addition("paser", 0, {"a"})));

    end_connections();

    EXPECT_EQ(journal->append(commit_of(addition("paser", 1, {"b"}))), Append::done);
    EXPECT_EQ(reader->last_seq("paser"), 2);
}

TEST_F(Postgres, SaysThatNobodyKnowsWhenItsConnectionEndsInACommitAndWorksOn) {
    const auto journal = database->open_journal();
    journal->append(commit_of(addition("paser", 0, {"a"})));
    postgres::Connection other(engine->address(), postgres::Use::writing);
    {
        const postgres::Transaction lock(other, "BEGIN; LOCK TABLE journal IN EXCLUSIVE MODE");
        auto appending = std::async(std::launch::async, [&] {
            return journal->append(commit_of(addition("paser", 1, {"b"})));
        });
        constexpr std::string_view end_who_waits =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while (!other.query(end_who_waits).next()) continue;
        EXPECT_THROW(appending.get(), Unwritable);
    }

    EXPECT_EQ(journal->last_seq("paser"), 1);
    EXPECT_EQ(journal->append(commit_of(addition("paser", 1, {"b"}))), Append::done);
}

TEST_F(Postgres, CannotBeWrittenWhileItIsReadOnlyAndCanAfterwards) {
    const auto journal = database->open_journal();
    set("default_transaction_read_only = on");
    end_connections();
    EXPECT_THROW(journal->append(commit_of(addition("paser", 0, {"a"}))), Unwritable);
    EXPECT_EQ(database->open_reader()->last_seq("paser"), 0);

    set("default_transaction_read_only = off");

    EXPECT_EQ(journal->append(commit_of(addition("paser", 0, {"a"}))), Append::done);
}

TEST_F(Postgres, RefusesADatabaseThatAcknowledgesBeforeItWrites) {
    set("synchronous_commit = off");

    const auto sentence = sentence_of([&] { database->open_journal(); });

    EXPECT_TRUE(says(sentence, "could lose numbers that were given out: synchronous_commit is off"))
        << sentence;
}

TEST_F(Postgres, WritesNoMoreToADatabaseThatBecameUnsafe) {
    const auto journal = database->open_journal();
    set("synchronous_commit = local");
    end_connections();

    EXPECT_THROW(journal->append(commit_of(addition("paser", 0, {"a"}))), Unwritable);
}

TEST_F(Postgres, NamesEveryUnsafeSetting) {
    const auto sentence = sentence_of([] {
        postgres::refuse_unsafe({.fsync = "off",
                                 .full_page_writes = "off",
                                 .synchronous_commit = "local",
                                 .server_encoding = "UTF8"});
    });

    EXPECT_TRUE(
        says(sentence, "fsync is off, full_page_writes is off, synchronous_commit is local"))
        << sentence;
}

TEST_F(Postgres, AcceptsSettingsThatAreAsSafeOrSafer) {
    EXPECT_NO_THROW(postgres::refuse_unsafe({.fsync = "on",
                                             .full_page_writes = "on",
                                             .synchronous_commit = "remote_apply",
                                             .server_encoding = "UTF8"}));
}

TEST_F(Postgres, RefusesADatabaseThatCannotHoldEveryText) {
    EXPECT_THROW(postgres::refuse_unsafe({.fsync = "on",
                                          .full_page_writes = "on",
                                          .synchronous_commit = "on",
                                          .server_encoding = "SQL_ASCII"}),
                 std::runtime_error);
}

TEST_F(Postgres, WakesAListenerWithTheMallThatHasNewRecords) {
    const auto journal = database->open_journal();
    const auto listener = database->open_listener();
    const std::vector<std::string> malls{"badung", "paser"};

    journal->announce(malls);

    EXPECT_EQ(listener->wait(minutes{1}), "badung");
    EXPECT_EQ(listener->wait(minutes{1}), "paser");
}

TEST_F(Postgres, WakesAListenerThatIsInterrupted) {
    database->open_journal();
    const auto listener = database->open_listener();

    listener->interrupt();

    EXPECT_EQ(listener->wait(minutes{1}), std::nullopt);
    EXPECT_EQ(listener->wait(std::chrono::milliseconds{0}), std::nullopt);
}

TEST_F(Postgres, ListensOnAfterItsConnectionWasEnded) {
    const auto journal = database->open_journal();
    const auto listener = database->open_listener();
    end_connections();

    EXPECT_EQ(listener->wait(minutes{1}), std::nullopt);  // Whoever waits looks by itself now.
    listener->wait(std::chrono::milliseconds{0});
    journal->announce(std::vector<std::string>{"paser"});
    EXPECT_EQ(listener->wait(minutes{1}), "paser");
}

TEST_F(Postgres, AnnouncesOnAfterItsConnectionWasEnded) {
    const auto journal = database->open_journal();
    journal->announce(std::vector<std::string>{"paser"});
    end_connections();
    const auto listener = database->open_listener();

    journal->announce(std::vector<std::string>{"badung"});

    EXPECT_EQ(listener->wait(minutes{1}), "badung");
}

TEST_F(Postgres, MigratesOnceWhenTwoServersStartTogether) {
    auto first = std::async(std::launch::async, [&] { return database->open_journal(); });
    auto second = std::async(std::launch::async, [&] { return database->open_journal(); });

    EXPECT_NE(first.get(), nullptr);
    EXPECT_NE(second.get(), nullptr);
}

TEST_F(Postgres, LeavesTheOldSchemaWhenAMigrationFails) {
    postgres::Connection connection(engine->address(), postgres::Use::writing);
    const std::vector<std::string_view> good{postgres::migrations()[0]};
    migrate(connection, good);

    const std::vector<std::string_view> bad{
        good[0], "CREATE TABLE half (a BIGINT); INSERT INTO nowhere VALUES (1)"};
    EXPECT_THROW(migrate(connection, bad), std::runtime_error);
    EXPECT_FALSE(connection.has_table("half"));

    const std::vector<std::string_view> better{good[0], "CREATE TABLE half (a BIGINT)"};
    migrate(connection, better);
    EXPECT_TRUE(connection.has_table("half"));
}

TEST_F(Postgres, HasNothingToReadBeforeAJournalIsMade) {
    EXPECT_EQ(sentence_of([&] { database->open_reader(); }),
              "The database has schema version 0, and this gerai needs version " +
                  std::to_string(newest(postgres::migrations())) +
                  ". `gerai serve` brings it up to date.");
}

TEST_F(Postgres, SaysThatAServerIsOutOfReach) {
    const auto nowhere = open_database("postgresql:///gerai?host=/nowhere");

    EXPECT_THROW(nowhere->open_journal(), Unwritable);
}

TEST_F(Postgres, LeavesBackupsToItsOwnTools) {
    EXPECT_TRUE(says(sentence_of([&] { database->backup("/tmp/copy"); }), "pg_dump"));
}

}  // namespace gerai::journal
