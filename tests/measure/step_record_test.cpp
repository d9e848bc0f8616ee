#include "measure/step_record.h"

#include <gtest/gtest.h>

#include "mall/mall_files.h"
#include "measure/figures.h"

namespace gerai::measure {

using namespace std::chrono_literals;

namespace {

constexpr Date monday = std::chrono::year{2026} / 11 / 23;

/// The small mall on a Monday from eight, measured.
class MeasuredHall {
public:
    MeasuredHall() {
        act(hall::Open{at(1), {}}, 0min);
        act(hall::Open{at(2), {}}, 0min);
    }

    void act(const hall::Command& command, Duration after_eight) {
        const Instant now = time(after_eight);
        const auto events = hall::decide(day, command, now);
        ASSERT_TRUE(events) << static_cast<int>(events.error().why);
        for (const hall::Event& event : *events) {
            hall::evolve(day, event);
            recorder.note(event, day);
        }
    }

    hall::VisitIndex issue(std::vector<std::string> services, Duration after_eight) {
        hall::Issue wish{.priority = {0}};
        wish.code.bytes.fill(static_cast<std::uint8_t>(day.visits().size() + 1));
        for (const std::string& id : services) {
            wish.services.push_back(*day.rules().find_service(id));
        }
        act(wish, after_eight);
        return {static_cast<std::uint32_t>(day.visits().size() - 1)};
    }

    [[nodiscard]] hall::AtCounter at(int number) const {
        return {.counter = *day.rules().find_counter(number)};
    }

    [[nodiscard]] static Instant time(Duration after_eight) {
        return Instant{std::chrono::sys_days{monday}.time_since_epoch()} + after_eight;
    }

    [[nodiscard]] StepRecord record(std::uint32_t step, Duration after_eight) const {
        return recorder.records(day, time(after_eight)).at(step);
    }

