#include "pages/start_page.h"

#include <gtest/gtest.h>

namespace gerai::pages {
namespace {

Start with_a_mall() {
    return {.malls = {{.id = "paser", .name = "MPP <Paser>", .is_open = true, .counter = 7}}};
}

bool has(const std::string& page, std::string_view part) {
    return page.find(part) != std::string::npos;
}

TEST(StartPage, ShowsEveryScreenOfATrialHall) {
    Start start = with_a_mall();
    start.is_trial = true;
    start.gives_links = true;

    const std::string page = start_page(start, web::Language::english);

    EXPECT_TRUE(has(page, "MPP &lt;Paser&gt;"));
    EXPECT_TRUE(has(page, "href=\"/m/paser/kiosk?lang=en\""));
    EXPECT_TRUE(has(page, "href=\"/m/paser/counter/7?lang=en\""));
    EXPECT_TRUE(has(page, "data-mall=\"paser\""));
    EXPECT_TRUE(has(page, "/assets/figure_hall-"));
    EXPECT_TRUE(has(page, "/kit"));
}

TEST(StartPage, ShowsFromElsewhereOnlyWhatNeedsNoToken) {
    Start start = with_a_mall();
    start.is_trial = true;

    const std::string page = start_page(start, web::Language::indonesian);

    EXPECT_TRUE(has(page, "/m/paser/board"));
    EXPECT_FALSE(has(page, "/m/paser/kiosk"));
    EXPECT_FALSE(has(page, "data-mall"));
}

TEST(StartPage, LeadsInARealHallToTheVisitsAlone) {
    const std::string page = start_page(with_a_mall(), web::Language::indonesian);

    EXPECT_TRUE(has(page, "href=\"/k?lang=id\""));
    EXPECT_FALSE(has(page, "/m/paser"));
    EXPECT_FALSE(has(page, "/kit"));
}

TEST(StartPage, SaysThatThereIsNoMall) {
    EXPECT_TRUE(has(start_page({}, web::Language::indonesian), "Belum ada mal"));
}

}  // namespace
}  // namespace gerai::pages
