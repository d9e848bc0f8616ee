#include "hall/mall_kit.h"

namespace gerai::hall {
namespace {

Hall one_counter() { return Hall::open(rules_with({{birth}})); }

AtCounter at_one() { return {.counter = one}; }

Notice notice(std::string id, Instant until = {}) {
    return {.id = std::move(id),
            .text = "Air minum di lantai 1",
            .text_en = "",
            .zone = "",
            .until = until};
}

// --- announcements

TEST(Wall, AnnouncesEachCallAndEachRecallOnce) {
    Hall hall = one_counter();
    hall.at(nine).act(wish({birth}));
    hall.act(Call{at_one()});
    hall.at(nine + 1min).act(Recall{at_one()});

    const auto announcements = hall.day.wall().announcements();
    ASSERT_EQ(announcements.size(), 2);
    EXPECT_EQ(announcements[0].at, nine);
    EXPECT_EQ(announcements[0].times_called, 1);
    EXPECT_EQ(announcements[1].at, nine + 1min);
    EXPECT_EQ(announcements[1].times_called, 2);
    EXPECT_EQ(announcements[1].counter, one);
}

TEST(Wall, CountsADeviceOnceHoweverOftenItSaysThatItSpoke) {
    Hall hall = one_counter();
    hall.at(nine).act(wish({birth}));
    hall.act(Call{at_one()});
    hall.act(Hear{0, "layar-1"});
    hall.act(Hear{0, "layar-1"});
    hall.act(Hear{0, "layar-2"});
    EXPECT_EQ(hall.day.wall().announcements()[0].heard_on,
              (std::vector<std::string>{"layar-1", "layar-2"}));
}

TEST(Wall, KnowsNoAnnouncementBeforeItsCall) {
    EXPECT_EQ(one_counter().why_not(Hear{0, "layar-1"}), Refusal::unknown_announcement);
}

TEST(Wall, WithdrawsTheAnnouncementOfACallThatIsTakenBack) {
    Hall hall = one_counter();
    hall.at(nine).act(wish({birth}));
    hall.act(Call{at_one()});
    hall.act(Undo{at_one()});
    EXPECT_TRUE(hall.day.wall().announcements()[0].is_withdrawn);

    hall.act(Call{at_one()});
    EXPECT_FALSE(hall.day.wall().announcements()[1].is_withdrawn);
}

// What a board says comes between a press and its undo, and is no act of the clerk.
TEST(Wall, LeavesTheUndoAloneWhenABoardHasSpoken) {
    Hall hall = one_counter();
    hall.at(nine).act(wish({birth}));
    hall.act(Call{at_one()});
    hall.at(nine + 8s).act(Hear{0, "layar-1"});
    hall.at(nine + 9s).act(Undo{at_one()});
    EXPECT_FALSE(hall.day.at(one).current.exists());
}

// --- notices

TEST(Wall, ShowsANoticeUntilItsTimeIsOver) {
    Hall hall = one_counter();
    hall.at(nine).act(PostNotice{notice("a", nine + 10min)});
    EXPECT_EQ(hall.day.wall().notices(nine + 9min).size(), 1);
    EXPECT_TRUE(hall.day.wall().notices(nine + 10min).empty());
    EXPECT_EQ(hall.at(nine + 10min).why_not(WithdrawNotice{"a"}), Refusal::unknown_notice);
}

TEST(Wall, WithdrawsANoticeThatStands) {
    Hall hall = one_counter();
    hall.at(nine).act(PostNotice{notice("a")});
    hall.act(WithdrawNotice{"a"});
    EXPECT_TRUE(hall.day.wall().notices(nine).empty());
    EXPECT_EQ(hall.why_not(WithdrawNotice{"a"}), Refusal::unknown_notice);
}

TEST(Wall, TakesNoMoreNoticesThanABoardCanTurnThrough) {
    Hall hall = one_counter();
    for (int i = 0; i < 20; ++i) hall.at(nine).act(PostNotice{notice(std::to_string(i))});
    EXPECT_EQ(hall.why_not(PostNotice{notice("one more")}), Refusal::too_many_notices);
}

// --- help

TEST(Wall, KeepsOneRequestForHelpAPlaceUntilSomebodyCame) {
    Hall hall = one_counter();
    hall.at(nine).act(AskHelp{"Anjungan 1"});
    hall.at(nine + 1min).act(AskHelp{"Anjungan 1"});
    hall.act(AskHelp{"Anjungan 2"});
    ASSERT_EQ(hall.day.wall().help().size(), 2);
    EXPECT_EQ(hall.day.wall().help()[0].asked_at, nine);

    hall.at(nine + 3min).act(GiveHelp{0});
    hall.at(nine + 5min).act(GiveHelp{0});
    EXPECT_EQ(hall.day.wall().help()[0].given_at, nine + 3min);
    hall.act(AskHelp{"Anjungan 1"});
    EXPECT_EQ(hall.day.wall().help().size(), 3);
    EXPECT_EQ(hall.why_not(GiveHelp{9}), Refusal::unknown_help);
}

// --- boards, and the next date

TEST(Wall, KeepsOneSetUpABoardAndHasItOnTheNextDateWithWhatStillStands) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.open_all();
    BoardSetup board{.device = "layar-1", .inches = 43, .metres = 8, .zone = "", .has_voice = true};
    hall.at(nine).act(SetBoard{board});
    board.inches = 55;
    hall.act(SetBoard{board});
    hall.act(PostNotice{notice("stays")});
    hall.act(PostNotice{notice("over", noon)});
    hall.act(AskHelp{"Anjungan 1"});

    hall.begin(tomorrow, midnight + 32h);

    const Wall& wall = hall.day.wall();
    ASSERT_EQ(wall.boards().size(), 1);
    EXPECT_EQ(wall.boards()[0], board);
    ASSERT_EQ(wall.notices(hall.now).size(), 1);
    EXPECT_EQ(wall.notices(hall.now)[0].id, "stays");
    EXPECT_TRUE(wall.help().empty());
    EXPECT_TRUE(wall.announcements().empty());
}

}  // namespace
}  // namespace gerai::hall
