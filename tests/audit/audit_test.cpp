#include "audit/audit.h"

#include <gtest/gtest.h>

#include "audit/written.h"

namespace gerai::audit {

namespace {

using Found = std::vector<std::string>;

}  // namespace

TEST(Audit, FindsNothingInADayThatIsAsItShouldBe) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth", "family"});                             // 0, 1
    journal.at(nine + 1min).issue("B", 2, {"family", "card"});              // 2, 3
    journal.at(nine + 2min).issue("C", 1, {"card"}, "elderly");             // 4
    journal.at(nine + 3min).issue("P", 7, {"card"}, "none", nine - 10min);  // 5
    journal.call(0, 1, "oldest", 3min);
    journal.act("started", 0, 1);
    journal.call(2, 2, "oldest", 2min, Written::overtook(1, 3min, "busy_elsewhere"));
    journal.act("started", 2, 2);
    journal.act("held", 2, 2);
    journal.call(5, 3, "oldest", 13min);
    journal.act("no_show", 5, 3);
    journal.at(nine + 4min).call(4, 3, "priority", 8min, Written::overtook(3, 3min, "lower_score"));
    journal.undo(3, "call", 4, "waiting");
    journal.rejoin(3, 5, nine + 1min);
    journal.call(4, 3, "priority", 8min, Written::overtook(3, 3min, "lower_score"));
    journal.act("recalled", 4, 3);
    journal.act("started", 4, 3);
    journal.finish(4, 3);
    journal.at(nine + 5min).call(3, 3, "oldest", 4min);
    journal.cancel(1, "3");
    journal.transfer(0, 1, "birth", 1);  // 6
    journal.undo(1, "transfer", 0, "serving", "6");
    journal.send_on(0, 1, "card");  // 7
    journal.act("resumed", 2, 1);
    journal.set_counter(1, "closing", "paused", R"("birth","family")");
    journal.finish(2, 1);
    journal.add("rated", R"({"step":2,"score":4,"reasons":[]})");
    journal.add("priority_changed", R"({"visit":0,"priority":"elderly"})");
    journal.add("session", R"({"counter":1,"session":"s-1"})");
    journal.call(1, 2, "oldest", 20min);
    journal.act("started", 1, 2);
    journal.at(nine + 16h).close_day();
    journal.day(
        wednesday, "1", R"({"number":2,"state":"closing","becomes":"closed","services":[]})",
        R"({"prefix":"B","number":1,"business_date":"2026-11-24","priority":"elderly",)"
        R"("issued_at":0,"e":)" +
            micros(nine) + R"(,"rejoins":0,"steps":[{"service":"birth","state":"done","e":)" +
            micros(nine) + R"(,"outcome":"completed"},{"service":"family",)" +
            R"("state":"serving","counter":2,"e":)" + micros(nine) +
            R"(},{"service":"birth","state":"cancelled","outcome":"undone",)" +
            R"("replaces":1,"only_counter":1,"e":)" + micros(nine) +
            R"(},{"service":"card","state":"no_show","outcome":"day_ended","e":)" + micros(nine) +
            "}]}");
    journal.finish(1, 2);

    EXPECT_EQ(failures(journal), Found{});
}

TEST(Audit, CountsWhatItHasChecked) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth", "family"});
    journal.issue("P", 9, {"card"});
    journal.call(0, 1, "oldest", 0s);

    const Report report = run(journal);

    const auto checked = [&](std::string_view id) {
        return std::ranges::find(report.results, id, &Result::id)->checked;
    };
    EXPECT_TRUE(report.holds());
    EXPECT_EQ(checked("I2"), 2);
    EXPECT_EQ(checked("I3"), 1);
    EXPECT_EQ(checked("I4"), 1);
    EXPECT_EQ(checked("I5"), 1);
    EXPECT_EQ(checked("I6"), 8);
    EXPECT_EQ(checked("I15"), 1);
    EXPECT_EQ(checked("I16"), 3);
    EXPECT_EQ(checked("I18"), 1);
    EXPECT_EQ(checked("I19"), 3);
}

