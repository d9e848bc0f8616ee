// Speed of the Day, as ratios to a bare heap loop in the same run. Prints one JSON object of
// figures for script/bench, which holds them to their bounds.

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <queue>
#include <string>

#include "full_hall.h"
#include "hall/dispatch.h"
#include "halls.h"
#include "heap_loop.h"
#include "measuring.h"

namespace gerai::bench {

namespace {

using namespace hall;
using std::chrono::seconds;

constexpr std::uint64_t visits = 4'000;  // Of a day in Badung.
constexpr std::uint64_t visits_of_a_long_day = 50'000;

/// Applies a command that must not be refused; counts it.
class Player {
public:
    explicit Player(Day day) : day_(std::move(day)) {}

    bool play(const Command& command, Instant now) {
        ++commands_;
        const auto events = decide(day_, command, now);
        if (!events) return false;
        for (const Event& event : *events) evolve(day_, event);
        return true;
    }

    [[nodiscard]] const Day& day() const { return day_; }
    [[nodiscard]] std::uint64_t commands() const { return commands_; }

private:
    Day day_;
    std::uint64_t commands_ = 0;
};

/// An arrival of services, or the end of what a counter does.
struct Happening {
    std::int64_t at;
    std::uint32_t sequence;
    CounterIndex counter;  ///< Nowhere: an arrival.
};

bool operator>(const Happening& a, const Happening& b) {
    return a.at != b.at ? a.at > b.at : a.sequence > b.sequence;
}

/// Plays arrivals and services through the Day: whoever is idle calls, starts and later finishes.
class Hall {
public:
    Hall(Day day, std::uint64_t seed) : player_(std::move(day)), random_(seed) {}

    void open_all() {
        for (std::uint32_t i = 0; i < player_.day().desks().size(); ++i) {
            player_.play(Open{.at = {.counter = {i}}, .services = {}}, start_);
        }
    }

    void set_start(Instant start) { start_ = start; }

    /// `draw_services` gives what the next visitor comes for; `service_mean` how long that takes.
    template <class DrawServices, class ServiceMean>
    void run(std::uint64_t count, double arrival_mean, DrawServices&& draw_services,
             ServiceMean&& service_mean) {
        push(0, arrival_mean, {});
        std::uint64_t arrived = 0;
        while (!happenings_.empty()) {
            const Happening now = happenings_.top();
            happenings_.pop();
            const Instant at = start_ + Duration{now.at};
            if (now.counter.exists()) {
                player_.play(Finish{.at = {.counter = now.counter}}, at);
                call(now.counter, now.at, service_mean);
                continue;
            }
            if (++arrived < count) push(now.at, arrival_mean, {});
            if (!player_.play(draw_services(random_), at)) continue;
            send_to_idle(now.at, service_mean);
        }
    }

    [[nodiscard]] std::uint64_t commands() const { return player_.commands(); }

private:
    void push(std::int64_t at, double mean, CounterIndex counter) {
        happenings_.push(
            {at + static_cast<std::int64_t>(random_.exponential(mean)), sequence_++, counter});
    }

    /// A step may go to a counter when it has just become callable: at check-in, and when a visit
    /// is free again. The idle counter that gives it calls.
    template <class ServiceMean>
    void send_to_idle(std::int64_t at, ServiceMean&& service_mean) {
        const Visit& visit = player_.day().visits().back();
        const CounterIndex counter = idle_counter_for(player_.day(), visit.first_step);
        if (counter.exists()) call(counter, at, service_mean);
    }

    template <class ServiceMean>
    void call(CounterIndex counter, std::int64_t at, ServiceMean&& service_mean) {
        const Instant now = start_ + Duration{at};
        if (!player_.play(Call{{.counter = counter}}, now)) return;
        player_.play(Start{{.counter = counter}}, now);
        const StepIndex step = player_.day().at(counter).current;
        push(at, service_mean(player_.day(), step), counter);
    }

