#include "plan/law_beyond.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace gerai::plan {

namespace {

using namespace std::chrono_literals;

constexpr int draws = 20'000;

struct Moments {
    double mean = 0;
    double error = 0;
    int count = 0;
};

Moments moments_of(const std::vector<double>& values) {
    Moments moments{.count = static_cast<int>(values.size())};
    for (const double value : values) moments.mean += value / moments.count;
    for (const double value : values) {
        moments.error += (value - moments.mean) * (value - moments.mean);
    }
    moments.error = std::sqrt(moments.error) / moments.count;
    return moments;
}

Random random_of(int draw, Purpose purpose) {
    return {Key{5}.of(static_cast<std::uint64_t>(draw)), purpose};
}

/// What is left of those that are longer, drawn by waiting for them.
std::vector<double> rests_by_rejection(const Law& law, Duration passed) {
    std::vector<double> rests;
    for (int i = 0; i < draws; ++i) {
        const Duration time = draw(law, random_of(i, Purpose::service));
        if (time > passed) rests.push_back(in_seconds(time - passed));
    }
    return rests;
}

std::vector<double> rests_drawn(const Law& law, Duration passed) {
    std::vector<double> rests;
    for (int i = 0; i < draws; ++i) {
        rests.push_back(in_seconds(draw_rest(law, passed, random_of(i, Purpose::walking))));
    }
    return rests;
}

const std::vector<Law> laws{Exponential{5min},  LogNormal{5min, .8},
                            Stages{3, 6min},    Between{2min, 9min},
                            Normal{6min, 2min}, Seen{{2min, 5min, 5min, 7min, 12min}}};

TEST(LawBeyond, IsTheLawOfThoseThatAreLonger) {
    for (const Law& law : laws) {
        for (const Duration passed : {Duration{1min}, Duration{4min}, Duration{8min}}) {
            const auto kept = rests_by_rejection(law, passed);
            const Moments expected = moments_of(kept);
            const Moments found = moments_of(rests_drawn(law, passed));
            const auto name = std::to_string(law.index()) + " after " +
                              std::to_string(passed.count() / 60'000'000);

            EXPECT_NEAR(found.mean, expected.mean,
                        3.9 * std::hypot(found.error, expected.error) + 1e-6)
                << name;
            EXPECT_NEAR(share_beyond(law, passed), expected.count / double{draws}, .014) << name;
        }
    }
}

// E[X | X > t] = exp(mu + s^2/2) Q(z - s) / Q(z), z = (ln t - mu) / s.
TEST(LawBeyond, IsExactWhereHardlyAnyIsLonger) {
    const boost::math::normal normal;
    const double sigma = .8;
    for (const Duration passed : {Duration{60min}, Duration{10h}}) {
        const double z = std::log(in_seconds(passed) / 300) / sigma;
        const double longer = cdf(complement(normal, z));
        const double mean =
            300 * std::exp(sigma * sigma / 2) * cdf(complement(normal, z - sigma)) / longer;

        const Moments found = moments_of(rests_drawn(LogNormal{5min, sigma}, passed));

        EXPECT_NEAR(found.mean, mean - in_seconds(passed), 3.9 * found.error);
        EXPECT_NEAR(share_beyond(LogNormal{5min, sigma}, passed), longer, 1e-12);
    }
}

TEST(LawBeyond, HasNothingLeftOfWhatIsOver) {
    const Random random{Key{1}, Purpose::service};
    for (const Law& law : {Law{Fixed{5min}}, Law{Between{1min, 5min}}, Law{Seen{{5min}}}}) {
        EXPECT_EQ(draw_rest(law, 5min, random), 0s);
        EXPECT_EQ(share_beyond(law, 5min), 0);
    }
    EXPECT_EQ(draw_rest(Fixed{5min}, 2min, random), 3min);
    EXPECT_EQ(draw_rest(Exponential{}, 2min, random), 0s);
    EXPECT_EQ(draw_rest(LogNormal{}, 2min, random), 0s);
}

TEST(LawBeyond, IsTheLawItselfAtTheBeginning) {
    for (const Law& law : laws) {
        const Random random{Key{9}, Purpose::service};
        EXPECT_EQ(draw_rest(law, 0s, random), draw(law, random));
        EXPECT_NEAR(share_beyond(law, 0s), 1, .002) << law.index();
    }
}

}  // namespace

}  // namespace gerai::plan
