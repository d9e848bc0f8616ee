#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "plan/formulas/queues.h"
#include "plan/textbook.h"

// Arrivals that change with time, against the equations of Kolmogorov.

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

struct Moment {
    double at;
    double inside;
    double waiting;
    double full;    // Share of days on which all counters are busy.
    double beyond;  // Share of days on which one who came now would wait longer than promised.
};

/// Adds one probe at each moment.
hall::ServiceIndex add_probes(Model& model, const std::vector<Instant>& moments) {
    const hall::ServiceIndex probe = add_probe(model);
    model.appointments = {{.who = {.service = probe}, .slots = moments}};
    return probe;
}

std::vector<double> found_at(const Course& course, Instant at, double counters) {
    return {course.inside_at(at), course.waiting_at(at),
            course.inside_at(at) >= counters ? 1.0 : 0.0};
}

double is_probe_kept_longer(const SimulatedDay& day, hall::ServiceIndex probe, Instant at,
                            Duration than) {
    const auto found = std::ranges::find_if(day.records, [&](const measure::StepRecord& one) {
        return one.service == probe && one.e == at;
    });
    return found->wait > than ? 1 : 0;
}

/// A share that is seen on hardly any day is not held to a spread that a run does not know.
Exact share_of_days(const std::string& name, double value, double of_days) {
    const bool is_rare = value < .02;
    return {.name = name,
            .value = value,
            .precision = .02,
            .is_rare = is_rare,
            .days = is_rare ? of_days : 0};
}

std::uint32_t days(std::uint32_t full, std::uint32_t quick) {
    return is_full_precision() ? full : quick;
}

// --- a day by the half-hour

/// Sixteen half-hours at `counters`, with a mean time of eight minutes.
Model half_hours(std::size_t counters) {
    Model model = one_queue(counters, Exponential{8min});
    model.streams = {
        {.who = {.service = first_service},
         .rate = {start, 30min, {12, 24, 36, 42, 40, 34, 26, 18, 16, 22, 28, 30, 24, 18, 10, 4}},
         .candidates_per_hour = 42}};
    return model;
}

Instant minute(double at) { return at_units(60 * at); }

void expect_day(std::size_t counters, const std::vector<Moment>& moments, double beyond,
                double wait) {
    Model model = half_hours(counters);
    std::vector<Instant> instants;
    for (const Moment& moment : moments) instants.push_back(minute(moment.at));
    const hall::ServiceIndex probe = add_probes(model, instants);
    const std::uint32_t each = days(4000, 60);
    const double all_days = each * replications;
    const auto seen = seen_in_days(model, each, [&](const SimulatedDay& day) {
        const auto came = came_in(day, {start, Instant::max()});
        // Shares of arrivals, not of days: sums over the mean number of arrivals.
        double waited = 0;
        for (const auto& record : came) waited += in_seconds(record.wait) / 60;
        const auto late =
            std::ranges::count_if(came, [](const auto& record) { return record.wait > 15min; });
        std::vector<double> found{static_cast<double>(came.size()), static_cast<double>(late) / 192,
                                  waited / 192};
        const Course course{day};
        for (const Instant at : instants) {
            const auto here = found_at(course, at, static_cast<double>(counters));
            found.insert(found.end(), here.begin(), here.end());
            found.push_back(is_probe_kept_longer(day, probe, at, 15min));
        }
        return found;
    });
    std::vector<Exact> exact{
        {"arrivals", 192}, {"share beyond 15 minutes", beyond}, {"mean wait", wait}};
    for (const Moment& moment : moments) {
        const std::string at = " at " + std::to_string(static_cast<int>(moment.at));
        exact.push_back({"inside" + at, moment.inside});
        exact.push_back(share_of_days("waiting" + at, moment.waiting, all_days));
        exact.push_back(share_of_days("full" + at, moment.full, all_days));
        exact.push_back(share_of_days("wait beyond 15 minutes" + at, moment.beyond, all_days));
    }
    expect_agreement(seen, exact);
}

TEST(ExactChanging, DayByTheHalfHourAtFiveCounters) {
    expect_day(5,
               {{60, 3.436980, .350874, .252164, .004387},
                {90, 6.628810, 2.350948, .652151, .079632},
                {120, 10.500083, 5.789362, .849394, .281800},
                {150, 12.737055, 7.970941, .879729, .402638},
                {180, 12.179849, 7.549128, .822183, .371093},
                {240, 4.736922, 1.686204, .309332, .076828},
                {360, 5.340626, 1.465861, .501188, .043993},
                {480, .554037, .000120, .000311, .000003}},
               .128575, 5.343908);
}

TEST(ExactChanging, DayByTheHalfHourAtSixCounters) {
    expect_day(6, {{150, 8.494995, 3.303186, .653631, .101307}}, .024784, 1.748807);
}

// --- a wave

/// Arrivals `mean` + `swing` sin(2 pi t / `period`) a unit, in cells so short that it shows
/// nowhere.
Stream wave(double mean, double swing, double period, double from, double to) {
    constexpr double cell = 0.01;
    Rate rate{.from = at_units(from), .cell = units(cell), .per_hour = {}};
    for (double at = from + cell / 2; at < to; at += cell) {
        const double arrivals = mean + swing * std::sin(2 * std::numbers::pi * at / period);
        rate.per_hour.push_back(3600 * arrivals);
    }
    return {.who = {.service = first_service},
            .rate = rate,
            .candidates_per_hour = 3600 * (mean + swing)};
}

