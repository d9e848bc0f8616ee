#include "plan/calibration/samples.h"

#include <algorithm>
#include <cmath>

#include "mall/people.h"
#include "plan/law.h"

namespace gerai::plan {

namespace {

using measure::DayLog;
using measure::StayEnd;
using measure::StepRecord;
using namespace std::chrono_literals;

std::size_t half_hour_of(Instant when, Instant midnight) {
    const auto place = (when - midnight) / mall::half_hour;
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(place, 0, static_cast<std::int64_t>(half_hours_a_day) - 1));
}

/// How much of a half-hour of the clock the mall was open.
double open_part(const hall::Rules& rules, Instant begin) {
    const Instant from = std::max(begin, rules.opening.front().from);
    const Instant to = std::min(begin + mall::half_hour, rules.closes_at());
    return std::max(in_seconds(to - from), 0.0) / in_seconds(mall::half_hour);
}

bool has_hours(const DayLog& day) {
    return !day.rules.opening.empty() && day.rules.closes_at() < Instant::max();
}

/// One date, added to the samples.
class DayCounter {
public:
    DayCounter(Samples& samples, const DayLog& day, const TimeZone& zone)
        : samples_(samples),
          day_(day),
          midnight_(zone.at(day.date, 0min)),
          weekday_(weekday_of(day.date)),
          opens_(day.rules.opening.front().from),
          issued_(issue_times(day)) {}

    void count() {
        if (visits_begun() == 0) return;
        count_openings();
        count_visits();
        count_routes();
        count_times();
        count_counters();
        const VisitsOfDay visits = visits_of(day_);
        std::ranges::copy(visits.stayings, std::back_inserter(samples_.stayings));
        std::ranges::copy(visits.back_after, std::back_inserter(samples_.back_after));
        std::ranges::copy(gaps_of(day_), std::back_inserter(samples_.gaps));
        samples_.dates.push_back(day_.date);
    }

private:
    [[nodiscard]] const std::string& id(hall::ServiceIndex service) const {
        return day_.rules.services[service.value].id;
    }

    /// Of this date, not brought over from an earlier one.
    [[nodiscard]] bool is_of_today(const StepRecord& record) const {
        return issued_[record.visit.value] >= opens_;
    }

    [[nodiscard]] double visits_begun() const {
        return static_cast<double>(std::ranges::count_if(day_.records, [&](const auto& record) {
            return record.is_first && is_of_today(record);
        }));
    }

    void count_openings() {
        std::set<std::string> offered;
        for (const hall::Counter& counter : day_.rules.counters) {
            for (const hall::ServiceIndex service : counter.gives) {
                if (day_.rules.services[service.value].is_offered) offered.insert(id(service));
            }
        }
        for (const std::string& service : offered) {
            ServiceSamples& samples = samples_.services[service];
            ++samples.dates[weekday_];
            for (std::size_t i = 0; i < half_hours_a_day; ++i) {
                const auto place = static_cast<std::int64_t>(i);
                samples.half_hours[weekday_][i] +=
                    open_part(day_.rules, midnight_ + mall::half_hour * place);
            }
        }
    }

    void count_visits() {
        for (const StepRecord& record : day_.records) {
            if (!record.is_first || !is_of_today(record)) continue;
            const std::string& priority = day_.rules.classes[record.priority.value].name;
            ++samples_.services[id(record.service)]
                  .visits[priority][weekday_][half_hour_of(issued_[record.visit.value], midnight_)];
        }
        samples_.totals[weekday_].push_back(visits_begun());
    }

    void count_routes() {
        std::vector<hall::StepIndex> first(day_.records.size());
        std::vector<bool> has_second(day_.records.size(), false);
        for (const StepRecord& record : day_.records) {
            if (!is_of_today(record)) continue;
            if (record.is_first) {
                first[record.visit.value] = record.step;
                ++samples_.services[id(record.service)].first;
                continue;
            }
            if (record.is_undone) continue;
            if (const auto before = stay_before(record, issued_[record.visit.value], day_)) {
                const StepRecord& from = day_.records[day_.stays[*before].step.value];
                ++samples_.services[id(from.service)].onward[id(record.service)];
                continue;
            }
            ++samples_.services[id(record.service)].as_second;
            if (!has_second[record.visit.value] && first[record.visit.value].exists()) {
                has_second[record.visit.value] = true;
                const auto begun = first[record.visit.value].value;
                ++samples_.services[id(day_.records[begun].service)].with_second;
            }
        }
    }

