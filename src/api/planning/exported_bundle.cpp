#include "api/planning/exported_bundle.h"

#include <algorithm>
#include <cassert>
#include <functional>

#include "api/mall_file_digest.h"
#include "api/planning/observed_days.h"

namespace gerai::api {

namespace {

/// The newest first.
std::vector<Date> dates_of(journal::Reader& reader, const std::string& mall, Date first,
                           Date last) {
    std::vector<Date> dates;
    for (const journal::DayRow& day : reader.days()) {
        const bool is_within = first <= day.business_date && day.business_date <= last;
        if (day.mall == mall && is_within) dates.push_back(day.business_date);
    }
    std::ranges::sort(dates, std::greater{});
    return dates;
}

/// The first of the dates that is over.
std::optional<ObservedDay> first_over(journal::Reader& reader, const std::string& mall,
                                      const std::vector<Date>& dates) {
    std::optional<ObservedDay> found;
    for (const Date date : dates) {
        for_each_observed_day(reader, mall, date, date,
                              [&](ObservedDay&& day) { found = std::move(day); });
        if (found) break;
    }
    return found;
}

std::optional<measure::Bundle> bundle_up_to(journal::Reader& reader, const std::string& mall,
                                            Date first, const ObservedDay& newest) {
    const auto source = reader.setting("kind") == "trial" ? measure::BundleSource::trial
                                                          : measure::BundleSource::journal;
    measure::BundleMaker maker{*newest.mall, digest_of_mall_file(reader, mall, newest.file_version),
                               source};
    for_each_observed_day(reader, mall, first, newest.log.date,
                          [&](ObservedDay&& day) { maker.add(day.log, day.ratings); });
    return maker.bundle();
}

}  // namespace

std::optional<measure::Bundle> exported_bundle(journal::Reader& reader, const std::string& mall,
                                               Date first, Date last) {
    const auto newest = first_over(reader, mall, dates_of(reader, mall, first, last));
    if (!newest) return std::nullopt;
    return bundle_up_to(reader, mall, first, *newest);
}

std::optional<measure::Bundle> bundle_of_last_dates(journal::Reader& reader,
                                                    const std::string& mall, Date today,
                                                    std::size_t most) {
    assert(most > 0);
    const auto dates = dates_of(reader, mall, std::chrono::year{1970} / 1 / 1, today);
    const auto newest = first_over(reader, mall, dates);
    if (!newest) return std::nullopt;
    const auto last = std::ranges::find(dates, newest->log.date);
    const auto count = std::min(static_cast<std::ptrdiff_t>(most), dates.end() - last);
    return bundle_up_to(reader, mall, last[count - 1], *newest);
}

}  // namespace gerai::api
