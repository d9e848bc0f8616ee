#pragma once

#include "mall/booth_week.h"
#include "mall/forming_checks.h"
#include "mall/mall_files.h"
#include "mall/readiness.h"

/// Documents on the forming of the small mall of `mall_files.h`: `dukcapil` in booth `b01` all
/// week, `bnn` in `b02` on Mondays and Wednesdays; open on Mondays and Fridays.
namespace gerai::mall {

using namespace std::chrono_literals;

inline constexpr Date today = 2026y / 11 / 23;

inline Agreement agreement_with(std::string agency, Date begins, std::optional<Date> ends) {
    Agreement made;
    made.id = agency + "-1";
    made.agency = std::move(agency);
    made.number = "503/12/2026";
    made.date = begins;
    made.parties = {"Kepala DPMPTSP", "Kepala Instansi"};
    made.begins = begins;
    made.ends = ends;
    return made;
}

/// Until the end of next year.
inline Agreement agreement_with(std::string agency) {
    return agreement_with(std::move(agency), 2026y / 1 / 2, 2027y / 12 / 31);
}

inline Presence in_booth(std::string booth, std::vector<Weekday> days,
                         std::string_view hours = {}) {
    return {.booth = std::move(booth), .days = std::move(days), .hours = parse_clock_range(hours)};
}

/// A stage that is done, with all that it must show.
inline StageEntry complete(FormingStage stage) {
    StageEntry entry{.stage = stage, .state = StageState::done};
    for (const Exhibit exhibit : exhibits_of(stage)) {
        entry.evidence.push_back({.shows = exhibit, .title = "Berita acara"});
    }
    return entry;
}

inline Forming with_stages(std::initializer_list<StageEntry> stages) {
    return {.stages = stages, .agreements = {}};
}

inline Forming with_agreements(std::initializer_list<Agreement> agreements) {
    return {.stages = {}, .agreements = agreements};
}

}  // namespace gerai::mall
