#include "app/mall_changes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/program.h"
#include "mall/mall_file.h"

namespace gerai::app {

namespace {

mall::Mall paser() {
    const std::string file = GERAI_SOURCE_DIR "/malls/paser.toml";
    return *mall::read_mall(read_whole(file), file);
}

std::vector<std::string> texts(const mall::Mall& before, const mall::Mall& after) {
    std::vector<std::string> all;
    for (const MallChange& change : changes_between(before, after))
        all.push_back(to_string(change));
    return all;
}

using Texts = std::vector<std::string>;

TEST(MallChanges, AreNoneBetweenAFileAndItself) { EXPECT_EQ(texts(paser(), paser()), Texts{}); }

TEST(MallChanges, AreNoneWhenOnlyTheOrderDiffers) {
    mall::Mall after = paser();
    std::ranges::reverse(after.services);

    EXPECT_EQ(texts(paser(), after), Texts{});
}

TEST(MallChanges, NameWhatComesAndGoes) {
    const mall::Mall before = paser();
    mall::Mall after = before;
    const mall::Counter gone = after.counters.front();
    after.counters.erase(after.counters.begin());
    after.counters.push_back({.number = 999, .booth = gone.booth, .services = gone.services});
    after.services.push_back({.id = "new-01", .agency = gone.booth, .name = "Layanan baru"});

    EXPECT_EQ(texts(before, after), (Texts{"- counter " + std::to_string(gone.number),
                                           "+ counter 999", "+ service new-01 (Layanan baru)"}));
    EXPECT_EQ(texts(after, before),
              (Texts{"- counter 999", "+ counter " + std::to_string(gone.number),
                     "- service new-01 (Layanan baru)"}));
}

TEST(MallChanges, NameTheKeysThatDiffer) {
    const mall::Mall before = paser();
    mall::Mall after = before;
    after.name = "MPP Paser";
    after.max_rejoins += 1;
    after.hours[0].clear();
    after.hours[4].clear();
    after.agencies[0].prefix = "ZZ";
    after.booths[0].floor += 1;
    after.services[0].fee = mall::FixedFee{.amount = 1'000};
    after.services[0].requirements.emplace_back("KTP");

    const mall::Agency& agency = after.agencies[0];
    const mall::Booth& booth = after.booths[0];
    const mall::Service& service = after.services[0];
    EXPECT_EQ(texts(before, after),
              (Texts{"~ mall paser (MPP Paser): name, max_rejoins", "~ hours: mon, fri",
                     "~ agency " + agency.id + " (" + agency.name + "): prefix",
                     "~ booth " + booth.id + " (" + booth.name + "): floor",
                     "~ service " + service.id + " (" + service.name + "): requirements, fee"}));
}

}  // namespace

}  // namespace gerai::app
