#include "plan/formulas/staffing_formulas.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "plan/law.h"

namespace gerai::plan {

using namespace std::chrono_literals;

namespace {

using Counters = std::vector<int>;

constexpr Target nine_in_ten{.wait = 15min, .share = .9};

/// A day of sixteen half-hours, log-normal services of that mean and variation .8.
Profile day_with(Duration service, std::optional<Duration> patience) {
    const LogNormal law = log_normal(service, .8);
    return {.per_hour = {12, 24, 36, 42, 40, 34, 26, 18, 16, 22, 28, 30, 24, 18, 10, 4},
            .pace = {.service = service, .patience = patience},
            .survival = [law](Duration time) {
                if (time <= 0s) return 1.0;
                const double z = std::log(in_seconds(time) / in_seconds(law.median)) / law.sigma;
                return std::erfc(z / std::sqrt(2)) / 2;
            }};
}

int total(const Counters& counters) { return std::accumulate(counters.begin(), counters.end(), 0); }

TEST(StaffingFormulas, GiveThePlansOfADayWithServicesOfEightMinutes) {
    const Profile patient = day_with(8min, std::nullopt);
    const Profile leaving = day_with(8min, 60min);
    EXPECT_EQ(sipp(patient, nine_in_ten),
              (Counters{3, 5, 6, 7, 7, 6, 5, 4, 4, 4, 5, 5, 5, 4, 3, 2}));
    EXPECT_EQ(sipp(leaving, nine_in_ten),
              (Counters{3, 4, 5, 6, 6, 5, 4, 3, 3, 4, 5, 5, 4, 3, 2, 2}));
    EXPECT_EQ(mol_max(leaving, nine_in_ten),
              (Counters{3, 4, 5, 6, 6, 6, 5, 4, 3, 4, 4, 5, 5, 4, 3, 2}));
}

TEST(StaffingFormulas, GiveThePlansOfADayWithServicesOfTwentyMinutes) {
    EXPECT_EQ(sipp(day_with(20min, std::nullopt), nine_in_ten),
              (Counters{6, 10, 15, 17, 16, 14, 11, 8, 8, 10, 12, 13, 10, 8, 5, 3}));
    EXPECT_EQ(mol_max(day_with(20min, 60min), nine_in_ten),
              (Counters{5, 8, 12, 14, 14, 14, 12, 10, 8, 8, 10, 11, 11, 9, 8, 5}));
}

TEST(StaffingFormulas, ComeToTheTotalsOfTheTable) {
    struct Row {
        Counters (*method)(const Profile&, const Target&);
        int eight;   // Services of eight minutes, patience of an hour.
        int twenty;  // Of twenty minutes.
        int stays;   // Of twenty minutes, and nobody leaves.
    };
    for (const auto& [method, eight, twenty, stays] :
         {Row{sipp, 64, 146, 166}, Row{lagged_sipp, 66, 143, 164}, Row{mol_mean, 65, 144, 165},
          Row{mol_max, 69, 159, 183}}) {
        EXPECT_EQ(total(method(day_with(8min, 60min), nine_in_ten)), eight);
        EXPECT_EQ(total(method(day_with(20min, 60min), nine_in_ten)), twenty);
        EXPECT_EQ(total(method(day_with(20min, std::nullopt), nine_in_ten)), stays);
    }
    EXPECT_EQ(total(sipp(day_with(8min, std::nullopt), nine_in_ten)), 75);
    EXPECT_EQ(total(mol_max(day_with(8min, std::nullopt), nine_in_ten)), 81);
}

TEST(StaffingFormulas, HaveAClerkWhereNobodyComes) {
    EXPECT_EQ(least_counters(0, {.service = 8min}, nine_in_ten), 1);
    Profile late = day_with(45min, 60min);
    late.per_hour = {0, 0, 10, 0, 0, 0};
    // One and a half half-hours later.
    const Counters lagged = lagged_sipp(late, nine_in_ten);
    EXPECT_EQ(lagged[2], 1);
    EXPECT_GT(lagged[3], 1);
    EXPECT_EQ(lagged[3], lagged[4]);
    EXPECT_EQ(lagged[5], 1);
}

}  // namespace
}  // namespace gerai::plan