TEST(ExactChanging, WaveThatNobodyLeaves) {
    constexpr auto moments = std::to_array<Moment>({{45, 19.897041, 10.161061, .892674, .457714},
                                                    {50, 25.384262, 15.630222, .910713, .634271}});
    Model model = one_queue(10, Exponential{units(1)});
    model.streams = {wave(9, 3, 20, 0, 60)};
    const hall::ServiceIndex probe = add_probes(model, {at_units(45), at_units(50)});
    const auto seen = seen_in_days(model, days(1500, 20), [&](const SimulatedDay& day) {
        const auto came = came_in(day, {start, Instant::max()});
        double waited = 0;
        for (const auto& record : came) waited += in_seconds(record.wait);
        const auto late =
            std::ranges::count_if(came, [](const auto& record) { return record.wait > units(1); });
        std::vector<double> found{static_cast<double>(late) / 540, waited / 540};
        const Course course{day};
        for (const Moment& moment : moments) {
            const auto here = found_at(course, at_units(moment.at), 10);
            found.insert(found.end(), here.begin(), here.end());
            found.push_back(is_probe_kept_longer(day, probe, at_units(moment.at), units(1)));
        }
        return found;
    });
    std::vector<Exact> exact{{"share beyond 1", .345669}, {"mean wait", .874891}};
    for (const Moment& moment : moments) {
        exact.push_back({"inside", moment.inside});
        exact.push_back({"waiting", moment.waiting});
        exact.push_back({"full", moment.full});
        exact.push_back({"wait beyond 1", moment.beyond});
    }
    expect_agreement(seen, exact);
}

TEST(ExactChanging, WaveThatPeopleLeave) {
    constexpr auto moments = std::to_array<Moment>({{40, 8.494089, .723168, .334041, 0},
                                                    {45, 14.939612, 5.329512, .839068, 0},
                                                    {50, 13.939757, 4.585761, .762078, 0},
                                                    {55, 6.816172, .304469, .161796, 0},
                                                    {60, 8.494089, .723168, .334041, 0}});
    Model model = one_queue(10, Exponential{units(1)});
    model.streams = {wave(9, 3, 20, 0, 61)};
    model.streams[0].who.patience = patience(4);
    const auto seen = seen_in_days(model, days(2500, 20), [&](const SimulatedDay& day) {
        const Course course{day};
        std::vector<double> found;
        for (const Moment& moment : moments) {
            const auto here = found_at(course, at_units(moment.at), 10);
            found.insert(found.end(), here.begin(), here.end());
        }
        return found;
    });
    std::vector<Exact> exact;
    for (const Moment& moment : moments) {
        exact.push_back({"inside", moment.inside});
        exact.push_back({"waiting", moment.waiting, .02});
        exact.push_back({"full", moment.full});
    }
    expect_agreement(seen, exact);
}

// --- counters that come and go

double offered_at(double t) { return 100 + 10 * (std::sin(t) - std::cos(t)); }

/// Clerks by the square-root rule at every twentieth of a unit; a counter that closes finishes its
/// visitor first.
std::vector<Duty> roster_for(double slack, double from, double to, std::size_t counters) {
    constexpr double step = 0.05;
    std::vector<Duty> roster;
    std::vector<std::optional<double>> since(counters);
    for (double at = from; at < to; at += step) {
        const auto needed = static_cast<std::size_t>(counters_for(offered_at(at), slack));
        for (std::uint32_t i = 0; i < counters; ++i) {
            if (i < needed && !since[i]) since[i] = at;
            if (i >= needed && since[i]) {
                roster.push_back({.counter = {i},
                                  .at = {at_units(*since[i]), at_units(at)},
                                  .end = AtEnd::closes});
                since[i].reset();
            }
        }
    }
    for (std::uint32_t i = 0; i < counters; ++i) {
        if (since[i]) roster.push_back({.counter = {i}, .at = {at_units(*since[i]), at_units(to)}});
    }
    return roster;
}

TEST(ExactChanging, ManyCountersThatComeAndGo) {
    // With a patience of the mean time the number inside is Poisson, however many counters are
    // open, and the share of moments at which it reaches some number is known.
    struct Row {
        double slack;
        std::array<double, 6> full;  // At 0, 1 ... 5.
    };
    constexpr auto rows = std::to_array<Row>({
        {0, {.514018, .474286, .484550, .486556, .512100, .496045}},
        {.5, {.312805, .290355, .306874, .307215, .319624, .294867}},
        {1, {.158221, .150866, .167475, .166743, .168570, .169586}},
        {1.5, {.065896, .066028, .065856, .064915, .074457, .070990}},
    });
    constexpr double period = 2 * std::numbers::pi;
    constexpr std::size_t counters = 125;
    const std::uint32_t periods = days(400, 12);
    const double end = period * periods;
    Model model = one_queue(counters, Exponential{units(1)});
    model.roster = roster_for(.5, -2 * period, end, counters);
    model.streams = {wave(100, 20, period, -2 * period, end)};
    model.streams[0].who.patience = patience(1);
    model.until = at_units(end);

    const auto seen = seen_in_days(model, 1, [&](const SimulatedDay& day) {
        const Course course{day};
        std::vector<double> found;
        for (const Row& row : rows) {
            for (int t = 0; t < 6; ++t) {
                const int full = counters_for(offered_at(t), row.slack);
                double times = 0;
                for (std::uint32_t k = 0; k < periods; ++k) {
                    times += course.inside_at(at_units(t + period * k)) >= full ? 1 : 0;
                }
                found.push_back(times / periods);
            }
        }
        return found;
    });
    std::vector<Exact> exact;
    for (const Row& row : rows) {
        for (const double full : row.full) exact.push_back({"full", full, .05});
    }
    expect_agreement(seen, exact);
}

}  // namespace
}  // namespace gerai::plan
