#include "pages/follow_page.h"

#include <gtest/gtest.h>

namespace gerai::pages {
namespace {

using hall::StepState;
using web::Language;

api::StepView step(std::int64_t id, StepState state) {
    return {.id = id, .service = "a-01", .service_name = "Kartu <Keluarga>", .state = state};
}

Follow follow(StepState state, std::vector<api::StepView> steps) {
    Follow made;
    made.visit = {.code = "4qzacs1w1jq8txy7361s52bwbm",
                  .short_code = "cv138v6c2f0",
                  .number = "A-023",
                  .state = state,
                  .steps = std::move(steps),
                  .rejoins_left = 2};
    made.booths.resize(made.visit.steps.size(), "Gerai 7");
    made.mall = "MPP Paser";
    made.as_of = "09.05";
    made.rejoin_until = "15.30";
    return made;
}

bool says(const std::string& page, std::string_view text) {
    return page.find(text) != std::string::npos;
}

TEST(FollowPage, SaysInOneSentenceWhatToDo) {
    api::StepView ahead = step(1, StepState::waiting);
    ahead.ahead = 4;
    api::StepView next = step(1, StepState::waiting);
    next.ahead = 0;
    api::StepView called = step(1, StepState::called);
    called.counter = 5;
    called.floor = 2;
    const std::vector<std::pair<Follow, std::string>> rows{
        {follow(StepState::waiting, {ahead}), "Ada 4 antrean di depan Anda"},
        {follow(StepState::waiting, {ahead, next}), "Anda berikutnya. Silakan mendekat."},
        {follow(StepState::called, {called}), "Silakan menuju loket 5"},
        {follow(StepState::called, {called}), "Gerai 7, lantai 2"},
        {follow(StepState::no_show, {step(1, StepState::no_show)}), "sebelum pukul 15.30"},
        {follow(StepState::no_show, {step(1, StepState::no_show)}), "Saya sudah kembali"},
        {follow(StepState::done, {step(1, StepState::done)}), "Sangat baik"},
        {follow(StepState::cancelled, {step(1, StepState::cancelled)}), "sudah batal"},
    };
    for (const auto& [shown, sentence] : rows) {
        EXPECT_TRUE(says(follow_page(shown, Language::indonesian), sentence)) << sentence;
    }
}

TEST(FollowPage, ShowsTheNumberInTheHueOfItsAgencyAndTheCodeInGroups) {
    Follow shown = follow(StepState::waiting, {});
    shown.hue = 3;
    const std::string page = follow_page(shown, Language::indonesian);
    EXPECT_TRUE(says(page, "<b class=\"h3\">A</b><i>-</i>023</p>"));
    EXPECT_TRUE(says(page, "cv13 8v6c 2f0"));
}

TEST(FollowPage, OffersOnlyWhatCanBeDone) {
    Follow gone = follow(StepState::no_show, {step(1, StepState::no_show)});
    gone.visit.rejoins_left = 0;

    const std::string passed = follow_page(gone, Language::english);
    const std::string waiting =
        follow_page(follow(StepState::waiting, {step(1, StepState::waiting)}), Language::english);
    const std::string done =
        follow_page(follow(StepState::done, {step(1, StepState::done)}), Language::english);

    EXPECT_FALSE(says(passed, "/rejoin"));
    EXPECT_TRUE(says(passed, "take a new number"));
    EXPECT_TRUE(says(waiting, "/cancel"));
    EXPECT_FALSE(says(waiting, "/ratings"));
    EXPECT_FALSE(says(done, "/cancel"));
}

TEST(FollowPage, SaysWhyOthersWentBefore) {
    api::StepView passed = step(1, StepState::waiting);
    passed.overtaken_by = {{.count = 2, .rule = "priority"}, {.count = 1, .rule = "was_away"}};

    const std::string page =
        follow_page(follow(StepState::waiting, {passed}), Language::indonesian);

    EXPECT_TRUE(says(page, "2 orang prioritas dipanggil lebih dahulu"));
    EXPECT_TRUE(says(page, "1 orang dipanggil saat Anda di loket lain"));
}

TEST(FollowPage, LetsNoNameOfTheMallFileBecomeMarkup) {
    Follow shown = follow(StepState::waiting, {step(1, StepState::waiting)});
    shown.mall = "\"><script>";

    const std::string page = follow_page(shown, Language::indonesian);

    EXPECT_TRUE(says(page, "Kartu &lt;Keluarga&gt;"));
    EXPECT_TRUE(says(page, "&quot;&gt;&lt;script&gt;"));
    EXPECT_FALSE(says(page, "style="));
}

TEST(FollowPage, MarksTheRatingThatWasGiven) {
    api::StepView rated = step(1, StepState::done);
    rated.rating = 3;

    const std::string page = follow_page(follow(StepState::done, {rated}), Language::english);

    EXPECT_TRUE(says(page, "value=\"3\" class=\"given\" aria-pressed=\"true\""));
    EXPECT_FALSE(says(page, "value=\"4\" class=\"given\""));
    EXPECT_TRUE(says(page, "Your rating: Good. Thank you."));
}

TEST(FollowPage, AsksForReasonsThatGoWithTheFaceAndOnlyAfterIt) {
    api::StepView good = step(1, StepState::done);
    good.rating = 3;
    good.rating_reasons = {"friendly"};
    api::StepView bad = step(1, StepState::done);
    bad.rating = 1;

    const std::string before =
        follow_page(follow(StepState::done, {step(1, StepState::done)}), Language::english);
    const std::string praise = follow_page(follow(StepState::done, {good}), Language::english);
    const std::string blame = follow_page(follow(StepState::done, {bad}), Language::indonesian);

    EXPECT_FALSE(says(before, "type=\"checkbox\""));
    EXPECT_TRUE(says(praise, "What was good?"));
    EXPECT_TRUE(says(praise, "value=\"friendly\" checked>Friendly staff"));
    EXPECT_TRUE(says(praise, "Reasons: Friendly staff."));
    EXPECT_FALSE(says(praise, "value=\"slow\""));
    EXPECT_TRUE(says(blame, "Diminta biaya tambahan"));
}

TEST(FollowPage, KeepsARatingAsItIsWhenItsDayHasEnded) {
    api::StepView rated = step(1, StepState::done);
    rated.rating = 4;
    Follow old = follow(StepState::done, {rated});
    old.rateable = Rateable::no;

    const std::string page = follow_page(old, Language::indonesian);

    EXPECT_TRUE(says(page, "Sangat baik"));
    EXPECT_FALSE(says(page, "/ratings"));
}

TEST(FollowPage, MarksAServiceThatHasNoEnglishName) {
    Follow shown = follow(StepState::waiting, {step(1, StepState::waiting)});
    EXPECT_TRUE(says(follow_page(shown, Language::english), "<b>Kartu"));

    shown.in_indonesian = {1};

    EXPECT_TRUE(says(follow_page(shown, Language::english), "<b lang=\"id\">Kartu"));
}

TEST(FollowPage, CarriesTheAccentAndTheLogoOfItsMall) {
    Follow shown = follow(StepState::waiting, {step(1, StepState::waiting)});
    shown.theme = "/api/v1/malls/paser/theme.css";

    const std::string plain = follow_page(shown, Language::indonesian);
    shown.logo = "/api/v1/malls/paser/logo.svg";
    const std::string with_logo = follow_page(shown, Language::indonesian);

    EXPECT_TRUE(says(plain, "<link rel=\"stylesheet\" href=\"/api/v1/malls/paser/theme.css\">"));
    EXPECT_FALSE(says(plain, "<img"));
    EXPECT_TRUE(says(with_logo, "<img src=\"/api/v1/malls/paser/logo.svg\" alt=\"\">"));
}

TEST(FindPage, AsksForTheCodeAndSaysWhatWasWrong) {
    EXPECT_FALSE(says(find_page(Found::not_asked, Language::english), "role=\"alert\""));
    EXPECT_TRUE(says(find_page(Found::unknown, Language::english), "this code is not known"));
    EXPECT_TRUE(says(find_page(Found::too_many_tries, Language::english), "Too many tries"));
}

}  // namespace
}  // namespace gerai::pages