TEST(Audit, FindsANumberThatIsIssuedTwice) {
    Written journal = Written::begun();
    journal.issue("P", 7, {"card"});
    journal.issue("P", 7, {"card"});

    EXPECT_EQ(failures(journal), Found{"I2 seq 7: P-7 was issued before on this date"});
}

TEST(Audit, FindsAGapInTheNumbersOfAPrefix) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth"});
    journal.issue("C", 1, {"card"});
    journal.issue("B", 3, {"birth"});

    EXPECT_EQ(failures(journal), Found{"I3 seq 8: B-3 is issued, where 2 is next"});
}

TEST(Audit, LetsThePaperRollHaveGaps) {
    Written journal = Written::begun();
    journal.issue("P", 7, {"birth"});
    journal.issue("P", 3, {"birth"});

    EXPECT_EQ(failures(journal), Found{});
}

TEST(Audit, FindsACounterWithTwoSteps) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.issue("C", 2, {"card"});
    journal.call(0, 3, "oldest", 0s);
    journal.call(1, 3, "oldest", 0s);

    EXPECT_EQ(failures(journal),
              Found{"I4 seq 9: counter 3 takes step 1 (C-002) and has step 0 (C-001)"});
}

TEST(Audit, FindsAVisitorAtTwoCounters) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth", "card"});
    journal.call(0, 1, "oldest", 0s);
    journal.call(1, 3, "oldest", 0s);

    EXPECT_EQ(failures(journal),
              Found{"I4 seq 8: step 1 (B-001) is taken while step 0 (B-001) of the same visit is "
                    "at counter 1"});
}

TEST(Audit, FindsAnActAtAnotherCounterThanTheStepIsAt) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.call(0, 3, "oldest", 0s);
    journal.act("started", 0, 1);

    EXPECT_EQ(failures(journal), Found{"I4 seq 8: step 0 (C-001) is not at counter 1"});
}

TEST(Audit, FindsAMoveThatMayNotHappen) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.call(0, 3, "oldest", 0s);
    journal.finish(0, 3);

    EXPECT_EQ(failures(journal),
              Found{"I5 seq 8: step 0 (C-001) goes from called to done by finished"});
}

TEST(Audit, FindsAStepThatEndedAndGoesOn) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.cancel(0, "0");
    journal.call(0, 3, "oldest", 0s);

    EXPECT_EQ(failures(journal),
              Found{"I5 seq 8: step 0 (C-001) goes from cancelled to called by called"});
}

TEST(Audit, FindsAnUndoThatRestoresAnotherState) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.call(0, 3, "oldest", 0s);
    journal.act("started", 0, 3);
    journal.undo(3, "start", 0, "waiting");

    EXPECT_EQ(failures(journal),
              Found{"I5 seq 9: step 0 (C-001) is restored to another state than it had"});
}

TEST(Audit, FindsAnUndoOfAnotherActThanTheLast) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.call(0, 3, "oldest", 0s);
    journal.act("started", 0, 3);
    journal.undo(3, "call", 0, "waiting");

    EXPECT_EQ(failures(journal),
              Found{"I5 seq 9: it undoes another act than the counter's last one"});
}

TEST(Audit, FindsAnUndoThatComesTooLateOrAfterSomethingElse) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.call(0, 3, "oldest", 0s);
    journal.at(nine + 31s).undo(3, "call", 0, "waiting");
    journal.call(0, 3, "oldest", 31s);
    journal.act("recalled", 0, 3);
    journal.undo(3, "call", 0, "waiting");

    EXPECT_EQ(failures(journal),
              (Found{"I5 seq 8: it undoes an act of more than 30 seconds ago",
                     "I5 seq 11: it undoes an act after which something else has happened"}));
}

