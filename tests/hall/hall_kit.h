#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "hall/day.h"
#include "hall/dispatch.h"

/// A small hall for tests: three services of two agencies, counters as a test wants them, and acts
/// that read as they are spoken.
namespace gerai::hall {

using namespace std::chrono_literals;

inline constexpr Date today = 2026y / 11 / 25;  // A Wednesday.

/// Clock times of Makassar on that day.
inline constexpr Instant midnight = std::chrono::sys_days{today} - 8h;
inline constexpr Instant eight = midnight + 8h;
inline constexpr Instant nine = midnight + 9h;
inline constexpr Instant noon = midnight + 12h;
inline constexpr Instant four = midnight + 16h;

inline constexpr ServiceIndex birth{0};
inline constexpr ServiceIndex family{1};
inline constexpr ServiceIndex health{2};
inline constexpr ServiceIndex no_such_service{99};

inline constexpr CounterIndex one{0};
inline constexpr CounterIndex two{1};
inline constexpr CounterIndex three{2};
inline constexpr CounterIndex no_such_counter{99};

inline constexpr ClassIndex ordinary{0};
inline constexpr ClassIndex elderly{1};
inline constexpr ClassIndex no_such_class{99};

inline constexpr VisitIndex no_such_visit{999};

/// Open from eight to four; `birth` and `family` are of agency B and take ten and six minutes,
/// `health` is of agency C and takes four. The capacity stop and the rescue are off.
inline Rules rules_with(std::vector<std::vector<ServiceIndex>> counters) {
    Rules rules;
    rules.classes = {{"none", 1}, {"elderly", 4}};
    rules.has_capacity_stop = false;
    rules.opening = {{eight, four}};
    rules.ends_at = midnight + 24h;
    rules.paper_prefix = "P";
    rules.agencies = {{"civil", "B"}, {"insurance", "C"}};
    rules.services = {{.id = "birth", .agency = {0}, .mean = 10min, .original = birth},
                      {.id = "family", .agency = {0}, .mean = 6min, .original = family},
                      {.id = "health", .agency = {1}, .mean = 4min, .original = health}};
    for (auto& gives : counters) {
        const int number = static_cast<int>(rules.counters.size()) + 1;
        const bool is_insurance = !gives.empty() && gives.front() == health;
        rules.counters.push_back({.number = number,
                                  .booth = {},
                                  .agency = {is_insurance ? 1U : 0U},
                                  .gives = std::move(gives)});
    }
    return rules;
}

/// The same with an order: the second service waits for the first.
inline Rules with_order(Rules rules, ServiceIndex first, ServiceIndex then) {
    rules.services[then.value].after.push_back(first);
    return rules;
}

inline std::ostream& operator<<(std::ostream& out, StepState state) {
    constexpr std::array names{"waiting", "called",  "serving",  "done",
                               "on_hold", "no_show", "cancelled"};
    return out << names.at(static_cast<std::size_t>(state));
}

inline std::ostream& operator<<(std::ostream& out, Refusal why) {
    return out << "refusal " << static_cast<int>(why);
}

inline std::ostream& operator<<(std::ostream& out, const Refused& refused) {
    return out << refused.why << " about " << refused.about;
}

inline void PrintTo(Instant at, std::ostream* out) {
    *out << std::chrono::duration_cast<std::chrono::seconds>(at - midnight).count() << " s of day";
}

template <class Thing>
void PrintTo(Index<Thing> at, std::ostream* out) {
    *out << '#' << at.value;
}

/// What a visitor asks for at the kiosk.
inline Issue wish(std::initializer_list<ServiceIndex> services, ClassIndex priority = ordinary) {
    return {.services = services, .priority = priority};
}

/// A Day with its journal and a clock that a test sets.
class Hall {
public:
    explicit Hall(Rules rules) : day(std::move(rules), today) {}
    explicit Hall(Day begun) : day(std::move(begun)) {}

    /// With all counters open.
    static Hall open(Rules rules) {
        Hall hall{std::move(rules)};
        for (std::uint32_t i = 0; i < hall.day.desks().size(); ++i) hall.act(Open{.at = {{i}}});
        return hall;
    }

    Hall& at(Instant time) {
        now = time;
        return *this;
    }

    void apply(const Events& events) {
        for (const Event& event : events) {
            evolve(day, event);
            journal.push_back(event);
        }
    }

    /// What must be granted.
    Events act(const Command& command) {
        auto events = decide(day, command, now);
        if (!events) {
            ADD_FAILURE() << "turned down: " << events.error();
            return {};
        }
        apply(*events);
        return *events;
    }

