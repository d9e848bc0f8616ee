// Speed of the Day, as ratios to a bare heap loop in the same run. Prints one JSON object of
// figures for script/bench, which holds them to their bounds.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <queue>
#include <sstream>
#include <string>

#include "hall/dispatch.h"
#include "heap_loop.h"
#include "mall/mall_file.h"

namespace gerai::bench {

namespace {

using namespace hall;
using std::chrono::seconds;

constexpr int rounds = 5;

double seconds_of(const std::function<void()>& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

template <std::size_t count>
double median(std::array<double, count> values) {
    std::ranges::sort(values);
    return values[count / 2];
}

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

Rules textbook_rules(int counters) {
    Rules rules;
    rules.has_capacity_stop = false;
    rules.opening = {{Instant::min(), Instant::max()}};
    rules.agencies = {{"agency", "A"}};
    rules.services = {{.id = "service", .agency = {0}, .mean = seconds{1}, .original = {0}}};
    for (int i = 0; i < counters; ++i) {
        rules.counters.push_back({.number = i + 1, .booth = "b", .agency = {0}, .gives = {{0}}});
    }
    return rules;
}

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
    void run(std::uint64_t visits, double arrival_mean, DrawServices&& draw_services,
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
            if (++arrived < visits) push(now.at, arrival_mean, {});
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
    Instant start_{};
    std::uint32_t sequence_ = 0;
    std::priority_queue<Happening, std::vector<Happening>, std::greater<>> happenings_;
};

double textbook_commands_per_second(std::uint64_t seed) {
    std::uint64_t commands = 0;
    const double took = seconds_of([&] {
        // Ten days of 50,000, as a simulator would replicate them.
        for (int replication = 0; replication < 10; ++replication) {
            Hall hall{Day{textbook_rules(10), {}}, seed + static_cast<std::uint64_t>(replication)};
            hall.open_all();
            hall.run(
                50'000, 1e6 / 9, [](Random&) { return Issue{.services = {{0}}, .priority = {0}}; },
                [](const Day&, StepIndex) { return 1e6; });
            commands += hall.commands();
        }
    });
    return static_cast<double>(commands) / took;
}

std::string text_of(const std::string& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Rules badung_rules() {
    const auto mall =
        mall::read_mall(text_of(std::string{GERAI_SOURCE_DIR} + "/malls/badung.toml"), "badung");
    if (!mall) throw std::runtime_error{"malls/badung.toml has faults"};
    Rules rules = rules_for(*mall, std::chrono::year{2026} / 11 / 25);
    rules.has_capacity_stop = true;
    return rules;
}

double badung_commands_per_second(const Rules& rules, std::uint64_t seed) {
    constexpr std::uint64_t visits = 4'000;
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

/// Seconds for one round of a visit (issue, call, start, finish) with that many others waiting.
double round_with_waiting(std::uint64_t waiting) {
    Player player{Day{textbook_rules(1), {}}};
    Instant now{};
    player.play(Open{.at = {.counter = {0}}, .services = {}}, now);
    const Issue issue{.services = {{0}}, .priority = {0}};
    for (std::uint64_t i = 0; i < waiting; ++i) player.play(issue, now += Duration{1});
    constexpr int visits = 20'000;
    const double took = seconds_of([&] {
        for (int i = 0; i < visits; ++i) {
            player.play(issue, now += Duration{1});
            player.play(Call{{.counter = {0}}}, now);
            player.play(Start{{.counter = {0}}}, now);
            player.play(Finish{.at = {.counter = {0}}}, now);
        }
    });
    return took / visits;
}

}  // namespace

}  // namespace gerai::bench

int main() {
    using namespace gerai::bench;
    const auto rules = badung_rules();
    std::array<double, rounds> textbook{};
    std::array<double, rounds> badung{};
    std::array<double, rounds> waiting{};
    std::array<double, rounds> absolute{};
    for (int i = 0; i < rounds; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const auto seed = static_cast<std::uint64_t>(i) * 1000;
        const double heap = heap_customers_per_second(seed);
        absolute[at] = heap;
        textbook[at] = textbook_commands_per_second(seed) / heap;
        badung[at] = badung_commands_per_second(rules, seed) / heap;
        waiting[at] = round_with_waiting(100'000) / round_with_waiting(1'000);
    }
    std::printf(
        "{\"heap_customers_per_second\": %.0f, \"textbook_ratio\": %.3f, \"badung_ratio\": %.3f, "
        "\"waiting_ratio\": %.3f}\n",
        median(absolute), median(textbook), median(badung), median(waiting));
    return 0;
}
