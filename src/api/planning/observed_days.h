#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "mall/mall.h"
#include "measure/bundle_maker.h"
#include "measure/day_log.h"

namespace gerai::api {

/// One date of a mall's journal.
struct ObservedDay {
    measure::DayLog log;
    std::shared_ptr<const mall::Mall> mall;  ///< The file in force at its end.
    std::int64_t file_version{};             ///< The journal sequence of that file.
    measure::RatingCounts ratings{};
};

/// The dates of a mall's journal that are over, in order: all but the last, and that one as well
/// where it was closed.
std::vector<Date> dates_that_are_over(journal::Reader& reader, const std::string& mall);

/// Reads the dates from the first to the last, in order, and tells of each that is over. A date
/// that still runs is left out: half a day would teach wrong things.
void for_each_observed_day(journal::Reader& reader, const std::string& mall, Date first, Date last,
                           const std::function<void(ObservedDay&&)>& tell);

}  // namespace gerai::api
