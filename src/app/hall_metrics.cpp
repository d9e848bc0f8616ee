#include "app/hall_metrics.h"

#include <algorithm>
#include <cassert>

namespace gerai::app {

namespace {

std::string_view word(hall::Channel channel) {
    switch (channel) {
        case hall::Channel::kiosk: return "kiosk";
        case hall::Channel::door: return "door";
        case hall::Channel::paper: return "paper";
        case hall::Channel::web: return "web";
        case hall::Channel::phone: return "phone";
    }
    assert(false);
}

double seconds_between(Instant from, Instant to) {
    return std::chrono::duration<double>(to - from).count();
}

bool waits_for(const hall::Day& day, const hall::Step& step, hall::AgencyIndex agency) {
    return step.state == hall::StepState::waiting && day.at(step.service).agency == agency;
}

double waiting_at(const hall::Day& day, hall::AgencyIndex agency) {
    return static_cast<double>(std::ranges::count_if(
        day.steps(), [&](const hall::Step& step) { return waits_for(day, step, agency); }));
}

double oldest_waiting_at(const hall::Day& day, hall::AgencyIndex agency, Instant now) {
    Instant oldest = now;
    for (const hall::Step& step : day.steps()) {
        if (waits_for(day, step, agency)) oldest = std::min(oldest, step.e);
    }
    return seconds_between(oldest, now);
}

}  // namespace

void HallMetrics::on_event(const std::string& mall, std::int64_t seq, const hall::Event& event,
                           const hall::Day& day) {
    std::visit(
        [&](const auto& what) {
            if constexpr (requires { count(mall, what, day); }) {
                if (counts_) count(mall, what, day);
            }
        },
        event.what);
    next_.on_event(mall, seq, event, day);
}

void HallMetrics::on_settled(const std::string& mall, std::int64_t seq, const hall::Day& day) {
    next_.on_settled(mall, seq, day);
}

void HallMetrics::count(const std::string& mall, const hall::Issued& event, const hall::Day& day) {
    metrics_
        .counter("gerai_numbers_issued_total", "Numbers issued",
                 {{"mall", mall},
                  {"prefix", day.prefix_of(day.at(event.visit))},
                  {"channel", word(event.channel)}})
        .add();
}

void HallMetrics::count(const std::string& mall, const hall::Called& event, const hall::Day& day) {
    const std::string counter = std::to_string(day.rules().counters[event.counter.value].number);
    metrics_.counter("gerai_calls_total", "Calls", {{"mall", mall}, {"counter", counter}}).add();
    const hall::Step& step = day.at(event.step);
    metrics_
        .histogram("gerai_step_wait_seconds", "From check-in to the call", web::hall_seconds_bounds,
                   {{"mall", mall}})
        .observe(seconds_between(step.e, step.called_at));
}

void HallMetrics::count(const std::string& mall, const hall::Finished& event,
                        const hall::Day& day) {
    const hall::Step& step = day.at(event.step);
    metrics_
        .histogram("gerai_step_service_seconds", "From start to finish", web::hall_seconds_bounds,
                   {{"mall", mall}})
        .observe(seconds_between(step.started_at, step.ended_at));
}

void add_gauges(web::Metrics& metrics, const journal::LiveHall& hall, const journal::Clock& clock) {
    const auto agencies = hall.look(clock.now(), [](const journal::Standing& standing) {
        return standing.day().rules().agencies;
    });
    for (std::uint32_t i = 0; i < agencies.size(); ++i) {
        const auto look = [&hall, &clock](auto measure) {
            return [&hall, &clock, measure] {
                const Instant now = clock.now();
                return hall.look(now, [&](const journal::Standing& standing) {
                    return measure(standing.day(), now);
                });
            };
        };
        metrics.gauge_from(
            "gerai_steps_waiting", "Steps that wait",
            {{"mall", hall.mall()}, {"prefix", agencies[i].prefix}},
            look([i](const hall::Day& day, Instant) { return waiting_at(day, {i}); }));
        metrics.gauge_from("gerai_oldest_waiting_seconds", "Age of the oldest that waits",
                           {{"mall", hall.mall()}, {"prefix", agencies[i].prefix}},
                           look([i](const hall::Day& day, Instant now) {
                               return oldest_waiting_at(day, {i}, now);
                           }));
    }
}

}  // namespace gerai::app
