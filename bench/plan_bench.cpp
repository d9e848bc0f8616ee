// What the simulator's speed is claimed to be: an M/M/10 queue with full records beside a bare loop
// over a binary heap, and days of Badung. Prints its figures as one JSON object, each the median of
// the rounds. `bench_plan textbook SEED` plays the queue once and prints customers a second, to
// take turns with the same queue in other programs.

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "halls.h"
#include "heap_loop.h"
#include "measure/day_log.h"
#include "measuring.h"
#include "plan/calibration/check.h"
#include "plan/mall_model.h"
#include "plan/replicate.h"
#include "plan/study/simulated_bundle.h"

namespace gerai::bench {

namespace {

using plan::Duty;
using plan::Exponential;
using plan::Model;
using plan::SimulatedDay;
using plan::Simulator;

constexpr int counters = 10;
constexpr double arrivals = 9;   // A second; a service takes one.
constexpr double a_day = 4'000;  // Customers.
constexpr std::uint32_t textbook_days = 125;
constexpr double seconds_an_hour = 3600;

/// The queue of the heap loop, in days of 4,000 customers.
Model textbook() {
    const Instant start = std::chrono::sys_days{a_wednesday};
    const Duration length = plan::from_seconds(a_day / arrivals);
    Model model{.rules = textbook_rules(counters), .date = a_wednesday};
    model.streams = {{.who = {.service = {0}},
                      .rate = {start, length, {arrivals * seconds_an_hour}},
                      .candidates_per_hour = arrivals * seconds_an_hour}};
    model.services = {{.time = Exponential{std::chrono::seconds{1}}}};
    for (std::uint32_t i = 0; i < counters; ++i) {
        model.roster.push_back({.counter = {i}, .at = {start, Instant::max()}});
    }
    model.until = start + length;
    return model;
}

/// Steps of so many days on one thread.
std::uint64_t steps_of(const Model& model, std::uint64_t seed, std::uint32_t days) {
    Simulator simulator{model};
    std::uint64_t steps = 0;
    for (std::uint32_t day = 0; day < days; ++day) {
        steps += simulator.run(seed, day).records.size();
    }
    return steps;
}

double customers_per_second(const Model& model, std::uint64_t seed) {
    std::uint64_t steps = 0;
    const double took = seconds_of([&] { steps = steps_of(model, seed, textbook_days); });
    return static_cast<double>(steps) / took;
}

double heap_customers_per_second(std::uint64_t seed) {
    constexpr std::uint64_t customers = 1'000'000;
    double kept = 0;
    const double took =
        seconds_of([&] { kept = run_heap_loop(customers, counters, 1e6 / arrivals, 1e6, seed); });
    return kept > 0 ? static_cast<double>(customers) / took : 0;
}

double days_per_second(const Model& model, std::uint64_t seed, std::uint32_t days,
                       unsigned threads) {
    const plan::Replications wish{.seed = seed, .days = days, .threads = threads};
    std::uint64_t steps = 0;
    const double took = seconds_of([&] {
        for (const std::size_t one : plan::replicate(
                 model, wish, [](const SimulatedDay& day) { return day.records.size(); })) {
            steps += one;
        }
    });
    return steps > 0 ? days / took : 0;
}

/// Visits of a day at the planned volume, on average.
double planned_visits(const Model& model) {
    double visits = 0;
    constexpr std::uint32_t days = 50;
    for (const double one :
         plan::replicate(model, {.seed = 1, .days = days}, [](const SimulatedDay& day) {
             return static_cast<double>(
                 std::ranges::count_if(day.records, &measure::StepRecord::is_first));
         })) {
        visits += one;
    }
    return visits / days;
}

/// A journal's worth of dates, which a mall is calibrated from.
std::vector<measure::DayLog> logged_dates(const mall::Mall& mall, double volume) {
    constexpr std::uint32_t dates = 60;
    std::vector<measure::DayLog> logs;
    for (const Date date : plan::open_dates(mall, a_wednesday, dates)) {
        const Model model = plan::model_of(mall, date, volume);
        Simulator simulator{model};
        measure::DayLogger logger;
        const hall::Day* last = nullptr;
        simulator.run(1, static_cast<std::uint32_t>(logs.size()),
                      [&](const hall::Event& event, const hall::Day& day) {
                          logger.note(event, day);
                          last = &day;
                      });
        if (last == nullptr) continue;
        logs.push_back(logger.log(*last, std::max(last->last_at(), model.rules.closes_at())));
    }
    return logs;
}

/// Seconds on one thread.
struct Learning {
    double calibrating{};
    double checking{};  ///< With a hundred runs of the twenty dates that are held out.
};

Learning measure_learning(const mall::Mall& mall, double volume) {
    const auto logs = logged_dates(mall, volume);
    return {.calibrating = seconds_of([&] { plan::calibrate(logs, mall); }),
            .checking = seconds_of([&] { plan::check_fit(logs, mall, {}); })};
}

struct Speed {
    Figures heap, textbook, textbook_ratio, planned, busy, scaling, visits;
    Learning learning, busy_learning;
};

Speed measure_speed() {
    const Model queue = textbook();
    const mall::Mall mall = badung();
    const Model planned = plan::model_of(mall, a_wednesday);
    const double visits = planned_visits(planned);
    const Model busy = plan::model_of(mall, a_wednesday, a_day / visits);
    Speed speed{};
    for (std::size_t i = 0; i < rounds; ++i) {
        const std::uint64_t seed = i + 1;
        speed.heap[i] = heap_customers_per_second(seed);
        speed.textbook[i] = customers_per_second(queue, seed);
        speed.textbook_ratio[i] = speed.textbook[i] / speed.heap[i];
        speed.planned[i] = days_per_second(planned, seed, 400, 1);
        speed.busy[i] = days_per_second(busy, seed, 50, 1);
        speed.scaling[i] =
            days_per_second(planned, seed, 800, 2) / days_per_second(planned, seed, 800, 1);
        speed.visits[i] = visits;
    }
    speed.learning = measure_learning(mall, 1);
    speed.busy_learning = measure_learning(mall, a_day / visits);
    return speed;
}

void print_all() {
    const Speed speed = measure_speed();
    std::printf("{");
    print("heap_customers_per_second", speed.heap, 0, ", ");
    print("textbook_customers_per_second", speed.textbook, 0, ", ");
    print("textbook_ratio", speed.textbook_ratio, 4, ", ");
    print("planned_visits", speed.visits, 0, ", ");
    print("planned_days_per_second", speed.planned, 0, ", ");
    print("busy_days_per_second", speed.busy, 0, ", ");
    std::printf("\"calibrate_seconds\": %.2f, \"check_seconds\": %.1f, ",
                speed.learning.calibrating, speed.learning.checking);
    std::printf("\"busy_calibrate_seconds\": %.2f, \"busy_check_seconds\": %.1f, ",
                speed.busy_learning.calibrating, speed.busy_learning.checking);
    print("two_threads", speed.scaling, 2, "}\n");
}

}  // namespace

}  // namespace gerai::bench

int main(int count, char** words) try {
    using namespace gerai::bench;
    keep_memory();
    const std::span arguments{words, static_cast<std::size_t>(count)};
    if (arguments.size() == 3 && std::string_view{arguments[1]} == "textbook") {
        std::printf("%.0f\n", customers_per_second(textbook(), std::stoull(arguments[2])));
    } else if (arguments.size() == 1) {
        print_all();
    } else {
        throw std::invalid_argument{"usage: bench_plan [textbook SEED]"};
    }
} catch (const std::exception& error) {
    std::fprintf(stderr, "bench_plan: %s\n", error.what());
    return 1;
}
