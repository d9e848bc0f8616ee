#pragma once

#include <vector>

#include "plan/calibration/calibration.h"
#include "plan/logged_days.h"

namespace gerai::plan {

/// A mall whose days are played, so that what went into them is known.
struct KnownHall {
    mall::Mall mall = read_busy_mall();
    std::vector<Date> dates = open_dates(mall, 60);
    Model model = busy_model(mall, dates.front());

    [[nodiscard]] std::vector<measure::DayLog> logs(std::uint64_t seed) const {
        return logged_days(dates, seed, [&](Date date) { return busy_model(mall, date); });
    }
    [[nodiscard]] Calibration calibration(std::uint64_t seed) const {
        return calibrate(logs(seed), mall);
    }
};

}  // namespace gerai::plan