    template <class What>
    What act_as(const Command& command) {
        const Events events = act(command);
        if (events.size() == 1 && std::holds_alternative<What>(events.front().what)) {
            return std::get<What>(events.front().what);
        }
        ADD_FAILURE() << "another event than expected";
        return {};
    }

    /// Why the command is turned down now; a failure when it is granted.
    [[nodiscard]] Refused refusal(const Command& command) const {
        const auto events = decide(day, command, now);
        if (events) {
            ADD_FAILURE() << "granted";
            return {};
        }
        return events.error();
    }
    [[nodiscard]] Refusal why_not(const Command& command) const { return refusal(command).why; }

    VisitIndex issue(std::initializer_list<ServiceIndex> services, ClassIndex priority = ordinary) {
        return act_as<Issued>(Issue{.services = services, .priority = priority}).visit;
    }

    VisitIndex issue_paper(std::uint32_t number, Instant taken_at,
                           std::initializer_list<ServiceIndex> services) {
        return act_as<Issued>(IssuePaper{.number = number,
                                         .taken_at = taken_at,
                                         .reason = "listrik padam",
                                         .visit = {.services = services, .priority = ordinary}})
            .visit;
    }

    /// The visit that the counter calls next; nowhere when nobody waits.
    VisitIndex call(CounterIndex counter) {
        const auto events = decide(day, Call{{counter}}, now);
        if (!events) {
            EXPECT_EQ(events.error().why, Refusal::nobody_waits);
            return {};
        }
        apply(*events);
        return day.at(std::get<Called>(events->front().what).step).visit;
    }
    Called call_by_number(CounterIndex counter, VisitIndex visit) {
        return act_as<Called>(CallNumber{{counter}, visit});
    }
    Called called(CounterIndex counter) { return act_as<Called>(Call{{counter}}); }

    void start(CounterIndex counter) { act(Start{{counter}}); }
    void finish(CounterIndex counter) { act(Finish{{counter}}); }
    void no_show(CounterIndex counter) { act(RecordNoShow{{counter}}); }
    void hold(CounterIndex counter) { act(Hold{{counter}, "berkas"}); }
    void resume(CounterIndex counter, VisitIndex visit) { act(Resume{{counter}, visit}); }
    void rejoin(VisitIndex visit) { act(Rejoin{visit}); }
    void cancel(VisitIndex visit) { act(Cancel{visit, "pulang"}); }
    void close(CounterIndex counter) { act(Close{{counter}}); }
    void pause(CounterIndex counter) { act(Pause{{counter}}); }
    void undo(CounterIndex counter) { act(Undo{{counter}}); }
    StepIndex transfer(CounterIndex counter, ServiceIndex to) {
        return act_as<Transferred>(TransferToService{{counter}, to}).next;
    }
    StepIndex transfer(CounterIndex counter, CounterIndex to) {
        return act_as<Transferred>(TransferToCounter{{counter}, to}).next;
    }
    StepIndex send_on(CounterIndex counter, ServiceIndex to) {
        return act_as<Finished>(SendOn{{counter}, to}).next;
    }

    /// The next visit of the counter, called, started and finished at once.
    VisitIndex serve(CounterIndex counter) {
        const VisitIndex visit = call(counter);
        start(counter);
        finish(counter);
        return visit;
    }

    /// The visit's step for a service, the last one if there are several.
    [[nodiscard]] StepIndex step_of(VisitIndex visit, ServiceIndex service) const {
        StepIndex found;
        for (const StepIndex step : day.steps_of(visit)) {
            if (day.at(step).service == service) found = step;
        }
        EXPECT_TRUE(found.exists()) << "the visit has no such service";
        return found;
    }
    [[nodiscard]] const Step& step(VisitIndex visit, ServiceIndex service) const {
        return day.at(step_of(visit, service));
    }
    [[nodiscard]] StepState state(VisitIndex visit, ServiceIndex service) const {
        return step(visit, service).state;
    }
    [[nodiscard]] CounterState state(CounterIndex counter) const { return day.at(counter).state; }

    /// The numbers of visits as a counter would call them one after another if all were served at
    /// once; the day is left as it is.
    [[nodiscard]] std::vector<VisitIndex> order_at(CounterIndex counter) const {
        Hall copy = *this;
        std::vector<VisitIndex> order;
        while (decide(copy.day, Call{{counter}}, copy.now)) order.push_back(copy.serve(counter));
        return order;
    }

    Day day;
    Instant now = eight;
    std::vector<Event> journal;
};

}  // namespace gerai::hall
