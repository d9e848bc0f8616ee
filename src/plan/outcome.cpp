#include "plan/outcome.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <numeric>

#include "measure/figures.h"

namespace gerai::plan {

namespace {

using measure::Figure;
using measure::StepRecord;

constexpr Duration half_hour = std::chrono::minutes{30};
constexpr double seconds_a_minute = 60;

double sum(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// Half the width of a range that holds the mean of so many values 95 times in 100.
double margin_of(double sum_of_squares, std::size_t count) {
    const auto n = static_cast<double>(count);
    const boost::math::students_t law{n - 1};
    return boost::math::quantile(law, 0.975) * std::sqrt(sum_of_squares / (n - 1) / n);
}

}  // namespace

Estimate mean_over_days(std::span<const double> values) {
    assert(values.size() >= 2);
    const double mean = sum(values) / static_cast<double>(values.size());
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return {mean, margin_of(squares, values.size())};
}

Estimate ratio_over_days(std::span<const double> parts, std::span<const double> wholes) {
    assert(parts.size() == wholes.size() && parts.size() >= 2);
    const double whole = sum(wholes);
    if (whole == 0) return {};
    const double ratio = sum(parts) / whole;
    double squares = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double off = parts[i] - ratio * wholes[i];
        squares += off * off;
    }
    const double a_day = whole / static_cast<double>(wholes.size());
    return {ratio, margin_of(squares, parts.size()) / a_day};
}

void Tally::add(const StepRecord& record, Duration promised) {
    if (measure::is_behind(Figure::steps, record, promised)) ++steps;
    if (measure::is_behind(Figure::no_shows, record, promised)) ++no_shows;
    if (measure::is_behind(Figure::cancelled, record, promised)) ++cancelled;
    const bool is_called = measure::is_behind(Figure::wait_mean, record, promised);
    if (measure::is_behind(Figure::service_level, record, promised)) {
        ++counted;
        if (is_called && record.wait <= promised) ++within;
    }
    if (!is_called) return;
    ++called;
    wait_seconds += in_seconds(record.wait);
    if (record.ended_at && record.started_at) {
        busy_seconds += in_seconds(*record.ended_at - *record.started_at);
    }
}

Tally& Tally::operator+=(const Tally& other) {
    steps += other.steps;
    called += other.called;
    counted += other.counted;
    within += other.within;
    no_shows += other.no_shows;
    cancelled += other.cancelled;
    wait_seconds += other.wait_seconds;
    busy_seconds += other.busy_seconds;
    return *this;
}

Tally DayOutcome::all() const {
    Tally tally;
    for (const Tally& agency : agencies) tally += agency;
    return tally;
}

HalfHours::HalfHours(const hall::Rules& rules) {
    if (rules.opening.empty()) return;
    begin_ = rules.opening.front().from;
    count_ = static_cast<std::size_t>((rules.closes_at() - begin_ + half_hour - Duration{1}) /
                                      half_hour);
}

Instant HalfHours::from(std::size_t place) const {
    return begin_ + half_hour * static_cast<std::int64_t>(place);
}

std::size_t HalfHours::place_of(Instant at) const {
    if (at < begin_ || count_ == 0) return 0;
    return std::min(static_cast<std::size_t>((at - begin_) / half_hour), count_ - 1);
}

DayOutcome outcome_of(const SimulatedDay& day, const hall::Rules& rules, Duration promised) {
    const HalfHours half_hours{rules};
    DayOutcome outcome;
    outcome.agencies.resize(rules.agencies.size());
    outcome.waits.resize(rules.agencies.size());
    outcome.half_hours.assign(rules.agencies.size(), std::vector<Tally>(half_hours.count()));
    outcome.refused = day.refused;
    Instant last_end = rules.closes_at();
    for (const StepRecord& record : day.records) {
        const hall::AgencyIndex agency = rules.services[record.service.value].agency;
        if (measure::is_behind(Figure::issued, record, promised)) ++outcome.visits;
        if (record.ended_at && record.called_at) last_end = std::max(last_end, *record.ended_at);
        if (!agency.exists()) continue;
        outcome.agencies[agency.value].add(record, promised);
        const std::size_t place = half_hours.place_of(record.first_callable.value_or(record.e));
        if (half_hours.count() > 0) {
            outcome.half_hours[agency.value][place].add(record, promised);
        }
        if (record.called_at) outcome.waits[agency.value].push_back(record.wait);
    }
    outcome.overtime_minutes = in_seconds(last_end - rules.closes_at()) / seconds_a_minute;
    return outcome;
}

std::vector<double> staffed_seconds(const Model& model) {
    std::vector<double> seconds(model.rules.agencies.size(), 0.0);
    for (const Duty& duty : model.roster) {
        const hall::AgencyIndex agency = model.rules.counters[duty.counter.value].agency;
        if (!agency.exists()) continue;
        Duration time = duty.at.to - duty.at.from;
        for (const Interval& rest : duty.breaks) time -= rest.to - rest.from;
        seconds[agency.value] += in_seconds(time);
    }
    return seconds;
}

namespace {

/// The same figure of every day.
template <class Look>
std::vector<double> each(std::span<const DayOutcome> days, const Look& look) {
    std::vector<double> values;
    values.reserve(days.size());
    for (const DayOutcome& day : days) values.push_back(look(day));
    return values;
}

/// Nothing where there are no wholes.
std::optional<Estimate> ratio_to(std::span<const double> parts, std::span<const double> wholes) {
    if (sum(wholes) == 0) return std::nullopt;
    return ratio_over_days(parts, wholes);
}

/// The figures of one part of the hall, day by day.
struct Column {
    std::vector<Tally> days;

