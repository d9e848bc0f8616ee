#include <gtest/gtest.h>

#include <map>
#include <random>

#include "hall/hall_kit.h"

namespace gerai::hall {
namespace {

// The Day as a queue of the textbooks: rules set by hand, no mall file, no opening that ends, no
// capacity stop, minutes for units of time.

/// `counters` that all give the services named, for ever.
Rules endless(std::size_t counters, const std::vector<ServiceIndex>& gives) {
    Rules rules = rules_with(std::vector(counters, gives));
    rules.opening = {{Instant::min(), Instant::max()}};
    rules.ends_at = Instant::max();
    return rules;
}

struct Customer {
    Duration arrival{};
    Duration service{};
    ClassIndex priority = ordinary;
    int stages = 1;  ///< How many services of the same kind, one after the other.
};

struct Course {
    Instant start;
    Instant end;
};

/// Feeds a Day with customers, each counter calling as soon as it can.
class Textbook {
public:
    Textbook(Rules rules, std::vector<Customer> customers)
        : hall_(Hall::open(std::move(rules))), customers_(std::move(customers)) {
        for (std::size_t i = 0; i < customers_.size(); ++i) {
            agenda_.emplace(eight + customers_[i].arrival, Arrival{i});
        }
    }

    std::vector<Course> run() {
        while (!agenda_.empty()) {
            const auto [time, what] = *agenda_.begin();
            agenda_.erase(agenda_.begin());
            hall_.now = time;
            if (const auto* const arrival = std::get_if<Arrival>(&what)) {
                arrive(arrival->customer);
            } else {
                leave(std::get<Departure>(what).counter);
            }
            call_where_possible();
        }
        return courses_;
    }

    [[nodiscard]] const Hall& hall() const { return hall_; }

    /// The time that all of a class together were in the hall, from the areas under their number.
    [[nodiscard]] Duration area(ClassIndex priority) const {
        Duration area{0};
        std::int64_t inside = 0;
        Instant before = eight;
        for (const Event& event : hall_.journal) {
            area += (event.at - before) * inside;
            before = event.at;
            if (const auto* const in = std::get_if<Issued>(&event.what)) {
                inside += in->priority == priority ? 1 : 0;
            } else if (const auto* const out = std::get_if<Finished>(&event.what)) {
                const bool is_last = !hall_.day.at(out->step).next.exists();
                inside -= is_last && class_of(out->step) == priority ? 1 : 0;
            }
        }
        return area;
    }

    [[nodiscard]] Duration sojourns(ClassIndex priority) const {
        Duration sum{0};
        for (std::size_t i = 0; i < courses_.size(); ++i) {
            if (customers_[i].priority != priority) continue;
            sum += courses_[i].end - (eight + customers_[i].arrival);
        }
        return sum;
    }

    [[nodiscard]] Duration waits() const {
        Duration sum{0};
        for (std::size_t i = 0; i < courses_.size(); ++i) {
            sum += courses_[i].start - (eight + customers_[i].arrival);
        }
        return sum;
    }

private:
    struct Arrival {
        std::size_t customer;
    };
    struct Departure {
        CounterIndex counter;
    };

    [[nodiscard]] ClassIndex class_of(StepIndex step) const {
        return hall_.day.at(hall_.day.at(step).visit).priority;
    }

    void arrive(std::size_t customer) {
        const Customer& who = customers_[customer];
        Issue wish{.services = {}, .priority = who.priority};
        wish.services.assign(static_cast<std::size_t>(who.stages), birth);
        const VisitIndex visit = hall_.act_as<Issued>(wish).visit;
        ASSERT_EQ(visit.value, courses_.size());
        customer_of_.push_back(customer);
        courses_.emplace_back();
    }

    void leave(CounterIndex counter) {
        const VisitIndex visit = hall_.day.at(hall_.day.at(counter).current).visit;
        hall_.finish(counter);
        courses_[visit.value].end = hall_.now;
    }

    void call_where_possible() {
        for (std::uint32_t i = 0; i < hall_.day.desks().size(); ++i) {
            if (hall_.day.desks()[i].current.exists()) continue;
            const VisitIndex visit = hall_.call({i});
            if (!visit.exists()) continue;
            hall_.start({i});
            if (courses_[visit.value].start == Instant{}) courses_[visit.value].start = hall_.now;
            agenda_.emplace(hall_.now + customers_[customer_of_[visit.value]].service,
                            Departure{{i}});
        }
    }

