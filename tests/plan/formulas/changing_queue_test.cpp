#include "plan/formulas/changing_queue.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

namespace gerai::plan {
namespace {

constexpr double sixth_digit = 0.51e-6;

struct Moment {
    double at;
    double inside;
    double waiting;
    double full;
    double beyond;
};

/// Sixteen half-hours; a minute is the unit.
double arrivals_by_half_hour(double at) {
    constexpr auto by_half_hour =
        std::to_array<double>({12, 24, 36, 42, 40, 34, 26, 18, 16, 22, 28, 30, 24, 18, 10, 4});
    const auto cell = static_cast<std::size_t>(at / 30);
    return cell < by_half_hour.size() ? by_half_hour.at(cell) / 60 : 0;
}

ChangingQueue half_hours(int counters) {
    return ChangingQueue{{.arrivals = arrivals_by_half_hour,
                          .service = 1 / 8.0,
                          .counters = counters,
                          .step = 1 / 16.0,
                          .inside_max = 120}};
}

void expect_moments(ChangingQueue& queue, const std::vector<Moment>& moments, double wait,
                    double precision) {
    for (const Moment& moment : moments) {
        queue.advance(moment.at);
        EXPECT_NEAR(queue.mean_inside(), moment.inside, precision) << moment.at;
        EXPECT_NEAR(queue.mean_waiting(), moment.waiting, precision) << moment.at;
        EXPECT_NEAR(queue.share_full(), moment.full, precision) << moment.at;
        if (wait > 0) {
            EXPECT_NEAR(queue.share_beyond(wait), moment.beyond, precision) << moment.at;
        }
    }
}

TEST(ChangingQueue, FollowsADayByTheHalfHour) {
    ChangingQueue five = half_hours(5);
    expect_moments(five,
                   {{60, 3.436980, .350874, .252164, .004387},
                    {90, 6.628810, 2.350948, .652151, .079632},
                    {120, 10.500083, 5.789362, .849394, .281800},
                    {150, 12.737055, 7.970941, .879729, .402638},
                    {180, 12.179849, 7.549128, .822183, .371093},
                    {240, 4.736922, 1.686204, .309332, .076828},
                    {360, 5.340626, 1.465861, .501188, .043993},
                    {480, .554037, .000120, .000311, .000003}},
                   15, sixth_digit);
    ChangingQueue six = half_hours(6);
    expect_moments(six, {{150, 8.494995, 3.303186, .653631, .101307}}, 15, sixth_digit);
}

TEST(ChangingQueue, FollowsAWave) {
    const auto wave = [](double at) { return 9 + 3 * std::sin(2 * std::numbers::pi * at / 20); };
    ChangingQueue patient{{.arrivals = wave, .service = 1, .counters = 10}};
    expect_moments(patient,
                   {{45, 19.897041, 10.161061, .892674, .457714},
                    {50, 25.384262, 15.630222, .910713, .634271}},
                   1, sixth_digit);
    ChangingQueue leaving{{.arrivals = wave, .service = 1, .counters = 10, .leaving = .25}};
    expect_moments(leaving,
                   {{40, 8.494089, .723168, .334041, 0},
                    {45, 14.939612, 5.329512, .839068, 0},
                    {50, 13.939757, 4.585761, .762078, 0},
                    {55, 6.816172, .304469, .161796, 0},
                    {60, 8.494089, .723168, .334041, 0}},
                   0, sixth_digit);
}

TEST(ChangingQueue, TellsWhatComesOfADayForThoseWhoCome) {
    struct Row {
        int counters;
        double beyond;
        double wait;
    };
    for (const auto& [counters, beyond, wait] :
         {Row{5, .128575, 5.343908}, Row{6, .024784, 1.748807}}) {
        ChangingQueue queue = half_hours(counters);
        constexpr double all = 192;
        double late = 0;
        double waited = 0;
        Moment before{};
        queue.advance(600, [&] {
            const Moment now{.at = queue.now(),
                             .waiting = queue.mean_waiting(),
                             .beyond = queue.share_beyond(15)};
            const double half = (now.at - before.at) / 2;
            late += arrivals_by_half_hour(before.at + half) * half * (before.beyond + now.beyond);
            waited += half * (before.waiting + now.waiting);
            before = now;
        });
        EXPECT_NEAR(late / all, beyond, 1e-6);
        EXPECT_NEAR(waited / all, wait, 5e-6);
    }
}

}  // namespace
}  // namespace gerai::plan