    [[nodiscard]] std::vector<double> of(double Tally::* figure) const {
        std::vector<double> values;
        values.reserve(days.size());
        for (const Tally& day : days) values.push_back(day.*figure);
        return values;
    }
    [[nodiscard]] std::optional<Estimate> ratio(double Tally::* part, double Tally::* whole) const {
        return ratio_to(of(part), of(whole));
    }
};

std::optional<Estimate> minutes(std::optional<Estimate> seconds) {
    if (!seconds) return std::nullopt;
    return Estimate{seconds->value / seconds_a_minute, seconds->margin / seconds_a_minute};
}

std::optional<double> minutes(std::optional<Duration> time) {
    if (!time) return std::nullopt;
    return in_seconds(*time) / seconds_a_minute;
}

Outlook::Row row_of(const Column& column, std::span<const Duration> waits, double staffed) {
    const std::vector<double> there(column.days.size(), staffed);
    return {.steps = mean_over_days(column.of(&Tally::steps)),
            .service_level = column.ratio(&Tally::within, &Tally::counted),
            .wait_minutes = minutes(column.ratio(&Tally::wait_seconds, &Tally::called)),
            .median_minutes = minutes(measure::quantile(waits, 0.5)),
            .p90_minutes = minutes(measure::quantile(waits, 0.9)),
            .no_shows = column.ratio(&Tally::no_shows, &Tally::steps),
            .cancelled = column.ratio(&Tally::cancelled, &Tally::steps),
            .utilisation = ratio_to(column.of(&Tally::busy_seconds), there)};
}

Outlook::Cell cell_of(const Column& column) {
    return {.steps = mean_over_days(column.of(&Tally::steps)),
            .service_level = column.ratio(&Tally::within, &Tally::counted),
            .wait_minutes = minutes(column.ratio(&Tally::wait_seconds, &Tally::called))};
}

/// The waits of some agencies over all days, in order.
std::vector<Duration> waits_of(std::span<const DayOutcome> days,
                               std::span<const std::size_t> agencies) {
    std::vector<Duration> waits;
    for (const DayOutcome& day : days) {
        for (const std::size_t agency : agencies) {
            const auto& some = day.waits[agency];
            waits.insert(waits.end(), some.begin(), some.end());
        }
    }
    std::ranges::sort(waits);
    return waits;
}

template <class Look>
Column column_of(std::span<const DayOutcome> days, const Look& look) {
    Column column;
    column.days.reserve(days.size());
    for (const DayOutcome& day : days) column.days.push_back(look(day));
    return column;
}

}  // namespace

Outlook outlook_of(std::span<const DayOutcome> days, const Model& model) {
    const std::vector<double> staffed = staffed_seconds(model);
    std::vector<std::size_t> every(model.rules.agencies.size());
    std::iota(every.begin(), every.end(), std::size_t{0});
    Outlook outlook{.days = static_cast<std::uint32_t>(days.size()),
                    .visits = mean_over_days(each(days, [](auto& day) { return day.visits; })),
                    .refused = mean_over_days(each(days, [](auto& day) { return day.refused; })),
                    .overtime_minutes =
                        mean_over_days(each(days, [](auto& day) { return day.overtime_minutes; })),
                    .all = row_of(column_of(days, [](auto& day) { return day.all(); }),
                                  waits_of(days, every), sum(staffed))};
    const std::size_t half_hours = HalfHours{model.rules}.count();
    for (const std::size_t agency : every) {
        const auto own = column_of(days, [&](auto& day) { return day.agencies[agency]; });
        outlook.agencies.push_back(row_of(own, waits_of(days, {{agency}}), staffed[agency]));
        auto& cells = outlook.half_hours.emplace_back();
        for (std::size_t place = 0; place < half_hours; ++place) {
            cells.push_back(
                cell_of(column_of(days, [&](auto& day) { return day.half_hours[agency][place]; })));
        }
    }
    return outlook;
}

}  // namespace gerai::plan