    Hall hall_;
    std::vector<Customer> customers_;
    std::vector<std::size_t> customer_of_;
    std::multimap<Instant, std::variant<Arrival, Departure>> agenda_;
    std::vector<Course> courses_;
};

std::vector<Customer> customers_of(const std::vector<int>& arrivals,
                                   const std::vector<int>& services) {
    std::vector<Customer> customers;
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        customers.push_back({.arrival = arrivals[i] * 1min, .service = services[i] * 1min});
    }
    return customers;
}

/// Poisson arrivals and exponential services, always the same; every tenth is elderly.
std::vector<Customer> random_customers(std::size_t count, double arrivals_a_minute,
                                       double services_a_minute) {
    std::mt19937_64 random{20261125};
    std::exponential_distribution<double> gap{arrivals_a_minute};
    std::exponential_distribution<double> time{services_a_minute};
    const auto minutes = [](double value) {
        return Duration{static_cast<std::int64_t>(value * 60e6)};
    };
    std::vector<Customer> customers;
    Duration at{0};
    for (std::size_t i = 0; i < count; ++i) {
        at += minutes(gap(random));
        customers.push_back({.arrival = at,
                             .service = minutes(time(random)),
                             .priority = i % 10 == 0 ? elderly : ordinary});
    }
    return customers;
}

TEST(Textbook, GivesTheGoldenVector) {
    Textbook book{endless(2, {birth}), customers_of({0, 1, 2, 3, 4, 5, 10}, {3, 3, 3, 3, 1, 2, 1})};

    const auto courses = book.run();

    const std::vector<int> starts{0, 1, 3, 4, 6, 7, 10};
    const std::vector<int> ends{3, 4, 6, 7, 7, 9, 11};
    ASSERT_EQ(courses.size(), starts.size());
    for (std::size_t i = 0; i < courses.size(); ++i) {
        EXPECT_EQ(courses[i].start, eight + starts[i] * 1min) << i;
        EXPECT_EQ(courses[i].end, eight + ends[i] * 1min) << i;
    }
    EXPECT_EQ(book.waits(), 6min);
}

TEST(Textbook, KeepsLittlesLawExactlyForEveryClass) {
    Textbook book{endless(2, {birth}), random_customers(2'000, 1.8, 1.0)};

    book.run();

    for (const ClassIndex priority : {ordinary, elderly}) {
        EXPECT_GT(book.area(priority), Duration{0});
        EXPECT_EQ(book.area(priority), book.sojourns(priority));
    }
}

TEST(Textbook, ServesEverybodyWhoCameOnceAndNobodyElse) {
    Textbook book{endless(3, {birth}), random_customers(2'000, 2.7, 1.0)};

    book.run();

    const Day& day = book.hall().day;
    EXPECT_EQ(day.steps().size(), 2'000U);
    EXPECT_TRUE(std::ranges::all_of(
        day.steps(), [](const Step& step) { return step.state == StepState::done; }));
    EXPECT_EQ(day.calls().size(), 2'000U);
    EXPECT_EQ(day.at(VisitIndex{1'999}).number.value, 2'000U);
}

// With equal service times the order changes who waits, not how long all wait together.
TEST(Textbook, ConservesTheSumOfWaitsWhateverTheOrder) {
    const auto waits_with = [](auto change) {
        Rules rules = endless(2, {birth});
        change(rules);
        auto customers = random_customers(1'000, 1.9, 1.0);
        for (Customer& customer : customers) customer.service = 1min;
        Textbook book{rules, customers};
        book.run();
        return book.waits();
    };

    const Duration first_come = waits_with([](Rules& rules) { rules.classes[1].rate = 1; });
    EXPECT_EQ(waits_with([](Rules&) {}), first_come);
    EXPECT_EQ(waits_with([](Rules& rules) { rules.order = Order::absolute; }), first_come);
    EXPECT_EQ(waits_with([](Rules& rules) { rules.rescue_after = 5min; }), first_come);
}

// For one counter and equal service times, path by path.
TEST(Textbook, NeverLengthensTheWaitOfAClassByRaisingItsRate) {
    const auto sum_with = [](std::int64_t rate) {
        Rules rules = endless(1, {birth});
        rules.classes[elderly.value].rate = rate;
        auto customers = random_customers(1'000, 0.95, 1.0);
        for (Customer& customer : customers) customer.service = 1min;
        Textbook book{rules, customers};
        book.run();
        return book.sojourns(elderly);
    };

    EXPECT_GE(sum_with(1), sum_with(2));
    EXPECT_GE(sum_with(2), sum_with(4));
    EXPECT_GE(sum_with(4), sum_with(100));
    EXPECT_GT(sum_with(1), sum_with(100));
}

TEST(Textbook, SendsOneVisitThroughTheSameServiceAsOftenAsItAsks) {
    std::vector<Customer> customers{{.arrival = 0min, .service = 2min, .stages = 3},
                                    {.arrival = 1min, .service = 2min, .stages = 2}};
    Textbook book{endless(2, {birth}), customers};

    const auto courses = book.run();

    // Never at both counters at once: three times two minutes, and two times two.
    EXPECT_EQ(courses[0].end, eight + 6min);
    EXPECT_EQ(courses[1].end, eight + 5min);
}

TEST(Textbook, LivesBeforeTheEpochAndLongAfterIt) {
    Hall hall{endless(1, {birth})};
    hall.at(Instant{} - 24h * 365 * 100).act(Open{.at = {one}});

    const VisitIndex early = hall.issue({birth});
    const VisitIndex late = hall.at(Instant{} + 24h * 365 * 200).issue({birth});

    EXPECT_EQ(hall.order_at(one), (std::vector{early, late}));
    EXPECT_EQ(ahead_of(hall.day, hall.step_of(late, birth), hall.now), 1U);
}

}  // namespace
}  // namespace gerai::hall
