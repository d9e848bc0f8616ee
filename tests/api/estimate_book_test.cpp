#include "api/estimate_book.h"

#include <gtest/gtest.h>

#include "api/served_hall.h"

namespace gerai::api {
namespace {

TEST(Estimates, AreToldWhereverSomebodyAsksHowLongItTakes) {
    ServedHall hall;
    hall.open(1, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    hall.call(1, monday_eight + 2min);
    const Code code = hall.issue({"dukcapil-01"}, monday_eight + 3min);

    const std::string range = R"("estimate":{"low_seconds":)";
    for (const std::string& path :
         {"/visits/" + to_string(code), std::string{"/malls/kecil/services"},
          std::string{"/malls/kecil/services/dukcapil-01"}, std::string{"/malls/kecil/board"}}) {
        EXPECT_NE(hall.ask(path).body.find(range), std::string::npos) << path;
    }
}

TEST(Estimates, AreNullWhereNoCounterIsOpen) {
    ServedHall hall;
    const Code code = hall.issue({"dukcapil-01"}, monday_eight + 1min);

    EXPECT_NE(hall.ask("/visits/" + to_string(code)).body.find(R"("estimate":null)"),
              std::string::npos);
}

TEST(Estimates, AreSilentUntilThePastIsKnown) {
    SmallHall small;
    small.act(hall::Open{small.at(1), {}}, monday_eight);
    const hall::VisitIndex visit = small.issue({"dukcapil-01"}, monday_eight + 1min);
    const hall::StepIndex step = small.day().at(visit).first_step;
    HallEstimates estimates;
    EXPECT_FALSE(estimates.of_step(small.day(), step, small.clock.now()));

    estimates.begin(measure::Estimates{});
    EXPECT_TRUE(estimates.of_step(small.day(), step, small.clock.now()));
}

TEST(Estimates, AreInWholeMinutesSoThatAnAnswerStaysTheSameForAWhile) {
    ServedHall hall;
    hall.open(1, monday_eight);
    hall.issue({"dukcapil-01"}, monday_eight + 1min);
    hall.call(1, monday_eight + 2min);
    const Code code = hall.issue({"dukcapil-01"}, monday_eight + 3min);

    const auto body = hall.ask("/visits/" + to_string(code)).body;
    for (const char* const name : {"low_seconds\":", "median_seconds\":", "high_seconds\":"}) {
        const auto at = body.find(name);
        ASSERT_NE(at, std::string::npos) << name;
        EXPECT_EQ(std::stoi(body.substr(at + std::string_view{name}.size())) % 60, 0) << name;
    }
}

}  // namespace
}  // namespace gerai::api