    Player player_;
    Random random_;
    Instant start_;
    std::uint32_t sequence_ = 0;
    std::priority_queue<Happening, std::vector<Happening>, std::greater<>> happenings_;
};

/// Days one after the other, as a simulator replicates them: 500,000 visits in all.
double textbook_commands_per_second(std::uint64_t visits_a_day, std::uint64_t seed) {
    std::uint64_t commands = 0;
    const double took = seconds_of([&] {
        for (std::uint64_t day = 0; day < 500'000 / visits_a_day; ++day) {
            Hall hall{Day{textbook_rules(10), {}}, seed + day};
            hall.open_all();
            hall.run(
                visits_a_day, 1e6 / 9,
                [](Random&) { return Issue{.services = {{0}}, .priority = {0}}; },
                [](const Day&, StepIndex) { return 1e6; });
            commands += hall.commands();
        }
    });
    return static_cast<double>(commands) / took;
}

double badung_commands_per_second(const Rules& rules, std::uint64_t seed) {
    std::uint64_t commands = 0;
    const double took = seconds_of([&] {
        for (int day = 0; day < 20; ++day) {
            Hall hall{Day{rules, std::chrono::year{2026} / 11 / 25},
                      seed + static_cast<std::uint64_t>(day)};
            hall.set_start(rules.opening.front().from);
            hall.open_all();
            const double mean = 7.0 * 3600e6 / static_cast<double>(visits);
            hall.run(
                visits, mean,
                [&](Random& random) {
                    const auto count = rules.services.size();
                    Issue issue{.services = {{static_cast<std::uint32_t>(random.next() % count)}},
                                .priority = {random.next() % 10 == 0 ? 2U : 0U}};
                    if (random.next() % 10 < 3) {
                        issue.services.push_back(
                            {static_cast<std::uint32_t>(random.next() % count)});
                    }
                    return issue;
                },
                [](const Day& at, StepIndex step) {
                    return static_cast<double>(at.at(at.at(step).service).mean.count());
                });
            commands += hall.commands();
        }
    });
    return static_cast<double>(commands) / took;
}

double heap_customers_per_second(std::uint64_t seed) {
    constexpr std::uint64_t customers = 2'000'000;
    volatile double kept = 0;
    const double took =
        seconds_of([&] { kept = run_heap_loop(customers, 10, 1e6 / 9, 1e6, seed); });
    return static_cast<double>(customers) / took;
}

/// Plays visits to their end on a day of one counter: issue, call, start, finish.
class OneCounter {
public:
    OneCounter() : player_(Day{textbook_rules(1), {}}) {
        player_.play(Open{.at = {.counter = {0}}, .services = {}}, now_);
    }

    void let_wait(std::uint64_t count) {
        for (std::uint64_t i = 0; i < count; ++i) player_.play(issue(), now_ += Duration{1});
    }

    /// Seconds for one.
    double play(std::uint64_t count) {
        const double took = seconds_of([&] {
            for (std::uint64_t i = 0; i < count; ++i) play_one();
        });
        return took / static_cast<double>(count);
    }

private:
    static Issue issue() { return {.services = {{0}}, .priority = {0}}; }

    void play_one() {
        player_.play(issue(), now_ += Duration{1});
        player_.play(Call{{.counter = {0}}}, now_);
        player_.play(Start{{.counter = {0}}}, now_);
        player_.play(Finish{.at = {.counter = {0}}}, now_);
    }

