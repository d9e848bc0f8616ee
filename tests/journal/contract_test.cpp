#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "journal/engine.h"
#include "journal/examples.h"
#include "journal/migration.h"
#include "journal/sqlite_migrations.h"

/// What every engine promises, shown on each of them.
namespace gerai::journal {

namespace {

using std::chrono::hours;
using std::chrono::seconds;

struct Kind {
    std::string name;
    std::unique_ptr<Engine> (*make)();
};

class Contract : public testing::TestWithParam<Kind> {
protected:
    Contract()
        : engine(GetParam().make()),
          database(open_database(engine->address())),
          journal(database->open_journal()) {}

    void reopen() {
        journal.reset();
        journal = database->open_journal();
    }

    std::vector<Record> all(const std::string& mall) { return journal->read(mall, 0, 1'000); }

    std::unique_ptr<Engine> engine;
    std::unique_ptr<Database> database;
    std::unique_ptr<Journal> journal;
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

}  // namespace

TEST_P(Contract, GivesBackEveryFieldAsItWasWritten) {
    const Record written{.mall = "paser",
                         .seq = 1,
                         .type = "called",
                         .version = 3,
                         .business_date = tomorrow,
                         .at = nine + std::chrono::microseconds{1},
                         .actor = "loket 12, Ibu Ni Luh Ayu",
                         .body = R"({"step":7})"};
    Addition first = addition("paser", 0, {});
    first.records = {written};

    ASSERT_EQ(journal->append(commit_of(first)), Append::done);

    EXPECT_EQ(all("paser"), std::vector{written});
}

TEST_P(Contract, KeepsBodiesByteForByte) {
    const std::vector<std::string> bodies{"", R"({ "b" : 1,  "a":1.0e0, "a":2 })",
                                          "\"\xC3\xA9 \xE2\x80\xAE \xF0\x9F\x98\x80 \\u0000 '\"",
                                          std::string(64 * 1024, 'x'), "{\"a\":\r\n\t1}"};
    for (std::size_t at = 0; at < bodies.size(); ++at) {
        ASSERT_EQ(journal->append(
                      commit_of(addition("paser", static_cast<std::int64_t>(at), {bodies[at]}))),
                  Append::done);
    }

    reopen();

    std::vector<std::string> found;
    for (const Record& record : all("paser")) found.push_back(record.body);
    EXPECT_EQ(found, bodies);
}

TEST_P(Contract, RefusesTextThatNotEveryEngineCanKeepAndWritesNothing) {
    for (const std::string& body :
         {std::string("a\0b", 3), std::string("\xFF"), std::string("\xC0\x80"),
          std::string("\xED\xA0\x80"), std::string("\xF4\x90\x80\x80"),
          std::string("12345678\xE2\x82")}) {
        EXPECT_THROW(journal->append(commit_of(addition("paser", 0, {"{}", body}))),
                     std::invalid_argument);
    }

    EXPECT_EQ(journal->last_seq("paser"), 0);
}

TEST_P(Contract, ReadsAMallInOrderFromAnySeqOn) {
    journal->append(commit_of(addition("badung", 0, {"x", "y"})));
    journal->append(commit_of(addition("paser", 0, {"a", "b", "c", "d"})));

    const auto found = journal->read("paser", 1, 2);

    EXPECT_EQ(found, (std::vector{record("paser", 2, "b"), record("paser", 3, "c")}));
    EXPECT_EQ(journal->record_at("paser", 4), record("paser", 4, "d"));
    EXPECT_EQ(journal->record_at("paser", 5), std::nullopt);
    EXPECT_EQ(journal->last_seq("paser"), 4);
    EXPECT_EQ(journal->last_seq("nowhere"), 0);
    EXPECT_EQ(journal->malls(), (std::vector<std::string>{"badung", "paser"}));
}

TEST_P(Contract, AppendsToSeveralMallsInOneTransactionOrToNone) {
    Commit both;
    both.additions = {addition("badung", 0, {"x"}), addition("paser", 0, {"a"})};
    ASSERT_EQ(journal->append(both), Append::done);

    both.additions = {addition("badung", 1, {"y"}), addition("paser", 0, {"late"})};
    EXPECT_EQ(journal->append(both), Append::overtaken);

    EXPECT_EQ(journal->last_seq("badung"), 1);
    EXPECT_EQ(journal->last_seq("paser"), 1);
}

TEST_P(Contract, LeavesNothingOfACommitThatWasOvertaken) {
    journal->append(commit_of(addition("paser", 0, {"a"})));

    Commit late = commit_of(addition("paser", 0, {"b", "c"}));
    late.additions[0].codes = {code(1, 1)};
    late.additions[0].days = {{.mall = "paser", .business_date = today, .first_seq = 1}};
    late.answers = {answer("k1")};
    EXPECT_EQ(journal->append(late), Append::overtaken);

    EXPECT_EQ(all("paser"), std::vector{record("paser", 1, "a")});
    EXPECT_TRUE(journal->codes().empty());
    EXPECT_TRUE(journal->days().empty());
    EXPECT_EQ(journal->find_answer(late.answers[0].id), std::nullopt);
}

TEST_P(Contract, StopsWhenTheDatabaseHoldsFewerRecordsThanTheCallerHasSeen) {
    journal->append(commit_of(addition("paser", 0, {"a"})));

    EXPECT_THROW(journal->append(commit_of(addition("paser", 2, {"c"}))), Broken);

    EXPECT_EQ(journal->last_seq("paser"), 1);
}

TEST_P(Contract, FindsAVisitByEitherOfItsCodes) {
    Commit issue = commit_of(addition("paser", 0, {"a", "b"}));
    issue.additions[0].codes = {code(7, (1ULL << 50U) - 1), code(9, 0)};
    ASSERT_EQ(journal->append(issue), Append::done);

    EXPECT_EQ(journal->find_code(code(7, 0).code), issue.additions[0].codes[0]);
    EXPECT_EQ(journal->find_short_code({0}), issue.additions[0].codes[1]);
    EXPECT_EQ(journal->find_code(code(8, 0).code), std::nullopt);
    EXPECT_EQ(journal->find_short_code({5}), std::nullopt);
    EXPECT_EQ(journal->codes(), issue.additions[0].codes);
}

TEST_P(Contract, SaysThatACodeIsTakenAndLeavesNothing) {
    Commit issue = commit_of(addition("paser", 0, {"a"}));
    issue.additions[0].codes = {code(1, 100)};
    journal->append(issue);

    Commit same_code = commit_of(addition("paser", 1, {"b"}));
    same_code.additions[0].codes = {code(1, 200)};
    Commit same_short_code = commit_of(addition("badung", 0, {"x"}));
    same_short_code.additions[0].codes = {code(2, 100, "badung")};

    EXPECT_EQ(journal->append(same_code), Append::code_taken);
    EXPECT_EQ(journal->append(same_short_code), Append::code_taken);
    EXPECT_EQ(journal->last_seq("paser"), 1);
    EXPECT_EQ(journal->last_seq("badung"), 0);
    EXPECT_EQ(journal->codes().size(), 1U);
}

TEST_P(Contract, KnowsWhereEachDateBegins) {
    Commit begin = commit_of(addition("paser", 0, {"a", "b"}));
    begin.additions[0].days = {{.mall = "paser", .business_date = today, .first_seq = 1},
                               {.mall = "paser", .business_date = tomorrow, .first_seq = 2}};
    ASSERT_EQ(journal->append(begin), Append::done);

    EXPECT_EQ(journal->day("paser", today), begin.additions[0].days[0]);
    EXPECT_EQ(journal->last_day("paser"), begin.additions[0].days[1]);
    EXPECT_EQ(journal->days(), begin.additions[0].days);
    EXPECT_EQ(journal->last_day("badung"), std::nullopt);
    EXPECT_EQ(journal->day("badung", today), std::nullopt);
}

TEST_P(Contract, StopsWhenADateBeginsTwice) {
    const DayRow begun{.mall = "paser", .business_date = today, .first_seq = 1};
    Commit begin = commit_of(addition("paser", 0, {"a"}));
    begin.additions[0].days = {begun};
    journal->append(begin);

    Commit again = commit_of(addition("paser", 1, {"b"}));
    again.additions[0].days = {begun};

    EXPECT_THROW(journal->append(again), Broken);
    EXPECT_EQ(journal->last_seq("paser"), 1);
}

TEST_P(Contract, KeepsAnAnswerWithItsEvents) {
    Commit commit = commit_of(addition("paser", 0, {"a"}));
    commit.answers = {answer("k1"), answer("k2", std::string("\0\xFF\x01", 3))};
    commit.answers[1].fingerprint = std::string("\0\xFE", 2);
    commit.answers[1].id.mall = "";
    ASSERT_EQ(journal->append(commit), Append::done);

    reopen();

    EXPECT_EQ(journal->find_answer(commit.answers[0].id), commit.answers[0]);
    EXPECT_EQ(journal->find_answer(commit.answers[1].id), commit.answers[1]);
    EXPECT_EQ(journal->find_answer(answer("k3").id), std::nullopt);
}

TEST_P(Contract, KeepsAnAnswerWithoutEvents) {
    Commit refusal;
    refusal.answers = {answer("k1")};
    refusal.answers[0].status = 409;

    EXPECT_EQ(journal->append(refusal), Append::done);

    EXPECT_EQ(journal->find_answer(answer("k1").id), refusal.answers[0]);
}

TEST_P(Contract, IsOvertakenWhenTheKeyIsKeptAlready) {
    Commit first = commit_of(addition("paser", 0, {"a"}));
    first.answers = {answer("k1")};
    journal->append(first);

    Commit second = commit_of(addition("paser", 1, {"b"}));
    second.answers = {answer("k2"), answer("k1", "another")};
    second.answers[1].kept_at = nine + hours{23};

    EXPECT_EQ(journal->append(second), Append::overtaken);
    EXPECT_EQ(journal->last_seq("paser"), 1);
    EXPECT_EQ(journal->find_answer(answer("k2").id), std::nullopt);
    EXPECT_EQ(journal->find_answer(answer("k1").id), first.answers[0]);
}

TEST_P(Contract, ReplacesAnAnswerThatIsPastItsTime) {
    Commit first;
    first.answers = {answer("k1", "old")};
    journal->append(first);

    Commit second;
    second.answers = {answer("k1", "new")};
    second.answers[0].kept_at = nine + answers_are_kept;

    EXPECT_EQ(journal->append(second), Append::done);
    EXPECT_EQ(journal->find_answer(answer("k1").id), second.answers[0]);
}

TEST_P(Contract, ForgetsAnswersKeptBeforeAMoment) {
    Commit commit;
    commit.answers = {answer("old"), answer("new")};
    commit.answers[0].kept_at = nine - seconds{1};
    journal->append(commit);

    journal->forget_answers(nine);

    EXPECT_EQ(journal->find_answer(answer("old").id), std::nullopt);
    EXPECT_EQ(journal->find_answer(answer("new").id), commit.answers[1]);
}

TEST_P(Contract, ReplacesTheDerivedTablesWhole) {
    Commit commit = commit_of(addition("paser", 0, {"a"}));
    commit.additions[0].codes = {code(1, 1)};
    commit.additions[0].days = {{.mall = "paser", .business_date = today, .first_seq = 1}};
    journal->append(commit);

    const std::vector<CodeRow> codes{code(1, 2), code(2, 1, "badung")};
    const std::vector<DayRow> days{{.mall = "badung", .business_date = tomorrow, .first_seq = 4}};
    journal->replace_derived(codes, days);

    EXPECT_EQ(journal->codes(), codes);
    EXPECT_EQ(journal->days(), days);
    EXPECT_EQ(journal->last_seq("paser"), 1);
}

TEST_P(Contract, LeavesTheDerivedTablesWhenTheNewOnesContradictThemselves) {
    Commit commit = commit_of(addition("paser", 0, {"a"}));
    commit.additions[0].codes = {code(1, 1)};
    journal->append(commit);

    const std::vector<CodeRow> codes{code(2, 2), code(2, 3)};
    EXPECT_THROW(journal->replace_derived(codes, {}), Broken);

    EXPECT_EQ(journal->codes(), std::vector{code(1, 1)});
}

TEST_P(Contract, ShowsAReaderWhatIsCommittedAndNothingElse) {
    const auto reader = database->open_reader();
    EXPECT_EQ(reader->last_seq("paser"), 0);

    journal->append(commit_of(addition("paser", 0, {"a"})));
    EXPECT_EQ(reader->read("paser", 0, 10), std::vector{record("paser", 1, "a")});

    journal->append(commit_of(addition("paser", 0, {"overtaken"})));
    EXPECT_EQ(reader->last_seq("paser"), 1);
}

TEST_P(Contract, RemembersSettings) {
    EXPECT_EQ(journal->setting("kind"), std::nullopt);
    journal->set_setting("kind", "trial");
    journal->set_setting("kind", "real");

    reopen();

    EXPECT_EQ(journal->setting("kind"), "real");
    EXPECT_EQ(database->open_reader()->setting("kind"), "real");
}

TEST_P(Contract, KeepsTokensUntilTheyAreRevokedOnce) {
    trust::TokenRow clerk{.id = "t1",
                          .hash = std::string(64, 'a'),
                          .role = "clerk",
                          .mall = "paser",
                          .agency = "dukcapil",
                          .counter = 12,
                          .device = "",
                          .created_at = nine,
                          .expires_at = nine + hours{12},
                          .revoked_at = {}};
    const trust::TokenRow board{.id = "t0",
                                .hash = std::string(64, 'b'),
                                .role = "board",
                                .mall = "paser",
                                .agency = "",
                                .counter = {},
                                .device = "lantai-1",
                                .created_at = nine + seconds{1},
                                .expires_at = nine + hours{24},
                                .revoked_at = {}};
    journal->add_token(board);
    journal->add_token(clerk);

    EXPECT_TRUE(journal->revoke_token("t1", nine + hours{1}));
    EXPECT_FALSE(journal->revoke_token("t1", nine + hours{2}));
    EXPECT_FALSE(journal->revoke_token("t2", nine));

    reopen();
    clerk.revoked_at = nine + hours{1};
    EXPECT_EQ(journal->tokens(), (std::vector{clerk, board}));
    EXPECT_EQ(database->open_reader()->tokens().size(), 2U);
}

TEST_P(Contract, GoesOnWhereItWasAfterItWasOpenedAgain) {
    journal->append(commit_of(addition("paser", 0, {"a"})));
    reopen();

    EXPECT_EQ(journal->append(commit_of(addition("paser", 1, {"b"}))), Append::done);

    EXPECT_EQ(all("paser"), (std::vector{record("paser", 1, "a"), record("paser", 2, "b")}));
}

TEST_P(Contract, RefusesASchemaThatIsNewerAndNamesBothVersions) {
    journal.reset();
    engine->run("INSERT INTO schema_version (version) VALUES (700)");
    const auto known = std::to_string(newest(sqlite::migrations()));

    for (const auto& sentence : {sentence_of([&] { database->open_journal(); }),
                                 sentence_of([&] { database->open_reader(); })}) {
        EXPECT_TRUE(says(sentence, "schema version 700")) << sentence;
        EXPECT_TRUE(says(sentence, "versions up to " + known)) << sentence;
    }
}

TEST_P(Contract, TakesALargeCommitWhole) {
    Commit large = commit_of(addition("paser", 0, {}));
    for (int seq = 1; seq <= 2'000; ++seq) {
        large.additions[0].records.push_back(record("paser", seq, std::to_string(seq)));
        large.answers.push_back(answer(std::to_string(seq)));
    }

    ASSERT_EQ(journal->append(large), Append::done);

    EXPECT_EQ(journal->read("paser", 0, 5'000), large.additions[0].records);
}

INSTANTIATE_TEST_SUITE_P(Engines, Contract,
                         testing::Values(Kind{"Sqlite", sqlite_engine},
                                         Kind{"Postgres", postgres_engine}),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace gerai::journal