TEST(Audit, FindsAnUndoThatForgetsTheStepThatWasMade) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth"});
    journal.call(0, 1, "oldest", 0s);
    journal.transfer(0, 1, "card");
    journal.undo(1, "transfer", 0, "called");

    EXPECT_EQ(failures(journal),
              Found{"I5 seq 9: it undoes another act than the counter's last one"});
}

TEST(Audit, FindsACallOfAStepThatWaitsForAnother) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth", "family"});
    journal.call(1, 2, "oldest", 0s);

    EXPECT_EQ(failures(journal),
              Found{"I5 seq 7: step 1 (B-001) is called, though it waits for other steps"});
}

TEST(Audit, KnowsThatATransferredStepHandsItsSuccessorsOn) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth", "family"});
    journal.call(0, 1, "oldest", 0s);
    journal.transfer(0, 1, "card");
    journal.call(1, 2, "oldest", 0s);

    EXPECT_EQ(failures(journal),
              Found{"I5 seq 9: step 1 (B-001) is called, though it waits for other steps"});
}

TEST(Audit, KnowsThatClosingTimeFreesWhoWaitsForANoShow) {
    const auto called_at = [](Instant time) {
        Written journal = Written::begun();
        journal.issue("B", 1, {"birth", "family"});
        journal.call(0, 1, "oldest", 0s);
        journal.act("no_show", 0, 1);
        journal.at(time).call(1, 2, "oldest", time - nine);
        return failures(journal);
    };

    EXPECT_EQ(called_at(nine + 6h - 1s).size(), 1U);
    EXPECT_EQ(called_at(nine + 6h), Found{});
}

TEST(Audit, FindsACallByACounterThatDoesNotServeTheStep) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.call(0, 1, "by_number", 0s);

    EXPECT_EQ(failures(journal), Found{"I5 seq 7: counter 1 does not serve step 0 (C-001)"});
}

TEST(Audit, FindsACallByACounterThatIsNotOpen) {
    Written journal = Written::begun();
    journal.set_counter(3, "paused", "paused", R"("card")");
    journal.issue("C", 1, {"card"});
    journal.call(0, 3, "oldest", 0s);

    EXPECT_EQ(failures(journal), Found{"I5 seq 8: counter 3 is not open"});
}

TEST(Audit, FindsMoreRejoinsThanTheMallAllows) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.call(0, 3, "oldest", 0s);
    journal.act("no_show", 0, 3);
    journal.rejoin(0, 0, nine);
    journal.call(0, 3, "oldest", 0s);
    journal.act("no_show", 0, 3);
    journal.rejoin(0, 0, nine);

    EXPECT_EQ(failures(journal),
              Found{"I5 seq 12: step 0 (C-001) comes back, though it may not any more"});
}

TEST(Audit, FindsStepsAndVisitsThatDoNotExist) {
    Written journal = Written::begun();
    journal.act("started", 4, 1);
    journal.cancel(2, "0");

    EXPECT_EQ(failures(journal),
              (Found{"I5 seq 6: there is no step 4", "I5 seq 7: there is no visit 2"}));
}

TEST(Audit, FindsALostLine) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.add("session", R"({"counter":1,"session":"s-1"})");
    journal.add("session", R"({"counter":2,"session":"s-2"})");
    journal.lines.erase(journal.lines.end() - 2);

    EXPECT_EQ(failures(journal), Found{"I6 seq 8: it follows seq 6, where 7 is expected"});
}

TEST(Audit, FindsALineThatIsThereTwice) {
    Written journal = Written::begun();
    journal.add("session", R"({"counter":1,"session":"s-1"})");
    journal.lines.push_back(journal.last());

    EXPECT_EQ(failures(journal), Found{"I6 seq 6: it follows seq 6, where 7 is expected"});
}

TEST(Audit, FindsALineThatItCannotRead) {
    const auto with_body = [](const std::string& body) {
        Written journal = Written::begun();
        journal.add("session", body);
        return failures(journal);
    };

    EXPECT_EQ(with_body("{"), Found{"I6 seq 6: its body cannot be read: it is not JSON"});
    EXPECT_EQ(with_body("[]"), Found{"I6 seq 6: its body cannot be read: an object is expected"});
    EXPECT_EQ(with_body("{}"), Found{"I6 seq 6: its body cannot be read: `counter` is missing"});
    EXPECT_EQ(with_body(R"({"counter":"1"})"),
              Found{"I6 seq 6: its body cannot be read: `counter` is not a whole number"});
}

