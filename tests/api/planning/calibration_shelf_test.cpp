#include "api/planning/calibration_shelf.h"

#include <gtest/gtest.h>

#include <fstream>

#include "api/whole_file.h"
#include "journal/temporary_directory.h"
#include "plan/calibration/json.h"
#include "plan/logged_days.h"

namespace gerai::api {

namespace {

LearnedDays learned_of(std::size_t dates) {
    const mall::Mall mall = plan::read_busy_mall();
    const std::vector<Date> open = plan::open_dates(mall, dates);
    const auto logs =
        plan::logged_days(open, 1, [&](Date date) { return plan::busy_model(mall, date); });
    return {.calibration = plan::calibrate(logs, mall),
            .fit = plan::check_fit(logs, mall, {.runs = 2}),
            .mall_version = 7,
            .from = open.front(),
            .known_to = open.back(),
            .computed_at = Instant{std::chrono::seconds{1'800'000'000}}};
}

class CalibrationShelfTest : public testing::Test {
protected:
    [[nodiscard]] CalibrationShelf open() {
        return CalibrationShelf{
            directory_.path().string(), [this](const std::string& file) {
                unreadable.push_back(std::filesystem::path{file}.filename().string());
            }};
    }
    [[nodiscard]] std::filesystem::path file() const { return directory_.path() / "uji.json"; }

    std::vector<std::string> unreadable;

private:
    TemporaryDirectory directory_;
};

TEST_F(CalibrationShelfTest, ReadsAgainWhatIsInForce) {
    const LearnedDays learned = learned_of(12);
    open().keep(learned);

    const auto found = open().in_force("uji");

    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->calibration.all_dates(), 12);
    EXPECT_EQ(found->calibration.services.size(), learned.calibration.services.size());
    EXPECT_NEAR(found->calibration.patience_seconds.value,
                learned.calibration.patience_seconds.value, 1e-6);
    EXPECT_EQ(found->fit.order.verdict, learned.fit.order.verdict);
    EXPECT_EQ(found->fit.passed(), learned.fit.passed());
    EXPECT_EQ(found->mall_version, 7);
    EXPECT_EQ(found->from, learned.from);
    EXPECT_EQ(found->known_to, learned.known_to);
    EXPECT_EQ(found->computed_at, learned.computed_at);
    EXPECT_EQ(open().in_force("other"), nullptr);
}

TEST_F(CalibrationShelfTest, TellsOfAFileThatIsNoCalibrationOfThatMall) {
    open().keep(learned_of(12));
    std::filesystem::copy_file(file(), file().parent_path() / "other.json");
    std::ofstream{file()} << "{}";

    const CalibrationShelf shelf = open();

    std::ranges::sort(unreadable);
    EXPECT_EQ(unreadable, (std::vector<std::string>{"other.json", "uji.json"}));
    EXPECT_EQ(shelf.in_force("uji"), nullptr);
    EXPECT_EQ(shelf.in_force("other"), nullptr);
}

}  // namespace

}  // namespace gerai::api
