#pragma once

#include "plan/textbook.h"

/// A hall of two agencies that is as busy as a hall can be, and how it stands in mid-day.
namespace gerai::plan {

inline constexpr Instant eight = start + std::chrono::hours{8};
inline constexpr Instant ten = start + std::chrono::hours{10};
inline constexpr Instant twelve = start + std::chrono::hours{12};
inline constexpr hall::AgencyIndex agency_a{0};
inline constexpr hall::AgencyIndex agency_b{1};

/// Open from eight to twelve; three counters for agency a, two for b, and two that are closed all
/// day: one of each.
inline Model busy_hall() {
    using namespace std::chrono_literals;
    const std::vector<hall::ServiceIndex> a{first_service};
    const std::vector<hall::ServiceIndex> b{second_service};
    Model model = endless(2, {a, a, a, b, b, a, b}, {{"none", 1}, {"elderly", 4}});
    model.rules.agencies = {{"a", "A"}, {"b", "B"}};
    for (const std::uint32_t counter : {3U, 4U, 6U}) {
        model.rules.counters[counter].agency = agency_b;
    }
    model.rules.services[1].agency = agency_b;
    model.rules.opening = {{eight, twelve}};
    model.rules.ends_at = start + 24h;
    model.roster.resize(5);
    for (Duty& duty : model.roster) duty.at = {eight, twelve};
    model.services[0].time = log_normal(6min, .8);
    model.services[1].time = log_normal(8min, 1.2);
    for (const hall::ServiceIndex service : {first_service, second_service}) {
        const double rate = service == first_service ? 27 : 14;
        model.streams.push_back({.who = {.service = service,
                                         .class_weights = {8, 2},
                                         .second_service = .2,
                                         .patience = Patience{Exponential{60min}, .5}},
                                 .rate = {eight, 4h, {rate}},
                                 .candidates_per_hour = 2 * rate});
    }
    model.second_weights = {1, 1};
    model.day_factor_cv = .15;
    model.walking = Between{10s, 50s};
    model.idle_gap = Exponential{40s};
    model.no_show_after = 2min;
    model.absence = {.share = .05, .comes_back = .5, .back_after = Between{2min, 6min}};
    return model;
}

/// How a simulated day stands at a moment.
inline hall::Day day_at(Model model, Instant now, std::uint32_t number) {
    model.until = now;
    Simulator simulator{model};
    const hall::Day* last = nullptr;
    simulator.run(1, number, [&](const hall::Event&, const hall::Day& day) { last = &day; });
    return last == nullptr ? hall::Day{model.rules, model.date} : *last;
}

/// A day that is made command by command.
struct Made {
    hall::Day day;
    Instant now;

    Made(const hall::Rules& rules, Instant begins) : day(rules, any_date), now(begins) {}

    void does(const hall::Command& command) {
        const auto events = hall::decide(day, command, now);
        if (!events) throw std::runtime_error{"a command was refused"};
        for (const hall::Event& event : *events) hall::evolve(day, event);
    }
    void opens(hall::CounterIndex counter) { does(hall::Open{{.counter = counter}, {}}); }
    void serves(hall::CounterIndex counter) {
        does(hall::Call{{.counter = counter}});
        does(hall::Start{{.counter = counter}});
    }
    void comes(hall::ServiceIndex service) {
        does(hall::Issue{.services = {service}, .priority = {0}});
    }
};

}  // namespace gerai::plan
