#include "plan/textbook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <thread>

namespace gerai::plan {

using measure::StepRecord;

namespace {

/// Student's t at .9995 with 29 degrees of freedom.
constexpr double t_of_30 = 3.66;

constexpr Duration for_ever = std::chrono::hours{24 * 365 * 20};

Replications thirty() {
    return {.seed = 1,
            .days = replications,
            .threads = is_full_precision() ? std::thread::hardware_concurrency() : 1};
}

struct Estimate {
    double mean{};
    double error{};
};

Estimate estimate_of(const Seen30& seen, std::size_t figure) {
    double sum = 0;
    for (const auto& one : seen) sum += one[figure];
    const auto count = static_cast<double>(seen.size());
    const double mean = sum / count;
    double squares = 0;
    for (const auto& one : seen) squares += (one[figure] - mean) * (one[figure] - mean);
    return {mean, std::sqrt(squares / (count - 1) / count)};
}

double overlap(Interval window, std::optional<Instant> from, std::optional<Instant> to) {
    if (!from) return 0;
    const Instant begins = std::max(window.from, *from);
    const Instant ends = to ? std::min(window.to, *to) : window.to;
    return ends > begins ? in_seconds(ends - begins) : 0;
}

double count_until(const std::vector<Instant>& in_order, Instant at) {
    return static_cast<double>(std::ranges::upper_bound(in_order, at) - in_order.begin());
}

std::optional<Instant> stops_waiting(const StepRecord& record) {
    return record.called_at ? record.called_at : record.ended_at;
}

}  // namespace

Duration units(double value) { return from_seconds(value); }

Instant at_units(double value) { return start + units(value); }

Model endless(std::size_t services, const std::vector<std::vector<hall::ServiceIndex>>& counters,
              std::vector<hall::PriorityClass> classes) {
    Model model;
    model.date = any_date;
    model.rules.classes = std::move(classes);
    model.rules.has_capacity_stop = false;
    model.rules.opening = {{Instant::min(), Instant::max()}};
    model.rules.agencies = {{"agency", "A"}};
    for (std::uint32_t i = 0; i < services; ++i) {
        model.rules.services.push_back(
            {.id = "service-" + std::to_string(i), .agency = {0}, .original = {i}});
    }
    for (std::uint32_t i = 0; i < counters.size(); ++i) {
        model.rules.counters.push_back(
            {.number = static_cast<int>(i) + 1, .agency = {0}, .gives = counters[i]});
        model.roster.push_back({.counter = {i}, .at = {start, Instant::max()}});
    }
    model.services.resize(services);
    return model;
}

Model one_queue(std::size_t counters, Law time, std::vector<hall::PriorityClass> classes) {
    Model model = endless(1, {counters, {first_service}}, std::move(classes));
    model.services[0].time = std::move(time);
    return model;
}

Stream steady(double per_unit, hall::ClassIndex priority, hall::ServiceIndex service) {
    Stream stream{.who = {.service = service},
                  .rate = {start, for_ever, {per_unit * 3600}},
                  .candidates_per_hour = per_unit * 3600};
    stream.who.class_weights.resize(priority.value + 1, 0);
    stream.who.class_weights.back() = 1;
    return stream;
}

Patience patience(double mean) { return {.law = Exponential{units(mean)}}; }

hall::ServiceIndex add_probe(Model& model) {
    const hall::ServiceIndex probe{static_cast<std::uint32_t>(model.services.size())};
    model.rules.services.push_back({.id = "probe", .agency = {0}, .original = probe});
    model.services.emplace_back();
    for (hall::Counter& counter : model.rules.counters) counter.gives.push_back(probe);
    return probe;
}

bool is_full_precision() {
    const char* const precision = std::getenv("GERAI_PLAN_PRECISION");
    return precision != nullptr && std::string{precision} == "full";
}

Stretch stretch_for(Stretch stretch, double customers, double per_unit) {
    constexpr double quick = 5'000;  // In each replication.
    constexpr double longest = 150'000;
    const double each = is_full_precision() ? customers / replications : quick;
    stretch.runs = static_cast<std::uint32_t>(std::ceil(each / longest));
    stretch.measured = each / stretch.runs / per_unit;
    return stretch;
}

Seen30 seen_in(Model model, const Stretch& stretch,
               const std::function<std::vector<double>(const SimulatedDay&)>& look) {
    model.until = stretch.end();
    return seen_in_days(model, stretch.runs, look);
}

Seen30 seen_in_days(const Model& model, std::uint32_t days,
                    const std::function<std::vector<double>(const SimulatedDay&)>& look) {
    Replications all = thirty();
    all.days *= days;
    const Seen30 by_day = replicate(model, all, look);
    Seen30 seen(replications, std::vector<double>(by_day.front().size(), 0));
    for (std::size_t day = 0; day < by_day.size(); ++day) {
        std::vector<double>& sums = seen[day / days];
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += by_day[day][i] / days;
    }
    return seen;
}

void expect_agreement(const Seen30& seen, const std::vector<Exact>& exact) {
    ASSERT_EQ(seen.front().size(), exact.size());
    for (std::size_t i = 0; i < exact.size(); ++i) {
        if (exact[i].is_rare && !is_full_precision()) continue;
        Estimate found = estimate_of(seen, i);
        found.error = std::hypot(found.error, exact[i].own_error);
        if (exact[i].days > 0) {
            found.error = std::max(found.error, std::sqrt(exact[i].value / exact[i].days));
        }
        const double off = found.mean - exact[i].value;
        EXPECT_LE(std::abs(off), t_of_30 * found.error)
            << exact[i].name << ": " << found.mean << " for " << exact[i].value;
        if (!is_full_precision()) continue;
        if (exact[i].days == 0) {
            EXPECT_LE(found.error, exact[i].precision * exact[i].value) << exact[i].name;
        }
        std::cout << exact[i].name << ": exact " << exact[i].value << ", seen " << found.mean
                  << ", standard error " << 100 * found.error / exact[i].value << " %, off by "
                  << off / found.error << " of it\n";
    }
}

std::vector<StepRecord> came_in(const SimulatedDay& day, Interval window,
                                hall::ServiceIndex service) {
    std::vector<StepRecord> came;
    for (const StepRecord& record : day.records) {
        const bool is_in = record.e >= window.from && record.e < window.to;
        if (is_in && record.service == service) came.push_back(record);
    }
    return came;
}

double mean_wait(std::span<const StepRecord> records) {
    double sum = 0;
    for (const StepRecord& record : records) sum += in_seconds(record.wait);
    return sum / static_cast<double>(records.size());
}

double share(std::span<const StepRecord> records,
             const std::function<bool(const StepRecord&)>& is_one) {
    const auto count = std::ranges::count_if(records, is_one);
    return static_cast<double>(count) / static_cast<double>(records.size());
}

double share_waiting_beyond(std::span<const StepRecord> records, double wait) {
    const Duration limit = units(wait);
    return share(records, [=](const StepRecord& record) { return record.wait > limit; });
}

std::vector<StepRecord> of_class(std::span<const StepRecord> records, hall::ClassIndex priority) {
    std::vector<StepRecord> those;
    std::ranges::copy_if(records, std::back_inserter(those),
                         [=](const StepRecord& record) { return record.priority == priority; });
    return those;
}

double mean_waiting(const SimulatedDay& day, Interval window, hall::ServiceIndex service) {
    double sum = 0;
    for (const StepRecord& record : day.records) {
        if (record.service != service) continue;
        sum += overlap(window, record.first_callable, stops_waiting(record));
    }
    return sum / in_seconds(window.to - window.from);
}

double mean_serving(const SimulatedDay& day, Interval window, hall::ServiceIndex service) {
    double sum = 0;
    for (const StepRecord& record : day.records) {
        if (record.service == service) sum += overlap(window, record.started_at, record.ended_at);
    }
    return sum / in_seconds(window.to - window.from);
}

Course::Course(const SimulatedDay& day, hall::ServiceIndex service) {
    for (const StepRecord& record : day.records) {
        if (record.service != service) continue;
        came_.push_back(record.e);
        if (const auto stopped = stops_waiting(record)) stopped_waiting_.push_back(*stopped);
        if (record.ended_at) left_.push_back(*record.ended_at);
    }
    for (auto* const instants : {&came_, &stopped_waiting_, &left_}) std::ranges::sort(*instants);
}

double Course::inside_at(Instant at) const {
    return count_until(came_, at) - count_until(left_, at);
}

double Course::waiting_at(Instant at) const {
    return count_until(came_, at) - count_until(stopped_waiting_, at);
}

}  // namespace gerai::plan
