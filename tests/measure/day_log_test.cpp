#include "measure/day_log.h"

#include <gtest/gtest.h>

#include "mall/mall_files.h"

namespace gerai::measure {

using namespace std::chrono_literals;

namespace {

constexpr Date monday = std::chrono::year{2026} / 11 / 23;

Instant after_eight(Duration duration) {
    return Instant{std::chrono::sys_days{monday}.time_since_epoch()} + duration;
}

/// The small mall on a Monday from eight; counter 1 is open.
class LoggedHall {
public:
    LoggedHall() { act(hall::Open{at(1), {}}, 0min); }

    void act(const hall::Command& command, Duration when) {
        const auto events = hall::decide(day, command, after_eight(when));
        ASSERT_TRUE(events) << static_cast<int>(events.error().why);
        for (const hall::Event& event : *events) {
            hall::evolve(day, event);
            logger.note(event, day);
        }
    }

    void issue(Duration when) {
        hall::Issue wish{.priority = {0}};
        wish.code.bytes.fill(static_cast<std::uint8_t>(day.visits().size() + 1));
        wish.services.push_back(*day.rules().find_service("dukcapil-01"));
        act(wish, when);
    }

    [[nodiscard]] hall::AtCounter at(int number) const {
        return {.counter = *day.rules().find_counter(number)};
    }

    [[nodiscard]] DayLog log(Duration when) const { return logger.log(day, after_eight(when)); }

    hall::Day day{hall::rules_for(mall::small(), monday), monday};
    DayLogger logger;
};

}  // namespace

TEST(DayLog, TellsOfAStayFromTheCallToTheEnd) {
    LoggedHall hall;
    hall.issue(5min);
    hall.act(hall::Call{hall.at(1)}, 6min);
    hall.act(hall::Start{hall.at(1)}, 7min);
    hall.act(hall::Finish{hall.at(1)}, 20min);

    const DayLog log = hall.log(30min);

    ASSERT_EQ(log.stays.size(), 1U);
    const Stay& stay = log.stays.front();
    EXPECT_EQ(stay.called_at, after_eight(6min));
    EXPECT_EQ(stay.started_at, after_eight(7min));
    EXPECT_EQ(stay.left_at, after_eight(20min));
    EXPECT_EQ(stay.end, StayEnd::served);
    EXPECT_EQ(log.records.size(), 1U);
}

TEST(DayLog, TellsOfEachCallOfAStepByItself) {
    LoggedHall hall;
    hall.issue(5min);
    hall.act(hall::Call{hall.at(1)}, 6min);
    hall.act(hall::RecordNoShow{hall.at(1)}, 9min);
    hall.act(hall::CallNumber{hall.at(1), {0}}, 15min);

    const DayLog log = hall.log(16min);

    ASSERT_EQ(log.stays.size(), 2U);
    EXPECT_EQ(log.stays[0].end, StayEnd::no_show);
    EXPECT_EQ(log.stays[0].left_at, after_eight(9min));
    EXPECT_EQ(log.stays[1].rule, hall::CallRule::by_number);
    EXPECT_EQ(log.stays[1].end, StayEnd::unfinished);
    EXPECT_FALSE(log.stays[1].left_at);
}

TEST(DayLog, TellsWhenSomebodyAskedToBeCalledAgain) {
    LoggedHall hall;
    hall.issue(5min);
    hall.act(hall::Call{hall.at(1)}, 6min);
    hall.act(hall::RecordNoShow{hall.at(1)}, 9min);
    hall.act(hall::Rejoin{{0}}, 13min);
    hall.act(hall::Call{hall.at(1)}, 20min);

    const DayLog log = hall.log(21min);

    ASSERT_EQ(log.stays.size(), 2U);
    EXPECT_EQ(log.stays[0].back_at, after_eight(13min));
    EXPECT_FALSE(log.stays[1].back_at);
}

TEST(DayLog, TakesAnUndoneEndAsIfItHadNotBeen) {
    LoggedHall hall;
    hall.issue(5min);
    hall.act(hall::Call{hall.at(1)}, 6min);
    hall.act(hall::Start{hall.at(1)}, 7min);
    hall.act(hall::Finish{hall.at(1)}, 8min);
    hall.act(hall::Undo{hall.at(1)}, 8min + 10s);
    hall.act(hall::Finish{hall.at(1)}, 19min);

    const DayLog log = hall.log(30min);

    ASSERT_EQ(log.stays.size(), 1U);
    EXPECT_EQ(log.stays[0].started_at, after_eight(7min));
    EXPECT_EQ(log.stays[0].left_at, after_eight(19min));
}

TEST(DayLog, TellsWhichCallsWereTakenBack) {
    LoggedHall hall;
    hall.issue(5min);
    hall.act(hall::Call{hall.at(1)}, 6min);
    hall.act(hall::Undo{hall.at(1)}, 6min + 5s);

    const DayLog log = hall.log(30min);

    ASSERT_EQ(log.stays.size(), 1U);
    EXPECT_EQ(log.stays[0].end, StayEnd::taken_back);
}

TEST(DayLog, TellsWhenACounterWasOpenAndWhenItPaused) {
    LoggedHall hall;
    hall.act(hall::Pause{hall.at(1)}, 60min);
    hall.act(hall::Open{hall.at(1), {}}, 75min);
    hall.act(hall::Close{hall.at(1)}, 120min);

    const DayLog log = hall.log(180min);

    ASSERT_EQ(log.stretches.size(), 3U);
    EXPECT_EQ(log.stretches[0].state, hall::CounterState::open);
    EXPECT_EQ(log.stretches[0].at, (Interval{after_eight(0min), after_eight(60min)}));
    EXPECT_EQ(log.stretches[1].state, hall::CounterState::paused);
    EXPECT_EQ(log.stretches[1].at, (Interval{after_eight(60min), after_eight(75min)}));
    EXPECT_EQ(log.stretches[2].at, (Interval{after_eight(75min), after_eight(120min)}));
    EXPECT_FALSE(log.stretches[0].offers.empty());
}

TEST(DayLog, EndsWhatIsOpenWhereItIsTold) {
    const LoggedHall hall;

    const DayLog log = hall.log(40min);

    ASSERT_EQ(log.stretches.size(), 1U);
    EXPECT_EQ(log.stretches[0].at.to, after_eight(40min));
}

}  // namespace gerai::measure
