#include "measure/shifting_hall.h"

#include <cmath>
#include <numbers>

#include "hall/dispatch.h"

namespace gerai::measure {

using namespace std::chrono_literals;

namespace {

constexpr auto open_for = 8h;
constexpr double planned_minutes = 8;
constexpr int counters_of_agency = 4;
constexpr double elderly_share = 0.2;
constexpr double second_service = 0.15;
constexpr double patience_minutes = 150;

Duration minutes(double value) {
    return std::chrono::duration_cast<Duration>(
        std::chrono::duration<double, std::ratio<60>>{value});
}

Date date_of(int number) {
    return Date{std::chrono::sys_days{std::chrono::year{2026} / 6 / 1} + std::chrono::days{number}};
}

Instant opening_of(int number) { return std::chrono::sys_days{date_of(number)} + 0h; }

hall::Rules rules_of(int number) {
    hall::Rules rules;
    rules.classes = {{"none", 1}, {"elderly", 4}};
    rules.rescue_after = 45min;
    rules.has_capacity_stop = false;
    rules.opening = {{opening_of(number), opening_of(number) + open_for}};
    rules.ends_at = opening_of(number) + 15h;
    for (std::uint32_t i = 0; i < ShiftingHall::agencies; ++i) {
        const std::string id = "agency-" + std::to_string(i);
        rules.agencies.push_back({id, std::string(1, static_cast<char>('A' + i))});
        const hall::ServiceIndex service{i};
        rules.services.push_back({.id = id + "-01",
                                  .agency = {i},
                                  .mean = minutes(planned_minutes),
                                  .original = service});
        for (int k = 0; k < counters_of_agency; ++k) {
            rules.counters.push_back({.number = static_cast<int>(rules.counters.size()) + 1,
                                      .agency = {i},
                                      .gives = {service}});
        }
    }
    return rules;
}

}  // namespace

ShiftingHall::ShiftingHall(std::uint64_t seed, Listener listener)
    : listener_(std::move(listener)), random_(seed) {
    for (double& factor : plan_is_wrong_by_) factor = uniform(0.7, 1.4);
}

double ShiftingHall::uniform(double low, double high) {
    return low + (high - low) * std::uniform_real_distribution<double>{}(random_);
}
double ShiftingHall::exponential(double mean) { return -mean * std::log(1 - uniform(0, 1)); }
double ShiftingHall::log_normal(double mean, double sigma) {
    const double z = std::normal_distribution<double>{}(random_);
    return mean * std::exp(sigma * z - sigma * sigma / 2);
}

double ShiftingHall::arrivals_per_minute(Instant now) const {
    const double hour =
        std::chrono::duration<double, std::ratio<3600>>{now - opening_of(day_number_ - 1)}.count();
    const double wave = 0.85 + 0.4 * std::sin(2 * std::numbers::pi * hour / 5.0);
    return day_factor_ * wave * agencies * counters_of_agency / planned_minutes;
}

void ShiftingHall::push(Instant at, Kind kind, std::uint32_t who) {
    agenda_.push({at, pushed_++, kind, who});
}

bool ShiftingHall::act(const hall::Command& command, Instant now) {
    const auto events = hall::decide(day_, command, now);
    if (!events) return false;
    for (const hall::Event& event : *events) {
        hall::evolve(day_, event);
        listener_(event, day_);
    }
    return true;
}

void ShiftingHall::begin_day() {
    day_ = hall::Day{rules_of(day_number_), date_of(day_number_)};
    const Instant opens = opening_of(day_number_);
    ++day_number_;
    day_factor_ = uniform(0.65, 0.95);
    for (double& factor : service_factors_) factor = uniform(0.85, 1.15);
    for (std::uint32_t i = 0; i < day_.desks().size(); ++i) {
        act(hall::Open{.at = {.counter = {i}}, .services = {}}, opens);
    }
    push(opens, Kind::arrival);
    for (auto at = 1h; at < open_for; at += 1h) push(opens + at, Kind::roster);
}

void ShiftingHall::play_day() {
    begin_day();
    while (!agenda_.empty()) {
        const Happening now = agenda_.top();
        agenda_.pop();
        handle(now);
    }
    act(hall::CloseDay{}, opening_of(day_number_ - 1) + 14h);
}

void ShiftingHall::handle(const Happening& now) {
    switch (now.kind) {
        case Kind::arrival: return arrive(now.at);
        case Kind::ready: return call({now.who}, now.at);
        case Kind::roster: return change_roster(now.at);
        case Kind::leave: {
            act(hall::Cancel{.visit = {now.who}, .reason = {}}, now.at);
            return;
        }
        case Kind::finish: {
            const hall::CounterIndex counter{now.who};
            const hall::VisitIndex visit = day_.at(day_.at(counter).current).visit;
            act(hall::Finish{.at = {.counter = counter}}, now.at);
            push(now.at + minutes(uniform(0.2, 0.8)), Kind::ready, now.who);
            send_to_idle(visit, now.at);
            return;
        }
    }
}

void ShiftingHall::arrive(Instant now) {
    const Instant closes = day_.rules().opening.front().to;
    const Instant next = now + minutes(exponential(1 / arrivals_per_minute(now)));
    if (next < closes) push(next, Kind::arrival);
    const auto first = static_cast<std::uint32_t>(uniform(0, agencies));
    hall::Issue wish{.services = {{first}}, .priority = {uniform(0, 1) < elderly_share ? 1U : 0U}};
    if (uniform(0, 1) < second_service) wish.services.push_back({(first + 1) % agencies});
    if (!act(wish, now)) return;
    const hall::VisitIndex visit{static_cast<std::uint32_t>(day_.visits().size() - 1)};
    push(now + minutes(exponential(patience_minutes)), Kind::leave, visit.value);
    send_to_idle(visit, now);
}

void ShiftingHall::send_to_idle(hall::VisitIndex visit, Instant now) {
    for (const hall::StepIndex step : day_.steps_of(visit)) {
        if (!day_.at(step).is_callable) continue;
        const hall::CounterIndex idle = hall::idle_counter_for(day_, step);
        if (idle.exists()) push(now + 15s, Kind::ready, idle.value);
    }
}

void ShiftingHall::call(hall::CounterIndex counter, Instant now) {
    if (day_.at(counter).state != hall::CounterState::open || day_.at(counter).current.exists()) {
        return;
    }
    if (!act(hall::Call{{.counter = counter}}, now)) return;
    act(hall::Start{{.counter = counter}}, now);
    const double hour =
        std::chrono::duration<double, std::ratio<3600>>{now - opening_of(day_number_ - 1)}.count();
    const double drift = 1 + 0.2 * std::sin(hour);
    const std::size_t agency = day_.rules().counters[counter.value].agency.value;
    const double mean =
        planned_minutes * plan_is_wrong_by_[agency] * service_factors_[agency] * drift;
    push(now + minutes(log_normal(mean, 0.6)), Kind::finish, counter.value);
}

/// Some counters have a break, and those who had one come back.
void ShiftingHall::change_roster(Instant now) {
    for (std::uint32_t i = 0; i < day_.desks().size(); ++i) {
        const hall::CounterIndex counter{i};
        if (day_.at(counter).state != hall::CounterState::open) {
            act(hall::Open{.at = {.counter = counter}, .services = {}}, now);
            push(now, Kind::ready, i);
        } else if (i % counters_of_agency != 0 && uniform(0, 1) < 0.2) {
            act(hall::Pause{.at = {.counter = counter}}, now);
        }
    }
}

}  // namespace gerai::measure
