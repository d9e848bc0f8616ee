#include "plan/second_choice.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gerai::plan {

namespace {

using hall::AgencyIndex;
using hall::ServiceIndex;

constexpr AgencyIndex office{0};
constexpr AgencyIndex bank{1};

/// Two services of the office, two of the bank between and behind them.
SecondChoice of_two_agencies(const std::vector<double>& weights) {
    std::vector<hall::Service> services(4);
    services[0].agency = services[2].agency = office;
    services[1].agency = services[3].agency = bank;
    return {services, weights};
}

/// How often each service was drawn.
std::vector<double> drawn(const SecondChoice& choice, AgencyIndex first, std::uint32_t draws) {
    std::vector<double> times(4, 0);
    for (std::uint32_t i = 0; i < draws; ++i) {
        ++times[choice.draw(first, {Key{i}, Purpose::second_service}).value];
    }
    return times;
}

}  // namespace

TEST(SecondChoice, IsOfAnotherAgencyByWeight) {
    constexpr std::uint32_t draws = 10'000;
    const std::vector<double> times = drawn(of_two_agencies({1, 3, 5, 1}), office, draws);

    EXPECT_EQ(times[0], 0);
    EXPECT_EQ(times[2], 0);
    const double expected = 0.75 * draws;
    const double deviation = std::sqrt(draws * 0.75 * 0.25);
    EXPECT_NEAR(times[1], expected, 4 * deviation);
    EXPECT_EQ(times[1] + times[3], draws);
}

TEST(SecondChoice, MayBeOfAnyForWhoComesToNone) {
    const std::vector<double> times = drawn(of_two_agencies({1, 1, 1, 1}), {}, 1'000);

    for (const double one : times) EXPECT_GT(one, 0);
}

TEST(SecondChoice, IsNeverWhatHasNoWeight) {
    const std::vector<double> times = drawn(of_two_agencies({1, 0, 1, 2}), office, 1'000);

    EXPECT_EQ(times[3], 1'000);
}

TEST(SecondChoice, IsNowhereWhereNoOtherAgencyHasAny) {
    const Random random{Key{1}, Purpose::second_service};

    EXPECT_FALSE(of_two_agencies({1, 0, 1, 0}).draw(office, random).exists());
    EXPECT_FALSE(of_two_agencies({}).draw(office, random).exists());
}

}  // namespace gerai::plan
