#include "mall/forming.h"

#include "hall/mall_kit.h"

namespace gerai::hall {
namespace {

/// A document in which the pilot stands like that.
Form form(std::int64_t version, std::int64_t based_on, mall::StageState pilot) {
    auto document = std::make_shared<const mall::Forming>(mall::Forming{
        .stages = {{.stage = mall::FormingStage::pilot, .state = pilot}}, .agreements = {}});
    return {version, based_on, to_text(*document), document};
}

constexpr auto under_way = mall::StageState::under_way;
constexpr auto done = mall::StageState::done;

TEST(DayForming, BeginsWithoutADocument) {
    const DatedHall hall{mall_with({{"birth"}})};

    EXPECT_EQ(hall.day.forming().version, 0);
    EXPECT_EQ(hall.day.forming().document, nullptr);
}

TEST(DayForming, HasTheNewestDocumentAndWhenItCame) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.at(nine).act(form(7, 0, under_way));
    hall.at(nine + 1min).act(form(8, 7, done));

    EXPECT_EQ(hall.day.forming().version, 8);
    EXPECT_EQ(hall.day.forming().at, nine + 1min);
    EXPECT_EQ(hall.day.forming().document->stages.front().state, done);
}

TEST(DayForming, RefusesADocumentMadeFromAnOlderOne) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.at(nine).act(form(7, 0, under_way));

    EXPECT_EQ(hall.why_not(form(8, 0, done)), Refusal::forming_changed);
    EXPECT_EQ(hall.why_not(form(8, 6, done)), Refusal::forming_changed);
}

// Its sender has lost the answer, and asks again.
TEST(DayForming, TakesTheSameDocumentAgainAsNoChange) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.at(nine).act(form(7, 0, under_way));

    EXPECT_TRUE(hall.act(form(8, 0, under_way)).empty());
    EXPECT_EQ(hall.day.forming().version, 7);
}

TEST(DayForming, GoesOnIntoTheNextDates) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.at(nine).act(form(7, 0, done));

    hall.begin(tomorrow, midnight + 32h);
    EXPECT_EQ(std::get<DayBegan>(hall.journal.back().what).forming, 7);
    hall.configure(mall_with({{"birth", "family"}}));
    hall.begin(2026y / 11 / 27, midnight + 56h);

    EXPECT_EQ(hall.day.forming().version, 7);
    EXPECT_EQ(hall.day.forming().at, nine);
    EXPECT_EQ(hall.day.forming().document->stages.front().state, done);
}

TEST(DayForming, LeavesTheQueuesAndTheUndoAlone) {
    DatedHall hall{mall_with({{"birth"}})};
    hall.open_all();
    hall.at(nine).issue({hall.newest("birth")});
    hall.act(Call{{.counter = one}});

    hall.at(nine + 5s).act(form(7, 0, under_way));

    hall.at(nine + 9s).act(Undo{{.counter = one}});
    EXPECT_FALSE(hall.day.at(one).current.exists());
}

}  // namespace
}  // namespace gerai::hall
