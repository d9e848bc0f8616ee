#include "measure/estimates.h"

#include <gtest/gtest.h>

#include "hall/hall_kit.h"

namespace gerai::measure {
namespace {

using namespace hall;

/// A hall whose events are told to estimates.
class Foretold : public hall::Hall {
public:
    explicit Foretold(Rules rules = rules_with({{birth}, {birth}}))
        : Hall(Hall::open(std::move(rules))) {
        tell();
    }

    /// The events that have not been told yet. Each is told with the day as it is now, so that acts
    /// are told one by one.
    void tell() {
        for (; told_ < journal.size(); ++told_) estimates.note(journal[told_], day);
    }

    VisitIndex come(std::initializer_list<ServiceIndex> services, ClassIndex priority = ordinary) {
        const VisitIndex visit = issue(services, priority);
        tell();
        return visit;
    }
    void call_and_serve(CounterIndex counter) {
        call(counter);
        tell();
        start(counter);
        finish(counter);
        tell();
    }

    [[nodiscard]] std::optional<WaitRange> range(VisitIndex visit, ServiceIndex service) const {
        return estimates.of_step(day, step_of(visit, service), now);
    }

    [[nodiscard]] PromiseCount promises() const {
        const auto date = estimates.promises().find(today);
        if (date == estimates.promises().end()) return {};
        const auto one = date->second.find("none");
        return one == date->second.end() ? PromiseCount{} : one->second;
    }

