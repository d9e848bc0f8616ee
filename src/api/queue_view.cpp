#include "api/queue_view.h"

#include <algorithm>

namespace gerai::api {

namespace {

/// What is summed up over the queues of an agency.
struct Sum {
    std::int64_t waiting = 0;
    Instant oldest = Instant::max();

    void add(std::uint32_t count, const hall::Place* front) {
        waiting += count;
        if (count > 0 && front != nullptr) oldest = std::min(oldest, front->e);
    }
};

void add_service(Sum& sum, const hall::Day& day, hall::ServiceIndex service) {
    for (std::uint32_t i = 0; i < day.layout().class_count; ++i) {
        const hall::QueueIndex queue = day.layout().queue_of(service, {i});
        sum.add(day.queues().waiting_in(queue), &day.queues().front(queue));
    }
}

/// The steps that wait for that counter alone.
void add_bound(Sum& sum, const hall::Day& day, hall::CounterIndex counter) {
    if (day.queues().bound_to(counter) == 0) return;
    sum.waiting += day.queues().bound_to(counter);
    for (std::uint32_t i = 0; i < day.layout().class_count; ++i) {
        const hall::Place* const front = day.queues().places(counter, {i}).first_waiting();
        if (front != nullptr) sum.oldest = std::min(sum.oldest, front->e);
    }
}

}  // namespace

AgencyShares::AgencyShares(const hall::Rules& rules)
    : services_(rules.agencies.size()), counters_(rules.agencies.size()) {
    for (std::uint32_t i = 0; i < rules.services.size(); ++i) {
        const hall::AgencyIndex agency = rules.services[i].agency;
        if (agency.exists()) services_[agency.value].push_back({i});
    }
    for (std::uint32_t i = 0; i < rules.counters.size(); ++i) {
        const hall::AgencyIndex agency = rules.counters[i].agency;
        if (agency.exists()) counters_[agency.value].push_back({i});
    }
}

QueueView view_of_queue(const hall::Day& day, const AgencyShares& shares, hall::AgencyIndex at,
                        Instant now, const HallEstimates* estimates) {
    const hall::Agency& agency = day.rules().agencies[at.value];
    QueueView view{.agency = agency.id, .prefix = agency.prefix};
    Sum sum;
    for (const hall::ServiceIndex service : shares.services(at)) add_service(sum, day, service);
    for (const hall::CounterIndex counter : shares.counters(at)) {
        add_bound(sum, day, counter);
        if (day.at(counter).state == hall::CounterState::open) ++view.open_counters;
    }
    view.waiting = sum.waiting;
    if (sum.oldest != Instant::max()) {
        const auto age = std::chrono::floor<std::chrono::seconds>(now - sum.oldest);
        view.oldest_waiting_seconds = std::max<std::int64_t>(0, age.count());
    }
    if (estimates != nullptr)
        view.estimate = estimates->for_newcomer(day, shares.services(at), now);
    return view;
}

}  // namespace gerai::api
