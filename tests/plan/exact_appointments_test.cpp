#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "plan/textbook.h"

// Rules by which appointments are given, against a table that was simulated by another program:
// 60,000 sessions of four hours at one counter, log-normal times of 12 minutes with a variation of
// 0.6, and visitors who come within some minutes of their time.

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

struct Session {
    double wait;
    double within;    // 15 minutes.
    double idle;      // Until the last one is served.
    double overtime;  // Minutes beyond four hours.
};

struct Given {
    const char* name;
    double (*slot)(int);  // In minutes.
    int slots;
    double no_show;
    Session session;
};

double every_12(int i) { return 12 * i; }
double two_and_then_one(int i) { return 12 * std::max(0, i - 1); }
double two_every_24(int i) { return 24 * (i / 2); }
double in_half_hours(int i) { return 30 * (12 * i / 30); }
double dome(int i) {
    const double x = i / 19.0;
    return 228 * (x - .03 * std::sin(2 * std::numbers::pi * x));
}
double compressed(int i) { return 9.6 * i; }
double first_of_five_doubled(int i) { return 12 * (5 * (i / 6) + std::max(i % 6 - 1, 0)); }
double two_and_then_compressed(int i) { return 9.6 * std::max(0, i - 1); }

Model model_of(const Given& given) {
    Model model = one_queue(1, log_normal(12min, .6));
    model.rules.opening = {{start, Instant::max()}};
    Appointments booked{.who = {.service = first_service},
                        .slots = {},
                        .no_show = given.no_show,
                        .unpunctuality = Normal{0min, 4min}};
    for (int i = 0; i < given.slots; ++i) {
        booked.slots.push_back(at_units(60 * given.slot(i)));
    }
    model.appointments = {booked};
    return model;
}

class Appointed : public testing::TestWithParam<Given> {};

TEST_P(Appointed, WaitAsLongAsTheyShould) {
    const Given& given = GetParam();
    const double expected = given.slots * (1 - given.no_show);
    const auto look = [&](const SimulatedDay& day) {
        double wait = 0;
        double within = 0;
        double busy = 0;
        Instant end = start;
        for (const auto& record : day.records) {
            wait += in_seconds(record.wait) / 60;
            within += record.wait <= 15min ? 1 : 0;
            busy += in_seconds(*record.ended_at - *record.started_at) / 60;
            end = std::max(end, *record.ended_at);
        }
        const double whole = in_seconds(end - start) / 60;
        return std::vector{wait / expected, within / expected, whole - busy,
                           std::max(0.0, whole - 240)};
    };
    const std::uint32_t sessions = is_full_precision() ? 2000 : 60;
    const auto& [wait, within, idle, overtime] = given.session;
    expect_agreement(seen_in_days(model_of(given), sessions, look),
                     {{.name = "wait", .value = wait, .own_error = .04},
                      {.name = "share within 15 minutes", .value = within, .own_error = .0015},
                      {.name = "idle", .value = idle, .own_error = .1},
                      {.name = "overtime", .value = overtime, .precision = .03, .own_error = .1}});
}

INSTANTIATE_TEST_SUITE_P(
    Exact, Appointed,
    testing::Values(
        Given{"one_by_one", every_12, 20, 0, {14.08, .649, 22.32, 22.91}},
        Given{"two_first", two_and_then_one, 20, 0, {17.49, .563, 12.56, 16.01}},
        Given{"two_by_two", two_every_24, 20, 0, {16.10, .598, 17.73, 19.39}},
        Given{"dome", dome, 20, 0, {13.07, .670, 23.51, 23.91}},
        Given{"half_hours", in_half_hours, 20, 0, {19.28, .507, 14.11, 17.13}},
        Given{"one_by_one_some_missing", every_12, 20, .2, {7.68, .813, 55.25, 10.13}},
        Given{"two_first_some_missing", two_and_then_one, 20, .2, {9.20, .771, 43.63, 4.96}},
        Given{"two_by_two_some_missing", two_every_24, 20, .2, {9.04, .778, 49.67, 7.36}},
        Given{"dome_some_missing", dome, 20, .2, {7.30, .822, 57.66, 11.81}},
        Given{"half_hours_some_missing", in_half_hours, 20, .2, {11.11, .712, 44.63, 5.63}},
        Given{"first_of_five_doubled", first_of_five_doubled, 24, .2, {16.04, .605, 28.28, 20.29}},
        Given{"overbooked", compressed, 25, .2, {17.58, .576, 27.99, 28.48}},
        Given{
            "overbooked_two_first", two_and_then_compressed, 25, .2, {19.79, .525, 19.80, 22.06}}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace gerai::plan
