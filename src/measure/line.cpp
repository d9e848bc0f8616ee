#include "measure/line.h"

#include <algorithm>
#include <cassert>

#include "hall/dispatch.h"

namespace gerai::measure {

namespace {

void count_counters(Line& line, const hall::Day& day, hall::ServiceIndex service) {
    for (const hall::CounterIndex counter : day.layout().givers[service.value]) {
        const hall::Desk& desk = day.at(counter);
        if (!day.offers(counter, service)) continue;
        if (desk.state == hall::CounterState::paused) ++line.paused;
        if (desk.state != hall::CounterState::open) continue;
        ++line.open;
        if (!desk.current.exists()) ++line.idle;
    }
}

/// Calls `look` with each queue from which the counters of a service may call.
template <class Look>
void for_each_rival_queue(const hall::Day& day, hall::ServiceIndex service, Look&& look) {
    for (const hall::Layout::Share& share : day.layout().shares[service.value]) {
        for (std::uint32_t i = 0; i < day.layout().class_count; ++i) {
            const hall::QueueIndex queue = day.layout().queue_of(share.service, {i});
            if (day.queues().waiting_in(queue) > 0) look(queue);
        }
    }
}

void find_oldest(Line& line, const hall::Day& day, hall::ServiceIndex service, hall::StepIndex own,
                 Instant now) {
    Instant oldest = now;
    for_each_rival_queue(day, service, [&](hall::QueueIndex queue) {
        const hall::Place& head = day.queues().head(queue);
        if (head.step.exists() && head.step != own) oldest = std::min(oldest, head.e);
    });
    line.oldest = now - oldest;
}

Duration planned_mean(const hall::Day& day, hall::ServiceIndex service) {
    Duration sum{};
    const auto& shares = day.layout().shares[service.value];
    if (shares.empty()) return day.at(service).mean;
    for (const hall::Layout::Share& share : shares) sum += day.at(share.service).mean;
    return sum / static_cast<std::int64_t>(shares.size());
}

Line line_at(const hall::Day& day, hall::ServiceIndex service, hall::StepIndex own, Instant now) {
    Line line{.service_mean = planned_mean(day, service)};
    count_counters(line, day, service);
    find_oldest(line, day, service, own, now);
    return line;
}

}  // namespace

double Line::seconds_between_calls() const {
    assert(open > 0);
    return std::chrono::duration<double>{service_mean}.count() / (open + 0.5 * paused);
}

Line line_before(const hall::Day& day, hall::StepIndex step, Instant now) {
    Line line = line_at(day, day.at(step).service, step, now);
    line.ahead = hall::ahead_of(day, step, now);
    return line;
}

Line line_for_newcomer(const hall::Day& day, hall::ServiceIndex service, Instant now) {
    Line line = line_at(day, service, {}, now);
    constexpr auto last = std::numeric_limits<std::uint32_t>::max();
    for_each_rival_queue(day, service, [&](hall::QueueIndex queue) {
        line.ahead += day.queues().places(queue).callable_before(Instant::max(), last);
    });
    return line;
}

std::uint32_t open_counters(const hall::Day& day, hall::ServiceIndex service) {
    Line line;
    count_counters(line, day, service);
    return line.open;
}

bool can_be_foreseen(const hall::Day& day, hall::StepIndex at) {
    const hall::Step& step = day.at(at);
    // A number of the paper roll has no agency's prefix.
    return step.is_callable && step.times_called == 0 && !step.is_carried &&
           !step.only_counter.exists() && day.at(step.visit).number.prefix.exists() &&
           day.at(step.visit).carried < 0 && day.at(step.service).agency.exists();
}

bool meets_a_break(const hall::Rules& rules, Instant now, Instant until) {
    for (std::size_t i = 0; i + 1 < rules.opening.size(); ++i) {
        const Instant closes = rules.opening[i].to;
        if (now < closes && until > closes) return true;
    }
    return false;
}

}  // namespace gerai::measure
