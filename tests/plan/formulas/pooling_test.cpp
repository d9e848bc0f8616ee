#include "plan/formulas/pooling.h"

#include <gtest/gtest.h>

#include <array>

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

constexpr Target promise{.wait = 15min, .share = .9};
constexpr std::array<std::chrono::minutes, 3> services{8min, 15min, 30min};

TEST(Pooling, CarriesWhatTheTableSaysInOnePool) {
    struct Row {
        int counters;
        std::array<double, 3> per_hour;
        std::array<double, 3> utilisation;
    };
    for (const Row& row : {Row{1, {2.5714, .8739, .3055}, {.3429, .2185, .1527}},
                           Row{2, {8.9905, 3.7023, 1.4366}, {.5994, .4628, .3592}},
                           Row{5, {30.4764, 14.3736, 6.1843}, {.8127, .7187, .6184}},
                           Row{10, {67.4184, 33.5522, 15.2351}, {.8989, .8388, .7618}},
                           Row{32, {231.7640, 120.5091, 57.7999}, {.9657, .9415, .9031}},
                           Row{150, {1116.2654, 591.6551, 292.4104}, {.9922, .9861, .9747}}}) {
        for (std::size_t i = 0; i < services.size(); ++i) {
            const Carried found = carried_by(1, row.counters, services[i], promise);
            EXPECT_NEAR(found.per_hour, row.per_hour[i], 5.1e-5) << row.counters;
            EXPECT_NEAR(found.utilisation, row.utilisation[i], 5.1e-5) << row.counters;
        }
    }
}

/// What some divisions of a number of counters carry, by mean times.
void expect_carried(int counters, const std::vector<int>& sizes,
                    const std::array<std::vector<double>, 3>& per_hour) {
    for (std::size_t i = 0; i < services.size(); ++i) {
        for (std::size_t j = 0; j < sizes.size(); ++j) {
            const Carried found = carried_by(counters / sizes[j], sizes[j], services[i], promise);
            EXPECT_NEAR(found.per_hour, per_hour[i][j], 5.1e-3) << counters << " by " << sizes[j];
        }
    }
}

TEST(Pooling, CarriesWhatTheTableSaysInPoolsOfOneSize) {
    expect_carried(32, {1, 2, 4, 8, 32},
                   {{{82.29, 143.85, 185.52, 210.33, 231.76},
                     {27.97, 59.24, 85.37, 103.20, 120.51},
                     {9.78, 22.99, 35.95, 46.15, 57.80}}});
    expect_carried(150, {1, 2, 3, 5, 10, 150},
                   {{{385.71, 674.29, 799.77, 914.29, 1011.28, 1116.27},
                     {131.09, 277.67, 354.03, 431.21, 503.28, 591.66},
                     {45.82, 107.75, 144.51, 185.53, 228.53, 292.41}}});
}

TEST(Pooling, KnowsAllEvenDivisions) {
    const auto all = carried_by_pools(32, 8min, promise);

    ASSERT_EQ(all.size(), 6);
    EXPECT_EQ(all[2].pools, 8);
    EXPECT_EQ(all[2].counters, 4);
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_GT(all[i].per_hour, all[i - 1].per_hour);
}

}  // namespace

}  // namespace gerai::plan