TEST(Audit, FindsALineOfANewerGerai) {
    Written journal = Written::begun();
    journal.add("session", "{}");
    journal.last().version = 2;
    journal.add("teleported", "{}");

    EXPECT_EQ(failures(journal),
              (Found{"I6 seq 6: type session, version 2 was written by a newer Gerai, which has "
                     "to audit it",
                     "I6 seq 7: type teleported, version 1 was written by a newer Gerai, which "
                     "has to audit it"}));
}

TEST(Audit, FindsAMallFileThatItCannotRead) {
    Written journal;
    journal.configure("[mall");

    const auto found = failures(journal);

    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].find("I6 seq 1: its body cannot be read: the mall file is not TOML"), 0U);
}

TEST(Audit, FindsADateThatBeginsTwice) {
    Written journal = Written::begun();
    journal.close_day();
    journal.day(tuesday, "1");
    journal.day_rows.pop_back();
    journal.day_rows.back().first_seq = 7;

    EXPECT_EQ(failures(journal), (Found{"I15 seq 7: 2026-11-24 begins after 2026-11-24 has begun",
                                        "I19 seq 2: table day has seq 7 for 2026-11-24"}));
}

TEST(Audit, FindsADateThatBeginsBeforeTheLastOneWasClosed) {
    Written journal = Written::begun();
    journal.at(next_nine).day(wednesday, "1");

    EXPECT_EQ(failures(journal), Found{"I15 seq 6: 2026-11-24 was not closed before"});
}

TEST(Audit, FindsALineThatStandsInAnotherDate) {
    Written journal = Written::begun();
    journal.add("session", R"({"counter":1,"session":"s-1"})");
    journal.last().business_date = wednesday;

    EXPECT_EQ(failures(journal),
              Found{"I15 seq 6: it belongs to 2026-11-25 and stands in 2026-11-24"});
}

TEST(Audit, FindsAClockThatWentBack) {
    Written journal = Written::begun();
    journal.at(nine - 1s).add("session", R"({"counter":1,"session":"s-1"})");

    EXPECT_EQ(failures(journal), Found{"I15 seq 6: its time is before that of the line before it"});
}

TEST(Audit, FindsANumberBeforeAnyDateAndAfterItsEnd) {
    Written early;
    early.configure(mall_file);
    early.issue("B", 1, {"birth"});
    early.code_rows.clear();
    EXPECT_EQ(failures(early), Found{"I15 seq 2: no date has begun before it"});

    Written late = Written::begun();
    late.close_day();
    late.issue("B", 1, {"birth"});
    EXPECT_EQ(failures(late), Found{"I15 seq 7: a number of a closed date is issued"});
}

TEST(Audit, FindsAPrefixThatGoesOnWhereTheDateBeforeStopped) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth"});
    journal.close_day();
    journal.at(next_nine).day(wednesday, "1");
    journal.issue("B", 2, {"birth"});

    EXPECT_EQ(failures(journal), (Found{"I3 seq 9: B-2 is issued, where 1 is next",
                                        "I15 seq 9: the date begins with B-2"}));
}

TEST(Audit, FindsADateThatDoesNotBeginWithTheNewestFile) {
    Written journal = Written::begun();
    journal.configure(mall_file);
    journal.close_day();
    journal.at(next_nine).day(wednesday, "1");

    EXPECT_EQ(failures(journal), Found{"I15 seq 8: the date does not begin with the newest file"});
}

TEST(Audit, FollowsTheDocumentOnFormingFromDateToDate) {
    Written journal = Written::begun();
    journal.form();
    journal.form();
    journal.close_day();
    journal.at(next_nine).day(wednesday, "1", {}, {}, R"(,"forming":7)");
    journal.last().version = 3;

    EXPECT_EQ(failures(journal), Found{});
}

