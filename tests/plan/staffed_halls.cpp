#include "plan/staffed_halls.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

constexpr Interval eight_hours{start + 8h, start + 16h};

}  // namespace

Model day_with(Duration service, std::optional<Duration> patience, std::size_t counters) {
    Model model = one_queue(counters, log_normal(service, .8));
    model.rules.opening = {eight_hours};
    model.rules.has_capacity_stop = false;
    model.rules.ends_at = start + 24h;
    model.streams = {{.who = {.service = first_service},
                      .rate = {eight_hours.from,
                               30min,
                               {12, 24, 36, 42, 40, 34, 26, 18, 16, 22, 28, 30, 24, 18, 10, 4}},
                      .candidates_per_hour = 42}};
    if (patience) model.streams[0].who.patience = Patience{Exponential{*patience}};
    return model;
}

Model two_agencies() {
    std::vector<std::vector<hall::ServiceIndex>> counters(4, {first_service});
    counters.resize(8, {second_service});
    Model model = endless(2, counters);
    model.rules.agencies = {{"a", "A"}, {"b", "B"}};
    model.rules.services[1].agency = {1};
    for (std::uint32_t i = 4; i < 8; ++i) model.rules.counters[i].agency = {1};
    model.rules.opening = {{start + 8h, start + 10h}, {start + 11h, start + 13h}};
    model.rules.ends_at = start + 24h;
    model.services[0].time = log_normal(8min, .8);
    model.services[1].time = log_normal(5min, .8);
    model.second_weights = {1, 1};
    model.idle_gap = Fixed{40s};
    model.streams = {{.who = {.service = first_service, .second_service = .3},
                      .rate = {start + 8h, 30min, {8, 16, 18, 12, 0, 0, 10, 10, 6, 2}},
                      .candidates_per_hour = 18}};
    return model;
}

StaffingWish quick(std::uint32_t search_days, std::uint32_t confirm_days) {
    return {.load_days = 40,
            .search_days = search_days,
            .confirm_days = confirm_days,
            .steps_of_a_cell = 100};
}

Model two_hours(std::vector<Instant> slots) {
    Model model = one_queue(1, Fixed{20min});
    model.rules.opening = {{start + 8h, start + 10h}};
    model.rules.has_capacity_stop = false;
    model.rules.ends_at = start + 24h;
    model.streams.clear();
    model.appointments = {{.who = {.service = first_service}, .slots = std::move(slots)}};
    return model;
}

}  // namespace gerai::plan