    Estimates estimates;

private:
    std::size_t told_ = 0;
};

/// Both counters have somebody.
Foretold busy_hall() {
    Foretold hall;
    hall.at(nine);
    for (const CounterIndex counter : {one, two}) {
        hall.come({birth});
        hall.call(counter);
        hall.tell();
    }
    return hall;
}

TEST(Estimates, BeginWithThePlanOfTheFile) {
    Foretold hall = busy_hall();
    const VisitIndex visit = hall.come({birth});

    // Ten minutes at two counters: a call every five minutes.
    const auto range = hall.range(visit, birth);
    ASSERT_TRUE(range);
    EXPECT_NEAR(std::chrono::duration<double>(range->median).count(), 300 * 0.693147, 0.01);
    EXPECT_EQ(shown(*range), (ShownRange{0min, 15min}));
}

TEST(Estimates, AreThoseOfANewcomerUntilSomebodyComes) {
    Foretold hall = busy_hall();
    const auto before = hall.estimates.for_newcomer(hall.day, birth, hall.now);
    const VisitIndex visit = hall.come({birth});

    EXPECT_EQ(hall.range(visit, birth), before);
}

TEST(Estimates, GrowWithThoseWhoAreAhead) {
    Foretold hall = busy_hall();
    const VisitIndex first = hall.come({birth});
    const VisitIndex second = hall.come({birth});

    EXPECT_GT(hall.range(second, birth)->low, hall.range(first, birth)->low);
    EXPECT_GT(hall.range(second, birth)->high, hall.range(first, birth)->high);
}

TEST(Estimates, OfAWaitThatGoesOnAreOfWhatIsLeft) {
    Foretold hall = busy_hall();
    const VisitIndex first = hall.come({birth});
    const VisitIndex second = hall.come({birth});
    const auto at_once = hall.range(second, birth);
    hall.at(nine + 4min);

    // The Erlang law of two calls: what is left grows shorter, but by less than has passed.
    const auto later = hall.range(second, birth);
    EXPECT_LT(later->median, at_once->median);
    EXPECT_GT(later->median + 4min, at_once->median);
    EXPECT_EQ(hall.range(first, birth)->low.count() > 0, true);
}

TEST(Estimates, SayNothingWhileNoCounterServes) {
    Foretold hall = busy_hall();
    const VisitIndex visit = hall.come({birth});
    for (const CounterIndex counter : {one, two}) hall.act(Pause{{counter}});
    hall.tell();

    EXPECT_FALSE(hall.range(visit, birth));
    EXPECT_FALSE(hall.estimates.for_newcomer(hall.day, birth, hall.now));
}

TEST(Estimates, SayNothingWhereABreakWouldComeBetween) {
    Rules rules = rules_with({{birth}, {birth}});
    rules.opening = {{eight, noon}, {noon + 1h, four}};
    Foretold hall{rules};
    hall.at(noon - 2min);
    hall.come({birth});
    hall.come({birth});
    const VisitIndex third = hall.come({birth});

    EXPECT_FALSE(hall.range(third, birth));
    hall.at(noon + 2min);
    EXPECT_TRUE(hall.range(third, birth));
}

TEST(Estimates, SayNothingOfWhatIsNotSeenFromItsBeginning) {
    Foretold hall{rules_with({{birth, family}, {birth, family}})};
    hall.at(nine);
    const VisitIndex paper = hall.issue_paper(7, nine - 20min, {birth});
    hall.tell();
    EXPECT_FALSE(hall.range(paper, birth)) << "keyed in from paper";

    hall.call(one);
    hall.tell();
    hall.start(one);
    const StepIndex bound = hall.transfer(one, two);
    hall.tell();
    EXPECT_FALSE(hall.estimates.of_step(hall.day, bound, hall.now)) << "for one counter alone";
}

TEST(Estimates, SayNothingOfWhoComesBackAfterANoShow) {
    Foretold hall;
    hall.at(nine);
    const VisitIndex visit = hall.come({birth});
    hall.call(one);
    hall.tell();
    hall.no_show(one);
    hall.tell();
    hall.rejoin(visit);
    hall.tell();

    EXPECT_FALSE(hall.range(visit, birth));
}

TEST(Estimates, SayNothingWhileTheVisitorIsElsewhereOrOthersComeFirst) {
    Foretold hall{with_order(rules_with({{birth}, {health}}), birth, health)};
    hall.at(nine);
    const VisitIndex visit = hall.come({birth, health});
    EXPECT_TRUE(hall.range(visit, birth));
    EXPECT_FALSE(hall.range(visit, health)) << "waits for the other";

    hall.call_and_serve(one);
    EXPECT_TRUE(hall.range(visit, health));
}

TEST(Estimates, OfAStepThatWasSentOnAreThoseOfItsNewQueue) {
    Foretold hall{rules_with({{birth}, {health}})};
    hall.at(nine);
    hall.come({birth});
    hall.call(one);
    hall.tell();
    hall.start(one);
    const StepIndex next = hall.send_on(one, health);
    hall.tell();

    EXPECT_TRUE(hall.estimates.of_step(hall.day, next, hall.now));
}

// --- promises

TEST(Promises, AreCountedAsTheyWereShown) {
    Foretold hall = busy_hall();
    for (int i = 0; i < 3; ++i) hall.come({birth});
    const PromiseCount before = hall.promises();
    hall.at(nine + 10min);
    for (const CounterIndex counter : {one, two}) {
        hall.start(counter);
        hall.finish(counter);
        hall.tell();
    }
    hall.call(one);
    hall.tell();
    hall.at(nine + 3h).call(two);
    hall.tell();

    EXPECT_EQ(hall.promises().inside, before.inside + 1);
    EXPECT_EQ(hall.promises().longer, before.longer + 1);
}

TEST(Promises, ToWhoLeavesAreCountedOnlyWhereTheyCouldNotBeKept) {
    Foretold hall = busy_hall();
    const VisitIndex early = hall.come({birth});
    const VisitIndex late = hall.come({birth});
    const PromiseCount before = hall.promises();
    hall.at(nine + 1min).cancel(early);
    hall.tell();
    EXPECT_EQ(hall.promises().given(), before.given());

    hall.at(nine + 2h).cancel(late);
    hall.tell();
    EXPECT_EQ(hall.promises().longer, before.longer + 1);
}

TEST(Promises, LeaveOutTheTimeAtAnotherCounter) {
    Foretold hall{rules_with({{birth}, {health}})};
    hall.at(nine);
    hall.come({health});
    hall.call(two);
    hall.tell();
    const VisitIndex visit = hall.come({birth, health});
    hall.call(one);
    hall.tell();
    hall.start(one);
    hall.tell();
    hall.at(nine + 2h);
    hall.finish(one);
    hall.tell();
    hall.start(two);
    hall.finish(two);
    hall.tell();
    EXPECT_EQ(hall.call(two), visit);
    hall.tell();

    EXPECT_EQ(hall.promises().longer, 0);
    EXPECT_EQ(hall.promises().inside, 3);
}

TEST(Promises, OfAnOutageTeachNothing) {
    Foretold hall = busy_hall();
    const VisitIndex visit = hall.come({birth});
    for (const CounterIndex counter : {one, two}) {
        hall.start(counter);
        hall.act(Pause{{counter}});
        hall.tell();
        hall.finish(counter);
        hall.tell();
    }
    hall.at(nine + 3h);
    for (const CounterIndex counter : {one, two}) {
        hall.act(Open{.at = {counter}});
        hall.tell();
    }
    hall.call(one);
    hall.tell();

    EXPECT_TRUE(hall.estimates.ended().empty()) << "nothing is judged";
    EXPECT_EQ(hall.promises().longer, 1) << "but people were told so, and it did not hold";
    EXPECT_EQ(hall.state(visit, birth), StepState::called);
}

TEST(Promises, AreOfTheLastDates) {
    Estimates estimates;
    for (int i = 0; i < 40; ++i) {
        const Date date{std::chrono::sys_days{today} + std::chrono::days{i}};
        const Day day{rules_with({{birth}}), date};
        estimates.note({eight, DayBegan{.date = date}}, day);
    }
    EXPECT_EQ(estimates.promises().size(), Estimates::dates_counted);
}

}  // namespace
}  // namespace gerai::measure