TEST(Audit, FindsADateThatDoesNotBeginWithTheNewestDocumentOnForming) {
    const auto begun_with = [](const std::string& forming) {
        Written journal = Written::begun();
        journal.form();
        journal.form();
        journal.close_day();
        journal.at(next_nine).day(wednesday, "1", {}, {}, forming);
        journal.last().version = 3;
        return failures(journal);
    };

    EXPECT_EQ(begun_with(R"(,"forming":6)"),
              Found{"I15 seq 9: the date begins with the document on forming of seq 6, where 7 is "
                    "the newest"});
    EXPECT_EQ(begun_with(""),
              Found{"I15 seq 9: the date begins with the document on forming of seq 0, where 7 is "
                    "the newest"});
}

TEST(Audit, FindsADocumentOnFormingThatCannotBeRead) {
    Written journal = Written::begun();
    journal.form("{");
    journal.form(R"({"stages":[]})");

    EXPECT_EQ(failures(journal),
              (Found{"I6 seq 6: its body cannot be read: the document in it is not JSON",
                     "I6 seq 7: its body cannot be read: `agreements` is missing"}));
}

TEST(Audit, FindsAStepThatIsMadeTwice) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.call(0, 3, "oldest", 0s);
    journal.act("started", 0, 3);
    journal.add("finished",
                R"({"step":0,"counter":3,"outcome":"completed","next":0,"next_service":"birth"})");

    EXPECT_EQ(failures(journal), (Found{"I16 seq 9: it makes step 0, where 1 is next",
                                        "I16 seq 9: 2 steps were created, and 1 are in a state"}));
}

TEST(Audit, FindsAVisitThatIsLostOverNight) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.call(0, 3, "oldest", 0s);
    journal.close_day();
    journal.at(next_nine).day(wednesday, "1");

    EXPECT_EQ(failures(journal), Found{"I16 seq 9: C-1 of 2026-11-24 was unfinished and does not "
                                       "go on as it was"});
}

TEST(Audit, FindsAVisitThatGoesOnThoughItHadEnded) {
    Written journal = Written::begun();
    journal.close_day();
    journal.at(next_nine).day(
        wednesday, "1", {},
        R"({"prefix":"C","number":1,"business_date":"2026-11-24","priority":"none","e":0,)"
        R"("rejoins":0,"steps":[{"service":"card","state":"called","counter":3,"e":0}]})");

    EXPECT_EQ(failures(journal), Found{"I16 seq 7: 1 visits go on that had nothing unfinished"});
}

TEST(Audit, FindsSomebodyCalledBeforeWhoWaitsLongerInTheSameClass) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.at(nine + 1min).issue("C", 2, {"card"});
    journal.call(1, 3, "oldest", 0s);

    EXPECT_EQ(
        failures(journal),
        (Found{"I18 seq 8: step 1 (C-002) is called before step 0 (C-001), which waits longer in "
               "the same class",
               "I18 seq 8: it gives the rule oldest, but it was priority",
               "I18 seq 8: it says that it passed over nobody, but that is step 0 (C-001) with "
               "score 60000000 because of lower_score"}));
}

TEST(Audit, AsksNobodyToWaitWhenANumberIsNamed) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.at(nine + 1min).issue("C", 2, {"card"});
    journal.call(1, 3, "by_number", 0s, Written::overtook(0, 1min, "by_number"));

    EXPECT_EQ(failures(journal), Found{});
}

TEST(Audit, FindsACallByNumberThatHidesWhoItPassedOver) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.at(nine + 1min).issue("C", 2, {"card"});
    journal.call(1, 3, "by_number", 0s);

    EXPECT_EQ(failures(journal), Found{"I18 seq 8: it says that it passed over nobody, but that "
                                       "is step 0 (C-001) with score 60000000 because of "
                                       "by_number"});
}

