#include "api/exported_bundle.h"

#include <algorithm>
#include <functional>

#include "api/mall_file_digest.h"
#include "api/observed_days.h"

namespace gerai::api {

namespace {

/// The last of the dates that is over.
std::optional<ObservedDay> last_day(journal::Reader& reader, const std::string& mall, Date first,
                                    Date last) {
    std::vector<Date> dates;
    for (const journal::DayRow& day : reader.days()) {
        const bool is_within = first <= day.business_date && day.business_date <= last;
        if (day.mall == mall && is_within) dates.push_back(day.business_date);
    }
    std::ranges::sort(dates, std::greater{});
    std::optional<ObservedDay> found;
    for (const Date date : dates) {
        for_each_observed_day(reader, mall, date, date,
                              [&](ObservedDay&& day) { found = std::move(day); });
        if (found) break;
    }
    return found;
}

}  // namespace

std::optional<measure::Bundle> exported_bundle(journal::Reader& reader, const std::string& mall,
                                               Date first, Date last) {
    const auto newest = last_day(reader, mall, first, last);
    if (!newest) return std::nullopt;
    measure::BundleMaker maker{*newest->mall,
                               digest_of_mall_file(reader, mall, newest->file_version),
                               measure::BundleSource::journal};
    for_each_observed_day(reader, mall, first, last,
                          [&](ObservedDay&& day) { maker.add(day.log, day.ratings); });
    return maker.bundle();
}

}  // namespace gerai::api
