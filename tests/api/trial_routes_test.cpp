#include <gtest/gtest.h>

#include <set>

#include "api/served_hall.h"

namespace gerai::api {
namespace {

web::Answer ask_for_links(ServedHall& hall, const std::string& mall,
                          const std::string& headers = "") {
    return hall.connect().ask(web::post("/api/v1/malls/" + mall + "/trial/links", "", headers));
}

std::string token_in(std::string_view address) {
    return std::string{address.substr(address.find("#token=") + 7)};
}

TEST(TrialLinks, OpenEachScreenOfATrialHallAtOnce) {
    ServedHall hall;
    hall.context.is_trial = true;

    const web::Answer answer = ask_for_links(hall, "kecil");

    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(answer.field("Cache-Control"), "no-store");
    const auto document = boost::json::parse(answer.body);
    const auto& links = document.at("links").as_array();
    ASSERT_EQ(links.size(), 5);
    for (const auto& link : links) {
        const std::string token = token_in(link.at("address").as_string());
        const auto actor = hall.context.tokens()->find(token, hall.clock.machine_now());
        ASSERT_TRUE(actor) << link.at("screen");
        EXPECT_EQ(actor->mall, "kecil");
    }
    const auto second = boost::json::parse(ask_for_links(hall, "kecil").body);
    std::set<std::string> devices;
    for (const auto& list : {document, second}) {
        for (const auto& link : list.at("links").as_array()) {
            const std::string token = token_in(link.at("address").as_string());
            devices.insert(hall.context.tokens()->find(token, hall.clock.machine_now())->device);
        }
    }
    EXPECT_EQ(devices.size(), 10) << "two devices of one name";
    const std::string manager = token_in(links.back().at("address").as_string());
    EXPECT_EQ(hall.ask("/malls/kecil/day", "Authorization: Bearer " + manager + "\r\n").status,
              200);
}

TEST(TrialLinks, AreNotThereInARealHallNorThroughAProxyNorForAnotherMall) {
    ServedHall hall;
    EXPECT_EQ(ask_for_links(hall, "kecil").status, 404);
    hall.context.is_trial = true;
    EXPECT_EQ(ask_for_links(hall, "kecil", "X-Forwarded-For: 192.0.2.1\r\n").status, 404);
    EXPECT_EQ(ask_for_links(hall, "besar").status, 404);
    EXPECT_EQ(hall.context.tokens()->size(), 0U);
}

}  // namespace
}  // namespace gerai::api