TEST(Audit, FindsAnotherReasonThanTheTrueOne) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth", "card"});
    journal.issue("C", 1, {"card"});
    journal.call(0, 1, "oldest", 0s);
    journal.call(2, 3, "oldest", 0s, Written::overtook(1, 0s, "lower_score"));

    EXPECT_EQ(failures(journal),
              Found{"I18 seq 9: it says that it passed over step 1 (B-001) with score 0 because "
                    "of lower_score, but that is step 1 (B-001) with score 0 because of "
                    "busy_elsewhere"});
}

TEST(Audit, FindsAScoreThatIsNotRateTimesAge) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"}, "elderly");
    journal.at(nine + 1min).call(0, 3, "oldest", 1min);

    EXPECT_EQ(failures(journal), Found{"I18 seq 7: it gives the score 60000000, but rate times "
                                       "age is 240000000"});
}

TEST(Audit, FindsAPriorityThatWasPassedOver) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.at(nine + 1min).issue("C", 2, {"card"}, "elderly");
    journal.at(nine + 2min).call(0, 3, "oldest", 2min);

    EXPECT_EQ(failures(journal), Found{"I18 seq 8: step 0 (C-001) is called before step 1 "
                                       "(C-002), which has the greater score or the older claim"});
}

TEST(Audit, KnowsTheRescueOfTheVeryOld) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.at(nine + 1h).issue("C", 2, {"card"}, "elderly");
    journal.at(nine + 90min).call(0, 3, "rescue", 90min);

    EXPECT_EQ(failures(journal), Found{});
}

TEST(Audit, FindsARescueThatDidNotHappen) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.at(nine + 1h).issue("C", 2, {"card"}, "elderly");
    journal.at(nine + 90min).call(1, 3, "priority", 2h, Written::overtook(0, 90min, "lower_score"));

    EXPECT_EQ(failures(journal), Found{"I18 seq 8: step 1 (C-002) is called before step 0 "
                                       "(C-001), which has the greater score or the older claim"});
}

TEST(Audit, FindsAReturnToAnotherPlaceThanIsDue) {
    const auto returned_to = [](Instant e) {
        Written journal = Written::begun();
        journal.issue("C", 1, {"card"});
        journal.call(0, 3, "oldest", 0s);
        for (int number = 2; number <= 4; ++number) {
            journal.at(nine + number * 1min).issue("C", number, {"card"});
        }
        journal.act("no_show", 0, 3);
        journal.rejoin(0, 0, e);
        return failures(journal);
    };

    EXPECT_EQ(returned_to(nine + 3min), Found{});
    EXPECT_EQ(returned_to(nine),
              Found{"I18 seq 12: step 0 (C-001) comes back to another place than is its due"});
}

TEST(Audit, FindsANumberThatIsOlderThanItsCheckIn) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"}, "none", nine - 1min);

    EXPECT_EQ(failures(journal),
              Found{"I18 seq 6: its effective time is not that of its check-in"});
}

TEST(Audit, KnowsWhatAFileOfMidDayChanges) {
    std::string without_counter_two{mall_file};
    const std::string two = "number = 2\nbooth = \"b1\"\nservices = [\"family\"]";
    without_counter_two.replace(without_counter_two.find(two), two.size(),
                                "number = 4\nbooth = \"b1\"\nservices = [\"family\"]");
    Written journal = Written::begun();
    journal.issue("B", 1, {"family"});
    journal.configure(without_counter_two);
    journal.issue("B", 2, {"family"});
    journal.open(4, R"("family")");
    journal.call(0, 2, "oldest", 0s);
    journal.act("started", 0, 2);
    journal.finish(0, 2);
    journal.call(1, 2, "oldest", 0s);

    EXPECT_EQ(failures(journal), Found{"I5 seq 13: counter 2 does not serve step 1 (B-002)"});
}