    Player player_;
    Instant now_;
};

constexpr int commands_in_a_round = 4;

/// Seconds for one round of a visit with that many others waiting.
double round_with_waiting(std::uint64_t waiting) {
    OneCounter day;
    day.let_wait(waiting);
    return day.play(20'000);
}

/// Seconds for one round of a visit where nobody waits and so many numbers were issued before; the
/// mean of some days, each over a stretch in which no table of the day doubles its room.
double round_after_numbers(std::uint64_t numbers) {
    constexpr int days = 10;
    double took = 0;
    for (int i = 0; i < days; ++i) {
        OneCounter day;
        day.play(numbers);
        took += day.play(900);
    }
    return took / days;
}

struct Estimating {
    Figures count, milliseconds;
};

/// Everything that can be asked of a full Badung hall after an event: what each who waits, and one
/// more at each service, has to expect, after so many visits from which it has learned.
Estimating measure_estimates(int visits_before) {
    constexpr int waiting = 500;
    Rules rules = badung_rules();
    rules.has_capacity_stop = false;
    rules.opening = {{rules.opening.front().from, Instant::max()}};
    Estimating figures{};
    for (std::size_t i = 0; i < rounds; ++i) {
        FullHall hall{rules};
        hall.serve(visits_before, std::chrono::milliseconds{4'500});
        hall.fill(waiting);
        int count = 0;
        figures.milliseconds[i] = 1e3 * seconds_of([&] { count = hall.work_out_all(); });
        figures.count[i] = count;
    }
    return figures;
}

struct Speed {
    Figures heap, textbook, badung, textbook_ratio, long_textbook_ratio, badung_ratio;
};

Speed measure_speed() {
    const Rules rules = badung_rules();
    Speed speed{};
    for (std::size_t i = 0; i < rounds; ++i) {
        const std::uint64_t seed = i * 1000;
        speed.heap[i] = heap_customers_per_second(seed);
        speed.textbook[i] = textbook_commands_per_second(visits, seed);
        speed.badung[i] = badung_commands_per_second(rules, seed);
        speed.textbook_ratio[i] = speed.textbook[i] / speed.heap[i];
        speed.long_textbook_ratio[i] =
            textbook_commands_per_second(visits_of_a_long_day, seed) / speed.heap[i];
        speed.badung_ratio[i] = speed.badung[i] / speed.heap[i];
    }
    return speed;
}

struct Growth {
    Figures waiting_nanoseconds, waiting_ratio, numbers_nanoseconds, numbers_ratio;
};

Growth measure_growth() {
    Growth growth{};
    for (std::size_t i = 0; i < rounds; ++i) {
        const double waiting = round_with_waiting(100'000);
        growth.waiting_nanoseconds[i] = waiting * 1e9 / commands_in_a_round;
        growth.waiting_ratio[i] = waiting / round_with_waiting(1'000);
        const double numbers = round_after_numbers(100'000);
        growth.numbers_nanoseconds[i] = numbers * 1e9;
        growth.numbers_ratio[i] = numbers / round_after_numbers(1'100);
    }
    return growth;
}

}  // namespace

}  // namespace gerai::bench

int main() try {
    using namespace gerai::bench;
    keep_memory();
    const Speed speed = measure_speed();
    const Growth growth = measure_growth();
    const Estimating estimates = measure_estimates(4'000);
    const Estimating cold_estimates = measure_estimates(0);
    std::printf("{");
    print("heap_customers_per_second", speed.heap, 0, ", ");
    print("textbook_commands_per_second", speed.textbook, 0, ", ");
    print("textbook_ratio", speed.textbook_ratio, 3, ", ");
    print("long_textbook_ratio", speed.long_textbook_ratio, 3, ", ");
    print("badung_commands_per_second", speed.badung, 0, ", ");
    print("badung_ratio", speed.badung_ratio, 3, ", ");
    print("waiting_nanoseconds", growth.waiting_nanoseconds, 0, ", ");
    print("waiting_ratio", growth.waiting_ratio, 3, ", ");
    print("numbers_nanoseconds", growth.numbers_nanoseconds, 0, ", ");
    print("numbers_ratio", growth.numbers_ratio, 3, ", ");
    print("estimates", estimates.count, 0, ", ");
    print("estimates_milliseconds", estimates.milliseconds, 3, ", ");
    print("cold_estimates", cold_estimates.count, 0, ", ");
    print("cold_estimates_milliseconds", cold_estimates.milliseconds, 3, "}\n");
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "bench_hall: %s\n", error.what());
    return 1;
}