    void count_times() {
        std::vector<double> seconds(day_.records.size(), 0);
        for (const measure::Stay& stay : day_.stays) {
            const double walk = stay.started_at ? in_seconds(*stay.started_at - stay.called_at) : 0;
            if (stay.started_at && !stay.is_resumed) samples_.walks.push_back(walk);
            if (!stay.left_at) continue;
            if (stay.end == StayEnd::no_show) {
                samples_.waits_in_vain.push_back(in_seconds(*stay.left_at - stay.called_at));
            }
            if (!stay.started_at) continue;
            double& all = seconds[stay.step.value];
            all += in_seconds(*stay.left_at - *stay.started_at);
            const bool is_done = stay.end == StayEnd::served || stay.end == StayEnd::transferred;
            if (!is_done) continue;
            const StepRecord& record = day_.records[stay.step.value];
            samples_.services[id(record.service)].times.push_back(
                {.date = samples_.dates.size(),
                 .counter = day_.rules.counters[stay.counter.value].number,
                 .seconds = all});
        }
    }

    void count_counters() {
        for (std::uint32_t i = 0; i < day_.rules.counters.size(); ++i) {
            const std::vector<Interval> open = open_times({i});
            if (!open.empty()) count_counter({i}, open);
        }
    }

    /// As logged; where nothing is, as its calls show.
    [[nodiscard]] std::vector<Interval> open_times(hall::CounterIndex counter) const {
        std::vector<Interval> open;
        for (const measure::Stretch& stretch : day_.stretches) {
            if (stretch.counter == counter && stretch.state == hall::CounterState::open) {
                open.push_back(stretch.at);
            }
        }
        if (!open.empty()) return open;
        std::vector<Interval> services;
        std::vector<Duration> gaps;
        for (const measure::Stay& stay : day_.stays) {
            if (stay.counter != counter || !stay.left_at) continue;
            if (!services.empty()) gaps.push_back(stay.called_at - services.back().to);
            services.push_back({stay.called_at, *stay.left_at});
        }
        return working_stretches(services, longest_gap_at_work(gaps));
    }

    void count_counter(hall::CounterIndex counter, const std::vector<Interval>& open) {
        CounterSamples& samples = samples_.counters[day_.rules.counters[counter.value].number];
        Duration all{0};
        const Instant closes = day_.rules.closes_at();
        for (const Interval& one : open) {
            all += std::max(std::min(one.to, closes) - std::max(one.from, opens_), Duration{0});
        }
        samples.hours[weekday_].push_back(in_seconds(all) / 3600);
        const Duration slot = std::chrono::minutes{slot_minutes};
        for (std::size_t i = 0; i < slots_a_day; ++i) {
            const Instant middle = midnight_ + slot * static_cast<std::int64_t>(i) + slot / 2;
            const bool is_open = std::ranges::any_of(
                open, [&](const Interval& one) { return one.from <= middle && middle < one.to; });
            samples.open[weekday_][i] += is_open ? 1 : 0;
        }
        const bool stays = open.back().to > closes || open.back().to == day_.ended_at;
        samples.serves_out[weekday_] += stays ? 1 : 0;
        std::set<std::string> offered;
        for (const measure::Stretch& stretch : day_.stretches) {
            if (stretch.counter != counter) continue;
            for (const hall::ServiceIndex service : stretch.offers) offered.insert(id(service));
        }
        for (const std::string& service : offered) ++samples.offers[weekday_][service];
    }

    Samples& samples_;
    const DayLog& day_;
    Instant midnight_;
    std::size_t weekday_;
    Instant opens_;
    std::vector<Instant> issued_;  // By visit.
};

}  // namespace

std::size_t weekday_of(Date date) {
    return std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding() - 1;
}

std::optional<std::size_t> stay_before(const StepRecord& record, Instant issued,
                                       const DayLog& day) {
    const bool is_later = record.first_callable && *record.first_callable > issued;
    if (record.is_first || !is_later) return std::nullopt;
    if (!day.rules.services[record.service.value].after.empty()) return std::nullopt;
    for (std::size_t i = 0; i < day.stays.size(); ++i) {
        const measure::Stay& stay = day.stays[i];
        const bool leads_on = stay.end == StayEnd::served || stay.end == StayEnd::transferred;
        if (leads_on && stay.left_at == record.first_callable &&
            day.records[stay.step.value].visit == record.visit) {
            return i;
        }
    }
    return std::nullopt;
}

Samples samples_of(std::span<const DayLog> days, const TimeZone& zone) {
    Samples samples;
    for (const DayLog& day : days) {
        if (has_hours(day)) DayCounter{samples, day, zone}.count();
    }
    return samples;
}

}  // namespace gerai::plan