TEST(Audit, KnowsThatAStepForOneCounterIsFreeWhenThatCloses) {
    const auto called_after = [](const std::string& state) {
        Written journal = Written::begun();
        journal.issue("B", 1, {"family"});
        journal.call(0, 1, "oldest", 0s);
        journal.transfer(0, 1, "family", 2);
        journal.set_counter(2, state, state, R"("family")");
        journal.call(1, 1, "oldest", 0s);
        return failures(journal);
    };

    EXPECT_EQ(called_after("closed"), Found{});
    EXPECT_EQ(called_after("paused"), Found{"I5 seq 10: counter 1 does not serve step 1 (B-001)"});
}

TEST(Audit, FindsACodeThatLeadsElsewhere) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.code_rows.back().visit = 3;

    EXPECT_EQ(failures(journal), Found{"I19 seq 6: the code of visit 0 leads to visit 3 of kecil "
                                       "on 2026-11-24, or its short code differs"});
}

TEST(Audit, FindsDerivedRowsThatAreMissing) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    journal.code_rows.clear();
    journal.day_rows.clear();

    EXPECT_EQ(failures(journal),
              (Found{"I19 seq 2: table day has no row for 2026-11-24",
                     "I19 seq 6: the code of visit 0 is missing in table code"}));
}

TEST(Audit, FindsDerivedRowsThatNoLineMade) {
    Written journal = Written::begun();
    journal.code_rows.push_back({Code{}, {77}, "kecil", tuesday, 5});
    journal.day_rows.push_back({"kecil", wednesday, 9});

    EXPECT_EQ(failures(journal),
              (Found{"I19 seq 0: table code has visit 5 of 2026-11-24, which no line issued",
                     "I19 seq 0: table day has 2026-11-25, which no line began"}));
}

TEST(Audit, LooksUpARowThatWasWrittenMeanwhile) {
    Written journal = Written::begun();
    journal.issue("C", 1, {"card"});
    std::swap(journal.code_rows, journal.late_codes);

    EXPECT_EQ(failures(journal), Found{});
}

TEST(Audit, ReadsEachMallForItself) {
    Written journal = Written::begun();
    journal.issue("B", 1, {"birth"});
    Written other;
    other.mall = "lain";
    other.configure(mall_file);
    other.day(tuesday, "1");
    other.issue("B", 1, {"birth"});
    other.code_rows.back().code.bytes.at(15) = 1;
    other.last().body.replace(other.last().body.find("\"code\":\"") + 8, 26,
                              to_string(other.code_rows.back().code));
    journal.lines.insert(journal.lines.end(), other.lines.begin(), other.lines.end());
    journal.code_rows.push_back(other.code_rows.back());
    journal.day_rows.push_back(other.day_rows.back());

    EXPECT_EQ(failures(journal), Found{});
}

TEST(Audit, GoesOnAfterAFailureAndTellsTheFirstFive) {
    Written journal = Written::begun();
    for (int i = 0; i < 8; ++i) journal.issue("P", 7, {"card"});

    const Report report = run(journal);

    EXPECT_FALSE(report.holds());
    EXPECT_EQ(report.results[0].failed, 7);
    EXPECT_EQ(report.results[0].first.size(), 5U);
}

TEST(Audit, PrintsALineForEachInvariantAndItsFirstFailures) {
    Written journal = Written::begun();
    for (int i = 0; i < 8; ++i) journal.issue("P", 7, {"card"});

    const auto lines = to_lines(run(journal));

    ASSERT_EQ(lines.size(), 9U + 6U);
    EXPECT_EQ(lines[0],
              "I2   FAILED  a number is issued once a business date (8 numbers, 7 failed)");
    EXPECT_EQ(lines[1], "       kecil seq 7: P-7 was issued before on this date");
    EXPECT_EQ(lines[6], "       and 2 more");
    EXPECT_EQ(lines[7], "I3   ok      the numbers of a prefix have no gaps (0 numbers)");
}

TEST(Audit, HoldsForAnEmptyJournal) {
    Written nothing;

    EXPECT_TRUE(run(nothing).holds());
}

}  // namespace gerai::audit
