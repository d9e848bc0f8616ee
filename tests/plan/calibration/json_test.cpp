#include "plan/calibration/json.h"

#include <gtest/gtest.h>

#include <cmath>

#include "plan/logged_days.h"

namespace gerai::plan {

namespace {

Calibration some_calibration() {
    const mall::Mall mall = read_busy_mall();
    const auto logs =
        logged_days(open_dates(mall, 12), 1, [&](Date date) { return busy_model(mall, date); });
    Calibration calibration = calibrate(logs, mall);
    calibration.mall_file = "0123abcd";
    return calibration;
}

std::string replaced(std::string text, std::string_view part, std::string_view instead) {
    const auto at = text.find(part);
    EXPECT_NE(at, std::string::npos) << part;
    return text.replace(at, part.size(), instead);
}

/// The same but for the last digit of numbers, which the reader of JSON may round.
void expect_alike(const json::Value& one, const json::Value& other, const std::string& where) {
    ASSERT_EQ(one.is_number(), other.is_number()) << where;
    if (one.is_number()) {
        const auto number = other.to_number<double>();
        EXPECT_NEAR(one.to_number<double>(), number, 1e-12 * std::abs(number)) << where;
    } else if (one.is_object()) {
        ASSERT_EQ(one.as_object().size(), other.as_object().size()) << where;
        for (const auto& [name, value] : one.as_object()) {
            expect_alike(value, other.at(name), where + '/' + std::string{name});
        }
    } else if (one.is_array()) {
        ASSERT_EQ(one.as_array().size(), other.as_array().size()) << where;
        for (std::size_t i = 0; i < one.as_array().size(); ++i) {
            expect_alike(one.at(i), other.at(i), where + '/' + std::to_string(i));
        }
    } else {
        EXPECT_EQ(one, other) << where;
    }
}

TEST(CalibrationFile, GivesBackWhatWasWritten) {
    const std::string text = to_json_text(some_calibration());

    const auto read = read_calibration(text);

    ASSERT_TRUE(read);
    expect_alike(*json::parse(to_json_text(*read)), *json::parse(text), "");
}

TEST(CalibrationFile, IsRefusedWhereANewerProgramWroteIt) {
    const std::string text = to_json_text(some_calibration());

    const auto read = read_calibration(replaced(text, R"("version":1)", R"("version":2,"new":0)"));

    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().newer_version, 2);
}

TEST(CalibrationFile, IsRefusedWithAVersionThatIsNone) {
    const std::string text = to_json_text(some_calibration());
    for (const std::string version : {"0", "-1", "4294967296", "9223372036854775807"}) {
        const auto read =
            read_calibration(replaced(text, R"("version":1)", R"("version":)" + version));

        ASSERT_FALSE(read) << version;
        EXPECT_TRUE(read.error().newer_version > 1 || !read.error().faults.empty()) << version;
    }
}

TEST(CalibrationFile, IsRefusedWithTheNameOfWhatIsMissing) {
    const std::string text = to_json_text(some_calibration());

    const auto read = read_calibration(replaced(text, R"("mall":"uji",)", ""));

    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().faults.size(), 1U);
    EXPECT_EQ(read.error().faults.front().pointer, "/mall");
}

TEST(CalibrationFile, IsRefusedWhereNoModelCouldBeMadeOfIt) {
    Calibration calibration = some_calibration();
    calibration.services[1].sigma.value = -1;
    calibration.services[2].arrivals[0].rate.pop_back();
    calibration.counters[0].open = {{600, 500}};

    const auto read = read_calibration(to_json_text(calibration));

    ASSERT_FALSE(read);
    std::vector<std::string> places;
    for (const json::Fault& fault : read.error().faults) places.push_back(fault.pointer);
    EXPECT_EQ(places, (std::vector<std::string>{"/services/1/sigma", "/services/2/arrivals/0",
                                                "/counters/0"}));
}

TEST(CalibrationFile, IsRefusedWhereItIsNotJson) {
    EXPECT_FALSE(read_calibration("[mall]"));
    EXPECT_FALSE(read_calibration("{}"));
}

}  // namespace

}  // namespace gerai::plan