    hall::Day day{hall::rules_for(mall::small(), monday), monday};
    StepRecorder recorder;
};

}  // namespace

TEST(StepRecord, WaitsFromCheckInUntilTheCall) {
    MeasuredHall hall;
    hall.issue({"dukcapil-01"}, 10min);
    EXPECT_EQ(hall.record(0, 12min).wait, 2min);
    hall.act(hall::Call{hall.at(1)}, 15min);
    hall.act(hall::Start{hall.at(1)}, 16min);
    hall.act(hall::Finish{hall.at(1)}, 20min);

    const StepRecord record = hall.record(0, 60min);

    EXPECT_EQ(record.wait, 5min);
    EXPECT_EQ(record.called_at, MeasuredHall::time(15min));
    EXPECT_EQ(record.started_at, MeasuredHall::time(16min));
    EXPECT_EQ(record.ended_at, MeasuredHall::time(20min));
    EXPECT_EQ(record.state, hall::StepState::done);
}

TEST(StepRecord, DoesNotWaitWhileItsVisitorIsElsewhere) {
    MeasuredHall hall;
    hall.issue({"dukcapil-01", "bnn-01"}, 0min);
    hall.act(hall::Call{hall.at(1)}, 5min);
    hall.act(hall::Start{hall.at(1)}, 6min);
    hall.act(hall::Finish{hall.at(1)}, 20min);
    hall.act(hall::Call{hall.at(2)}, 22min);

    EXPECT_EQ(hall.record(0, 30min).wait, 5min);
    EXPECT_EQ(hall.record(1, 30min).wait, 7min) << "five before the call, two after the service";
}

TEST(StepRecord, DoesNotWaitBeforeItsPredecessorsAreDone) {
    MeasuredHall hall;
    hall.issue({"dukcapil-01", "dukcapil-02"}, 0min);
    hall.act(hall::Call{hall.at(1)}, 5min);
    hall.act(hall::Start{hall.at(1)}, 5min);
    hall.act(hall::Finish{hall.at(1)}, 15min);
    hall.act(hall::Call{hall.at(1)}, 18min);

    const StepRecord second = hall.record(1, 30min);

    EXPECT_EQ(second.first_callable, MeasuredHall::time(15min));
    EXPECT_EQ(second.wait, 3min);
}

TEST(StepRecord, SumsUpItsReturns) {
    MeasuredHall hall;
    const hall::VisitIndex visit = hall.issue({"dukcapil-01"}, 0min);
    hall.act(hall::Call{hall.at(1)}, 4min);
    hall.act(hall::RecordNoShow{hall.at(1)}, 6min);
    hall.act(hall::Rejoin{visit}, 10min);
    hall.act(hall::Call{hall.at(1)}, 13min);

    const StepRecord record = hall.record(0, 20min);

    EXPECT_EQ(record.wait, 7min);
    EXPECT_EQ(record.returns, 1);
    EXPECT_EQ(record.called_at, MeasuredHall::time(4min));
}

TEST(StepRecord, GoesOnWaitingWhenTheCallIsTakenBack) {
    MeasuredHall hall;
    hall.issue({"dukcapil-01"}, 0min);
    hall.act(hall::Call{hall.at(1)}, 4min);
    hall.act(hall::Undo{hall.at(1)}, 4min + 10s);

    const StepRecord record = hall.record(0, 10min);

    EXPECT_FALSE(record.called_at);
    EXPECT_EQ(record.wait, 10min - 10s);
}

TEST(StepRecord, KnowsWhatTheStaffCancelled) {
    MeasuredHall hall;
    const hall::VisitIndex left = hall.issue({"dukcapil-01"}, 0min);
    const hall::VisitIndex sent = hall.issue({"dukcapil-01"}, 0min);
    hall.act(hall::Cancel{left, ""}, 3min);
    hall.act(hall::Cancel{sent, "berkas kurang"}, 3min);

    EXPECT_FALSE(hall.record(0, 5min).is_staff_cancelled);
    EXPECT_TRUE(hall.record(1, 5min).is_staff_cancelled);
    EXPECT_EQ(hall.record(0, 5min).wait, 3min);
}

TEST(Figures, TakeTheNearestRankAsQuantile) {
    const std::vector<Duration> waits{1min, 2min, 3min, 4min, 10min};

    EXPECT_EQ(quantile(waits, 0.5), 3min);
    EXPECT_EQ(quantile(waits, 0.9), 10min);
    EXPECT_EQ(quantile(waits, 0.2), 1min);
    EXPECT_EQ(mean(waits), 4min);
    EXPECT_FALSE(quantile({}, 0.5));
    EXPECT_FALSE(mean({}));
}

TEST(Figures, CountLeaversAgainstThePromiseAndTheStaffsCancellationsNot) {
    MeasuredHall hall;
    hall.issue({"dukcapil-01"}, 0min);
    hall.issue({"dukcapil-01"}, 0min);
    const hall::VisitIndex left = hall.issue({"dukcapil-01"}, 0min);
    const hall::VisitIndex sent = hall.issue({"dukcapil-01"}, 0min);
    hall.act(hall::Cancel{left, ""}, 5min);
    hall.act(hall::Cancel{sent, "berkas kurang"}, 5min);
    hall.act(hall::Call{hall.at(1)}, 10min);
    hall.issue({"dukcapil-01"}, 30min);

    const auto records = hall.recorder.records(hall.day, MeasuredHall::time(31min));

    // One called in time, one too late already, one left; the last may still be called in time.
    EXPECT_EQ(service_level(records, 15min), 1.0 / 3);
    EXPECT_EQ(oldest_wait(records), 31min);
    EXPECT_FALSE(service_level({}, 15min));
}

TEST(Figures, HaveRowsBehindThem) {
    MeasuredHall hall;
    hall.issue({"dukcapil-01"}, 0min);
    hall.issue({"dukcapil-01"}, 0min);
    hall.act(hall::Call{hall.at(1)}, 10min);
    const auto records = hall.recorder.records(hall.day, MeasuredHall::time(20min));

    EXPECT_TRUE(is_behind(Figure::wait_mean, records[0], 15min));
    EXPECT_FALSE(is_behind(Figure::wait_mean, records[1], 15min));
    EXPECT_TRUE(is_behind(Figure::waiting, records[1], 15min));
    EXPECT_TRUE(is_behind(Figure::steps, records[0], 15min));
    EXPECT_FALSE(is_behind(Figure::service_level, records[1], 30min)) << "it may still be called";
    EXPECT_TRUE(is_behind(Figure::service_level, records[1], 15min));
}

}  // namespace gerai::measure
